import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { DeletePlanReview } from '../../analysis/delete-plan/delete-plan.ts';
import { reviewDeletePlan } from '../../analysis/delete-plan/review.ts';
import { outcomeOf } from '../export-filter.ts';
import type { ExportInput } from '../export-input.ts';
import type { ExportTarget } from '../files/export-targets.ts';
import { removeLeftovers, temporaryPath } from '../files/leftovers.ts';
import { PLAN_ENDINGS, planTarget } from '../files/plan-target.ts';
import { publishAs, publishVersioned } from '../files/publish.ts';
import { openExportInput } from '../open-export-input.ts';
import { failureOf, ReaderGone, type Sink, sinkTo } from '../text/sink.ts';
import { asExportError } from '../write-job.ts';
import { writeJsonPlan } from './json.ts';
import type { DeletePlanPart, DeletePlanRequest, DeletePlanResult } from './plan-request.ts';
import { POWERSHELL } from './powershell.ts';
import { writeScript } from './script.ts';
import { SH } from './sh.ts';

/** Adds up what a plan of a scan file would be. Throws a ScanFileError, or a FilterError. */
export function reviewOfScanFile(part: DeletePlanPart): DeletePlanReview {
  const input = openExportInput(part.scanFile, part.byteUnit, part);
  try {
    return reviewDeletePlan(input.database, input.kinds);
  } finally {
    input.close();
  }
}

/**
 * Writes a delete plan of a scan file. The file appears under its final name when it is whole; a script without a row is
 * none at all. Rejects with an ExportError, a ScanFileError, a FilterError, or the reason of the signal.
 */
export async function writeDeletePlan(
  request: DeletePlanRequest,
  { signal, stdout }: { readonly signal: AbortSignal; readonly stdout: Writable },
): Promise<DeletePlanResult> {
  const input = openExportInput(request.scanFile, request.byteUnit, request);
  try {
    const target = await planTarget(request, input);
    const review = reviewDeletePlan(input.database, input.kinds);
    const write = (sink: Sink): Promise<void> => writePlan(input, review, request, sink);
    const isEmpty = review.goes.rows === 0 && request.form !== 'json';
    const file = isEmpty ? null : await writeTo(target, request, write, { signal, stdout });
    return { review, path: file, ...outcomeOf({ ...input, sources: 'none' }) };
  } finally {
    input.close();
  }
}

async function writePlan(
  input: ExportInput,
  review: DeletePlanReview,
  { form, now }: DeletePlanRequest,
  sink: Sink,
): Promise<void> {
  if (form === 'json') await writeJsonPlan(input, sink);
  else await writeScript(input, review, form === 'sh' ? SH : POWERSHELL, now, sink);
}

/** The path of the file; null for standard output. */
async function writeTo(
  target: ExportTarget,
  request: DeletePlanRequest,
  write: (sink: Sink) => Promise<void>,
  { signal, stdout }: { readonly signal: AbortSignal; readonly stdout: Writable },
): Promise<string | null> {
  const shownAs = shownName(target, request);
  try {
    if (target.to === 'stdout') {
      await write(sinkTo(stdout, signal));
      return null;
    }
    return await writeFile(target, request, write, signal);
  } catch (error) {
    if (error instanceof ReaderGone) return null;
    throw asExportError(error, shownAs);
  }
}

async function writeFile(
  target: Exclude<ExportTarget, { to: 'stdout' }>,
  { form, now }: DeletePlanRequest,
  write: (sink: Sink) => Promise<void>,
  signal: AbortSignal,
): Promise<string> {
  if (target.to === 'in-place') {
    await writeWhole(target.path, write, signal);
    return target.path;
  }
  const folder = target.to === 'folder' ? target.folder : path.dirname(target.path);
  const temporary = temporaryPath(folder);
  await removeLeftovers(folder, now);
  try {
    await writeWhole(temporary, write, signal);
    if (target.to === 'file') {
      await publishAs(temporary, target.path);
      return target.path;
    }
    const ending = PLAN_ENDINGS[form];
    const [file = temporary] = await publishVersioned(folder, target.base, [{ temporary, ending }]);
    return file;
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

async function writeWhole(
  file: string,
  write: (sink: Sink) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const output = createWriteStream(file, { mode: 0o600 });
  const failure = failureOf(output);
  await write(sinkTo(output, signal));
  output.end();
  await Promise.race([finished(output), failure.happens]);
}

function shownName(target: ExportTarget, { form }: DeletePlanRequest): string {
  switch (target.to) {
    case 'stdout':
      return 'standard output';
    case 'folder':
      return path.join(target.folder, `${target.base}${PLAN_ENDINGS[form]}`);
    default:
      return target.path;
  }
}
