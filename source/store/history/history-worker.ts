/** The thread that lists the kept scans for the screen: the first time, hundreds of files are opened. */
import { parentPort } from 'node:worker_threads';
import { listKeptScans } from './kept-scans.ts';

process.noDeprecation = true;

parentPort?.postMessage(listKeptScans());
