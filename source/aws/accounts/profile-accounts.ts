import { mapConcurrently } from '../../base/map-concurrently.ts';
import { oneLine } from '../../base/one-line.ts';
import { CallFailed } from '../caller.ts';
import { CredentialsFailed } from '../credentials/credentials-failed.ts';
import { accountName, identify, mappedName } from '../identity.ts';
import type { AccountAccess } from './access.ts';
import type { FoundAccount, FoundAccounts } from './find-accounts.ts';

/** Profiles that are asked at the same time. */
const AT_ONCE = 8;

/**
 * The accounts of several profiles, each asked whose it is. A profile that does not say stays, without an id; of two
 * profiles of one account the first is taken.
 */
export async function accountsOfProfiles(
  profiles: readonly string[],
  accessAs: (profile: string) => AccountAccess,
  names: Readonly<Record<string, string>>,
): Promise<FoundAccounts> {
  const found = new Map<string, FoundAccount>();
  const accounts: FoundAccount[] = [];
  const notices: string[] = [];
  const ask = (profile: string) => accountOf(profile, accessAs(profile), names);
  for await (const account of mapConcurrently(profiles, AT_ONCE, ask)) {
    const first = account.id === null ? undefined : found.get(account.id);
    if (first !== undefined) {
      notices.push(
        `the profiles ${profileOf(first)} and ${profileOf(account)} are of one account, ${account.id}: it is taken once, with ${profileOf(first)}`,
      );
      continue;
    }
    if (account.id !== null) found.set(account.id, account);
    accounts.push(account);
  }
  return { accounts, organization: null, caller: null, notices };
}

function profileOf({ entry }: FoundAccount): string {
  return entry.way === 'profile' ? oneLine(entry.profile) : '';
}

async function accountOf(
  profile: string,
  { ask, settings }: AccountAccess,
  names: Readonly<Record<string, string>>,
): Promise<FoundAccount> {
  const entry = { way: 'profile', profile } as const;
  try {
    const { account: id, callerArn: arn, partition, region } = await identify(ask, settings.region);
    const mapped = mappedName(names, id);
    const name = mapped ?? (await accountName(ask, partition, region)) ?? null;
    return { id, name, ou: null, state: null, entry, tried: { entered: true, arn } };
  } catch (error) {
    if (!(error instanceof CallFailed || error instanceof CredentialsFailed)) throw error;
    const failed = error instanceof CallFailed ? (error.credentials ?? error) : error;
    const why = `the profile ${oneLine(profile)}: ${oneLine(failed.message)}`;
    return { id: null, name: null, ou: null, state: null, entry, tried: { entered: false, why } };
  }
}
