/** Two scan files behind one connection: the new one as `main`, the old one as `old`, neither of which it can write. */
import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { openForReading } from '../scan-file.ts';
import { readError } from '../scan-file-error.ts';
import { sqliteCode } from '../sqlite.ts';

/** The name by which SQL takes the tables of the old file. */
export const OLD = 'old';

/** What the tables of keys may keep in memory, in kibibytes: those of a hundred thousand rows. */
const KEYS_KIB = 65_536;
const OLD_KIB = 8192;

/** SQLite's READONLY and CANTOPEN: what a reader meets that cannot make the shared-memory file. */
const NO_SHARED_MEMORY: readonly unknown[] = [8, 14];

/** Opens the pair. Throws a ScanFileError as `openForReading` does. */
export function openPair(oldFile: string, newFile: string): DatabaseSync {
  openForReading(oldFile).close();
  const database = openForReading(newFile);
  try {
    attachOld(database, oldFile);
    database.exec(`PRAGMA temp.cache_size = -${KEYS_KIB}; PRAGMA ${OLD}.cache_size = -${OLD_KIB};`);
    return database;
  } catch (error) {
    database.close();
    throw readError(oldFile, error);
  }
}

function attachOld(database: DatabaseSync, file: string): void {
  const attach = (how: Readonly<Record<string, string>>): void => {
    const address = pathToFileURL(file);
    for (const [name, value] of Object.entries(how)) address.searchParams.set(name, value);
    database.prepare(`ATTACH ? AS ${OLD}`).run(address.href);
    try {
      database.prepare(`SELECT count(*) FROM ${OLD}.sqlite_schema`).get();
    } catch (error) {
      database.exec(`DETACH ${OLD}`);
      throw error;
    }
  };
  try {
    attach({ mode: 'ro' });
  } catch (error) {
    // As `openForReading` does where the folder cannot be written: a file that does not change can still be read.
    const left = fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (!NO_SHARED_MEMORY.includes(sqliteCode(error)) || left > 0) throw error;
    attach({ mode: 'ro', immutable: '1' });
  }
}
