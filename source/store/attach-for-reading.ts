import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { sqliteCode } from './sqlite.ts';

/** SQLite's READONLY and CANTOPEN: what a reader meets that cannot make the shared-memory file. */
const NO_SHARED_MEMORY: readonly unknown[] = [8, 14];

/** Puts a second file behind a connection, by a name for SQL, so that nothing of it can be written. Throws what SQLite throws. */
export function attachForReading(database: DatabaseSync, file: string, name: string): void {
  const attach = (how: Readonly<Record<string, string>>): void => {
    const address = pathToFileURL(file);
    for (const [key, value] of Object.entries(how)) address.searchParams.set(key, value);
    database.prepare(`ATTACH ? AS ${name}`).run(address.href);
    try {
      database.prepare(`SELECT count(*) FROM ${name}.sqlite_schema`).get();
    } catch (error) {
      database.exec(`DETACH ${name}`);
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
