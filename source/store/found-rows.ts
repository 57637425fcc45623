/** Finds the rows that a condition keeps, in steps between which it can be given up, in the order found. */
import type { DatabaseSync } from 'node:sqlite';
import { workedOutColumns } from '../kinds/worked-out.ts';
import { allOf, type Condition, joined, NEVER, partsOf, type SqlPart, withCellsAs } from './condition.ts';
import { RowNumbers } from './row-numbers.ts';
import { quoted, type StoredTable } from './schema.ts';
import type { SqlRow } from './sqlite.ts';
import { textOrNull } from './stored-values.ts';

/**
 * Row numbers that a step looks at: few at first, so that the first hits are there at once, then twice as many each
 * time, up to what a newer filter may be left to wait for.
 */
const [FIRST_STEP, LARGEST_STEP] = [2_000, 32_000];

/** How rows are looked for. */
interface Limits {
  /** Up to so many rows of the cells in question are looked up by their cells; of more the table is gone through. */
  readonly byCells: number;
  /** Up to so many cells are named one by one in each step; of more those that are not in question may be fewer. */
  readonly named: number;
}

const LIMITS: Limits = { byCells: 100_000, named: 2_000 };

/** Each step yields the rows found so far. */
export function* foundRows(
  database: DatabaseSync,
  table: StoredTable,
  condition: Condition,
  limits: Limits = LIMITS,
): Generator<RowNumbers, RowNumbers, undefined> {
  const parts = partsOf(condition);
  const ofCells = parts.flatMap(({ cells }) => cells ?? []);
  const rest = parts.filter(({ cells }) => cells === undefined);
  // The cells of a thousand accounts are too many to be looked through again in every step.
  const named = (ids: readonly number[]): Condition => namedCells(database, table, ids, limits);
  const restNamed = (): readonly Condition[] =>
    rest.map((part) => withCellsAs(part, (cells) => named(chosenCells(database, table, cells).ids)));
  if (ofCells.length === 0) return yield* inWholeTable(database, table, allOf(restNamed()));
  const { ids, rows } = chosenCells(database, table, joined(ofCells, ' AND '));
  if (rows <= limits.byCells) return yield* byCells(database, table, ids, rest);
  return yield* inWholeTable(database, table, allOf([named(ids), ...restNamed()]));
}

interface ChosenCells {
  readonly ids: readonly number[];
  /** As they were counted when they were written. */
  readonly rows: number;
}

function chosenCells(database: DatabaseSync, { tab }: StoredTable, { sql, values }: SqlPart): ChosenCells {
  // Rows that are worked out may be of the cells of every tab.
  const ofTab: SqlPart =
    workedOutColumns(tab) !== undefined
      ? { sql: '1', values: [] }
      : { sql: 'kind IN (SELECT kind.id FROM kind WHERE tab = ?)', values: [tab] };
  const cells = database
    .prepare(`SELECT id, rows FROM cell WHERE ${sql} AND ${ofTab.sql}`)
    .all(...values, ...ofTab.values);
  return {
    ids: cells.map(({ id }) => Number(id)),
    rows: cells.reduce((sum, { rows }) => sum + Number(rows), 0),
  };
}

/** These cells by their numbers: those in question or the others, whichever are fewer. No index: all rows are looked at. */
function namedCells(
  database: DatabaseSync,
  table: StoredTable,
  ids: readonly number[],
  limits: Limits,
): Condition {
  if (ids.length === 0) return NEVER;
  const named = { sql: '+cell IN (SELECT value FROM json_each(?))', values: [json(ids)] };
  if (ids.length <= limits.named) return named;
  const all = chosenCells(database, table, { sql: '1', values: [] }).ids;
  const chosen = new Set(ids);
  const others = all.filter((id) => !chosen.has(id));
  if (others.length > ids.length) return named;
  // Of cells that a scan plans meanwhile nothing is known yet.
  const last = all.reduce((most, id) => Math.max(most, id), 0);
  const sql = '(+cell <= ? AND +cell NOT IN (SELECT value FROM json_each(?)))';
  return { sql, values: [last, json(others)] };
}

function json(numbers: readonly number[] | Uint32Array): string {
  return `[${numbers.join(',')}]`;
}

function* byCells(
  database: DatabaseSync,
  { tab }: StoredTable,
  ids: readonly number[],
  rest: readonly Condition[],
): Generator<RowNumbers, RowNumbers, undefined> {
  const inCells = new RowNumbers();
  const ofCells = `SELECT row FROM ${quoted(tab)} WHERE cell IN (SELECT value FROM json_each(?)) ORDER BY row`;
  inCells.addText(
    joinedRows(database.prepare(`SELECT group_concat(row) AS rows FROM (${ofCells})`).get(json(ids))),
  );
  if (rest.length === 0) {
    yield inCells;
    return inCells;
  }
  const all = inCells.copy();
  const { sql, values } = allOf(rest);
  const step = database.prepare(
    `SELECT group_concat(row) AS rows FROM (SELECT row FROM ${quoted(tab)}
     WHERE row IN (SELECT value FROM json_each(?)) AND ${sql} ORDER BY row)`,
  );
  const rows = new RowNumbers();
  for (const [from, end] of stepsBetween(0, all.length)) {
    rows.addText(joinedRows(step.get(json(all.subarray(from, end)), ...values)));
    yield rows;
  }
  return rows;
}

function* inWholeTable(
  database: DatabaseSync,
  { tab }: StoredTable,
  { sql, values }: SqlPart,
): Generator<RowNumbers, RowNumbers, undefined> {
  const name = quoted(tab);
  const bounds = database.prepare(`SELECT min(row) AS first, max(row) AS last FROM ${name}`).get();
  const step = database.prepare(
    `SELECT group_concat(row) AS rows FROM (SELECT row FROM ${name} WHERE row >= ? AND row < ? AND ${sql} ORDER BY row)`,
  );
  const rows = new RowNumbers();
  for (const [from, end] of stepsBetween(Number(bounds?.first ?? 1), Number(bounds?.last ?? 0) + 1)) {
    rows.addText(joinedRows(step.get(from, end, ...values)));
    yield rows;
  }
  return rows;
}

/** Beginning and end of each step. */
function* stepsBetween(first: number, end: number): Generator<readonly [number, number], void, undefined> {
  let size = FIRST_STEP;
  for (let from = first; from < end; ) {
    yield [from, from + size];
    from += size;
    size = Math.min(2 * size, LARGEST_STEP);
  }
}

function joinedRows(line: SqlRow | undefined): string {
  return textOrNull(line?.rows) ?? '';
}
