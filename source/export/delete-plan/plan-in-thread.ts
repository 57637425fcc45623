import { startWorker } from '../../base/start-worker.ts';
import { ExportError } from '../export-request.ts';
import { type PlanReport, type PlanTask, parsePlanReport } from './plan-messages.ts';

/**
 * Adds up a delete plan, or writes it, in a thread of its own. Rejects with an ExportError (one line for the user), or at
 * once with the signal's reason.
 */
export async function planInThread(
  task: PlanTask,
  signal: AbortSignal,
): Promise<Extract<PlanReport, { type: 'done' }>> {
  signal.throwIfAborted();
  const worker = startWorker('delete-plan-worker', import.meta.url, { data: task });
  const { promise, resolve, reject } = Promise.withResolvers<Extract<PlanReport, { type: 'done' }>>();
  const stop = (): void => reject(signal.reason);
  worker.on('message', (message: unknown) => {
    const report = parsePlanReport(message);
    if (report.type === 'done') resolve(report);
    else reject(report.expected ? new ExportError(report.message) : new Error(report.message));
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the delete plan ended early (${code})`)));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
