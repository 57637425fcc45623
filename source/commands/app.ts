import type { AwsSettings } from '../aws/settings.ts';
import { charsetOfLocale } from '../base/cursor-probe.ts';
import { safeText } from '../base/safe-text.ts';
import { nowForAges, steadyNow } from '../base/steady-clock.ts';
import { openQueries } from '../queries/query-client.ts';
import { listAccountsInWorker, listRegionsInWorker } from '../scan/list-regions.ts';
import { startScan } from '../scan/start-scan.ts';
import type { AppServices, AppStart } from '../ui/loading/services.ts';
import { filePreferences, preferencesFile, UNKEPT_PREFERENCES } from '../ui/preferences/preferences-file.ts';
import { readAppearance } from '../ui/screen/read-appearance.ts';
import { accountsToPick } from './accounts-of-scan.ts';
import { browserOf } from './browser.ts';
import type { Flags } from './flags.ts';
import { mfaCodeInAdvance } from './mfa.ts';
import { newScanFile, tidyScanFiles } from './scan-files.ts';
import { scanSettings } from './scan-flags.ts';
import type { Session } from './session.ts';

/** How long what is left may take to end by itself after the app. */
const LINGER_MS = 3_000;

/** Opens the terminal app; the exit code is the app's. */
export async function appCommand(
  session: Session,
  start: AppStart,
  header: { readonly profile: string | null },
): Promise<number> {
  const { runApp } = await import('../ui/app/run-app.tsx');
  const color = session.flags.color && (process.env.NO_COLOR ?? '') === '';
  // What cannot be is said before the screen opens; a scan file needs none of it.
  const aws = start.mode === 'file' ? null : session.aws();
  const askMfaCode = await mfaCodeInAdvance(aws?.profile ?? session.flags.profile ?? null);
  const end = await runApp(appServices(session, header.profile, askMfaCode), start, {
    stdin: process.stdin,
    stdout: process.stdout,
    color,
    screenReader: process.env.INK_SCREEN_READER === 'true',
    charset: charsetOfLocale(process.env),
  });
  for (const line of [...end.lines, ...(await tidyScanFiles(session))])
    process.stderr.write(`${safeText(line)}\n`);
  // A worker that hangs (a disk that does not answer) must not keep a terminal that has been given back.
  setTimeout(() => process.exit(end.exitCode), LINGER_MS).unref();
  return end.exitCode;
}

