import { safeText } from './base/safe-text.ts';
import { UsageError } from './base/usage-error.ts';
import { withoutSecrets } from './base/without-secrets.ts';
import type { CommandSpec } from './commands/command-list.ts';
import type { CommandLine } from './commands/flags.ts';
import type { Session } from './commands/session.ts';
import { terminalForApp } from './commands/terminal.ts';
import { ownVersion } from './commands/version.ts';

/** Runs snapdeck with these arguments and returns its exit code. */
async function run(argv: readonly string[]): Promise<number> {
  const asked = await answerAtOnce(argv);
  if (asked !== null) {
    process.stdout.write(asked);
    return 0;
  }
  const { parseCommandLine } = await import('./commands/flags.ts');
  const line = parseCommandLine(argv);
  const [command, ...words] = line.words;
  const known = command === undefined ? undefined : await knownCommand(command);
  if (words.length > (known?.takes?.split(' ').length ?? 0))
    throw new UsageError(`"${words.at(-1)}" is one word too many for snapdeck ${command ?? ''}.`);
  refuseOthersOptions(line.flags, command);
  if (known !== undefined) (await import('./commands/command-list.ts')).checkHeeded(known, line.given);
  return await dispatch(line, command, words);
}

/** Help and version need none of the libraries that parse options. */
async function answerAtOnce(argv: readonly string[]): Promise<string | null> {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const [first, second] = argv;
  if (first === 'help') return await help(second);
  if (options.includes('--help') || options.includes('-h')) {
    const isCommand = first !== undefined && !first.startsWith('-');
    return await help(isCommand ? first : undefined);
  }
  return options.includes('--version') ? `${ownVersion()}\n` : null;
}

/** About one command, or about all of them. */
async function help(command: string | undefined): Promise<string> {
  const { commandHelp, helpText } = await import('./commands/help.ts');
  return command === undefined ? helpText(ownVersion()) : commandHelp(await knownCommand(command));
}

async function knownCommand(name: string): Promise<CommandSpec> {
  const { COMMANDS, findCommand } = await import('./commands/command-list.ts');
  const known = name === '' ? undefined : findCommand(name);
  if (known !== undefined) return known;
  const names = COMMANDS.map((command) => command.name).filter((one) => one !== '');
  const { closest } = await import('./base/close-names.ts');
  const close = closest(name, names, (one) => [one]);
  if (close.length > 0) throw new UsageError(`There is no command "${name}"; close: ${close.join(', ')}.`);
  throw new UsageError(`There is no command "${name}". There are: ${names.join(', ')}.`);
}

async function dispatch(
  line: CommandLine,
  command: string | undefined,
  words: readonly string[],
): Promise<number> {
  const { flags } = line;
  const [word] = words;
  if (command === 'iam-policy')
    return (await import('./commands/iam-policy-output.ts')).printIamPolicy(flags);
  if (command === 'prices') return (await import('./commands/prices.ts')).printPrices(flags);
  if (command === 'demo-server')
    return (await import('./commands/demo-server-output.ts')).runDemoServer(flags);
  if (flags.prices !== undefined && (command === 'export' || command === 'open'))
    throw new UsageError('--prices is for a scan: a scan file keeps the costs that it was estimated with.');
  const session = await openSession(line);
  if (command === 'export') {
    await printLines(flags.output === '-');
    return (await import('./commands/export.ts')).exportCommand(session, word);
  }
  if (command === 'diff') {
    await printLines(flags.format.some((format) => format !== 'text'));
    return (await import('./commands/diff.ts')).diffCommand(session, words);
  }
  if (command === 'delete-plan') {
    await printLines(flags.output === '-');
    const { deletePlanCommand } = await import('./commands/delete-plan.ts');
    const plan = (own: Session) => deletePlanCommand(own, word);
    return flags.recheck ? await withDemo(session, plan) : await plan(session);
  }
  if (command === 'history') {
    await printLines(flags.format.some((format) => format !== 'text'));
    return (await import('./commands/history.ts')).historyCommand(session, words);
  }
  if (command === 'open') return await openFile(session, word);
  if (command === 'accounts') return await listAccounts(session, word);
  if (!flags.demo && !flags.demoOrg) return await withAws(session, command, profileAtFirst(flags));

  const { demoSettings, startDemo } = await import('./commands/demo.ts');
  // The screen is loaded while the simulated AWS starts in its process.
  const screen = command === undefined && terminalForApp().shows ? import('./ui/app/run-app.tsx') : null;
  const server = await startDemo(flags);
  await screen;
  try {
    return await withAws({ ...session, aws: () => demoSettings(session.aws(), server) }, command, 'demo');
  } finally {
    await server.close();
  }
}

/** What only one command can do. */
function refuseOthersOptions(flags: CommandLine['flags'], command: string | undefined): void {
  if (flags.check && command !== 'accounts') throw new UsageError('--check is for snapdeck accounts.');
  if (flags.shell !== undefined && command !== 'delete-plan')
    throw new UsageError('--shell is for snapdeck delete-plan.');
  if (flags.dryRun && command !== 'history') throw new UsageError('--dry-run is for snapdeck history prune.');
  if (flags.demoDay !== undefined && !flags.demo && !flags.demoOrg)
    throw new UsageError(
      '--demo-day is for --demo: it tells which day of the simulated company is asked for.',
    );
  if (flags.runs !== undefined && command !== 'export')
    throw new UsageError('--runs is for snapdeck export.');
  if (flags.recheck && command !== 'delete-plan')
    throw new UsageError('--recheck is for snapdeck delete-plan.');
}

