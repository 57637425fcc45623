import { type AccessOptions, type AccountAccess, createAccess } from '../aws/accounts/access.ts';
import { type AccountsTools, type FoundAccounts, findAccounts } from '../aws/accounts/find-accounts.ts';
import { accountsOfProfiles } from '../aws/accounts/profile-accounts.ts';
import type { CredentialOrigin } from '../aws/credentials/origin.ts';
import { readAwsFiles } from '../aws/profiles.ts';
import { oneByOne } from '../base/one-by-one.ts';
import { terminalSize } from '../base/terminal-size.ts';
import { UsageError } from '../base/usage-error.ts';
import { counted } from '../model/words.ts';
import { accountsRefusal } from '../scan/accounts-refusal.ts';
import { accountsText, bannerOf, endingOf, UNCUT } from './accounts-output.ts';
import { accountsRequest, isDemo } from './asked-accounts.ts';
import { demoSignIn } from './demo-sign-in.ts';
import { printedFormatOf } from './flags.ts';
import { askMfaCode } from './mfa.ts';
import type { Session } from './session.ts';

/** Lists the accounts that are chosen, and how each is entered; `--check` tries it. */
export async function accountsCommand(session: Session, word: string | undefined): Promise<number> {
  const { flags } = session;
  const format = printedFormatOf(flags, 'accounts');
  let origin: CredentialOrigin | null = null;
  const awsFiles = readAwsFiles();
  const { request, profiles } = accountsRequest(session, awsFiles, word);
  try {
    const { access, accessAs } = accessOf(session, profiles, (found) => {
      origin = found;
    });
    const found =
      profiles.length > 1
        ? await accountsOfProfiles(profiles, accessAs, request.names)
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
    if (error instanceof UsageError) throw error;
    const { lines, exitCode } = accountsRefusal(error, { aws: session.aws(), origin });
    for (const line of lines) say(line);
    return exitCode;
  }
}

async function print(
  found: FoundAccounts,
  format: ReturnType<typeof printedFormatOf>,
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

/** So many ways in take longer than one waits for without a word. */
const MANY = 50;

function sayThatItTakes(count: number): void {
  if (count >= MANY) say(`trying the way into ${counted(count, 'account')} ...`);
}

/** Nobody has to sign in to the simulated company. */
function demoSignInOf(session: Session): Pick<AccountsTools, 'signIn'> {
  return isDemo(session) ? { signIn: demoSignIn() } : {};
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
