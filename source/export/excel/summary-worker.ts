/** The thread that sums up a large export while another one writes its rows. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { summaryOf } from '../export-filter.ts';
import { openExportInput } from '../open-export-input.ts';
import type { SummaryAnswer, SummaryTask } from './summary-thread.ts';

function run(port: MessagePort, { scanFile, byteUnit, filter, selection }: SummaryTask): void {
  const source = openExportInput(scanFile, byteUnit, { filter, selection });
  // From its first read on a connection sees the file as it is then.
  port.postMessage({ type: 'opened' } satisfies SummaryAnswer);
  port.postMessage({ type: 'summary', report: summaryOf(source) } satisfies SummaryAnswer);
  source.close();
}

if (parentPort !== null) run(parentPort, workerData);
