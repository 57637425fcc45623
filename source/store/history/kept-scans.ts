import fs from 'node:fs';
import path from 'node:path';
import type { KeptFault, KeptScan, ScanOutline } from '../../model/kept-scan.ts';
import { errorLine } from '../../model/words.ts';
import { openForReading, tidyScanFile } from '../scan-file.ts';
import { readError, ScanFileError, type ScanFileFault } from '../scan-file-error.ts';
import { listScanFiles, readScanFileName, scanFolder } from '../scan-folder.ts';
import { type HistoryCache, keepCache, readCache, stampOf } from './history-cache.ts';
import { isOpenSomewhere } from './is-open.ts';
import { readOutline } from './scan-outline.ts';

/**
 * The files in the folder of the scan files, newest first; behind them those that have no name of a scan file. One that
 * cannot be read stands in its place and says why. Only files that changed since the last time are opened.
 */
export function listKeptScans(): readonly KeptScan[] {
  const cache = readCache();
  const next = new Map<string, { readonly stamp: string; readonly scan: ScanOutline }>();
  const scans = listScanFiles().flatMap((file) => keptScan(file, cache, next) ?? []);
  if (hasChanged(cache, next)) keepCache(next);
  return [...scans, ...foreignFiles()];
}

/** One of them; what the cache knows of it is not read again. Null: it is gone. */
function keptScan(
  file: string,
  cache: HistoryCache,
  next: Map<string, { readonly stamp: string; readonly scan: ScanOutline }>,
): KeptScan | null {
  const before = stampOf(file);
  if (before === null) return null;
  const name = path.basename(file);
  const known = cache.get(name);
  const place = { id: readScanFileName(file)?.id ?? null, file, sizeOnDisk: before.size };
  if (known?.stamp === before.stamp && known.scan.state !== 'running') {
    next.set(name, known);
    return { ...place, scan: known.scan, fault: null };
  }
  try {
    const scan = outlineOf(file);
    // Closing it may have tidied what SQLite had beside it.
    const after = stampOf(file);
    if (after !== null && scan.state !== 'running') next.set(name, { stamp: after.stamp, scan });
    return { ...place, scan, fault: null };
  } catch (error) {
    return { ...place, scan: null, fault: faultOf(error) };
  }
}

/** What a scan file says of its scan. Throws a ScanFileError where it cannot be read. */
export function outlineOf(file: string): ScanOutline {
  const isOpen = isOpenSomewhere(file);
  const database = openForReading(file);
  try {
    return readOutline(database, () => isOpen);
  } catch (error) {
    throw readError(file, error);
  } finally {
    database.close();
    if (!isOpen) tidyScanFile(file);
  }
}

const FAULTS: Partial<Record<ScanFileFault, KeptFault['code']>> = {
  'not-a-scan-file': 'broken',
  'newer-version': 'newer',
};

function faultOf(error: unknown): KeptFault {
  const code = error instanceof ScanFileError ? FAULTS[error.code] : undefined;
  return { code: code ?? 'unread', message: errorLine(error) };
}

function hasChanged(cache: HistoryCache, next: HistoryCache): boolean {
  if (cache.size !== next.size) return true;
  return [...next].some(([name, { stamp }]) => cache.get(name)?.stamp !== stamp);
}

/** What SQLite puts beside a database. */
const BESIDE = /-(?:wal|shm|journal)$/;

function foreignFiles(): readonly KeptScan[] {
  const folder = scanFolder();
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && readScanFileName(entry.name) === null && !BESIDE.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      const message = `${file} has no name of a scan file, so that it is left alone`;
      const fault = { code: 'foreign', message } as const;
      return { id: null, file, sizeOnDisk: stampOf(file)?.size ?? 0, scan: null, fault };
    });
}
