/** Keeps the folder of the scan files from growing without end. */
import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { KeptScan } from '../../model/kept-scan.ts';
import { openForWriting } from '../scan-file.ts';
import { ScanFileError } from '../scan-file-error.ts';
import { isSqliteError, sqliteCode } from '../sqlite.ts';
import { readFacts } from '../stored-facts.ts';
import { historyFile, whileAlone } from './history-folder.ts';
import { isOpenSomewhere } from './is-open.ts';
import { listKeptScans } from './kept-scans.ts';
import { type PrunedScan, type RetentionPolicy, scansToPrune } from './retention.ts';
import { nameOf } from './scan-outline.ts';

/** What would go. Nothing is changed. */
export function prunedScans(policy: RetentionPolicy): readonly PrunedScan[] {
  return scansToPrune(listKeptScans(), policy, isInUse);
}

/** Of which the first that goes by itself was told: an empty file that is there from then on. */
const TOLD = 'told';

/** What pruning after a scan came to. */
export interface TidiedScans {
  readonly removed: readonly PrunedScan[];
  /** What goes the next time: it is told before anything goes for the first time. */
  readonly toBeTold: readonly PrunedScan[];
}

/** Prunes as it is done without being asked for; the first time that something would go it only says so. */
export function tidyScans(policy: RetentionPolicy): TidiedScans {
  const told = historyFile(TOLD);
  if (fs.existsSync(told)) return { removed: pruneScans(policy), toBeTold: [] };
  const toBeTold = prunedScans(policy);
  if (toBeTold.length > 0) whileAlone(() => fs.writeFileSync(told, '', { mode: 0o600 }));
  return { removed: [], toBeTold };
}

/**
 * Removes what the policy lets go, and returns what is gone. One that any living process has open, this one included,
 * stays; so does one that was made or written a moment ago (its writer may be about to open it), one that was named
 * meanwhile, and one that cannot be removed.
 */
export function pruneScans(policy: RetentionPolicy): readonly PrunedScan[] {
  return whileAlone(() => prunedScans(policy).filter(({ scan: { file } }) => removeUnnamed(file)));
}

const FRESH_MS = 60_000;

function isInUse({ file }: KeptScan): boolean {
  const changed = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return changed > Date.now() - FRESH_MS || isOpenSomewhere(file);
}

/** What came of removing a scan file. */
export type Removal = 'gone' | 'open' | 'stays' | 'cannot-write';

/** SQLite's BUSY. */
const BUSY = 5;

function removeUnnamed(file: string): boolean {
  return (
    removeScanFile(file, (database) => {
      const { name, isKept } = nameOf(readFacts(database));
      return name === null && !isKept;
    }) === 'gone'
  );
}

/** Removes a scan file that nobody has open, while nobody else names or removes any. */
export function removeAlone(file: string): Removal {
  return whileAlone(() => removeScanFile(file, () => true));
}

/** Removes a scan file that nobody has open, and of which that holds; one that is no database in any case. */
function removeScanFile(file: string, mayGo: (database: DatabaseSync) => boolean): Removal {
  try {
    const database = openForWriting(file);
    try {
      database.exec('PRAGMA busy_timeout = 0');
      if (!mayGo(database)) return 'stays';
      // SQLite leaves write-ahead logging only where no other connection, of any process, has the file open.
      const mode = database.prepare('PRAGMA journal_mode = DELETE').get()?.journal_mode;
      if (mode !== 'delete') return 'open';
    } finally {
      database.close();
    }
  } catch (error) {
    if (isSqliteError(error)) return sqliteCode(error) === BUSY ? 'open' : 'cannot-write';
    if (!(error instanceof ScanFileError)) throw error;
    if (error.code !== 'not-a-scan-file') return 'cannot-write';
  }
  return removeFiles(file);
}

// The scan file goes last: until then the others belong to something that the next run finds again.
function removeFiles(file: string): Removal {
  try {
    for (const ending of ['-wal', '-shm', '-journal', '']) fs.rmSync(file + ending, { force: true });
    return 'gone';
  } catch {
    return 'cannot-write';
  }
}
