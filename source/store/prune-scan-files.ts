/** Keeps the folder of the scan files from growing without end. */
import fs from 'node:fs';
import { openForWriting } from './scan-file.ts';
import { ScanFileError } from './scan-file-error.ts';
import { listScanFiles } from './scan-folder.ts';
import { isSqliteError } from './sqlite.ts';

/**
 * Removes all but the newest scan files, and returns the paths of those that are gone. One that any living process
 * has open, this one included, stays; so does one that was made or written a moment ago (its writer may be about to
 * open it), one of a newer snapdeck, and one that cannot be removed.
 */
export function pruneScanFiles({ keep }: { readonly keep: number }): readonly string[] {
  return listScanFiles()
    .slice(keep)
    .filter((file) => !isFresh(file) && !isOpenSomewhere(file) && removeScanFile(file));
}

const FRESH_MS = 60_000;

function isFresh(file: string): boolean {
  const changed = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return changed > Date.now() - FRESH_MS;
}

/**
 * Asks SQLite to leave write-ahead logging, which it does only where no other connection, of any process, has the
 * file open. A process that was killed holds nothing.
 */
function isOpenSomewhere(file: string): boolean {
  try {
    const database = openForWriting(file);
    try {
      database.exec('PRAGMA busy_timeout = 0');
      return database.prepare('PRAGMA journal_mode = DELETE').get()?.journal_mode !== 'delete';
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof ScanFileError)
      return error.code === 'cannot-write' || error.code === 'newer-version';
    if (isSqliteError(error)) return true;
    throw error;
  }
}

// The scan file goes last: until then the others belong to something that the next run finds again.
function removeScanFile(file: string): boolean {
  try {
    for (const ending of ['-wal', '-shm', '-journal', '']) fs.rmSync(file + ending, { force: true });
    return true;
  } catch {
    return false;
  }
}
