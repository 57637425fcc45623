import type { EventEmitter } from 'node:events';

/** Warnings of a process or a thread, and rejections that nobody waits for, go into the log. */
export function listenToProcess(process: EventEmitter, log: (line: string) => void): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning: Error) => {
    if (warning.name !== 'ExperimentalWarning') log(`${warning.name}: ${warning.message}`);
  });
  // A collector that has ended no longer waits for its other calls: what they come to is of no concern.
  process.on('unhandledRejection', (reason: unknown) => {
    log(`left behind: ${reason instanceof Error ? reason.message : String(reason)}`);
  });
}