async function listAccounts(session: Session, word: string | undefined): Promise<number> {
  const { flags } = session;
  const { accountsCommand } = await import('./commands/accounts.ts');
  await printLines(flags.format.some((format) => format !== 'text'));
  return await withDemo(session, (own) => accountsCommand(own, word));
}

/** Runs a command, with the simulated AWS for as long where that is asked for. */
async function withDemo(session: Session, run: (session: Session) => Promise<number>): Promise<number> {
  const { flags } = session;
  if (!flags.demo && !flags.demoOrg) return await run(session);
  const { demoSettings, startDemo } = await import('./commands/demo.ts');
  const server = await startDemo(flags);
  try {
    return await run({ ...session, aws: () => demoSettings(session.aws(), server) });
  } finally {
    await server.close();
  }
}

async function withAws(
  session: Session,
  command: string | undefined,
  profile: string | null,
): Promise<number> {
  await (await import('./commands/scan-files.ts')).checkNaming(session.flags);
  const { shows, why } = terminalForApp();
  const isHeadless = command !== undefined || !shows;
  if (isHeadless) await printLines(session.flags.output === '-');
  if (command === 'regions') return (await import('./commands/regions.ts')).regionsCommand(session);
  if (isHeadless) {
    if (session.flags.pick) throw new UsageError(`--pick needs a terminal${why === null ? '' : `: ${why}`}.`);
    if (command === undefined && why !== null)
      process.stderr.write(`${why}: this terminal cannot show the app, so it scans as snapdeck scan does\n`);
    return (await import('./commands/scan.ts')).scanCommand(session);
  }
  refuseFilter(session);
  const { appCommand } = await import('./commands/app.ts');
  const start = session.flags.pick ? ({ mode: 'pick' } as const) : ({ mode: 'scan', choice: {} } as const);
  return await appCommand(session, start, { profile });
}

/** What the header names until the credentials are found: keys in the environment outrank a profile there. */
function profileAtFirst({ profile }: CommandLine['flags']): string | null {
  const { AWS_ACCESS_KEY_ID: key, AWS_PROFILE: named, AWS_DEFAULT_PROFILE: usual } = process.env;
  return profile ?? (key ? null : named || usual || null);
}

/** Printed lines hold only what the terminal takes. `isData`: what goes to standard output is not to be touched. */
async function printLines(isData: boolean): Promise<void> {
  const { printWhatTerminalTakes } = await import('./commands/output-charset.ts');
  await printWhatTerminalTakes(isData ? [process.stderr] : [process.stderr, process.stdout]);
}

/** The app has many tables, each with a filter of its own. */
function refuseFilter({ flags }: Session): void {
  if (flags.filter.length > 0)
    throw new UsageError('--filter is for scan, export and delete-plan. In the app press / in a table.');
}

async function openFile(session: Session, word: string | undefined): Promise<number> {
  const { namedScanFile } = await import('./commands/scan-files.ts');
  const scanFile = await namedScanFile(word);
  const { shows, why } = terminalForApp();
  if (!shows) {
    const needs = why === null ? 'a terminal' : `a terminal that can show it (${why})`;
    throw new UsageError(`snapdeck open needs ${needs}; to write the file elsewhere: snapdeck export.`);
  }
  refuseFilter(session);
  const { appCommand } = await import('./commands/app.ts');
  return await appCommand(session, { mode: 'file', scanFile }, { profile: null });
}

async function openSession(line: CommandLine): Promise<Session> {
  return (await import('./commands/open-session.ts')).openSession(line.flags);
}

/** A name that leads to no scan file is bad usage; one that a disk does not give is none. */
function isBadUsage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isMisnamed =
    error.name === 'ScanFileError' &&
    'code' in error &&
    ['missing', 'not-a-scan-file', 'newer-version'].includes(String(error.code));
  return isMisnamed || error instanceof UsageError || ('badUsage' in error && error.badUsage === true);
}

/** The one place that an exit code is set: what was thrown becomes one clear line. */
async function main(): Promise<void> {
  // A closed pipe (| head) ends what is printed, not what is scanned.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    const isFolderGone = error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
    if (isFolderGone) {
      process.stderr.write('snapdeck: The working folder is not there any more: change to one that is.\n');
      process.exitCode = 2;
      return;
    }
    const usage = isBadUsage(error);
    const expected =
      usage ||
      (error instanceof Error && ['ScanFileError', 'ExportError', 'CredentialsFailed'].includes(error.name));
    const text =
      error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
    const lines = withoutSecrets(text).split('\n').map(safeText);
    process.stderr.write(`snapdeck: ${lines.join('\n')}\n`);
    const isOfCredentials = error instanceof Error && error.name === 'CredentialsFailed';
    process.exitCode = usage ? 2 : isOfCredentials ? 4 : 1;
  }
}

await main();
