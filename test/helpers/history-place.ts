/** A folder of the user's data with scan files that a test made. */
import fs from 'node:fs';
import path from 'node:path';
import { scanFolder } from '../../source/store/scan-folder.ts';
import { temporaryFolder } from '../store/folders.ts';
import { type MadeScan, makeScanFile, SCAN_START } from './scan-files.ts';

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** Kept scans of the length of a test. */
export interface HistoryPlace extends Disposable {
  readonly path: string;
  /** Makes the file of a scan that began so long after the first one, with this id; last written an hour ago. */
  readonly make: (id: string, after: number, given?: Partial<MadeScan>) => string;
}

/** Makes the folder, and puts the one of before back at the end. */
export function historyPlace(): HistoryPlace {
  const before = process.env.SNAPDECK_DATA_DIR;
  const folder = temporaryFolder();
  process.env.SNAPDECK_DATA_DIR = folder.path;
  return {
    path: folder.path,
    make: (id, after, { facts, ...given } = {}) => {
      const startedAt = SCAN_START + after;
      const name = `scan-${new Date(startedAt).toISOString().replaceAll(':', '-')}-${id}.sqlite`;
      const file = path.join(scanFolder(), name);
      makeScanFile(file, {
        cells: [],
        ...given,
        facts: { startedAt, endedAt: startedAt + 120_000, ...facts },
      });
      aged(file);
      return file;
    },
    [Symbol.dispose]: () => {
      if (before === undefined) delete process.env.SNAPDECK_DATA_DIR;
      else process.env.SNAPDECK_DATA_DIR = before;
      folder[Symbol.dispose]();
    },
  };
}

/** As if it was last written an hour ago. */
export function aged(file: string): void {
  const hourAgo = Date.now() / 1000 - 3600;
  fs.utimesSync(file, hourAgo, hourAgo);
}
