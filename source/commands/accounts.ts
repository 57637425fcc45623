import { type AccessOptions, type AccountAccess, createAccess } from '../aws/accounts/access.ts';
import { type FileAccount, readAccountsFile } from '../aws/accounts/accounts-file.ts';
import { type AccountChoice, parseChoice } from '../aws/accounts/choice.ts';
import type { EntryException, EntrySettings } from '../aws/accounts/entry.ts';
import {
  type AccountsRequest,
  type AccountsTools,
  type FoundAccounts,
  findAccounts,
} from '../aws/accounts/find-accounts.ts';
import { AccountsNotListed } from '../aws/accounts/organization.ts';
import { accountsOfProfiles } from '../aws/accounts/profile-accounts.ts';
import { namedProfiles } from '../aws/accounts/profile-names.ts';
import { parseRole, parseSessionDuration } from '../aws/accounts/role.ts';
import { CallFailed } from '../aws/caller.ts';
import type { CredentialOrigin } from '../aws/credentials/origin.ts';
import { RepeatedPageError } from '../aws/errors.ts';
import { type AwsFiles, listProfiles, readAwsFiles } from '../aws/profiles.ts';
import { terminalSize } from '../base/terminal-size.ts';
import { UsageError } from '../base/usage-error.ts';
import { counted } from '../model/words.ts';
import { signInErrorOf } from '../scan/sign-in-error.ts';
import { accountsText, bannerOf, endingOf, UNCUT } from './accounts-output.ts';
import { demoSignIn } from './demo-sign-in.ts';
import { askMfaCode } from './mfa.ts';
import type { Session } from './session.ts';

/** What the simulated company is looked at with, unless something else is asked for. */
const DEMO = { which: 'org', role: 'LarkspurAudit' } as const;

/** Lists the accounts that are chosen, and how each is entered; `--check` tries it. */
export async function accountsCommand(session: Session, word: string | undefined): Promise<number> {
  const { flags } = session;
  const format = formatOf(session);
  const words = chosenWords(session, word);
  const entry = entrySettings(session);
  const choice = parseChoice(
    words,
    word === undefined && flags.accounts.length === 0 ? 'accounts' : '--accounts',
  );
  refuseIdle(session, choice);
  const files = readFiles(choice);
  let origin: CredentialOrigin | null = null;
  try {
    const awsFiles = readAwsFiles();
    const profiles = isDemo(session) ? [] : profilesOf(session, awsFiles);
    refuseTogether(session, choice, profiles);
    const { access, accessAs } = accessOf(session, profiles, (found) => {
      origin = found;
    });
    const exceptions = exceptionsOf(session);
    const names = session.found.config.account_mappings;
    const request: AccountsRequest = { choice, files, entry, exceptions, names, check: flags.check };
    const found =
      profiles.length > 1
        ? await accountsOfProfiles(profiles, accessAs, names)
        : await findAccounts(request, {
            access: access(),
            accessAs,
            awsFiles,
            onTrying: sayThatItTakes,
            ...demoSignInOf(session),
          });
    await print(found, format, flags.check);
    return found.accounts.some(({ tried }) => tried?.entered === false) ? 3 : 0;
  } catch (error) {
    return refused(error, session, origin);
  }
}

