import path from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { accountRegions } from '../aws/account-regions.ts';
import { type CredentialOrigin, originWords } from '../aws/credentials/origin.ts';
import { settingsLine } from '../aws/read-settings.ts';
import { homeFolder } from '../base/home-folder.ts';
import type { FromRegionsWorker, RegionsRequest, ToRegionsWorker } from './list-regions.ts';
import { listenToProcess } from './listen-to-process.ts';
import { takeLowerPriority } from './lower-priority.ts';
import type { FromScanWorker, ToScanWorker } from './messages.ts';
import { runScan } from './run-scan.ts';
import { runSecondWorker } from './run-second-worker.ts';
import type { ScanSettings } from './scan-settings.ts';
import { hasSecondWorker, sharedMemory } from './second-worker.ts';
import type { SharedMemory } from './second-worker-messages.ts';
import { signInErrorOf } from './sign-in-error.ts';

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
  | { readonly task: 'regions'; readonly request: RegionsRequest };

/** All calls, all parsing and all writing of rows happen here, away from keys and screen. */
function scan(port: MessagePort, settings: ScanSettings): void {
  const send = (message: FromScanWorker): void => port.postMessage(message);
  let mfa: { readonly give: (code: string) => void; readonly refuse: (error: Error) => void } | null = null;

  listenToProcess(process, (line) => send({ type: 'log', line }));
  const shared = hasSecondWorker(settings) ? sharedMemory(settings) : undefined;
  if (shared !== undefined) send({ type: 'second-worker-wanted', shared });
  const running = runScan(settings, {
    send,
    ...(shared === undefined ? {} : { shared }),
    askMfaCode: (serial) =>
      new Promise((resolve, reject) => {
        mfa = { give: resolve, refuse: reject };
        send({ type: 'ask-mfa', serial });
      }),
  });
  port.on('message', (message: ToScanWorker) => {
    if (message.type === 'second worker') running.secondWorkerAt(message.port);
    else if (message.type === 'retry') running.retry(message.cellIds);
    else if (message.type === 'rescan') {
      const { id } = message;
      void running.rescan(message.cellIds).then((cells) => send({ type: 'rescanned', id, cells }));
    } else if (message.type === 'refresh') {
      const { id } = message;
      void running
        .refresh(message.kind, message.rows)
        .then((result) => send({ type: 'refreshed', id, result }));
    } else if (message.type === 'mfa-code') mfa?.give(message.code);
    else if (message.type === 'no-mfa-code') mfa?.refuse(new Error(message.reason));
    else void running.stop().then(() => port.close());
  });
}

function secondWorker({ settings, port, shared }: ScanWorkerTask & { task: 'second worker' }): void {
  listenToProcess(process, (line) => port.postMessage({ type: 'log', line }));
  runSecondWorker(settings, port, shared);
}

async function regions(port: MessagePort, { aws, debug, ...request }: RegionsRequest): Promise<void> {
  const send = (message: FromRegionsWorker): void => port.postMessage(message);
  const log = (line: string): void => send({ type: 'log', line });
  let mfa: { readonly give: (code: string) => void; readonly refuse: (error: Error) => void } | null = null;
  let origin: CredentialOrigin | null = null;
  listenToProcess(process, log);
  if (debug) log(`settings: ${settingsLine(aws)}`);
  port.on('message', (message: ToRegionsWorker) => {
    if (message.type === 'mfa-code') mfa?.give(message.code);
    else mfa?.refuse(new Error(message.reason));
  });
  try {
    const found = await accountRegions(aws, {
      ...request,
      ...(debug ? { onRequest: log } : {}),
      askMfaCode: (serial) =>
        new Promise((resolve, reject) => {
          mfa = { give: resolve, refuse: reject };
          send({ type: 'ask-mfa', serial });
        }),
      onFound: (now) => {
        origin = now;
        const words = aws.credentialsTitle ?? originWords(now);
        log(`credentials: ${words}`);
        send({ type: 'credentials', words });
      },
      onFailed: () => {},
      onNotice: (notice) => send({ type: 'notice', notice }),
      signal: new AbortController().signal,
    });
    send({ type: 'found', found });
  } catch (error) {
    send({ type: 'refused', refusal: signInErrorOf(error, { aws, origin }) });
  }
}

function main(port: MessagePort, task: ScanWorkerTask): void {
  // The SDK asks for the home folder at every client, and a user without one must not end that.
  if (homeFolder() === null) process.env.HOME = path.parse(process.execPath).root;
  if (task.task !== 'regions' && task.settings.interactive) takeLowerPriority();
  if (task.task === 'scan') scan(port, task.settings);
  else if (task.task === 'second worker') secondWorker(task);
  else void regions(port, task.request);
}

if (parentPort !== null) main(parentPort, workerData);
