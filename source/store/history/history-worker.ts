/**
 * The thread that works on kept scans: it lists them, as the first time hundreds of files are opened, or puts the executions
 * of all of them together.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { copyWithAllRuns } from './all-runs.ts';
import { parseHistoryTask } from './history-messages.ts';
import { listKeptScans } from './kept-scans.ts';

process.noDeprecation = true;

const task = parseHistoryTask(workerData);
parentPort?.postMessage(task.do === 'list' ? listKeptScans() : copyWithAllRuns(task.scanFile, task.copy));
