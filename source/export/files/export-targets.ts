/** Where an export goes: standard output, a file in place, one named file, or a folder with names of our own. */
import { closeSync, constants, openSync, statSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { isatty } from 'node:tty';
import { EXPORT_FORMATS, type ExportFormat, isStandardOutput } from '../../model/export-format.ts';
import { ExportError, type ExportRequest } from '../export-request.ts';
import { exportBaseName, extensionOf, type NamedScan } from './export-names.ts';
import { followed, kindOfPath, makeFolderFor } from './output-path.ts';

/** Where the files of one format go. */
export type ExportTarget =
  | { readonly to: 'stdout' }
  /** What is no regular file: written as it is, never renamed over. */
  | { readonly to: 'in-place'; readonly path: string }
  /** A file that the user named; one that is there is replaced when the new one is whole. */
  | { readonly to: 'file'; readonly path: string }
  /** A folder; files are named after the scan, with a version where the name is taken. */
  | { readonly to: 'folder'; readonly folder: string; readonly base: string };

/**
 * Works out where to write; files are named after the day of `request.now`. Makes the folder that is needed. Throws an
 * ExportError for what cannot be.
 */
export async function exportTarget(request: ExportRequest, scan: NamedScan): Promise<ExportTarget> {
  if (isStandardOutput(request.output)) {
    requireOneFile(request, 'standard output');
    requireWhole(request, 'standard output');
    if (isatty(1)) requireText(request);
    return { to: 'stdout' };
  }
  // A link that leads to nothing yet is written where it leads.
  const output =
    (await kindOfPath(request.output)) === 'none' ? await followed(request.output) : request.output;
  const found = await kindOfPath(output);
  if (found === 'special') {
    requireOneFile(request, output);
    requireWhole(request, output);
    if (isTerminal(output)) requireText(request);
    return { to: 'in-place', path: output };
  }
  if (found === 'none') refuseFormatName(output);
  const named = EXPORT_FORMATS.find((format) => output.toLowerCase().endsWith(extensionOf(format)));
  if (found !== 'folder' && named !== undefined) {
    requireFormat(request, output, named);
    makeFolderFor(path.dirname(output));
    return { to: 'file', path: found === 'file' ? await fs.realpath(output) : output };
  }
  if (found === 'file') throw new ExportError(`Cannot export to ${output}: it is a file, not a folder`);
  makeFolderFor(output);
  return { to: 'folder', folder: output, base: exportBaseName(scan, request.now) };
}

/** True for a terminal under any name, such as /dev/tty. */
function isTerminal(file: string): boolean {
  try {
    // To open a pipe and close it again would end it for whoever reads.
    if (!statSync(file).isCharacterDevice()) return false;
    const descriptor = openSync(file, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
    try {
      return isatty(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

function requireText({ formats }: ExportRequest): void {
  const [format] = formats;
  const text = format === 'xlsx' ? 'ndjson or json' : format === 'html' ? 'markdown' : null;
  if (format === undefined || text === null) return;
  throw new ExportError(
    `Cannot export ${format} to a terminal, which shows text: choose --format ${text}, or a file (--output FILE.${format})`,
    { badUsage: true },
  );
}

/** The name of a format was most likely meant as one. */
function refuseFormatName(output: string): void {
  const format = EXPORT_FORMATS.find((name) => [name, extensionOf(name)].includes(output.toLowerCase()));
  if (format === undefined) return;
  throw new ExportError(
    `--output ${output} would make a folder of that name: for the format give --format ${format}, for the folder --output ./${output}`,
    { badUsage: true },
  );
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

/** Files of accounts lie beside that of the whole. */
function requireWhole({ split }: ExportRequest, where: string): void {
  if (split === undefined) return;
  throw new ExportError(
    `Cannot split an export into accounts on ${where}: give a folder or a file (--output reports/)`,
    { badUsage: true },
  );
}

function requireFormat(request: ExportRequest, output: string, named: ExportFormat): void {
  requireOneFile(request, output);
  const [format] = request.formats;
  if (format === named) return;
  throw new ExportError(`Cannot export ${format} to ${output}: its name ends in ${extensionOf(named)}`, {
    badUsage: true,
  });
}
