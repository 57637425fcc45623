import fs from 'node:fs';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { startWorker } from '../base/start-worker.ts';
import type { ExportFormat } from '../model/export-format.ts';
import {
  type PlannedFiles,
  planFiles,
  planFilesBeside,
  planFilesByAccount,
  publishFiles,
  temporaryPaths,
} from './export-files.ts';
import { outcomeOf } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';
import { type ExportReport, type ExportTask, parseExportReport } from './export-messages.ts';
import { ExportError, type ExportHooks, type ExportRequest, type ExportResult } from './export-request.ts';
import { exportTarget } from './files/export-targets.ts';
import { removeLeftovers } from './files/leftovers.ts';
import {
  isPartial,
  openExportInput,
  type RowCounter,
  readOutline,
  resourcesIn,
  rowCounter,
} from './open-export-input.ts';
import { ReaderGone } from './text/sink.ts';
import { asExportError, rowsOfJob, writeToStdout } from './write-job.ts';

export type { ExportHooks, ExportRequest, ExportResult } from './export-request.ts';

/**
 * Writes a scan file, finished or still growing, in the formats asked for. Files appear under their final names when
 * they are whole; a failed or stopped export leaves none. Standard output is written at the pace of its reader, and
 * a reader that goes away ends the export quietly. Rejects with an ExportError or a ScanFileError (one line for the
 * user), with a FilterError before anything is written, or with the reason of the signal.
 */
export async function exportScan(request: ExportRequest, hooks: ExportHooks): Promise<ExportResult> {
  hooks.signal.throwIfAborted();
  const formats = [...new Set(request.formats)];
  const outline = readOutline(request.scanFile, request.byteUnit, request);
  const target = await exportTarget({ ...request, formats, now: outline.facts.startedAt }, outline);
  if (target.to === 'stdout') return await exportToStdout(formats, request, hooks);
  const planned = [planFiles(formats, target, outline), ...planFilesBeside(formats, target, outline)];
  if (request.split === 'account') planned.push(...planFilesByAccount(formats, target, outline));
  const result = await exportToFiles(request, planned, hooks);
  const withoutRows = outline.accounts.filter(({ id }) => outline.notRead.has(id));
  const isTold = request.split === 'account' && formats.includes('csv') && withoutRows.length > 0;
  return isTold ? { ...result, withoutRows } : result;
}

async function exportToStdout(
  formats: readonly ExportFormat[],
  request: ExportRequest,
  hooks: ExportHooks,
): Promise<ExportResult> {
  const [format = 'ndjson'] = formats;
  const source = openExportInput(request.scanFile, request.byteUnit, request);
  try {
    const rows = resourcesIn(source);
    const counter = rowCounter(await rowsOfJob(source, format), (progress) =>
      hooks.onProgress({ ...progress, rows }),
    );
    await writeToReader(source, format, request, counter, hooks);
    counter.finish();
    return { paths: [], rows, partial: isPartial(source), ...outcomeOf(source) };
  } finally {
    source.close();
  }
}

/** Writes to standard output until all is written or its reader has gone. */
async function writeToReader(
  source: ExportInput,
  format: ExportFormat,
  { now }: ExportRequest,
  counter: RowCounter,
  { stdout, signal }: ExportHooks,
): Promise<void> {
  try {
    await writeToStdout(source, format, nodeWritable(stdout), counter, { now, signal });
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw asExportError(error, 'standard output');
  }
}

function nodeWritable(stream: NodeJS.WritableStream): Writable {
  if (isWritable(stream)) return stream;
  throw new TypeError('standard output is no stream that can be waited for');
}

function isWritable(stream: object): stream is Writable {
  return 'writableFinished' in stream && 'write' in stream;
}

async function exportToFiles(
  request: ExportRequest,
  planned: readonly PlannedFiles[],
  hooks: ExportHooks,
): Promise<ExportResult> {
  const temporary = temporaryPaths(planned);
  const removeTemporary = (): void => {
    for (const file of temporary) fs.rmSync(file, { force: true });
  };
  // A signal may end the process before this function does.
  process.once('exit', removeTemporary);
  try {
    const { scanFile, byteUnit, now, filter, selection, withSummary } = request;
    for (const folder of new Set(temporary.map((file) => path.dirname(file))))
      await removeLeftovers(folder, now);
    const task: ExportTask = {
      scanFile,
      byteUnit,
      now,
      ...(filter === undefined ? {} : { filter }),
      ...(selection === undefined ? {} : { selection }),
      ...(withSummary === undefined ? {} : { withSummary }),
      jobs: planned.flatMap(({ jobs }) =>
        jobs.map((job) => ({ ...job, files: job.files.map((file) => ({ ...file })) })),
      ),
    };
    const done = await runWorker(task, hooks);
    const paths: string[] = [];
    for (const files of planned) paths.push(...(await publishFiles(files)));
    const { type: _, ...result } = done;
    return { paths, ...result };
  } finally {
    removeTemporary();
    process.off('exit', removeTemporary);
  }
}

/** Runs the thread to its end. It is ended at once when the signal is aborted. */
async function runWorker(
  task: ExportTask,
  hooks: ExportHooks,
): Promise<Extract<ExportReport, { type: 'done' }>> {
  const worker = startWorker('export-worker', import.meta.url, { data: task });
  const { promise, resolve, reject } = Promise.withResolvers<Extract<ExportReport, { type: 'done' }>>();
  const stop = (): void => reject(hooks.signal.reason);
  worker.on('message', (message: unknown) => {
    const report = parseExportReport(message);
    if (report.type === 'progress') hooks.onProgress(report.progress);
    else if (report.type === 'done') resolve(report);
    else reject(report.expected ? new ExportError(report.message) : new Error(report.message));
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the export ended early (${code})`)));
  hooks.signal.addEventListener('abort', stop, { once: true });
  if (hooks.signal.aborted) stop();
  try {
    return await promise;
  } finally {
    hooks.signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
