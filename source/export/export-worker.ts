/** The thread that writes exports, so that the screen stays live meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SummaryReport } from '../analysis/summary.ts';
import { ScanFileError } from '../store/scan-file-error.ts';
import { ROWS_WORTH_A_THREAD, summaryInThread, watchFile } from './excel/summary-thread.ts';
import { outcomeOf, summaryOf } from './export-filter.ts';
import { type ExportReport, parseExportTask } from './export-messages.ts';
import { ExportError } from './export-request.ts';
import { isPartial, openExportInput, resourcesIn, rowCounter } from './open-export-input.ts';
import { ReaderGone } from './text/sink.ts';
import { needsSummary, rowsOfJob, writeJob } from './write-job.ts';

process.noDeprecation = true;

function report(message: ExportReport): void {
  parentPort?.postMessage(message);
}

async function run(): Promise<void> {
  const task = parseExportTask(workerData);
  const watch = watchFile(task.scanFile);
  const source = openExportInput(task.scanFile, task.byteUnit, undefined, task.filter, task.selection);
  let total = 0;
  for (const job of task.jobs) total += await rowsOfJob(source, job.format);
  const counter = rowCounter(total, (progress) => report({ type: 'progress', progress }));
  const isWanted = task.withSummary === true;
  const isBeside = resourcesIn(source) >= ROWS_WORTH_A_THREAD && (isWanted || task.jobs.some(needsSummary));
  const beside = isBeside ? summaryInThread(task, watch) : undefined;
  let summed: Promise<SummaryReport> | undefined;
  const summary = (): Promise<SummaryReport> => {
    summed ??= (async () => (await beside) ?? summaryOf(source))();
    return summed;
  };
  const options = { now: task.now, signal: new AbortController().signal, summary };
  try {
    for (const job of task.jobs) await writeJob(source, job, counter, options);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
  const wanted = isWanted ? { summary: { report: await summary(), facts: source.facts } } : {};
  watch.close();
  counter.finish();
  report({
    type: 'done',
    rows: resourcesIn(source),
    partial: isPartial(source),
    ...outcomeOf(source),
    ...wanted,
  });
  source.close();
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
