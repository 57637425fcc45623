import type { Identity } from '../scan/cell.ts';
import { type Caller, CallFailed, type CallObserver } from './caller.ts';
import { profileSetting } from './credentials.ts';
import { oneLine } from './errors.ts';
import { findPartition, PARTITIONS } from './partitions.ts';
import type { AwsSettings } from './settings.ts';

/** The region that is asked who we are, where one is set: flag, environment, profile. Never narrows a scan. */
export async function homeRegion(settings: AwsSettings): Promise<string | null> {
  if (settings.region !== null) return settings.region;
  const profile = settings.profile ?? process.env.AWS_PROFILE ?? 'default';
  const fromEnvironment = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;
  const fromProfile = await profileSetting(profile, 'region').catch(() => undefined);
  // A profile named by flag brings its own region with it.
  const found = settings.profile === null ? fromEnvironment || fromProfile : fromProfile || fromEnvironment;
  return found || null;
}

/**
 * Who is asking. With no region set, credentials of another partition look bad to the first one asked, so one
 * region of each partition is tried before the first refusal is passed on.
 */
export async function identify(
  caller: Caller,
  settings: AwsSettings,
  accountMappings: Readonly<Record<string, string>>,
  signal: AbortSignal,
  observer: CallObserver,
): Promise<{ readonly identity: Identity; readonly region: string }> {
  const { getCallerIdentity } = await import('./sts.ts');
  const home = await homeRegion(settings);
  const candidates = home === null ? PARTITIONS.map((partition) => partition.firstRegion) : [home];
  let refusal: unknown;
  for (const region of candidates) {
    try {
      const answer = await caller.call(getCallerIdentity, {}, region, signal, observer);
      const account = oneLine(answer.Account ?? '');
      const callerArn = oneLine(answer.Arn ?? '');
      const partition = callerArn.split(':')[1] ?? 'aws';
      const accountName =
        accountMappings[account] ?? (await nameOf(caller, account, partition, region, signal, observer));
      return { identity: { account, callerArn, partition, accountName }, region };
    } catch (error) {
      refusal ??= error;
      const another = error instanceof CallFailed && ['not-accepted', 'no-host'].includes(error.fault.class);
      if (!another) throw error;
    }
  }
  throw refusal;
}

/** The account's own name, else its alias, else its id; neither permission is needed to scan. */
async function nameOf(
  caller: Caller,
  account: string,
  partition: string,
  region: string,
  signal: AbortSignal,
  observer: CallObserver,
): Promise<string> {
  const where = findPartition(partition);
  const globalRegion = where?.globalRegion ?? region;
  const named = async (): Promise<string | undefined> => {
    if (where?.lacks.includes('account') === true) return undefined;
    const { getAccountInformation } = await import('./account.ts');
    return (await caller.call(getAccountInformation, {}, globalRegion, signal, observer)).AccountName;
  };
  const alias = async (): Promise<string | undefined> => {
    const { listAccountAliases } = await import('./iam.ts');
    return (await caller.call(listAccountAliases, {}, globalRegion, signal, observer)).AccountAliases?.[0];
  };
  // Both at once: an account without the first permission should not wait twice.
  const [name, other] = await Promise.all([named().catch(() => undefined), alias().catch(() => undefined)]);
  return oneLine(name || other || account);
}
