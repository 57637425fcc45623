import { wayOf } from '../aws/accounts/entry.ts';
import { signInOf } from '../aws/accounts/sso-accounts.ts';
import type { ConsoleEntry } from '../aws/console-sign-in.ts';
import { type AwsFiles, profileOfEnvironment, readAwsFiles } from '../aws/profiles.ts';
import type { AccountState } from '../model/account.ts';
import { isDemo } from './asked-accounts.ts';
import { demoSignIn } from './demo-sign-in.ts';
import type { Session } from './session.ts';

/**
 * How the console of an account is entered as the scan entered it; null where that is not known, or cannot be: the console
 * takes no role that asks for an external id. `profile`: of the scan.
 */
export function consoleEntryOf(
  session: Session,
  { id, entry }: Pick<AccountState, 'id' | 'entry'>,
  profile: string | null,
): ConsoleEntry | null {
  const way = wayOf(entry);
  if (way === null) return null;
  const files = readAwsFiles();
  switch (way.by) {
    case 'role':
      return way.isWithExternalId || hasExternalId(session, id) ? null : { by: 'role', role: way.name };
    case 'sso': {
      const startUrl = startUrlOf(session, files, profile);
      return startUrl === null ? null : { by: 'sso', role: way.name, startUrl };
    }
    case 'profile':
      return entryOfProfile(files, way.name);
  }
}

function hasExternalId({ flags, found: { config } }: Session, account: string): boolean {
  const own = config.account_exceptions[account]?.external_id ?? null;
  return (own ?? flags.externalId ?? config.external_id) !== null;
}

/** Where the person signs in; null where nothing says so, or several do. */
function startUrlOf(session: Session, files: AwsFiles, profile: string | null): string | null {
  if (isDemo(session)) return demoSignIn().signIn.startUrl;
  return signInOf(files, profile ?? profileOfEnvironment())?.startUrl ?? null;
}

function entryOfProfile(files: AwsFiles, name: string): ConsoleEntry | null {
  const profile = files.profiles.get(name);
  const role = /^arn:[\w-]+:iam::\d{12}:role\/(.+)$/.exec(profile?.get('role_arn') ?? '')?.[1];
  if (role !== undefined) return profile?.get('external_id') === undefined ? { by: 'role', role } : null;
  const ssoRole = profile?.get('sso_role_name');
  const startUrl = signInOf(files, name)?.startUrl;
  return ssoRole === undefined || startUrl === undefined ? null : { by: 'sso', role: ssoRole, startUrl };
}
