import path from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { homeFolder } from '../base/home-folder.ts';
import type { AskJob } from '../model/ask.ts';
import { askAtPort } from './ask-in-worker.ts';
import { regionsAtPort, scanAtPort } from './at-port.ts';
import type { RegionsRequest } from './list-regions.ts';
import { listenToProcess } from './listen-to-process.ts';
import { takeLowerPriority } from './lower-priority.ts';
import { runSecondWorker } from './run-second-worker.ts';
import type { ScanSettings } from './scan-settings.ts';
import type { SharedMemory } from './second-worker-messages.ts';

/** What the worker is made for: a scan, or just the account's regions. */
export type ScanWorkerTask =
  | { readonly task: 'scan'; readonly settings: ScanSettings }
  /** Half of the cells of a scan that another worker leads. */
  | {
      readonly task: 'second worker';
      readonly settings: ScanSettings;
      readonly port: MessagePort;
      readonly shared: SharedMemory;
    }
  /** Rows of a scan that is over are asked what it left out. */
  | { readonly task: 'ask'; readonly settings: ScanSettings; readonly job: AskJob }
  | { readonly task: 'regions'; readonly request: RegionsRequest };

/** All calls, all parsing and all writing of rows happen here, away from keys and screen. */
function main(port: MessagePort, task: ScanWorkerTask): void {
  // The SDK asks for the home folder at every client, and a user without one must not end that.
  if (homeFolder() === null) process.env.HOME = path.parse(process.execPath).root;
  if (task.task !== 'regions' && task.settings.interactive) takeLowerPriority();
  const leader = task.task === 'second worker' ? task.port : port;
  listenToProcess(process, (line) => leader.postMessage({ type: 'log', line }));
  if (task.task === 'scan') scanAtPort(port, task.settings);
  else if (task.task === 'ask') void askAtPort(port, task.settings, task.job);
  else if (task.task === 'second worker') runSecondWorker(task.settings, task.port, task.shared);
  else void regionsAtPort(port, task.request);
}

if (parentPort !== null) main(parentPort, workerData);
