/**
 * What was read of scan files is kept in one file beside them, so that hundreds are listed without opening any. Scan
 * files of whatever version are not written for that. It counts only while a file is as it was; it may be lost.
 */
import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { makeFolder } from '../../base/make-folder.ts';
import type { ScanOutline } from '../../model/kept-scan.ts';
import { historyFile } from './history-folder.ts';
import { outlineSchema } from './outline-schema.ts';

/** Raised with what is read of a file, so that what an earlier version kept counts no more. */
const VERSION = 1;

const cacheSchema = v.object({
  version: v.literal(VERSION),
  scans: v.record(v.string(), v.object({ stamp: v.string(), scan: outlineSchema })),
});

interface CachedScan {
  /** Sizes and times of the file and of what SQLite has beside it. */
  readonly stamp: string;
  readonly scan: ScanOutline;
}

/** By the names of the files. */
export type HistoryCache = ReadonlyMap<string, CachedScan>;

/** What is kept; nothing where it cannot be read. */
export function readCache(): HistoryCache {
  try {
    const { scans } = v.parse(cacheSchema, JSON.parse(fs.readFileSync(historyFile('cache.json'), 'utf8')));
    return new Map(Object.entries(scans));
  } catch {
    return new Map();
  }
}

/** Keeps it. Where that cannot be, files are read again the next time. */
export function keepCache(cache: HistoryCache): void {
  try {
    const file = historyFile('cache.json');
    makeFolder(path.dirname(file));
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, JSON.stringify({ version: VERSION, scans: Object.fromEntries(cache) }), {
      mode: 0o600,
    });
    fs.renameSync(temporary, file);
  } catch {
    // A list that takes longer is better than none.
  }
}

/** What a file is like now, and how much it takes on the disk; null: it is gone. */
export function stampOf(file: string): { readonly stamp: string; readonly size: number } | null {
  const found = ['', '-wal'].map((ending) =>
    fs.statSync(file + ending, { throwIfNoEntry: false, bigint: true }),
  );
  const [own] = found;
  if (own === undefined) return null;
  const parts = found.map((stat) => (stat === undefined ? '-' : `${stat.size}@${stat.mtimeNs}`));
  const size = found.reduce((sum, stat) => sum + Number(stat?.size ?? 0), 0);
  return { stamp: [own.ino, ...parts].join(' '), size };
}