/** What the app asks of snapdeck, by flags and configuration. */
export function appServices(
  session: Session,
  profile: string | null,
  askMfaCode: (serial: string) => Promise<string>,
): AppServices {
  const { found, flags } = session;
  const byteUnit = flags.byteUnit ?? found.config.byte_unit;
  const exportFolder =
    flags.output === undefined || flags.output === '-' ? found.config.output_dir : flags.output;
  let first = true;
  const openUrl = browserOf();
  const keptIn = preferencesFile();
  const listing = (aws: AwsSettings) => ({
    ...{ aws, version: session.version, debug: flags.debug },
    accountMappings: found.config.account_mappings,
  });
  const host = {
    log: session.log,
    askMfaCode: () => Promise.reject(new Error('this profile asks for an MFA code: start snapdeck with it')),
    onNotice: (notice: string | null) => {
      if (notice !== null) session.log(`notice: ${notice}`);
    },
  };
  return {
    version: session.version,
    byteUnit,
    profile,
    bell: found.config.bell,
    organizationName: found.config.organization_name,
    unfinishedScan: async () => (await import('./unfinished-scan.ts')).unfinishedScan(session, nowForAges()),
    startScan: (choice) => {
      const startedAt = steadyNow();
      // Only the first scan takes the named scan file, and the name: a second one must not write over it.
      const own = first ? flags : withoutFileAndName(flags);
      const scanFile = newScanFile(own.scanFile, startedAt);
      first = false;
      const chosen: Session = {
        ...session,
        flags: {
          ...own,
          region: choice.regions === undefined ? flags.region : [...choice.regions],
          accounts: choice.accounts === undefined ? flags.accounts : [...choice.accounts],
          kind: choice.kinds === undefined ? flags.kind : [...choice.kinds],
        },
      };
      const settings = scanSettings(chosen, {
        startedAt,
        scanFile,
        interactive: true,
        profile: choice.profile,
      });
      return startScan(settings, {
        log: session.log,
        askMfaCode,
      });
    },
    goOn: async ({ scanFile, kinds }) => {
      const startedAt = steadyNow();
      const settings =
        kinds === null
          ? (await import('./resume.ts')).seenScan(session, scanFile, startedAt)
          : (await import('./settings-of-file.ts')).goingOnSettings(session, scanFile, kinds, startedAt);
      return startScan(settings, { log: session.log, askMfaCode });
    },
    askFile: async (scanFile, ...asked) => {
      const { askFile } = await import('./ask-file.ts');
      return await askFile(session, scanFile, ...asked);
    },
    listKeptScans: async () => (await import('../store/history/history-thread.ts')).keptScansInThread(),
    allRuns: async (scanFile) => {
      const { remove, ...made } = await (await import('./all-runs.ts')).fileWithAllRuns(scanFile);
      process.once('exit', remove);
      return made;
    },
    openQueries: (scanFile) => openQueries(scanFile, byteUnit),
    exportFolder,
    appearance: readAppearance(found.config),
    preferences: keptIn === null ? UNKEPT_PREFERENCES : filePreferences(keptIn),
    exportWorkbook: async (scanFile, onProgress, signal, choice) => {
      const { exportScan } = await import('../export/export-scan.ts');
      return await exportScan(
        {
          scanFile,
          formats: [choice?.format ?? 'xlsx'],
          output: choice?.output ?? exportFolder,
          ...(choice?.selection === undefined ? {} : { selection: choice.selection }),
          ...(choice?.filter === undefined ? {} : { filter: choice.filter }),
          byteUnit,
          now: Date.now(),
        },
        { onProgress, signal, stdout: process.stdout },
      );
    },
    reviewDeletePlan: async (scanFile, selection, signal) => {
      const { planInThread } = await import('../export/delete-plan/plan-in-thread.ts');
      return (await planInThread({ scanFile, byteUnit, selection }, signal)).review;
    },
    writeDeletePlan: async (scanFile, selection, signal) => {
      const { planInThread } = await import('../export/delete-plan/plan-in-thread.ts');
      const form = process.platform === 'win32' ? 'powershell' : 'sh';
      const write = { form, output: exportFolder, now: Date.now() } as const;
      const { path } = await planInThread({ scanFile, byteUnit, selection, write }, signal);
      if (path === null) throw new Error('nothing may go any more');
      return { path, run: (await import('./delete-plan.ts')).runWords(form, path) };
    },
    compareScans: async (scanFile, name, onReport, signal) => {
      const { otherScanFile } = await import('./diff.ts');
      const other = await otherScanFile(name, scanFile);
      const { diffInThread } = await import('../queries/diff-thread.ts');
      await diffInThread({ one: scanFile, other }, onReport, signal);
    },
    listRegions: (chosen) => listRegionsInWorker(listing(session.aws(chosen)), host),
    listAccounts: async () => {
      const found = accountsToPick(session);
      const accounts = await listAccountsInWorker({ ...listing(found.aws), accounts: found.accounts }, host);
      return accounts.map(({ id, name, ou, entry }) => ({
        ...{ id, name, ou },
        off: entry.way === 'skipped' ? entry.why : null,
      }));
    },
    ...(openUrl === undefined ? {} : { openUrl }),
    consoleEntry: async (account, scanned) =>
      (await import('./console-entry.ts')).consoleEntryOf(session, account, scanned),
    listProfiles: async () => (await import('../aws/profiles.ts')).listProfiles(),
    log: session.log,
  };
}

function withoutFileAndName({ name: _name, scanFile: _file, ...flags }: Flags): Flags {
  return { ...flags, keep: false };
}
