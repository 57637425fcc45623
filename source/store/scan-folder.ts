/** Where scan files are kept when the user does not say: a folder of their own among the user's data. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import { openForWriting } from './scan-file.ts';
import { ScanFileError } from './scan-file-error.ts';
import { isSqliteError } from './sqlite.ts';

const NAME = /^scan-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2}\.\d{3})Z-[0-9a-f]{8}\.sqlite$/;

/**
 * The folder of the scan files: `scans` under `SNAPDECK_DATA_DIR`, else under the place that the system has for an
 * application's data (`~/.local/share/snapdeck`, `~/Library/Application Support/snapdeck`, ...).
 */
export function scanFolder(): string {
  const chosen = process.env.SNAPDECK_DATA_DIR;
  const data = chosen === undefined || chosen === '' ? envPaths('snapdeck', { suffix: '' }).data : chosen;
  return path.resolve(data, 'scans');
}

/**
 * A path for the file of a scan that starts at this instant (milliseconds since 1970 UTC). Names sort by time, and
 * two scans that start at the same instant get two names. Nothing is made yet.
 */
export function newScanFilePath(startedAt: number): string {
  const time = new Date(startedAt).toISOString().replaceAll(':', '-');
  return path.join(scanFolder(), `scan-${time}-${randomBytes(4).toString('hex')}.sqlite`);
}

/** The paths of the scan files in the folder, newest first; none where there is no such folder. */
export function listScanFiles(): readonly string[] {
  const folder = scanFolder();
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => path.join(folder, name));
}

/** The newest scan file in the folder, undefined where there is none. */
export function latestScanFile(): string | undefined {
  return listScanFiles()[0];
}

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
