import { parentPort, workerData } from 'node:worker_threads';
import type { FromScanWorker, ToScanWorker } from './messages.ts';
import { type RunningScan, runScan } from './run-scan.ts';
import type { ScanSettings } from './scan-settings.ts';

/** The scan worker: all calls, all parsing and all writing of rows happen here, away from keys and screen. */
function main(port: NonNullable<typeof parentPort>, settings: ScanSettings): void {
  const send = (message: FromScanWorker): void => port.postMessage(message);
  let answerMfa: ((code: string) => void) | null = null;

  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning')
      send({ type: 'log', line: `${warning.name}: ${warning.message}` });
  });
  // A collector that has ended no longer waits for its other calls: what they come to is of no concern.
  process.on('unhandledRejection', (reason) => {
    send({ type: 'log', line: `left behind: ${reason instanceof Error ? reason.message : String(reason)}` });
  });

  const scan: RunningScan = runScan(settings, {
    send,
    askMfaCode: (serial) =>
      new Promise((resolve) => {
        answerMfa = resolve;
        send({ type: 'ask-mfa', serial });
      }),
  });
  port.on('message', (message: ToScanWorker) => {
    if (message.type === 'retry') scan.retry(message.cellIds);
    else if (message.type === 'mfa-code') answerMfa?.(message.code);
    else void scan.stop().then(() => port.close());
  });
}

if (parentPort !== null) main(parentPort, workerData);
