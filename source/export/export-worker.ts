/** The thread that writes exports, so that the screen stays live meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SummaryReport } from '../analysis/summary.ts';
import { ScanFileError } from '../store/scan-file-error.ts';
import { ROWS_WORTH_A_THREAD, summaryInThread, watchFile } from './excel/summary-thread.ts';
import { outcomeOf, summaryOf } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';
import { type ExportReport, type ExportTask, parseExportTask } from './export-messages.ts';
import { ExportError } from './export-request.ts';
import { exportedSummary } from './exported-summary.ts';
import { isPartial, openExportInput, type RowCounter, resourcesIn, rowCounter } from './open-export-input.ts';
import { ReaderGone } from './text/sink.ts';
import { type JobOptions, needsSummary, rowsOfJob, writeJob } from './write-job.ts';

process.noDeprecation = true;

function report(message: ExportReport): void {
  parentPort?.postMessage(message);
}

async function run(): Promise<void> {
  const task = parseExportTask(workerData);
  const watch = watchFile(task.scanFile);
  const source = openExportInput(task.scanFile, task.byteUnit, task);
  let total = 0;
  // The rows of all accounts are those of the whole.
  const rows = resourcesIn(source);
  const wholes = task.jobs.filter(({ account, onlyIfCut }) => account === undefined && onlyIfCut !== true);
  const times = task.jobs.every(({ account }) => account === undefined) ? 1 : 2;
  for (const job of wholes) total += times * (await rowsOfJob(source, job.format));
  const counter = rowCounter(total, (progress) =>
    report({ type: 'progress', progress: { ...progress, rows } }),
  );
  const isWanted = task.withSummary === true;
  const isBeside = rows >= ROWS_WORTH_A_THREAD && (isWanted || wholes.some(needsSummary));
  const beside = isBeside ? summaryInThread(task, watch) : undefined;
  let summed: Promise<SummaryReport> | undefined;
  const summary = (): Promise<SummaryReport> => {
    summed ??= (async () => (await beside) ?? summaryOf(source))();
    return summed;
  };
  const options = { now: task.now, signal: new AbortController().signal, summary };
  try {
    const ofAll = task.jobs.filter(({ account }) => account === undefined);
    await writeJobs(source, ofAll, counter, options);
    await writeAccounts(task, counter, options.signal);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
  const wanted = isWanted ? { summary: exportedSummary(source, await summary()) } : {};
  watch.close();
  counter.finish();
  report({
    type: 'done',
    rows,
    partial: isPartial(source),
    ...outcomeOf(source),
    ...wanted,
  });
  source.close();
}

/** Files of one source; behind the reports, which tell whether they had to be cut, what stands beside those. */
async function writeJobs(
  source: ExportInput,
  jobs: ExportTask['jobs'],
  counter: RowCounter,
  given: JobOptions,
): Promise<void> {
  let isCut = false;
  const onCut = (): void => {
    isCut = true;
  };
  const options = { ...given, hasCsv: hasCsv(jobs), onCut };
  for (const job of jobs) if (job.onlyIfCut !== true) await writeJob(source, job, counter, options);
  if (!isCut) return;
  for (const job of jobs) if (job.onlyIfCut === true) await writeJob(source, job, counter, options);
}

function hasCsv(jobs: ExportTask['jobs']): boolean {
  return jobs.some(({ format }) => format === 'csv');
}

/** The files of each account alone. */
async function writeAccounts(task: ExportTask, counter: RowCounter, signal: AbortSignal): Promise<void> {
  const { scanFile, byteUnit, filter, now } = task;
  for (const [account, jobs] of Map.groupBy(task.jobs, (job) => job.account)) {
    if (account === undefined) continue;
    const source = openExportInput(scanFile, byteUnit, { filter, account });
    await writeJobs(source, jobs, counter, { now, signal });
    source.close();
  }
}

run().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ExportError || error instanceof ScanFileError) {
    report({ type: 'failed', message, expected: true });
  } else {
    report({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? message) : message,
      expected: false,
    });
  }
});
