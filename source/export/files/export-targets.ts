/** Where an export goes: standard output, a file in place, one named file, or a folder with names of our own. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { EXPORT_FORMATS, type ExportFormat } from '../../model/export-format.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import { fileReason } from '../../store/sqlite.ts';
import { ExportError, type ExportRequest } from '../export-request.ts';
import { exportBaseName, extensionOf } from './export-names.ts';

/** Where the files of one format go. */
export type ExportTarget =
  | { readonly to: 'stdout' }
  /** What is no regular file: written as it is, never renamed over. */
  | { readonly to: 'in-place'; readonly path: string }
  /** A file that the user named; one that is there is replaced when the new one is whole. */
  | { readonly to: 'file'; readonly path: string }
  /** A folder; files are named after the scan, with a version where the name is taken. */
  | { readonly to: 'folder'; readonly folder: string; readonly base: string };

const STANDARD_OUTPUT = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'];

/** Works out where to write. Makes the folder that is needed. Throws an ExportError for what cannot be. */
export async function exportTarget(
  request: ExportRequest,
  facts: Pick<ScanFacts, 'identity' | 'regions' | 'kinds'>,
): Promise<ExportTarget> {
  const { output } = request;
  if (STANDARD_OUTPUT.includes(output)) {
    requireOneFile(request, 'standard output');
    return { to: 'stdout' };
  }
  const found = await kindOfPath(output);
  if (found === 'special') {
    requireOneFile(request, output);
    return { to: 'in-place', path: output };
  }
  const named = EXPORT_FORMATS.find((format) => output.toLowerCase().endsWith(extensionOf(format)));
  if (found !== 'folder' && named !== undefined) {
    requireFormat(request, output, named);
    await makeFolder(path.dirname(output));
    return { to: 'file', path: found === 'file' ? await fs.realpath(output) : output };
  }
  if (found === 'file') throw new ExportError(`Cannot export to ${output}: it is a file, not a folder`);
  await makeFolder(output);
  return { to: 'folder', folder: output, base: exportBaseName(facts, request.now) };
}

async function kindOfPath(output: string): Promise<'none' | 'folder' | 'file' | 'special'> {
  try {
    const stat = await fs.stat(output);
    if (stat.isDirectory()) return 'folder';
    // A descriptor of ours has an owner that writes on: nothing may be renamed over it.
    return stat.isFile() && !/^\/(dev|proc)\//.test(output) ? 'file' : 'special';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'none';
    throw new ExportError(`Cannot export to ${output}: ${fileReason(error)}`, { cause: error });
  }
}

function requireOneFile({ formats }: ExportRequest, where: string): void {
  if (formats.length > 1) {
    throw new ExportError(`Cannot export ${formats.join(' and ')} to ${where}: it takes one format`, {
      badUsage: true,
    });
  }
  if (formats[0] === 'csv') {
    throw new ExportError(`Cannot export csv to ${where}: it is one file a kind, so give a folder`, {
      badUsage: true,
    });
  }
}

function requireFormat(request: ExportRequest, output: string, named: ExportFormat): void {
  requireOneFile(request, output);
  const [format] = request.formats;
  if (format === named) return;
  throw new ExportError(`Cannot export ${format} to ${output}: its name ends in ${extensionOf(named)}`, {
    badUsage: true,
  });
}

/** A folder that is made is its owner's alone. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new ExportError(`Cannot make the folder ${folder}: ${folderReason(error)}`, { cause: error });
  }
}

function folderReason(error: unknown): string {
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  return exists ? 'a file of that name is there' : fileReason(error);
}
