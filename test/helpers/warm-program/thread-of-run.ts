/** `node:worker_threads` for a worker's script in a warm thread: port and data are those of the run that this URL names. */
import { given } from './given.ts';

export * from 'node:worker_threads';

const run = given.get(Number(new URL(import.meta.url).searchParams.get('run')));
if (run === undefined) throw new Error(`${import.meta.url} is no run`);
export const { parentPort, workerData } = run;
