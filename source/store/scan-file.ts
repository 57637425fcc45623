import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync as Database } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { makeFolder } from '../base/make-folder.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { markVerdicts, readOldVerdicts } from './old-verdicts.ts';
import { creationError, notAScanFile, readError, ScanFileError, writeError } from './scan-file-error.ts';
import { APPLICATION_ID, FORMAT_VERSION, type Layout, layoutOf, schemaSql } from './schema.ts';
import { DatabaseSync, sqliteCode } from './sqlite.ts';
import { storeFacts } from './stored-facts.ts';

/**
 * Makes a scan file with a table for every tab, readable by its owner only; missing folders are made, for the
 * owner only. Throws a ScanFileError: `exists`, `cannot-write`.
 */
export function createScanFile(
  file: string,
  facts: ScanFacts,
  kinds: readonly ResourceKind[] = RESOURCE_KINDS,
): void {
  const layout = layoutOf(kinds);
  claim(file);
  try {
    const database = new DatabaseSync(file);
    try {
      fill(database, layout, facts);
    } finally {
      database.close();
    }
  } catch (error) {
    for (const ending of ['', '-wal', '-shm']) fs.rmSync(file + ending, { force: true });
    throw creationError(file, error);
  }
}

function claim(file: string): void {
  makeFolderOf(file);
  try {
    fs.closeSync(fs.openSync(file, 'wx', 0o600));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new ScanFileError('exists', file, `The scan file ${file} exists already`, error);
    }
    throw writeError(file, error);
  }
}

function makeFolderOf(file: string): void {
  const folder = path.dirname(path.resolve(file));
  try {
    makeFolder(folder);
  } catch (error) {
    throw writeError(file, error);
  }
}

function fill(database: Database, layout: Layout, facts: ScanFacts): void {
  prepareForWriting(database);
  // What is kept while cells are at work leaves its room free, which is given back when the scan ends.
  database.exec(`PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${FORMAT_VERSION}; ${schemaSql(layout)}`);
  const kind = database.prepare('INSERT INTO kind (id, tab) VALUES (?, ?)');
  for (const [id, tab] of layout.tabs) kind.run(id, tab);
  const tab = database.prepare('INSERT INTO tab (id, position) VALUES (?, ?)');
  for (const [position, id] of [...layout.tables.keys()].entries()) tab.run(id, position);
  const column = database.prepare('INSERT INTO tab_column (tab, position, id, type) VALUES (?, ?, ?, ?)');
  for (const table of layout.tables.values()) {
    for (const [position, { id, type }] of table.columns.entries()) column.run(table.tab, position, id, type);
  }
  storeFacts(database, facts);
  markVerdicts(database);
  database.exec('COMMIT');
}

// The busy timeout comes first: every other setting may meet a lock already.
function prepareForWriting(database: Database): void {
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL;');
  limitMemory(database, CACHE_KIB.writer);
}

/** Whoever writes goes back to the rows of a cell at most: with more, memory grows with the file, to no effect. */
const CACHE_KIB = { writer: 2048, reader: 8192 };

function limitMemory(database: Database, kibibytes: number): void {
  database.exec(`PRAGMA cache_size = -${kibibytes}; PRAGMA temp_store = FILE; PRAGMA mmap_size = 0;`);
}

/**
 * Opens a scan file for writing. Throws a ScanFileError: `missing`, `not-a-scan-file`, `newer-version`,
 * `cannot-write`.
 */
export function openForWriting(file: string): Database {
  requireFile(file);
  return openChecked(
    file,
    () => {
      const database = new DatabaseSync(file);
      prepareForWriting(database);
      return database;
    },
    writeError,
  );
}

/**
 * Opens a scan file for reading, also one in a folder that cannot be written. Throws a ScanFileError: `missing`,
 * `not-a-scan-file`, `newer-version`, `cannot-read`.
 */
export function openForReading(file: string): Database {
  return opened(file, CACHE_KIB.reader);
}

/** As `openForReading`, for whoever reads a cell's rows once while the scan goes on: it keeps few of them at hand. */
export function openForReadingOnce(file: string): Database {
  return opened(file, CACHE_KIB.writer);
}

function opened(file: string, cacheKib: number): Database {
  requireFile(file);
  return openChecked(
    file,
    () => {
      const database = readOnly(file);
      limitMemory(database, cacheKib);
      return database;
    },
    readError,
    readAsToday,
  );
}

function readAsToday(database: Database): void {
  // Files of an older format know no accounts; what asks for them finds none.
  if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'account'").get() === undefined)
    database.exec('CREATE TEMP TABLE account (id TEXT, name TEXT, ou TEXT)');
  readOldVerdicts(database);
}

/**
 * Removes SQLite's two files beside a scan file if nobody has it open any more: the last to close it for writing
 * does that, a reader cannot. Where the file is gone or cannot be written it stays as it is.
 */
export function tidyScanFile(file: string): void {
  try {
    const database = openForWriting(file);
    database.exec('PRAGMA busy_timeout = 0');
    database.close();
  } catch (error) {
    if (!(error instanceof ScanFileError)) throw error;
  }
}

function requireFile(file: string): void {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new ScanFileError('missing', file, `There is no scan file ${file}`);
  if (!found.isFile()) throw notAScanFile(file);
}

/** SQLite's READONLY and CANTOPEN: what a reader meets that cannot make the shared-memory file. */
const NO_SHARED_MEMORY: readonly unknown[] = [8, 14];

function readOnly(file: string): Database {
  try {
    return settledReader(new DatabaseSync(file, { readOnly: true }));
  } catch (error) {
    // A reader needs the shared-memory file beside the scan file. Where it cannot be made, a file that nobody has
    // left changes for can still be read as one that does not change.
    const left = fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (!NO_SHARED_MEMORY.includes(sqliteCode(error)) || left > 0) throw error;
    const address = pathToFileURL(file);
    address.searchParams.set('immutable', '1');
    return settledReader(new DatabaseSync(address, { readOnly: true }));
  }
}

function settledReader(database: Database): Database {
  try {
    database.exec('PRAGMA busy_timeout = 5000;');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function openChecked(
  file: string,
  open: () => Database,
  asFileError: (file: string, cause: unknown) => ScanFileError,
  /** What is done with a file whose format is known. */
  settle?: (database: Database) => void,
): Database {
  let database: Database | undefined;
  try {
    database = open();
    checkFormat(database, file);
    settle?.(database);
    return database;
  } catch (error) {
    database?.close();
    throw sqliteCode(error) === 26 ? notAScanFile(file, error) : asFileError(file, error);
  }
}

function checkFormat(database: Database, file: string): void {
  const id = database.prepare('PRAGMA application_id').get()?.application_id;
  const version = database.prepare('PRAGMA user_version').get()?.user_version;
  if (id !== APPLICATION_ID || typeof version !== 'number' || version < 1) throw notAScanFile(file);
  if (version > FORMAT_VERSION) {
    throw new ScanFileError(
      'newer-version',
      file,
      `The scan file ${file} was written by a newer snapdeck (format ${version}, this one reads up to ${FORMAT_VERSION})`,
    );
  }
}
