/**
 * What backups are made of, as a scan file keeps it: of each cell the sources that AWS listed, how that listing ended, whether
 * backups may be missing among the cell's rows, and those rows added up by source. Files of earlier versions have none of it.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ListedSource } from '../kinds/define/listed-source.ts';
import { prepared } from './prepared.ts';
import { arrayRows } from './sql-rows.ts';
import { numberOrNull, textOrNull, toStored } from './stored-values.ts';

/** What one run of a cell found of what its rows can be made of. */
export interface CellSources {
  readonly sources: readonly ListedSource[];
  /** Why they could not be listed; null where they were. */
  readonly failure: string | null;
  /** Why backups may be missing among the rows of a run that came to its end; null where none are. */
  readonly lacking: string | null;
}

/** Keeps what a run of a cell found, in the place of what an earlier one did; to be called within a transaction. */
export function storeSources(database: DatabaseSync, cell: number, found: CellSources): void {
  prepared(database, 'DELETE FROM source WHERE cell = ?').run(cell);
  prepared(database, 'INSERT OR REPLACE INTO source_listing (cell, failure, lacking) VALUES (?, ?, ?)').run(
    cell,
    found.failure,
    found.lacking,
  );
  const insert = prepared(
    database,
    `INSERT OR IGNORE INTO source (cell, key, id, arn, service, name, size, state, in_use_by, restorable_from,
       restorable_to, encrypted, tags, replica_of, problem, exempt, unasked, last_backup, continuous_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const source of found.sources) {
    insert.run(
      ...[cell, source.key, source.id, source.arn ?? null, source.service, source.name ?? null],
      ...[source.size ?? null, source.state ?? null, toStored('list', source.inUseBy)],
      ...[instant(source.restorableFrom), instant(source.restorableTo)],
      ...[toStored('boolean', source.encrypted ?? null), toStored('tags', source.tags)],
      ...[source.replicaOf ?? null, source.problem, source.exempt ?? null, source.unasked ?? null],
      ...[instant(source.lastBackup), source.continuousBy ?? null],
    );
  }
}

function instant(time: Date | undefined): number | null {
  const value = time?.getTime();
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** How the sources of a cell, and its backups, were read. */
export interface StoredListing {
  readonly failure: string | null;
  readonly lacking: string | null;
}

/** By cell, of all or of one; a cell that is not there tells nothing of either. */
export function readListings(database: DatabaseSync, cell?: number): ReadonlyMap<number, StoredListing> {
  if (!hasSources(database)) return new Map();
  const select = 'SELECT cell, failure, lacking FROM source_listing';
  const lines =
    cell === undefined
      ? database.prepare(select).all()
      : database.prepare(`${select} WHERE cell = ?`).all(cell);
  return new Map(
    lines.map(({ cell, failure, lacking }) => [
      Number(cell),
      { failure: textOrNull(failure), lacking: textOrNull(lacking) },
    ]),
  );
}

/** A source as the scan file has it; what is not known is null. */
export interface StoredSource {
  readonly key: string;
  readonly id: string;
  readonly arn: string | null;
  readonly service: string;
  readonly name: string | null;
  readonly size: number | null;
  readonly state: string | null;
  /** As `toStored` makes them. */
  readonly inUseBy: string | null;
  readonly restorableFrom: number | null;
  readonly restorableTo: number | null;
  readonly encrypted: boolean | null;
  readonly tags: string | null;
  readonly replicaOf: string | null;
  readonly problem: string | null;
  readonly exempt: string | null;
  readonly unasked: string | null;
  readonly continuousBy: string | null;
}

/** When AWS Backup says that it backed something up last, by the ARN of that. */
export function readLastBackups(
  database: DatabaseSync,
  cells: Iterable<number>,
): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  if (!hasSources(database) || !laterColumns(database).includes('last_backup')) return last;
  const sql = `SELECT arn, last_backup FROM source
    WHERE cell IN (SELECT value FROM json_each(?)) AND last_backup IS NOT NULL`;
  for (const [arn, time] of arrayRows(database, sql, JSON.stringify([...cells])))
    last.set(String(arn), Math.max(Number(time), last.get(String(arn)) ?? 0));
  return last;
}

/** The sources of a cell. */
export function* sourcesOfCell(
  database: DatabaseSync,
  cell: number,
): Generator<StoredSource, void, undefined> {
  if (!hasSources(database)) return;
  const sql = `SELECT key, id, arn, service, name, size, state, in_use_by, restorable_from, restorable_to, encrypted, tags,
    replica_of, problem, ${laterColumns(database)} FROM source WHERE cell = ? ORDER BY key`;
  for (const line of arrayRows(database, sql, cell)) yield storedSource(line);
}

/** Where a source is that others are replicas of, as those name it: an ARN, or an id in their account and region. */
export interface ReplicatedSource {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** The sources that others are replicas of. */
export function replicatedSources(database: DatabaseSync): readonly ReplicatedSource[] {
  if (!hasSources(database)) return [];
  const sql = `SELECT DISTINCT replica_of, account, region FROM source JOIN cell ON cell.id = source.cell
    WHERE replica_of IS NOT NULL`;
  return [...arrayRows(database, sql)].map(([name, account, region]) => ({
    ...{ name: String(name), account: String(account), region: String(region) },
  }));
}

const LATER = new WeakMap<DatabaseSync, string>();

/** The columns that files of earlier versions lack, as SQL. */
function laterColumns(database: DatabaseSync): string {
  const known = LATER.get(database);
  if (known !== undefined) return known;
  const lines = database.prepare("SELECT name FROM pragma_table_info('source')").all();
  const names = new Set(lines.map(({ name }) => name));
  const sql = ['exempt', 'unasked', 'last_backup', 'continuous_by']
    .map((name) => (names.has(name) ? name : 'NULL'))
    .join(', ');
  LATER.set(database, sql);
  return sql;
}

function storedSource(line: readonly SQLOutputValue[]): StoredSource {
  const [key, id, arn, service, name, size, state, inUseBy, from, to, encrypted, ...others] = line;
  const [tags, replicaOf, problem, exempt, unasked, , by] = others;
  return {
    key: String(key),
    id: String(id),
    arn: textOrNull(arn),
    service: String(service),
    name: textOrNull(name),
    size: numberOrNull(size),
    state: textOrNull(state),
    inUseBy: textOrNull(inUseBy),
    restorableFrom: numberOrNull(from),
    restorableTo: numberOrNull(to),
    encrypted: encrypted === null ? null : encrypted === 1,
    tags: textOrNull(tags),
    replicaOf: textOrNull(replicaOf),
    problem: textOrNull(problem),
    exempt: textOrNull(exempt),
    unasked: textOrNull(unasked),
    continuousBy: textOrNull(by),
  };
}

/** True where the file tells what there is to back up; those of earlier versions do not. */
export function hasSources(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'source_listing'").get() !== undefined;
}
