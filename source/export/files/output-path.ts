/** Paths that a user names to write to: what is there, where it leads, and its folder. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../base/make-folder.ts';
import { fileReason } from '../../store/sqlite.ts';
import { ExportError } from '../export-request.ts';

/** What is at a path; links are followed. Throws an ExportError where nobody can tell. */
export async function kindOfPath(output: string): Promise<'none' | 'folder' | 'file' | 'special'> {
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

/** Where links lead that lead to nothing yet; the path itself where it is none. */
export async function followed(output: string): Promise<string> {
  let place = output;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const target = await fs.readlink(place).catch(() => null);
    if (target === null) return place;
    place = path.resolve(path.dirname(place), target);
  }
  return place;
}

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/** Makes the folder that files go to, where it is missing; it is its owner's alone. */
export function makeFolderFor(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new ExportError(`Cannot make the folder ${folder}: ${folderReason(error)}`, { cause: error });
  }
}

function folderReason(error: unknown): string {
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  return exists ? 'a file of that name is there' : fileReason(error);
}
