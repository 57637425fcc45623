/** Enters accounts: has the credentials that a scan of them would have, and sees whose they are. */
import { oneLine } from '../../base/one-line.ts';
import { CallFailed } from '../caller.ts';
import { type CredentialSource, keptCredentials } from '../credentials/source.ts';
import { StoppedError } from '../errors.ts';
import { type CallerIdentity, identify } from '../identity.ts';
import type { Credentials } from '../operation.ts';
import { findPartition } from '../partitions.ts';
import type { AccountAccess } from './access.ts';
import type { Entry } from './entry.ts';
import { AccountsNotListed } from './organization.ts';
import { type OpenSignIn, portalError } from './sso-accounts.ts';

/** Who enters. */
export interface EnteringCaller {
  readonly arn: string | null;
  readonly partition: string;
  /** The region that answered; STS is asked there first. */
  readonly region: string;
}

/** What accounts are entered with. */
export interface EntryTools {
  readonly access: AccountAccess;
  readonly caller: EnteringCaller;
  readonly signIn: OpenSignIn | null;
  /** Whose credentials a profile has. */
  readonly identifyAs: (profile: string) => Promise<CallerIdentity>;
}

/** What credentials of a role are had with. */
export interface RoleTools extends Pick<EntryTools, 'caller' | 'signIn'> {
  readonly access: Pick<AccountAccess, 'ask' | 'askPortal'>;
}

/** How trying to enter an account ended. */
export type Entered =
  | { readonly entered: true; readonly arn: string }
  | { readonly entered: false; readonly why: string };

type OpenEntry = Exclude<Entry, { way: 'none' | 'skipped' }>;
/** One that takes other credentials than the caller's. */
export type OtherEntry = Exclude<OpenEntry, { way: 'own' }>;

/**
 * Tries the way into an account: one call for credentials, one that says whose they are, which has to be the account's.
 * @throws what stands in the way of every account: the caller's credentials ran out, the sign-in has ended
 */
export async function tryEntry(id: string, entry: OpenEntry, tools: EntryTools): Promise<Entered> {
  // Asked before the accounts were listed.
  if (entry.way === 'own') return { entered: true, arn: tools.caller.arn ?? '' };
  try {
    const who = await identityBehind(entry, tools);
    if (who.account === id) return { entered: true, arn: who.callerArn };
    const why = `${wayWords(entry)}: the credentials are those of the account ${who.account}, not of this one`;
    return { entered: false, why };
  } catch (error) {
    if (isOfEveryAccount(error, entry)) throw error;
    return { entered: false, why: oneLine(refusalWords(error, entry, tools.caller)) };
  }
}

async function identityBehind(entry: OtherEntry, tools: EntryTools): Promise<CallerIdentity> {
  const { access, caller } = tools;
  if (entry.way === 'profile') return await tools.identifyAs(entry.profile);
  const credentials = credentialsOf(entry, tools);
  // Had before they are needed: what refuses them is to be named, not the call that lacks them.
  await credentials.current();
  return await identify(access.askWith(credentials), caller.region);
}

/** The credentials of a role: had at their first use, kept, and had again before they run out. */
export function credentialsOf(
  entry: Extract<Entry, { way: 'role' | 'sso' }>,
  tools: RoleTools,
): CredentialSource {
  return keptCredentials(() => (entry.way === 'role' ? assumed(entry, tools) : ofSso(entry, tools)));
}

async function assumed(entry: Entry & { way: 'role' }, { access, caller }: RoleTools): Promise<Credentials> {
  const { assumeRole } = await import('../credentials/assume-role.ts');
  const input = {
    RoleArn: entry.roleArn,
    RoleSessionName: entry.sessionName,
    ...(entry.externalId === null ? {} : { ExternalId: entry.externalId }),
    ...(entry.duration === null ? {} : { DurationSeconds: entry.duration }),
  };
  let refusal: unknown;
  for (const region of stsRegions(caller)) {
    try {
      const { Credentials: given } = await access.ask(assumeRole, input, region);
      return kept(given?.AccessKeyId, given?.SecretAccessKey, given?.SessionToken, given?.Expiration);
    } catch (error) {
      refusal ??= error;
      // STS can be switched off in a region, and a region be off, in either account.
      if (!(error instanceof CallFailed) || error.fault.class !== 'not-accepted') throw error;
    }
  }
  throw refusal;
}

/** The region that knows the caller, then others that no account can be without: their tokens hold everywhere. */
function stsRegions({ partition, region }: EnteringCaller): readonly string[] {
  const known = findPartition(partition);
  return [
    ...new Set([region, ...(known === undefined ? [] : [known.firstRegion, ...known.regions.slice(0, 4)])]),
  ];
}

async function ofSso(
  { account: accountId, role: roleName }: Entry & { way: 'sso' },
  { access, signIn }: RoleTools,
): Promise<Credentials> {
  const { getRoleCredentials } = await import('../sso.ts');
  if (signIn === null) throw new Error('nobody signed in');
  const { accessToken } = signIn;
  try {
    const input = { accountId, roleName, accessToken };
    const { roleCredentials: given } = await access.askPortal(
      getRoleCredentials,
      input,
      signIn.signIn.region,
    );
    const expires = given?.expiration === undefined ? undefined : new Date(given.expiration);
    return kept(given?.accessKeyId, given?.secretAccessKey, given?.sessionToken, expires);
  } catch (error) {
    throw portalError(error, signIn.signIn);
  }
}

function kept(
  accessKeyId: string | undefined,
  secretAccessKey: string | undefined,
  sessionToken: string | undefined,
  expiration: Date | undefined,
): Credentials {
  if (!accessKeyId || !secretAccessKey || !sessionToken) throw new Error('the answer holds no credentials');
  return { accessKeyId, secretAccessKey, sessionToken, ...(expiration === undefined ? {} : { expiration }) };
}

/** What no account could be entered with: the caller's credentials, or a sign-in, that ended. */
function isOfEveryAccount(error: unknown, entry: OtherEntry): boolean {
  if (error instanceof AccountsNotListed || error instanceof StoppedError) return true;
  if (!(error instanceof CallFailed) || entry.way === 'profile') return false;
  return error.operation !== 'GetCallerIdentity' && ['expired', 'no-credentials'].includes(error.fault.class);
}

/** Why an account could not be entered, and what is missing. */
export function refusalWords(error: unknown, entry: OtherEntry, caller: EnteringCaller): string {
  const reason = error instanceof Error ? error.message : String(error);
  const isDenied = error instanceof CallFailed && error.fault.class === 'denied';
  if (!isDenied || entry.way !== 'role' || error.operation !== 'AssumeRole')
    return `${wayWords(entry)}: ${reason}`;
  const id = entry.externalId === null ? '' : ` with the external id ${entry.externalId}`;
  return `${entry.roleArn} cannot be assumed (${error.fault.code}): the role has to be there, its trust policy has to allow sts:AssumeRole to ${principalOf(caller.arn)}${id}, and so has the caller’s own policy`;
}

/** Whom a trust policy names: the role of a session, not the session. */
function principalOf(arn: string | null): string {
  if (arn === null) return 'the caller';
  return arn.replace(/:sts::(\d{12}):assumed-role\/([^/]+)\/.*$/, ':iam::$1:role/$2');
}

function wayWords(entry: OtherEntry): string {
  switch (entry.way) {
    case 'role':
      return entry.roleArn;
    case 'sso':
      return `the SSO role ${entry.role}`;
    case 'profile':
      return `the profile ${entry.profile}`;
  }
}
