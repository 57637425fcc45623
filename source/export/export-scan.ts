import fs from 'node:fs';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { startWorker } from '../base/start-worker.ts';
import type { ExportFormat } from '../model/export-format.ts';
import { checkFilter, outcomeOf } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';
import { type ExportReport, type ExportTask, parseExportReport } from './export-messages.ts';
import { ExportError, type ExportHooks, type ExportRequest, type ExportResult } from './export-request.ts';
import { checkSelection } from './export-selection.ts';
import { extensionOf } from './files/export-names.ts';
import { type ExportTarget, exportTarget } from './files/export-targets.ts';
import { removeLeftovers, temporaryPath } from './files/leftovers.ts';
import { publishAs, publishVersioned } from './files/publish.ts';
import {
  isPartial,
  openExportInput,
  partOfTab,
  type RowCounter,
  resourcesIn,
  rowCounter,
} from './open-export-input.ts';
import { ReaderGone } from './text/sink.ts';
import { asExportError, type ExportJob, partsOf, rowsOfJob, writeToStdout } from './write-job.ts';

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
  const { selection } = request;
  // Whole: to find the rows of a selection takes its time, which the thread has and a screen has not.
  const source = openExportInput(request.scanFile, request.byteUnit);
  try {
    checkFilter(source, request.filter);
    if (selection !== undefined) checkSelection(source, selection);
    const { facts, kinds } = selection === undefined ? source : partOfTab(source, selection);
    const target = await exportTarget({ ...request, formats }, facts);
    if (target.to === 'stdout') {
      source.close();
      return await exportToStdout(formats, request, hooks);
    }
    const jobs = formats.map((format) => jobFor(format, target, kinds));
    source.close();
    return await exportToFiles(request, target, jobs, hooks);
  } finally {
    if (source.database.isOpen) source.close();
  }
}

async function exportToStdout(
  formats: readonly ExportFormat[],
  request: ExportRequest,
  hooks: ExportHooks,
): Promise<ExportResult> {
  const [format = 'ndjson'] = formats;
  const source = openExportInput(
    request.scanFile,
    request.byteUnit,
    undefined,
    request.filter,
    request.selection,
  );
  try {
    const counter = rowCounter(await rowsOfJob(source, format), hooks.onProgress);
    await writeToReader(source, format, request, counter, hooks);
    counter.finish();
    return { paths: [], rows: resourcesIn(source), partial: isPartial(source), ...outcomeOf(source) };
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

/** The files of one format, under the paths that they are written to at first. */
function jobFor(
  format: ExportFormat,
  target: Exclude<ExportTarget, { to: 'stdout' }>,
  kinds: ExportInput['kinds'],
): ExportJob {
  if (target.to === 'in-place') {
    return { format, files: [{ part: '', path: target.path, shownAs: target.path }] };
  }
  if (target.to === 'file') {
    const temporary = temporaryPath(path.dirname(target.path));
    return { format, files: [{ part: '', path: temporary, shownAs: target.path }] };
  }
  return {
    format,
    files: partsOf(format, kinds).map((part) => ({
      part,
      path: temporaryPath(target.folder),
      shownAs: path.join(target.folder, target.base + ending(format, part)),
    })),
  };
}

function ending(format: ExportFormat, part: string): string {
  return part === '' ? extensionOf(format) : `-${part}${extensionOf(format)}`;
}

async function exportToFiles(
  request: ExportRequest,
  target: Exclude<ExportTarget, { to: 'stdout' }>,
  jobs: readonly ExportJob[],
  hooks: ExportHooks,
): Promise<ExportResult> {
  const temporary = target.to === 'in-place' ? [] : jobs.flatMap((job) => job.files.map((file) => file.path));
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
      jobs: jobs.map(({ format, files }) => ({ format, files: files.map((file) => ({ ...file })) })),
    };
    const done = await runWorker(task, hooks);
    const paths: string[] = [];
    for (const job of jobs) paths.push(...(await publish(job, target)));
    const { type: _, ...result } = done;
    return { paths, ...result };
  } finally {
    removeTemporary();
    process.off('exit', removeTemporary);
  }
}

async function publish(
  { format, files }: ExportJob,
  target: Exclude<ExportTarget, { to: 'stdout' }>,
): Promise<readonly string[]> {
  const [first] = files;
  if (first === undefined) return [];
  try {
    switch (target.to) {
      case 'in-place':
        return [target.path];
      case 'file':
        await publishAs(first.path, target.path);
        return [target.path];
      case 'folder':
        return await publishVersioned(
          target.folder,
          target.base,
          files.map((file) => ({ temporary: file.path, ending: ending(format, file.part) })),
        );
    }
  } catch (error) {
    throw asExportError(error, first.shownAs);
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
