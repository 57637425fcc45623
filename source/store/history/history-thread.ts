import * as v from 'valibot';
import { startWorker } from '../../base/start-worker.ts';
import type { KeptScan } from '../../model/kept-scan.ts';
import type { AllRuns } from './all-runs.ts';
import { allRunsSchema, type HistoryTask } from './history-messages.ts';
import { keptScansSchema } from './outline-schema.ts';

/** As `listKeptScans`, in a thread of its own. */
export async function keptScansInThread(): Promise<readonly KeptScan[]> {
  return v.parse(keptScansSchema, await inThread({ do: 'list' }));
}

/** As `copyWithAllRuns`, in a thread of its own. */
export async function allRunsInThread(scanFile: string, copy: string): Promise<AllRuns> {
  return v.parse(allRunsSchema, await inThread({ do: 'all runs', scanFile, copy }));
}

async function inThread(task: HistoryTask): Promise<unknown> {
  const worker = startWorker('history-worker', import.meta.url, { data: task });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  worker.on('message', resolve);
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the thread of the history ended early (${code})`)));
  try {
    return await promise;
  } finally {
    await worker.terminate();
  }
}
