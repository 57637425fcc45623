/**
 * Totals are a fifth of a large export's time. They are summed up by a thread of their own while the rows are written;
 * the Summary is written after them, in the place that `keepFirstPlace` has kept for it.
 */
import type { SummaryReport } from '../../analysis/summary.ts';
import { startWorker } from '../../base/start-worker.ts';
import { openForReading } from '../../store/scan-file.ts';
import type { ExportTask } from '../export-messages.ts';

/** What is summed up. */
export type SummaryTask = Omit<ExportTask, 'now' | 'jobs' | 'withSummary'>;

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
  const worker = startWorker('summary-worker', import.meta.url, { data: task });
  const { promise, resolve } = Promise.withResolvers<SummaryReport | undefined>();
  worker.on('message', (answer: SummaryAnswer) => {
    if (answer.type === 'summary') resolve(answer.report);
    else if (!watch.isUnchanged()) resolve(undefined);
  });
  worker.on('error', () => resolve(undefined));
  worker.on('exit', () => resolve(undefined));
  return promise.finally(() => worker.terminate());
}
