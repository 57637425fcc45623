import { shellWord } from '../aws/credentials/origin.ts';
import { partitionTitle } from '../aws/partitions.ts';
import { type EndingSignal, onEndingSignals, SIGNAL_EXIT_CODES } from '../base/ending-signals.ts';
import { oneLine } from '../base/one-line.ts';
import { safeText } from '../base/safe-text.ts';
import { steadyNow } from '../base/steady-clock.ts';
import { terminalSize } from '../base/terminal-size.ts';
import type { ExportRequest, ExportResult } from '../export/export-request.ts';
import { exportScan } from '../export/export-scan.ts';
import { exportTarget } from '../export/files/export-targets.ts';
import { findKind } from '../kinds/registry.ts';
import { type AccountState, isAccountProblem } from '../model/account.ts';
import { type CellState, isFinal, isSound, type ScanState, scannedCells } from '../model/cell.ts';
import { totalsOfAccounts, totalsOfScan } from '../model/totals.ts';
import { counted } from '../model/words.ts';
import type { ScanHandle } from '../scan/scan-handle.ts';
import type { ScanSettings } from '../scan/scan-settings.ts';
import { startScan } from '../scan/start-scan.ts';
import { withoutRowsLines } from './accounts-without-rows.ts';
import { showsOnlyPlannedProblems } from './demo.ts';
import { exitCodeOf } from './exit-codes.ts';
import { failedOn, failOnOf, withFailures } from './fail-on.ts';
import { checkFilterFlag, filterOf, sayFilterOutcome } from './filter-flag.ts';
import { formatsOf } from './flags.ts';
import { askMfaCode } from './mfa.ts';
import { notifyCommandOf } from './notify-command.ts';
import { newScanFile, tidyScanFiles } from './scan-files.ts';
import { scanSettings } from './scan-flags.ts';
import type { Session } from './session.ts';

/** Width of sentences of a summary that is not printed on a terminal; its tables cut nothing. */
const FILE_COLUMNS = 100;

/** The name of an export is not known before the scan. */
const NO_SCAN = { facts: { identity: null, regions: [], kinds: [] }, accounts: [] };

/** The headless scan: progress on standard error, the summary and the paths on standard output. */
export async function scanCommand(session: Session): Promise<number> {
  const startedAt = steadyNow();
  if (session.flags.resume !== undefined) return await resumeCommand(session, startedAt);
  const scanFile = newScanFile(session.flags.scanFile, startedAt);
  return await runScanCommand(session, scanSettings(session, { startedAt, scanFile, interactive: false }));
}

/** Takes up a scan that ended before it was whole; of one that is whole the export alone is made. */
async function resumeCommand(session: Session, startedAt: number): Promise<number> {
  const { resumedScan } = await import('./resume.ts');
  const resumed = await resumedScan(session, { startedAt, interactive: false });
  if ('settings' in resumed) return await runScanCommand(session, resumed.settings);
  say(resumed.whole);
  const { exportCommand } = await import('./export.ts');
  return await exportCommand(session, resumed.scanFile);
}

async function runScanCommand(session: Session, settings: ScanSettings): Promise<number> {
  // Refused now rather than after the scan: a target that cannot be written, a filter that cannot be understood.
  await exportTarget(exportRequest(session, settings.scanFile), NO_SCAN);
  checkFilterFlag(filterOf(session.flags).filter, settings.kinds);
  const failOn = failOnOf(session.flags.failOn, settings.kinds);
  const told = notifyCommandOf(session);
  const handle = startScan(settings, { log: session.log, askMfaCode });
  const abort = new AbortController();
  const signal = endingSignal(handle, abort);
  const unsubscribe = handle.subscribe(progressPrinter(session.flags.quiet));
  try {
    const state = await handle.finished;
    unsubscribe();
    const ended = signal.received();
    if (ended !== null) return await stopped(handle, state, ended);
    await handle.stop();
    for (const line of await tidyScanFiles(session)) say(line);
    if (state.refusal !== null) for (const line of state.refusal.lines) say(line);
    if (state.stage === 'refused') return exitCodeOf(state);
    const result = await report(session, state, abort.signal).catch((error: unknown) => {
      if (signal.received() === null) throw error;
    });
    const late = signal.received();
    if (late !== null) return await stopped(handle, state, late);
    const planned = session.flags.demoExit && state.refusal === null && showsOnlyPlannedProblems(state);
    const failed = failedOn(state.scanFile, failOn);
    for (const line of failed) say(line);
    const exitCode = withFailures(planned ? 0 : exitCodeOf(state), failed);
    if (told !== undefined && result !== undefined)
      await tell(session, told, { state, result, exitCode }, abort.signal);
    return exitCode;
  } finally {
    signal.off();
  }
}

