/** The accounts that whoever signed in to IAM Identity Center may enter: no IAM permission is needed for it. */
import { oneLine } from '../../base/one-line.ts';
import { type Ask, CallFailed } from '../caller.ts';
import { CredentialsFailed } from '../credentials/credentials-failed.ts';
import { profileFlag, shellWord } from '../credentials/origin.ts';
import type { SsoSignIn } from '../credentials/plan.ts';
import { signInToken } from '../credentials/sso.ts';
import type { CredentialTools } from '../credentials/tools.ts';
import type { Credentials } from '../operation.ts';
import { pagesIn } from '../pages.ts';
import { type AwsFiles, DEFAULT_PROFILE } from '../profiles.ts';
import { ACCOUNT_ID } from './choice.ts';
import type { SsoAccount } from './known-accounts.ts';
import { AccountsNotListed } from './organization.ts';
import { chooseSsoRole } from './sso-roles.ts';

/** How far a profile is followed to the one that it takes its credentials from. */
const LONGEST_CHAIN = 5;

/**
 * Where the person signs in: as the profile says, or one that it takes its credentials from; else the only session
 * that there is.
 * @throws AccountsNotListed where there is none, or several
 */
export function findSignIn(files: AwsFiles, profile: string | null): SsoSignIn {
  const only = signInOf(files, profile);
  if (only !== null) return only;
  const sessions = [...files.ssoSessions.keys()];
  const found = signInsOf(files);
  throw new AccountsNotListed(
    [
      found.length > 1
        ? `There are several sign-ins to IAM Identity Center (${sessions.map(oneLine).join(', ')}): name a profile that uses the one that is meant: --profile NAME`
        : `No profile${profile === null ? '' : ` "${oneLine(profile)}"`} or [sso-session] of your AWS configuration says where to sign in to IAM Identity Center. To set one up: aws configure sso`,
    ],
    null,
  );
}

/** As `findSignIn`; null where there is none, or several. */
export function signInOf(files: AwsFiles, profile: string | null): SsoSignIn | null {
  const named = signInOfProfile(files, profile ?? DEFAULT_PROFILE);
  const [only, ...more] = signInsOf(files);
  return named ?? (only === undefined || more.length > 0 ? null : only);
}

/** Those of the sessions. */
function signInsOf(files: AwsFiles): readonly SsoSignIn[] {
  return [...files.ssoSessions.keys()].flatMap((session) => signInOfSession(files, null, session) ?? []);
}

function signInOfProfile(files: AwsFiles, name: string): SsoSignIn | null {
  let at: string | undefined = name;
  for (let step = 0; step < LONGEST_CHAIN && at !== undefined; step += 1) {
    const profile = files.profiles.get(at);
    const session = profile?.get('sso_session');
    if (session !== undefined) return signInOfSession(files, at, session);
    const [startUrl, region] = ['sso_start_url', 'sso_region'].map((key) => profile?.get(key));
    if (startUrl !== undefined && region !== undefined)
      return { profile: at, session: null, startUrl, region };
    at = profile?.get('source_profile');
  }
  return null;
}

function signInOfSession(files: AwsFiles, profile: string | null, session: string): SsoSignIn | null {
  const section = files.ssoSessions.get(session);
  const [startUrl, region] = ['sso_start_url', 'sso_region'].map((key) => section?.get(key));
  return startUrl && region ? { profile, session, startUrl, region } : null;
}

/** A sign-in that is open: what the portal is asked with. */
export interface OpenSignIn {
  readonly signIn: SsoSignIn;
  readonly accessToken: string;
}

/**
 * Opens a sign-in with the token that `aws sso login` has left.
 * @throws AccountsNotListed where there is none that is good
 */
export async function openSignIn(signIn: SsoSignIn, tools: CredentialTools): Promise<OpenSignIn> {
  const token = await signInToken(signIn, tools).catch((error: unknown) => {
    if (error instanceof CredentialsFailed && error.trouble === 'sign-in')
      throw signedOut(error.message, signIn, error);
    throw error;
  });
  if (token.region !== undefined && token.region !== signIn.region)
    throw signedOut(
      `The last sign-in of ${titleOf(signIn)} was in ${token.region}, but its sso_region says ${signIn.region}: put it right in your AWS configuration, or sign in again.`,
      signIn,
      null,
    );
  return { signIn, accessToken: token.accessToken };
}

/** Nothing is signed. */
export const NOBODY: Credentials = { accessKeyId: '', secretAccessKey: '' };

/**
 * The accounts, each with the role that would be taken there: one listing for all, one an account. `wantedIn`: roles by
 * name, the preferred first.
 * @throws AccountsNotListed where the portal does not know the sign-in any more
 */
export async function listSsoAccounts(
  ask: Ask,
  open: OpenSignIn,
  wantedIn: (account: string) => readonly string[],
): Promise<readonly SsoAccount[]> {
  const { listAccounts, listAccountRoles } = await import('../sso.ts');
  const { accessToken, signIn } = open;
  const { region } = signIn;
  const accounts: { readonly id: string; readonly name: string | null }[] = [];
  try {
    for await (const page of pagesIn(ask, listAccounts, { accessToken }, region))
      for (const { accountId: id = '', accountName: name } of page.accountList ?? [])
        if (ACCOUNT_ID.test(id)) accounts.push({ id, name: name ?? null });
    return await Promise.all(
      accounts.map(async ({ id, name }) => {
        const roles: string[] = [];
        for await (const page of pagesIn(ask, listAccountRoles, { accessToken, accountId: id }, region))
          for (const { roleName } of page.roleList ?? []) if (roleName) roles.push(roleName);
        return { id, name, role: chooseSsoRole(roles, wantedIn(id)) };
      }),
    );
  } catch (error) {
    throw portalError(error, signIn);
  }
}

/** An error of the portal: where it does not take the token, what to do. */
export function portalError(error: unknown, signIn: SsoSignIn): unknown {
  const isSignedOut = error instanceof CallFailed && error.fault.code === 'UnauthorizedException';
  if (!isSignedOut) return error;
  return signedOut(
    `The SSO sign-in of ${titleOf(signIn)} has ended: its token is not accepted any more in ${signIn.region}.`,
    signIn,
    error,
  );
}

function signedOut(message: string, signIn: SsoSignIn, cause: unknown): AccountsNotListed {
  const { session, profile } = signIn;
  const command =
    session === null
      ? `aws sso login${profileFlag(profile ?? DEFAULT_PROFILE)}`
      : `aws sso login --sso-session ${shellWord(session)}`;
  return new AccountsNotListed([`${oneLine(message)} To sign in: ${command}`], cause);
}

function titleOf({ session, startUrl }: SsoSignIn): string {
  return session === null ? startUrl : `sso_session "${session}"`;
}
