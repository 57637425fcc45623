/**
 * Fills the derived columns of a cell: the leaders of its groups go into a temporary table, then its rows are read and
 * updated in the order found, some at a time, so that neither memory nor a single transaction grows with them.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Column, Value } from '../resources/columns.ts';
import type { ResourceKind } from '../resources/define-resource.ts';
import type { Derivation, DeriveContext, DerivedRow, Leader, LeaderSpec } from '../resources/derivation.ts';
import type { Cell } from '../scan/cell.ts';
import { quoted } from './schema.ts';
import { fromStored, toStored } from './stored-values.ts';

/** Rows of one transaction. */
const STEP = 2_000;

/** A leader specification with the places of its columns in the temporary table. */
interface NamedLeader extends LeaderSpec {
  readonly name: string;
  readonly told: readonly Column[];
  /** Row, rank, candidates, then what it tells: the names of its columns in the table of leaders. */
  readonly stored: readonly string[];
}

/** A cell whose columns are derived. */
interface Work {
  readonly database: DatabaseSync;
  readonly cell: Cell;
  readonly kind: ResourceKind;
  readonly derivation: Derivation;
  readonly leaders: readonly NamedLeader[];
  /** The temporary table of leaders, as SQL. */
  readonly table: string;
}

/**
 * Fills the derived columns of a cell's rows; each step is one transaction, run by `inTransaction`. Throws what
 * SQLite throws. Whoever gives up before the end must `return()` the generator.
 */
export function* derivationSteps(
  database: DatabaseSync,
  cell: Cell,
  kind: ResourceKind,
  context: DeriveContext,
  inTransaction: (work: () => void) => void,
): Generator<void, void, undefined> {
  const { derivation } = kind;
  if (derivation === undefined || !hasRows(database, cell, kind)) return;
  const table = `temp.${quoted(`leaders of cell ${cell.id}`)}`;
  const work = { database, cell, kind, derivation, leaders: namedLeaders(kind, derivation), table };
  try {
    makeLeaderTable(work);
    for (const leader of work.leaders) {
      addLeaders(work, leader);
      yield;
    }
    const rowsAfter = rowReader(work);
    const update = updater(work);
    for (let rows = rowsAfter(0); ; ) {
      const last = rows.at(-1);
      if (last === undefined) return;
      inTransaction(() => {
        for (const row of rows) update(row.row, derivation.values(row, context));
      });
      yield;
      rows = rowsAfter(last.row);
    }
  } finally {
    database.exec(`DROP TABLE IF EXISTS ${table}`);
  }
}

function hasRows(database: DatabaseSync, cell: Cell, { tab }: ResourceKind): boolean {
  return database.prepare(`SELECT 1 FROM ${quoted(tab)} WHERE cell = ? LIMIT 1`).get(cell.id) !== undefined;
}

function namedLeaders(kind: ResourceKind, { leaders }: Derivation): readonly NamedLeader[] {
  return Object.entries(leaders).map(([name, spec]) => {
    const told = columnsOf(kind, spec.tells);
    const stored = ['row', 'rank', 'candidates', ...told.map(({ id }) => id)];
    return { ...spec, name, told, stored: stored.map((part) => quoted(`${name} ${part}`)) };
  });
}

// Looked up once a row, in no order: more room for its pages makes that a third faster.
function makeLeaderTable({ database, leaders, table }: Work): void {
  const columns = leaders.flatMap(({ stored }) => stored);
  database.exec(`PRAGMA temp.cache_size = -16384; DROP TABLE IF EXISTS ${table};
    CREATE TABLE ${table} (${['"group" TEXT PRIMARY KEY', ...columns].join(', ')}) WITHOUT ROWID;`);
}

/** The group of a row: no text of the scan file is empty, so that stands for none. */
function groupOf({ derivation }: Work): string {
  return `ifnull(${quoted(derivation.groupBy)}, '')`;
}

// A bare column beside max() is that of the row with the maximum: https://sqlite.org/lang_select.html#bareagg
function addLeaders(work: Work, { rank, told, stored }: NamedLeader): void {
  const { database, cell, kind, table } = work;
  const own = told.map(({ id }) => `, ${quoted(id)}`).join('');
  database
    .prepare(
      `INSERT INTO ${table} ("group", ${stored.join(', ')})
       SELECT "own group", row, max("own rank"), count(*)${own}
       FROM (SELECT *, ${groupOf(work)} AS "own group", ${rank} AS "own rank" FROM ${quoted(kind.tab)} WHERE cell = ?)
       WHERE "own rank" IS NOT NULL GROUP BY "own group"
       ON CONFLICT ("group") DO UPDATE SET ${stored.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    )
    .run(cell.id);
}

function rowReader(work: Work): (after: number) => readonly DerivedRow[] {
  const { database, cell, kind, derivation, leaders, table } = work;
  const reads = columnsOf(kind, derivation.reads);
  const results = ['row', ...reads.map(({ id }) => quoted(id)), ...leaders.flatMap(({ stored }) => stored)];
  const statement = database.prepare(
    `SELECT ${results.join(', ')} FROM ${quoted(kind.tab)} LEFT JOIN ${table} ON "group" = ${groupOf(work)}
     WHERE cell = ? AND row > ? ORDER BY row LIMIT ${STEP}`,
  );
  statement.setReturnArrays(true);
  return (after) => {
    const lines: readonly unknown[] = statement.all(cell.id, after);
    return lines.flatMap((line) => (Array.isArray(line) ? [derivedRow(line, work, reads)] : []));
  };
}

function derivedRow(
  line: readonly SQLOutputValue[],
  { derivation, leaders }: Work,
  reads: readonly Column[],
): DerivedRow {
  const values: Record<string, Value> = {};
  // What the kind has no column for stays unknown.
  if (reads.length < derivation.reads.length) for (const id of derivation.reads) values[id] = null;
  for (const [index, { id, type }] of reads.entries()) values[id] = fromStored(type, line[index + 1]);
  const found: Record<string, Leader> = {};
  let place = 1 + reads.length;
  for (const { name, told, stored } of leaders) {
    const leader = leaderAt(line, place, told);
    if (leader !== undefined) found[name] = leader;
    place += stored.length;
  }
  return { row: Number(line[0]), values, leaders: found };
}

function leaderAt(
  line: readonly SQLOutputValue[],
  place: number,
  told: readonly Column[],
): Leader | undefined {
  const row = line[place];
  if (typeof row !== 'number') return undefined;
  const values: Record<string, Value> = {};
  for (const [index, { id, type }] of told.entries()) values[id] = fromStored(type, line[place + 3 + index]);
  return { row, rank: Number(line[place + 1]), candidates: Number(line[place + 2]), values };
}

function updater({ database, kind, derivation }: Work): (row: number, values: readonly Value[]) => void {
  const columns = columnsOf(kind, derivation.fills);
  if (columns.length < derivation.fills.length) throw new Error(`${kind.id} lacks a column that it derives`);
  const settings = columns.map(({ id }) => `${quoted(id)} = ?`).join(', ');
  const statement = database.prepare(`UPDATE ${quoted(kind.tab)} SET ${settings} WHERE row = ?`);
  return (row, values) => {
    statement.run(...columns.map(({ type }, index) => toStored(type, values[index] ?? null)), row);
  };
}

function columnsOf({ columns }: ResourceKind, ids: readonly string[]): readonly Column[] {
  return ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
}
