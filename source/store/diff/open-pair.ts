/** Two scan files behind one connection: the new one as `main`, the old one as `old`, neither of which it can write. */
import type { DatabaseSync } from 'node:sqlite';
import { attachForReading } from '../attach-for-reading.ts';
import { openForReading } from '../scan-file.ts';
import { readError } from '../scan-file-error.ts';

/** The name by which SQL takes the tables of the old file. */
export const OLD = 'old';

/** What the tables of keys may keep in memory, in kibibytes: those of a hundred thousand rows. */
const KEYS_KIB = 65_536;
const OLD_KIB = 8192;

/** Opens the pair. Throws a ScanFileError as `openForReading` does. */
export function openPair(oldFile: string, newFile: string): DatabaseSync {
  openForReading(oldFile).close();
  const database = openForReading(newFile);
  try {
    attachForReading(database, oldFile, OLD);
    database.exec(`PRAGMA temp.cache_size = -${KEYS_KIB}; PRAGMA ${OLD}.cache_size = -${OLD_KIB};`);
    return database;
  } catch (error) {
    database.close();
    throw readError(oldFile, error);
  }
}