/** Tells the command of a scan that has ended. */
async function tell(
  session: Session,
  command: string,
  ended: { readonly state: ScanState; readonly result: ExportResult; readonly exitCode: number },
  signal: AbortSignal,
): Promise<void> {
  const { state, exitCode, result } = ended;
  const { byteUnit } = exportRequest(session, state.scanFile);
  const summed =
    result.summary ??
    (await import('../export/exported-summary.ts')).addUp(state.scanFile, byteUnit, filterOf(session.flags));
  const { report: summary, facts, accounts } = summed;
  const cells = accounts.length > 0 ? state.problems : scannedCells(state);
  const { notify } = await import('./notify.ts');
  const { scanFile } = state;
  await notify(
    command,
    { ...{ report: summary, facts, accounts, cells, exitCode, scanFile }, files: result.paths },
    say,
    { signal },
  );
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A first signal stops the scan and what follows it; rows read stay. A second one waits for nothing. */
function endingSignal(handle: ScanHandle, abort: AbortController) {
  let received: EndingSignal | null = null;
  const off = onEndingSignals((name) => {
    const how = received === null ? undefined : 'at once';
    received ??= name;
    abort.abort(new Error(name));
    void handle.stop(how);
  });
  return { received: () => received, off };
}

async function stopped(handle: ScanHandle, state: ScanState, signal: EndingSignal): Promise<number> {
  await handle.stop();
  if (state.stage !== 'refused') {
    const { rows } = totalsOfScan(state);
    say(`stopped: ${counted(rows, 'row')} read ${rows === 1 ? 'is' : 'are'} kept in ${state.scanFile}`);
    say(`to write them: snapdeck export ${shellWord(state.scanFile)}`);
    // One that was stopped behind its last cell is whole.
    if (state.stage === 'stopped') say(`to go on: snapdeck scan --resume ${shellWord(state.scanFile)}`);
  }
  return SIGNAL_EXIT_CODES[signal];
}

function exportRequest({ flags, found }: Session, scanFile: string): ExportRequest {
  return {
    scanFile,
    formats: formatsOf(flags),
    output: flags.output ?? found.config.output_dir,
    byteUnit: flags.byteUnit ?? found.config.byte_unit,
    now: Date.now(),
    ...filterOf(flags),
    ...(flags.split === undefined ? {} : { split: flags.split }),
  };
}

/** The summary and the exports of a finished scan; both come from one thread, which sums up once. */
async function report(session: Session, state: ScanState, signal: AbortSignal): Promise<ExportResult> {
  const { quiet } = session.flags;
  const request = exportRequest(session, state.scanFile);
  const isShown = request.output !== '-' && !quiet;
  const isSummed = request.output !== '-' && (isShown || notifyCommandOf(session) !== undefined);
  const result = await exportScan(
    { ...request, ...(isSummed ? { withSummary: true } : {}) },
    { onProgress: () => {}, signal, stdout: process.stdout },
  );
  const places = result.paths.length === 0 ? 'standard output' : result.paths.join(', ');
  session.log(`exported ${counted(result.rows, 'row')} to ${places}`);
  const sayWithoutRows = () => {
    for (const line of withoutRowsLines(result)) process.stderr.write(`${line}\n`);
  };
  if (result.summary === undefined || !isShown) {
    if (!quiet) sayFilterOutcome(result.filter);
    sayWithoutRows();
    return result;
  }
  const { summaryText } = await import('../analysis/summary-text.ts');
  const screen = process.stdout.isTTY ? terminalSize(process.stdout).columns : null;
  const widths = [screen ?? FILE_COLUMNS, screen ?? Number.POSITIVE_INFINITY] as const;
  const { report: summary, ...scan } = result.summary;
  const { cells } = state;
  process.stdout.write(summaryText(summary, { ...scan, cells }, request.byteUnit, ...widths));
  const { changeSinceLast } = await import('./change-since-last.ts');
  const change = changeSinceLast(state.scanFile, request.byteUnit, session.log);
  if (change !== null) process.stdout.write(`${change}\n`);
  for (const path of result.paths) process.stdout.write(`written: ${path}\n`);
  sayWithoutRows();
  process.stdout.write(`scan file: ${state.scanFile}\n`);
  return result;
}

/** Prints the banner, then a line for every cell as it ends. `quiet`: only notices and cells with problems. */
function progressPrinter(quiet: boolean): (state: ScanState) => void {
  const printed = new Set<number | string>();
  let banner = false;
  let notice: string | null = null;
  return (state) => {
    // One that is taken up has an identity before anybody was asked who it is now.
    if (!banner && !quiet && (state.regions.length > 0 || state.accounts.length > 0)) {
      banner = true;
      say(state.accounts.length > 0 ? bannerOfMany(state) : bannerOf(state));
    }
    if (state.notice !== null && state.notice !== notice) say(`notice: ${state.notice}`);
    notice = state.notice;
    if (state.accounts.length > 0) {
      for (const account of state.accounts) {
        if (account.endedAt === null || printed.has(account.id)) continue;
        printed.add(account.id);
        if (!quiet || isAccountProblem(account)) say(accountLine(account, state, printed.size));
      }
      return;
    }
    const cells = scannedCells(state);
    for (const cell of cells) {
      if (!isFinal(cell.phase) || printed.has(cell.id)) continue;
      printed.add(cell.id);
      if (!quiet || !isSound(cell.phase)) say(progressLine(cell, printed.size, cells.length));
    }
  };
}

function bannerOf(state: ScanState): string {
  const identity = state.identity;
  const off = state.regionsOff.length === 0 ? '' : `, ${state.regionsOff.length} not enabled`;
  return [
    `account ${identity?.account} ${identity?.accountName === identity?.account ? '' : `(${safeText(identity?.accountName ?? '')})`}`.trim(),
    ...(state.credentials === null ? [] : [state.credentials]),
    partitionTitle(identity?.partition ?? 'aws'),
    `${counted(state.regions.length, 'region')}${off}: ${state.regions.join(', ')}`,
  ].join(' · ');
}

function bannerOfMany({ accounts, identity, credentials }: ScanState): string {
  return [
    counted(accounts.length, 'account'),
    ...(credentials === null ? [] : [credentials]),
    ...(identity === null ? [] : [`as ${safeText(identity.callerArn)}`, partitionTitle(identity.partition)]),
  ].join(' · ');
}

/** An account that ended: how, with how many rows, and of its cells those with problems. */
function accountLine(account: AccountState, { accounts }: ScanState, done: number): string {
  const { id, name, phase, error } = account;
  const { cells, rows, problems: bad } = totalsOfAccounts([account]);
  const problems = bad === 0 ? '' : `  ${bad} of ${counted(cells, 'cell')} with problems`;
  const count = `[${String(done).padStart(String(accounts.length).length)}/${accounts.length}]`;
  const what = `${id} ${oneLine(name ?? '').padEnd(24)} ${phase.padEnd(8)}`;
  const why = error === null ? problems : `  ${error.code}: ${error.message}`;
  return `${count} ${what} ${rowsRead(rows)} ${tookOf(account).padStart(7)}${why}`;
}

function progressLine(cell: CellState, done: number, all: number): string {
  const count = `[${String(done).padStart(String(all).length)}/${all}]`;
  const what = `${cell.region.padEnd(15)} ${(findKind(cell.kind)?.id ?? cell.kind).padEnd(21)}`;
  const rows = `${rowsRead(cell.rows)} ${tookOf(cell).padStart(7)}`;
  const error = cell.error === null ? '' : `  ${cell.error.code}: ${cell.error.message}`;
  return `${count} ${what} ${cell.phase.padEnd(9)} ${rows}${error}`;
}

/** A count with its noun, in a column. */
function rowsRead(rows: number): string {
  return `${String(rows).padStart(7)} ${(rows === 1 ? 'row' : 'rows').padEnd(4)}`;
}

/** Unknown where the cell never began, or ended with its worker. */
function tookOf({ startedAt, endedAt }: Pick<CellState, 'startedAt' | 'endedAt'>): string {
  return startedAt === null || endedAt === null ? '-' : `${((endedAt - startedAt) / 1000).toFixed(1)}s`;
}
