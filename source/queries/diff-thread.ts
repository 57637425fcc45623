import { startWorker } from '../base/start-worker.ts';
import { type DiffReport, type DiffTask, isDiffMessage } from './diff-messages.ts';

/**
 * Compares two scans in a thread of its own; `onReport` gets what was found so far, at last all of it. Rejects with one line
 * for the user, or at once with the signal's reason.
 */
export async function diffInThread(
  task: DiffTask,
  onReport: (report: DiffReport) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const worker = startWorker('diff-worker', import.meta.url, { data: task });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => reject(signal.reason);
  worker.on('message', (message: unknown) => {
    if (!isDiffMessage(message)) return;
    if (message.type === 'failed') reject(new Error(message.message));
    else onReport(message.report);
    if (message.type === 'done') resolve();
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the comparison ended early (${code})`)));
  signal.addEventListener('abort', stop, { once: true });
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
