/** Which files an export writes, under which names at first, and how they get their own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AccountState } from '../model/account.ts';
import type { ExportFormat } from '../model/export-format.ts';
import { exportBaseName, extensionOf, type NamedScan, nameOfAccountsFile } from './files/export-names.ts';
import type { ExportTarget } from './files/export-targets.ts';
import { temporaryPath } from './files/leftovers.ts';
import { publishAs, publishVersioned } from './files/publish.ts';
import type { ExportOutline } from './open-export-input.ts';
import { asExportError, type ExportJob, type ExportParts, partsOf, partsWithoutRows } from './write-job.ts';

/** Where files go. */
export type FileTarget = Exclude<ExportTarget, { to: 'stdout' }>;

/** Files of an export that are named alike. */
export interface PlannedFiles {
  readonly target: FileTarget;
  readonly jobs: readonly ExportJob[];
}

/** The files of a whole export, under the paths that they are written to at first. */
export function planFiles(
  formats: readonly ExportFormat[],
  target: FileTarget,
  parts: ExportParts,
): PlannedFiles {
  return { target, jobs: formats.map((format) => jobFor(format, target, partsOf(format, parts))) };
}

/** The csv files that stand beside a report that is cut, named after it; none where csv is asked for anyway. */
export function planFilesBeside(
  formats: readonly ExportFormat[],
  target: FileTarget,
  parts: ExportParts,
): readonly PlannedFiles[] {
  if (!formats.includes('html') || formats.includes('csv') || target.to === 'in-place') return [];
  const beside = target.to === 'folder' ? target : folderOf(target.path);
  const job = jobFor('csv', beside, partsOf('csv', parts));
  return [{ target: beside, jobs: [{ ...job, onlyIfCut: true }] }];
}

function folderOf(file: string): Extract<FileTarget, { to: 'folder' }> {
  const { dir, name } = path.parse(file);
  return { to: 'folder', folder: dir, base: name };
}

/**
 * As `planFiles`, for each account alone: named after it, beside the files of the whole. One of which nothing was read has
 * no files of rows.
 */
export function planFilesByAccount(
  formats: readonly ExportFormat[],
  target: FileTarget,
  scan: NamedScan & ExportParts & Pick<ExportOutline, 'facts' | 'notRead'>,
): readonly PlannedFiles[] {
  return scan.accounts.flatMap((account) => {
    const own = targetOf(account, target, scan);
    const parts = { ...scan, accounts: [account] };
    const partsIn = (format: ExportFormat) =>
      scan.notRead.has(account.id) ? partsWithoutRows(format) : partsOf(format, parts);
    const jobs = formats.map((format) => jobFor(format, own, partsIn(format)));
    const planned = [{ target: own, jobs }, ...planFilesBeside(formats, own, parts)];
    return planned.map((files) => ofAccount(files, account.id));
  });
}

function ofAccount({ target, jobs }: PlannedFiles, account: string): PlannedFiles {
  return { target, jobs: jobs.map((job) => ({ ...job, account })) };
}

function targetOf(
  account: Pick<AccountState, 'id' | 'name'>,
  target: FileTarget,
  { facts }: Pick<ExportOutline, 'facts'>,
): FileTarget {
  switch (target.to) {
    case 'in-place':
      return target;
    case 'file':
      return { to: 'file', path: nameOfAccountsFile(target.path, account) };
    case 'folder':
      return { ...target, base: exportBaseName({ facts, accounts: [account] }, facts.startedAt) };
  }
}

function jobFor(format: ExportFormat, target: FileTarget, parts: readonly string[]): ExportJob {
  if (target.to === 'in-place') {
    return { format, files: [{ part: '', path: target.path, shownAs: target.path }] };
  }
  if (target.to === 'file') {
    const temporary = temporaryPath(path.dirname(target.path));
    return { format, files: [{ part: '', path: temporary, shownAs: target.path }] };
  }
  return {
    format,
    files: parts.map((part) => ({
      part,
      path: temporaryPath(target.folder),
      shownAs: path.join(target.folder, target.base + ending(format, part)),
    })),
  };
}

function ending(format: ExportFormat, part: string): string {
  return part === '' ? extensionOf(format) : `-${part}${extensionOf(format)}`;
}

/** The paths of files that have no name of their own yet. */
export function temporaryPaths(planned: readonly PlannedFiles[]): readonly string[] {
  return planned.flatMap(({ target, jobs }) =>
    target.to === 'in-place' ? [] : jobs.flatMap(({ files }) => files.map((file) => file.path)),
  );
}

/** Gives files that are whole their names; the answer is those. */
export async function publishFiles({ target, jobs }: PlannedFiles): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const job of jobs) if (isWritten(job)) paths.push(...(await publish(job, target)));
  return paths;
}

/** False for what would have stood beside a report that was not cut. */
function isWritten({ onlyIfCut, files }: ExportJob): boolean {
  return onlyIfCut !== true || files.every((file) => existsSync(file.path));
}

async function publish({ format, files }: ExportJob, target: FileTarget): Promise<readonly string[]> {
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
