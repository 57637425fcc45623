/**
 * Totals are a fifth of a large export's time. They are summed up by a thread of their own while the rows are written;
 * the Summary is written after them, in the place that `keepFirstPlace` has kept for it.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SummaryReport } from '../../analysis/summary.ts';
import { WORKER_LIMITS } from '../../base/worker-limits.ts';
import { openForReading } from '../../store/scan-file.ts';
import type { ExportTask } from '../export-messages.ts';

/** What is summed up. */
export type SummaryTask = Omit<ExportTask, 'now' | 'jobs'>;

/** What the thread tells: that it sees the scan file as it is from now on, and then the totals. */
export type SummaryAnswer =
  | { readonly type: 'opened' }
  | { readonly type: 'summary'; readonly report: SummaryReport };

/** With fewer rows the thread would take longer to start than the totals do. */
export const ROWS_WORTH_A_THREAD = 20_000;

/** Tells whether a scan file is still as it was when this was made. */
export interface FileWatch {
  readonly isUnchanged: () => boolean;
  readonly close: () => void;
}

/** Watches a scan file, whoever writes to it. */
export function watchFile(scanFile: string): FileWatch {
  const database = openForReading(scanFile);
  const version = (): unknown => database.prepare('PRAGMA data_version').get()?.data_version;
  const first = version();
  return { isUnchanged: () => version() === first, close: () => database.close() };
}

/**
 * The totals of what the task names, from a thread of their own; undefined where they would not be those of the rows
 * that the caller reads, for the scan file has changed since `watch` was made, or where the thread fails.
 */
export function summaryInThread(task: SummaryTask, watch: FileWatch): Promise<SummaryReport | undefined> {
  const worker = new Worker(new URL(`./summary-worker${path.extname(import.meta.url)}`, import.meta.url), {
    workerData: task,
    resourceLimits: WORKER_LIMITS,
    stdout: true,
    stderr: true,
  });
  const { promise, resolve } = Promise.withResolvers<SummaryReport | undefined>();
  worker.on('message', (answer: SummaryAnswer) => {
    if (answer.type === 'summary') resolve(answer.report);
    else if (!watch.isUnchanged()) resolve(undefined);
  });
  worker.on('error', () => resolve(undefined));
  worker.on('exit', () => resolve(undefined));
  return promise.finally(() => worker.terminate());
}
