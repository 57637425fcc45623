import { parseChoice } from '../aws/accounts/choice.ts';
import type { AccountsRequest } from '../aws/accounts/find-accounts.ts';
import { type AwsFiles, readAwsFiles } from '../aws/profiles.ts';
import type { AccountsToFind, SettingsOfProfiles } from '../scan/scan-account.ts';
import type { ScanSettings } from '../scan/scan-settings.ts';
import { accountsRequest, isDemo } from './asked-accounts.ts';
import { demoSignIn } from './demo-sign-in.ts';
import type { Session } from './session.ts';

/**
 * Which accounts a scan takes, and how AWS is reached for it. `picked`: a profile that was picked in the place of those
 * that are named.
 * @throws UsageError where the accounts, or the way to AWS, cannot be meant so
 */
export function accountsOfScan(
  session: Session,
  picked: string | undefined,
): Pick<ScanSettings, 'aws' | 'accounts' | 'awsOfProfiles'> {
  const files = readAwsFiles();
  const flags = picked === undefined ? session.flags : { ...session.flags, profile: picked };
  const { request, profiles } = accountsRequest({ ...session, flags }, files);
  const [first, ...more] = profiles;
  const isOne = request.choice.include.length === 0 && more.length === 0;
  if (isOne) return { aws: session.aws(first), accounts: null, awsOfProfiles: {} };
  const aws = session.aws(first);
  return {
    // Of several profiles none is that of the scan.
    aws: more.length === 0 ? aws : { ...aws, profile: null },
    accounts: { request, profiles, signIn: isDemo(session) ? demoSignIn() : null },
    awsOfProfiles: settingsOf([...profiles, ...profilesIn(request)], files, session.aws),
  };
}

/**
 * The accounts to pick from: all of the sign-in to SSO where it was chosen, else all of the organization.
 * @throws UsageError where they cannot be meant so
 */
export function accountsToPick(
  session: Session,
): Pick<ScanSettings, 'aws'> & { readonly accounts: AccountsToFind } {
  const files = readAwsFiles();
  const { request, profiles } = accountsRequest(session, files);
  const bySso = request.choice.include.some(({ is }) => is === 'sso');
  const choice = parseChoice([bySso ? 'sso' : 'org'], '--accounts');
  const [first] = profiles;
  return {
    aws: session.aws(first),
    accounts: {
      request: { ...request, choice, check: false },
      profiles: [],
      signIn: isDemo(session) ? demoSignIn() : null,
    },
  };
}

/** The profiles that accounts of the choice are entered by. */
function profilesIn({ files, exceptions }: AccountsRequest): readonly string[] {
  const ofFiles = [...files.values()].flatMap((accounts) => accounts.map(({ profile }) => profile));
  const ofExceptions = [...exceptions.values()].map(({ profile }) => profile ?? null);
  return [...ofFiles, ...ofExceptions].filter((profile) => profile !== null);
}

/** One that is not there is told of by the accounts that need it. */
function settingsOf(
  profiles: readonly string[],
  { profiles: known }: AwsFiles,
  aws: Session['aws'],
): SettingsOfProfiles {
  const there = [...new Set(profiles)].filter((profile) => known.has(profile));
  return Object.fromEntries(there.map((profile) => [profile, aws(profile)]));
}
