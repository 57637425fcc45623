/** How an account is entered: whose credentials a scan of it would have. */
import { UsageError } from '../../base/usage-error.ts';
import { canBeEntered } from '../../model/account.ts';
import type { ChosenAccount } from './choose-accounts.ts';
import { parseRole, type RoleTemplate, roleArn } from './role.ts';

/** The way into one account. */
export type Entry =
  /** The caller's own account, with the caller's credentials. */
  | { readonly way: 'own' }
  /** A role that the caller assumes. */
  | {
      readonly way: 'role';
      readonly roleArn: string;
      readonly externalId: string | null;
      readonly sessionName: string;
      /** Seconds; null: as long as STS does it unasked. */
      readonly duration: number | null;
    }
  /** A role of IAM Identity Center. */
  | { readonly way: 'sso'; readonly account: string; readonly role: string }
  | { readonly way: 'profile'; readonly profile: string }
  /** There is none, for this reason. */
  | { readonly way: 'none'; readonly why: string }
  /** It is not active: every call would be refused. */
  | { readonly way: 'skipped'; readonly why: string };

/** What flags and configuration say of the way into accounts. */
export interface EntrySettings {
  /** Null: none is named. */
  readonly role: string | null;
  readonly externalId: string | null;
  readonly sessionName: string | null;
  /** Seconds. */
  readonly sessionDuration: number | null;
  /** Roles of IAM Identity Center, the preferred first; none: one that only reads. */
  readonly ssoRoles: readonly string[];
}

/** What is said of the way into one account. */
export type EntryException = Partial<EntrySettings> & { readonly profile?: string | null };

/** Who asks. */
export interface EntryCaller {
  /** Null: nobody asked who the caller is. */
  readonly account: string | null;
  readonly arn: string | null;
  readonly partition: string;
}

/** CloudTrail shows it beside the role: that it was snapdeck. */
const SESSION_NAME = 'snapdeck';
const HOUR = 3600;

/** How every account is to be entered. */
export interface EntryRules {
  readonly settings: EntrySettings;
  readonly exceptions: ReadonlyMap<string, EntryException>;
  readonly caller: EntryCaller;
}

/**
 * The way into an account: not at all where it is closed; the caller's own with the caller's credentials; else as an
 * exception or a file says, then by SSO where it was found there, then by the role.
 * @throws UsageError where a role cannot be that of the account
 */
export function entryOf(account: ChosenAccount, rules: EntryRules): Entry {
  const { settings, exceptions, caller } = rules;
  if (!canBeEntered(account)) return { way: 'skipped', why: stateWords(account.state ?? '') };
  const { file } = account;
  const exception = exceptions.get(account.id) ?? {};
  const profile = exception.profile ?? file?.profile ?? null;
  if (profile !== null) return { way: 'profile', profile };
  const ownRole = exception.role ?? file?.role ?? null;
  if (ownRole !== null) return byRole(account, ownRole, placeOf(account, exception), rules);
  if (account.id === caller.account) return { way: 'own' };
  if (account.sso !== null) {
    const { role } = account.sso;
    return role.role === null
      ? { way: 'none', why: role.why }
      : { way: 'sso', account: account.id, role: role.role };
  }
  if (settings.role !== null) return byRole(account, settings.role, '--role', rules);
  return { way: 'none', why: 'no role is named for it: --role NAME' };
}

/** `PENDING_CLOSURE` as `pending closure`. */
function stateWords(state: string): string {
  return state.toLowerCase().replaceAll('_', ' ');
}

function placeOf({ id, file }: ChosenAccount, exception: EntryException): string {
  return exception.role == null && file !== null ? file.place : `account_exceptions.${id}.role`;
}

function byRole({ id, file }: ChosenAccount, text: string, place: string, rules: EntryRules): Entry {
  const { exceptions, caller } = rules;
  const role = parseRole(text, place);
  checkRole(role, id, place, caller);
  const settings = {
    ...rules.settings,
    ...given({ externalId: file?.externalId }),
    ...given(exceptions.get(id)),
  };
  const duration = settings.sessionDuration;
  if (duration !== null && duration > HOUR && isSession(caller.arn))
    throw new UsageError(
      `--session-duration: the caller is a role’s session itself (${caller.arn}), and AWS lets that enter another role for 1h at most.`,
    );
  return {
    way: 'role',
    roleArn: roleArn(role, id, caller.partition),
    externalId: settings.externalId,
    sessionName: settings.sessionName ?? SESSION_NAME,
    duration,
  };
}

/** What an exception says, without what it leaves open. */
function given(exception: Readonly<Record<string, unknown>> | EntryException = {}): EntryException {
  return Object.fromEntries(Object.entries(exception).filter(([, value]) => value != null));
}

/** An ARN of another partition, or of one account where another is to be entered, cannot be it. */
function checkRole(role: RoleTemplate, id: string, place: string, { partition }: EntryCaller): void {
  if (role.partition !== null && role.partition !== partition)
    throw new UsageError(
      `${place}: the role is of the partition ${role.partition}, the credentials are of ${partition} (given: ${role.text}).`,
    );
  if (role.account !== null && role.account !== id)
    throw new UsageError(
      `${place}: the role is of the account ${role.account}, and ${id} is to be entered: write {account} in the place of the id (given: ${role.text}).`,
    );
}

/** True for a role's session; of a signed-in user's as well. */
function isSession(arn: string | null): boolean {
  return arn !== null && /^arn:[\w-]+:sts::\d*:assumed-role\//.test(arn);
}

/** Behind a role that asks for an external id, which itself is nobody's business. No name of a role has a blank. */
const EXTERNAL_ID = ' with an external id';

/** How an account is entered, in words: `role Audit`. */
export function entryWords(entry: Entry): string {
  switch (entry.way) {
    case 'own':
      return 'own credentials';
    case 'role':
      return `role ${entry.roleArn.replace(/^.*?:role\//, '')}${entry.externalId === null ? '' : EXTERNAL_ID}`;
    case 'sso':
      return `SSO role ${entry.role}`;
    case 'profile':
      return `profile ${entry.profile}`;
    case 'none':
      return 'nothing';
    case 'skipped':
      return '-';
  }
}

/** A way into an account whose role is known. */
export interface NamedWay {
  readonly by: 'role' | 'sso' | 'profile';
  /** The role, with its path, or the profile. */
  readonly name: string;
  /** The role was assumed with an external id. */
  readonly isWithExternalId: boolean;
}

/** What `entryWords` says, read again: an account of a scan keeps the words. Null for ways without a role. */
export function wayOf(words: string): NamedWay | null {
  const [, kind = '', name = ''] = /^(role|SSO role|profile) (.+)$/s.exec(words) ?? [];
  const by = ({ role: 'role', 'SSO role': 'sso', profile: 'profile' } as const)[kind];
  if (by === undefined) return null;
  const isWithExternalId = by === 'role' && name.endsWith(EXTERNAL_ID);
  return { by, name: isWithExternalId ? name.slice(0, -EXTERNAL_ID.length) : name, isWithExternalId };
}
