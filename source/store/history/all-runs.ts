/**
 * Executions of DataSync beyond those that AWS still lists: the scans that are kept knew them. They are put together in a
 * copy of a scan file, so that whatever reads a scan file reads them too.
 */
import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { datasyncExecution } from '../../kinds/datasync/datasync-execution.ts';
import { DAY_MS } from '../../model/ages.ts';
import type { KeptScan } from '../../model/kept-scan.ts';
import { attachForReading } from '../attach-for-reading.ts';
import { openForReading, openForWriting } from '../scan-file.ts';
import { readError } from '../scan-file-error.ts';
import { quoted } from '../schema.ts';
import { columnOrNull, storedColumns } from '../sql-rows.ts';
import { readFacts, storeFacts } from '../stored-facts.ts';
import { numberOrNull } from '../stored-values.ts';
import { listKeptScans, outlineOf } from './kept-scans.ts';

/** What putting executions together came to. */
export interface AllRuns {
  /** Executions of the scan itself, and of all scans. */
  readonly own: number;
  readonly all: number;
  /** How many kept scans there are besides of the same accounts. */
  readonly scans: number;
  /** Files of them that could not be read, a line each. */
  readonly unread: readonly string[];
  /** When the first of them was requested (milliseconds since 1970 UTC); null: not known, or there is none. */
  readonly since: number | null;
}

/** Rows of executions, by SQL. */
const RUNS = quoted(datasyncExecution.tab);
const BY_KEY = quoted('executions by key');

/**
 * Makes a copy of a scan file with every execution that it or any other kept scan of its accounts knows, each once, as the
 * newest of them has it. Only regions that the scan read have executions. Throws a ScanFileError where the file cannot be
 * read or the copy not be written.
 */
export function copyWithAllRuns(scanFile: string, copy: string): AllRuns {
  const own = outlineOf(scanFile);
  const others = listKeptScans().filter(
    ({ file, scan }) => scan !== null && scan.accountSet === own.accountSet && !isSameFile(file, scanFile),
  );
  copyFile(scanFile, copy);
  const database = openForWriting(copy);
  try {
    const before = countRuns(database);
    database.exec(`CREATE INDEX ${BY_KEY} ON ${RUNS} (key)`);
    const startOf = ({ scan }: KeptScan): number => scan?.startedAt ?? 0;
    // The newest first: what is older than what is there already adds only what is missing.
    const newer = others.filter((other) => startOf(other) > own.startedAt).toReversed();
    const older = others.filter((other) => startOf(other) <= own.startedAt);
    const unread = [
      ...newer.flatMap((other) => addRuns(database, other, 'replacing')),
      ...older.flatMap((other) => addRuns(database, other, 'missing')),
    ];
    database.exec(`DROP INDEX ${BY_KEY}`);
    const since = settle(database, own.startedAt);
    return { own: before, all: countRuns(database), scans: others.length, unread, since };
  } catch (error) {
    throw readError(copy, error);
  } finally {
    database.close();
  }
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((file) =>
    fs.statSync(file, { throwIfNoEntry: false, bigint: true }),
  );
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

/** SQLite's own copy, also of a file that is being written. */
function copyFile(scanFile: string, copy: string): void {
  const database = openForReading(scanFile);
  try {
    database.prepare('VACUUM main INTO ?').run(copy);
  } catch (error) {
    throw readError(scanFile, error);
  } finally {
    database.close();
  }
}

function countRuns(database: DatabaseSync): number {
  if (storedColumns(database, datasyncExecution.tab).size === 0) return 0;
  return numberOrNull(database.prepare(`SELECT count(*) AS count FROM ${RUNS}`).get()?.count) ?? 0;
}

/** Adds the executions of another scan; a line where that cannot be read. */
function addRuns(
  database: DatabaseSync,
  { file }: KeptScan,
  which: 'replacing' | 'missing',
): readonly string[] {
  try {
    attachForReading(database, file, 'other');
  } catch (error) {
    return [readError(file, error).message];
  }
  try {
    const theirs = new Set(
      database
        .prepare('SELECT id FROM other.tab_column WHERE tab = ?')
        .all(datasyncExecution.tab)
        .map(({ id }) => String(id)),
    );
    const columns = [...storedColumns(database, datasyncExecution.tab)]
      .filter((id) => theirs.has(id))
      .map(quoted);
    if (columns.length === 0) return [];
    database.exec('BEGIN IMMEDIATE');
    if (which === 'replacing')
      // One that could not be described tells less than what was known of it before.
      database.exec(
        `DELETE FROM main.${RUNS} WHERE key IN (SELECT key FROM other.${RUNS} WHERE problem IS NULL)`,
      );
    database.exec(
      `INSERT INTO main.${RUNS} (cell, key, problem${columns.map((column) => `, ${column}`).join('')})
       SELECT own.id, theirs.key, theirs.problem${columns.map((column) => `, theirs.${column}`).join('')}
       FROM other.${RUNS} AS theirs JOIN other.cell AS place ON place.id = theirs.cell
       JOIN main.cell AS own ON own.account = place.account AND own.region = place.region AND own.kind = place.kind
       WHERE theirs.key NOT IN (SELECT key FROM main.${RUNS})`,
    );
    database.exec('COMMIT');
    return [];
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
    database.exec('DETACH other');
  }
}

/** Counts the rows of cells anew, and says how far back they go; returns when the first was requested. */
function settle(database: DatabaseSync, startedAt: number): number | null {
  const columns = storedColumns(database, datasyncExecution.tab);
  if (columns.size === 0) return null;
  database
    .prepare(
      `UPDATE cell SET rows = counted.rows, phase = CASE WHEN phase = 'empty' AND counted.rows > 0 THEN 'done' ELSE phase END
       FROM (SELECT id, (SELECT count(*) FROM ${RUNS} WHERE cell = cell.id) AS rows FROM cell WHERE kind = ?) AS counted
       WHERE counted.id = cell.id AND kind = ?`,
    )
    .run(datasyncExecution.id, datasyncExecution.id);
  const first = `min(coalesce(${columnOrNull(columns, 'start_time')}, ${columnOrNull(columns, 'launch_time')}))`;
  const since = numberOrNull(database.prepare(`SELECT ${first} AS since FROM ${RUNS}`).get()?.since);
  const { options } = readFacts(database);
  const days = since === null ? 0 : Math.ceil((startedAt - since) / DAY_MS);
  const told = typeof options.execution_days === 'number' ? options.execution_days : 0;
  storeFacts(database, { options: { ...options, execution_days: Math.max(told, days), runs: 'all' } });
  return since;
}