async function print(
  found: FoundAccounts,
  format: ReturnType<typeof formatOf>,
  isChecked: boolean,
): Promise<void> {
  if (format === 'text') say(bannerOf(found));
  for (const notice of found.notices) say(`notice: ${notice}`);
  const width = process.stdout.isTTY ? terminalSize(process.stdout).columns : UNCUT;
  process.stdout.write(await accountsText(found.accounts, format, isChecked, width));
  for (const line of endingOf(found, isChecked)) say(line);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function refused(error: unknown, session: Session, origin: CredentialOrigin | null): number {
  if (error instanceof AccountsNotListed) {
    for (const line of error.lines) say(line);
    return 4;
  }
  if (error instanceof UsageError) throw error;
  const failed = listingFailed(error);
  if (failed !== null) {
    say(failed);
    return 4;
  }
  const { lines, exitCode } = signInErrorOf(error, { aws: session.aws(), origin });
  for (const line of lines) say(line);
  return exitCode;
}

/** Whether the way to AWS is good and the one listing failed: in what words. */
function listingFailed(error: unknown): string | null {
  if (error instanceof RepeatedPageError) return `The accounts cannot be listed: ${error.message}.`;
  if (!(error instanceof CallFailed) || !['organizations', 'sso'].includes(error.service)) return null;
  const { class: fault, code, message } = error.fault;
  const isOfListing = ['not-accepted', 'server', 'throttled', 'garbage', 'invalid', 'denied'].includes(fault);
  return isOfListing
    ? `The accounts cannot be listed: ${error.service}:${error.operation}: ${code}: ${message}`
    : null;
}

function isDemo({ flags }: Session): boolean {
  return flags.demo || flags.demoOrg;
}

/** So many ways in take longer than one waits for without a word. */
const MANY = 50;

function sayThatItTakes(count: number): void {
  if (count >= MANY) say(`trying the way into ${counted(count, 'account')} ...`);
}

/** Nobody has to sign in to the simulated company. */
function demoSignInOf(session: Session): Pick<AccountsTools, 'signIn'> {
  return isDemo(session) ? { signIn: demoSignIn() } : {};
}

function formatOf({ flags }: Session): 'text' | 'csv' | 'json' | 'ndjson' {
  const [format = 'text', ...more] = new Set(flags.format);
  if (more.length > 0) throw new UsageError('--format: accounts are printed in one format.');
  if (format === 'xlsx')
    throw new UsageError('--format takes text, csv, json or ndjson for accounts (given: xlsx).');
  return format;
}

/** What the command line chooses, else the configuration, else what the demo shows. */
function chosenWords({ flags, found }: Session, word: string | undefined): readonly string[] {
  const given = [...(word === undefined ? [] : [word]), ...flags.accounts];
  if (given.length > 0) return given;
  // Several profiles are a choice of their own, which the command line makes.
  if (flags.profile?.includes(',') === true || /[*?[{]/.test(flags.profile ?? '')) return [];
  if (found.config.accounts.length > 0) return found.config.accounts;
  return flags.demoOrg ? [DEMO.which] : [];
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

function profilesOf({ flags }: Session, files: AwsFiles): readonly string[] {
  return flags.profile === undefined ? [] : namedProfiles(flags.profile, listProfiles(files));
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
    `${idle} says how accounts are entered, and none is chosen: snapdeck accounts org ${idle} ${Object.values(options).find((given) => given !== undefined) ?? ''}`,
  );
}

/** Ways to AWS: with the one profile that is named or with none, and with each of others. */
function accessOf(
  session: Session,
  profiles: readonly string[],
  onFound: (origin: CredentialOrigin) => void,
): { readonly access: () => AccountAccess; readonly accessAs: (profile: string) => AccountAccess } {
  const { flags, log, version } = session;
  const options: AccessOptions = {
    version,
    askMfaCode: oneByOne(askMfaCode),
    onFound,
    onFailed: (failed) => log(`no credentials: ${failed.message}`),
    onNotice: (notice) => {
      if (notice !== null) say(`notice: ${notice}`);
    },
    ...(flags.debug ? { onRequest: log } : {}),
    signal: new AbortController().signal,
  };
  const [only] = profiles;
  return {
    access: () => createAccess(session.aws(only), options),
    accessAs: (profile) => createAccess(session.aws(profile), options),
  };
}

/** One terminal takes one code at a time. */
function oneByOne<Question, Reply>(
  ask: (question: Question) => Promise<Reply>,
): (question: Question) => Promise<Reply> {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const next = last.then(() => ask(question));
    last = next.catch(() => {});
    return next;
  };
}
