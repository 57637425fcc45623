/** The thread that adds up and writes delete plans, so that the screen stays live meanwhile. */
import { PassThrough } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { ScanFileError } from '../../store/scan-file-error.ts';
import { ExportError } from '../export-request.ts';
import { type PlanReport, parsePlanTask } from './plan-messages.ts';
import { reviewOfScanFile, writeDeletePlan } from './write-delete-plan.ts';

process.noDeprecation = true;

async function run(): Promise<PlanReport> {
  const { write, ...part } = parsePlanTask(workerData);
  if (write === undefined) return { type: 'done', review: reviewOfScanFile(part), path: null };
  const signal = new AbortController().signal;
  const { review, path } = await writeDeletePlan(
    { ...part, ...write },
    { signal, stdout: new PassThrough() },
  );
  return { type: 'done', review, path };
}

function failed(error: unknown): PlanReport {
  const message = error instanceof Error ? error.message : String(error);
  const expected = error instanceof ExportError || error instanceof ScanFileError;
  const whole = error instanceof Error && !expected ? (error.stack ?? message) : message;
  return { type: 'failed', message: whole, expected };
}

parentPort?.postMessage(await run().catch(failed));
