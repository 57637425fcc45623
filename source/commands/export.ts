import { endAtSignal, SIGNAL_EXIT_CODES } from '../base/ending-signals.ts';
import { type ExportProgress, exportProgressWords } from '../export/export-progress.ts';
import { exportScan } from '../export/export-scan.ts';
import { LACKS_SOURCES } from '../model/scan-overview.ts';
import { openForReading } from '../store/scan-file.ts';
import { lacksSources } from '../store/scan-overview.ts';
import { withoutRowsLines } from './accounts-without-rows.ts';
import { failedOn, failOnOfFile, withFailures } from './fail-on.ts';
import { asFilterUsage, filterOf, sayFilterOutcome } from './filter-flag.ts';
import { formatsOf } from './flags.ts';
import { namedScanFile } from './scan-files.ts';
import type { Session } from './session.ts';
import { whyLinesOnly } from './terminal.ts';

/** Writes a finished scan file in any format: `snapdeck export [SCAN]`. */
export async function exportCommand(session: Session, word: string | undefined): Promise<number> {
  const { flags } = session;
  const named = await namedScanFile(word);
  const runs = flags.runs === 'all' ? await (await import('./all-runs.ts')).fileWithAllRuns(named) : null;
  try {
    if (!flags.quiet) for (const line of runs?.lines ?? []) process.stderr.write(`${line}\n`);
    return await exportFile(session, runs?.scanFile ?? named);
  } finally {
    runs?.remove();
  }
}

async function exportFile(session: Session, scanFile: string): Promise<number> {
  const { flags, found } = session;
  const filter = filterOf(flags);
  const failOn = failOnOfFile(flags.failOn, scanFile);
  const abort = new AbortController();
  const stop = (): void => abort.abort(new Error('stopped'));
  endAtSignal((exitCode) => {
    process.exitCode = exitCode;
    stop();
  });
  try {
    const result = await exportScan(
      {
        scanFile,
        formats: formatsOf(flags),
        output: flags.output ?? found.config.output_dir,
        byteUnit: flags.byteUnit ?? found.config.byte_unit,
        now: Date.now(),
        ...filter,
        ...(flags.split === undefined ? {} : { split: flags.split }),
      },
      { onProgress: progressPrinter(flags.quiet), signal: abort.signal, stdout: process.stdout },
    );
    if (showsProgress()) process.stderr.write('\r\u001b[K');
    if (flags.output !== '-' && !flags.quiet)
      for (const file of result.paths) process.stdout.write(`written: ${file}\n`);
    if (!flags.quiet) sayFilterOutcome(result.filter);
    for (const line of withoutRowsLines(result)) process.stderr.write(`${line}\n`);
    if (lacksSourcesIn(scanFile)) process.stderr.write(`${LACKS_SOURCES}\n`);
    if (result.partial) process.stderr.write('partial: not every cell of this scan was finished\n');
    const failed = failedOn(scanFile, failOn);
    for (const line of failed) process.stderr.write(`${line}\n`);
    return withFailures(0, failed);
  } catch (error) {
    if (abort.signal.aborted) return Number(process.exitCode ?? SIGNAL_EXIT_CODES.SIGINT);
    throw asFilterUsage(filter.filter, error);
  }
}

function lacksSourcesIn(scanFile: string): boolean {
  const database = openForReading(scanFile);
  try {
    return lacksSources(database);
  } finally {
    database.close();
  }
}

/** On a terminal one line that changes; in a log, and where lines cannot change, nothing. */
function progressPrinter(quiet: boolean): (progress: ExportProgress) => void {
  return (progress) => {
    if (quiet || !showsProgress()) return;
    process.stderr.write(`\r\u001b[K${exportProgressWords(progress)}`);
  };
}

function showsProgress(): boolean {
  return process.stderr.isTTY && whyLinesOnly(process.env, process.platform) === null;
}
