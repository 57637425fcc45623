/** Whether a living process has a scan file open, asked without changing anything of it. */
import fs from 'node:fs';
import { DatabaseSync, isSqliteError, sqliteCode } from '../sqlite.ts';

/** SQLite's NOTADB: nobody can have it open. */
const NO_DATABASE = 26;

/**
 * SQLite gives the whole file only to one whom nobody keeps from it, in any process, this one included. A process that
 * was killed holds nothing. What cannot be asked (a disk that may not be written) counts as open.
 */
export function isOpenSomewhere(file: string): boolean {
  // Whoever reads or writes such a file has these two beside it; without them nobody need be asked.
  if (!['-wal', '-shm'].some((ending) => fs.existsSync(file + ending))) return false;
  try {
    const database = new DatabaseSync(file);
    try {
      // Before anything is read, as only then the mode takes the whole file.
      database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE');
      database.exec('BEGIN IMMEDIATE; ROLLBACK');
      return false;
    } finally {
      database.close();
    }
  } catch (error) {
    if (isSqliteError(error)) return sqliteCode(error) !== NO_DATABASE;
    throw error;
  }
}
