/** The thread that writes exports, so that the screen stays live meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { ScanFileError } from '../store/scan-file-error.ts';
import { outcomeOf } from './export-filter.ts';
import { type ExportReport, parseExportTask } from './export-messages.ts';
import { ExportError } from './export-request.ts';
import { isPartial, openExportSource, resourcesIn, rowCounter } from './export-source.ts';
import { ReaderGone } from './sink.ts';
import { rowsOfJob, writeJob } from './write-job.ts';

process.noDeprecation = true;

function report(message: ExportReport): void {
  parentPort?.postMessage(message);
}

async function run(): Promise<void> {
  const task = parseExportTask(workerData);
  const source = openExportSource(task.scanFile, task.byteUnit, undefined, task.filter, task.selection);
  let total = 0;
  for (const job of task.jobs) total += await rowsOfJob(source, job.format);
  const counter = rowCounter(total, (progress) => report({ type: 'progress', progress }));
  const options = { now: task.now, signal: new AbortController().signal };
  try {
    for (const job of task.jobs) await writeJob(source, job, counter, options);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
  counter.finish();
  report({ type: 'done', rows: resourcesIn(source), partial: isPartial(source), ...outcomeOf(source) });
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
