import path from 'node:path';
import { type Transferable, Worker } from 'node:worker_threads';

/**
 * The memory that each worker may take: all of them work page by page and row by row, so that more would only be
 * garbage that nobody has collected yet.
 */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 } as const;

/** What a worker is given. */
export interface WorkerStart {
  readonly data: unknown;
  readonly transferList?: readonly Transferable[];
  /** Absent: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Starts a thread on the file `name` that lies beside the one that asks (`import.meta.url`): as TypeScript among the
 * sources, as JavaScript in the bundle, whose files lie all in one folder. What the thread prints stays off the
 * screen; whoever wants it reads the worker's streams, which then keep the process alive.
 */
export function startWorker(name: string, beside: string, { data, transferList, env }: WorkerStart): Worker {
  return new Worker(new URL(`./${name}${path.extname(beside)}`, beside), {
    workerData: data,
    resourceLimits: LIMITS,
    stdout: true,
    stderr: true,
    ...(transferList === undefined ? {} : { transferList: [...transferList] }),
    ...(env === undefined ? {} : { env }),
  });
}
