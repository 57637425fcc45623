import { oneLine } from '../base/one-line.ts';
import { type Ask, CallFailed } from './caller.ts';
import { findPartition, PARTITIONS, partitionOfRegion } from './partitions.ts';

/** Who is asking, without the account's name, and the region that answered. */
export interface CallerIdentity {
  readonly account: string;
  readonly callerArn: string;
  readonly partition: string;
  readonly region: string;
}

/**
 * Who is asking. With no region set, credentials of another partition look bad to the first one asked, so one
 * region of each partition is tried before the first refusal is passed on. A region that is set may be off for the
 * account, or none: then another one of its partition is asked.
 */
export async function identify(ask: Ask, home: string | null): Promise<CallerIdentity> {
  const { getCallerIdentity } = await import('./sts.ts');
  const candidates = new Set([...(home === null ? [] : [home]), ...firstRegions(home)]);
  let refusal: unknown;
  for (const region of candidates) {
    try {
      const answer = await ask(getCallerIdentity, {}, region);
      const callerArn = oneLine(answer.Arn ?? '');
      return {
        account: oneLine(answer.Account ?? ''),
        callerArn,
        partition: callerArn.split(':')[1] ?? 'aws',
        region,
      };
    } catch (error) {
      refusal ??= error;
      const another = error instanceof CallFailed && ['not-accepted', 'no-host'].includes(error.fault.class);
      if (!another) throw error;
    }
  }
  throw refusal;
}

/** One region of the partition that this one is in; of each partition where that is not known. */
function firstRegions(home: string | null): readonly string[] {
  const partition = home === null ? undefined : partitionOfRegion(home);
  return (partition === undefined ? PARTITIONS : [partition]).map(({ firstRegion }) => firstRegion);
}

/** The name that the configuration gives an account. */
export function mappedName(names: Readonly<Record<string, string>>, account: string): string | undefined {
  return Object.hasOwn(names, account) ? names[account] : undefined;
}

/** The account's own name as AWS gives it, else its alias; undefined where neither is allowed or set. No scan needs it. */
export async function accountName(ask: Ask, partition: string, region: string): Promise<string | undefined> {
  const where = findPartition(partition);
  const globalRegion = where?.globalRegion ?? region;
  const named = async (): Promise<string | undefined> => {
    if (where?.lacks.includes('account') === true) return undefined;
    const { getAccountInformation } = await import('./account.ts');
    return (await ask(getAccountInformation, {}, globalRegion)).AccountName;
  };
  const alias = async (): Promise<string | undefined> => {
    const { listAccountAliases } = await import('./iam.ts');
    return (await ask(listAccountAliases, {}, globalRegion)).AccountAliases?.[0];
  };
  // Both at once: an account without the first permission should not wait twice.
  const [name, other] = await Promise.all([named().catch(() => undefined), alias().catch(() => undefined)]);
  return name || other || undefined;
}
