import * as v from 'valibot';
import { startWorker } from '../../base/start-worker.ts';
import type { KeptScan } from '../../model/kept-scan.ts';
import { keptScansSchema } from './outline-schema.ts';

/** As `listKeptScans`, in a thread of its own. */
export async function keptScansInThread(): Promise<readonly KeptScan[]> {
  const worker = startWorker('history-worker', import.meta.url, { data: null });
  const { promise, resolve, reject } = Promise.withResolvers<readonly KeptScan[]>();
  worker.on('message', (message: unknown) => resolve(v.parse(keptScansSchema, message)));
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`listing ended early (${code})`)));
  try {
    return await promise;
  } finally {
    await worker.terminate();
  }
}
