import { type FileAccount, readAccountsFile } from '../aws/accounts/accounts-file.ts';
import { type AccountChoice, parseChoice } from '../aws/accounts/choice.ts';
import type { EntryException, EntrySettings } from '../aws/accounts/entry.ts';
import type { AccountsRequest } from '../aws/accounts/find-accounts.ts';
import { namedProfiles } from '../aws/accounts/profile-names.ts';
import { parseRole, parseSessionDuration } from '../aws/accounts/role.ts';
import { type AwsFiles, listProfiles } from '../aws/profiles.ts';
import { UsageError } from '../base/usage-error.ts';
import type { Session } from './session.ts';

/** What the simulated company is looked at with, unless something else is asked for. */
const DEMO = { which: 'org', role: 'LarkspurAudit' } as const;

/** Which accounts are asked for. */
export interface AskedAccounts {
  readonly request: AccountsRequest;
  /** The profiles that `--profile` names. */
  readonly profiles: readonly string[];
}

/**
 * The accounts that the command line asks for, by a word of its own as well, else the configuration.
 * @throws UsageError where they cannot be meant so
 */
export function accountsRequest(session: Session, awsFiles: AwsFiles, word?: string): AskedAccounts {
  const { flags } = session;
  const words = chosenWords(session, word);
  const entry = entrySettings(session);
  const isOfConfig = word === undefined && flags.accounts.length === 0;
  const choice = parseChoice(words, isOfConfig ? 'accounts' : '--accounts');
  refuseIdle(session, choice);
  const files = readFiles(choice);
  const profiles = isDemo(session) ? [] : profilesOf(session, awsFiles);
  refuseTogether(session, choice, profiles);
  const exceptions = exceptionsOf(session);
  const names = session.found.config.account_mappings;
  return { request: { choice, files, entry, exceptions, names, check: flags.check }, profiles };
}

/** True where AWS is simulated. */
export function isDemo({ flags }: Session): boolean {
  return flags.demo || flags.demoOrg;
}

/** What the command line chooses, else the configuration, else what the demo shows. */
function chosenWords({ flags, found }: Session, word: string | undefined): readonly string[] {
  const given = [...(word === undefined ? [] : [word]), ...flags.accounts];
  if (given.length > 0) return given;
  // Several profiles are a choice of their own, which the command line makes.
  if (namesSeveral(flags.profile ?? '')) return [];
  if (found.config.accounts.length > 0) return found.config.accounts;
  return flags.demoOrg ? [DEMO.which] : [];
}

/** True for a list or a pattern of profiles. */
function namesSeveral(profile: string): boolean {
  return profile.includes(',') || /[*?[{]/.test(profile);
}

/** Flags stand above the configuration. */
function entrySettings({ flags, found: { config } }: Session): EntrySettings {
  const role = flags.role ?? config.role ?? (flags.demoOrg ? DEMO.role : null);
  if (role !== null) parseRole(role, flags.role === undefined ? 'role' : '--role');
  return {
    role,
    externalId: flags.externalId ?? config.external_id,
    sessionName: flags.sessionName ?? config.session_name,
    sessionDuration:
      flags.sessionDuration === undefined
        ? config.session_duration
        : parseSessionDuration(flags.sessionDuration, '--session-duration'),
    ssoRoles: flags.ssoRole.length > 0 ? flags.ssoRole : config.sso_role,
  };
}

function exceptionsOf({ found: { config } }: Session): ReadonlyMap<string, EntryException> {
  return new Map(
    Object.entries(config.account_exceptions).map(([id, one]) => [
      id,
      {
        role: one.role,
        externalId: one.external_id,
        sessionName: one.session_name,
        sessionDuration: one.session_duration,
        ssoRoles: one.sso_role,
        profile: one.profile,
      },
    ]),
  );
}

function readFiles({ include, exclude }: AccountChoice): ReadonlyMap<string, readonly FileAccount[]> {
  const named = [...include, ...exclude].flatMap((term) => (term.is === 'file' ? [term.file] : []));
  return new Map([...new Set(named)].map((file) => [file, readAccountsFile(file)]));
}

function profilesOf({ flags: { profile } }: Session, files: AwsFiles): readonly string[] {
  if (profile === undefined) return [];
  // That one alone is not there is told by whoever signs in with it, who knows what else there is.
  return namesSeveral(profile) ? namedProfiles(profile, listProfiles(files)) : [profile];
}

/** Options of a way in that no account of the choice could take. */
function refuseIdle({ flags }: Session, { include }: AccountChoice): void {
  const bySso = include.filter(({ is }) => is === 'sso').length;
  if (flags.role !== undefined && bySso > 0 && bySso === include.length)
    throw new UsageError(
      '--role is not for accounts that are entered by SSO: name their roles with --sso-role.',
    );
  if (flags.ssoRole.length > 0 && bySso === 0)
    throw new UsageError(
      '--sso-role is for accounts that are entered by SSO: choose them with --accounts sso.',
    );
}

/** Options that say nothing without others, or not beside them. */
function refuseTogether({ flags }: Session, choice: AccountChoice, profiles: readonly string[]): void {
  if (profiles.length > 1 && choice.include.length > 0)
    throw new UsageError(
      '--profile names several accounts, and so does the choice: name one profile, whose credentials list and enter them.',
    );
  const options = {
    '--role': flags.role,
    '--external-id': flags.externalId,
    '--session-name': flags.sessionName,
  };
  const [idle] = Object.entries(options).find(([, given]) => given !== undefined) ?? [];
  if (idle === undefined || choice.include.length > 0) return;
  throw new UsageError(
    `${idle} says how accounts are entered, and none is chosen: choose them with --accounts, such as --accounts org.`,
  );
}
