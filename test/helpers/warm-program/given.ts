import type { MessagePort } from 'node:worker_threads';

/** What a worker's script finds in `node:worker_threads`. */
export interface Given {
  readonly parentPort: MessagePort;
  readonly workerData: unknown;
}

/** What each run of this thread was given, by its number. */
export const given = new Map<number, Given>();
