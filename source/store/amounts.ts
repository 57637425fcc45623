/** What rows come to together: how many, their sizes, what they cost. What is unknown is counted, and in no sum. */
import type { DatabaseSync } from 'node:sqlite';
import { rowsWithin } from '../kinds/joined-rows.ts';
import type { Amounts, AmountsQuery, KnownSum } from '../model/table-query.ts';
import { partsOfTable, quoted, type StoredTable, type TablePart } from './schema.ts';
import type { SqlRow } from './sqlite.ts';
import { numberOrNull } from './stored-values.ts';

/** Rows that one step looks at: small enough that what is asked next need not wait for it. */
const STEP = 8_000;

/** Adds up rows in steps between which it can be given up; rows that are gone by now are left out. */
export function* amountSteps(
  database: DatabaseSync,
  table: StoredTable | undefined,
  { rows, counted, ...columns }: AmountsQuery,
): Generator<void, Amounts, undefined> {
  const started = performance.now();
  const has = (id: string | null) => table?.columns.some((column) => column.id === id) === true;
  const sums = {
    size: newSum(has(columns.size)),
    low: newSum(has(columns.low)),
    high: newSum(has(columns.high)),
  };
  let count = 0;
  const ranked = table?.columns.find(({ id }) => id === counted)?.ranked ?? [];
  const counts = new Map(ranked.map((value) => [value, 0]));
  const name = (id: string | null) => (has(id) && id !== null ? quoted(id) : 'NULL');
  const [size, low, high] = [name(columns.size), name(columns.low), name(columns.high)];
  const sumsOf = ({
    tab,
  }: StoredTable): string => `SELECT count(*) AS count, total(${size}) AS size, count(*) - count(${size}) AS no_size,
    total(${low}) AS low, count(*) - count(${low}) AS no_low, total(${high}) AS high, count(*) - count(${high}) AS no_high
    ${ranked.map((value, at) => `, count(*) FILTER (WHERE ${name(counted ?? null)} = '${value}') AS rank_${at}`).join('')} FROM ${quoted(tab)}`;
  const add = (line: SqlRow | undefined) => {
    count += numberOrNull(line?.count) ?? 0;
    for (const [at, value] of ranked.entries())
      counts.set(value, (counts.get(value) ?? 0) + (numberOrNull(line?.[`rank_${at}`]) ?? 0));
    for (const id of ['size', 'low', 'high'] as const) {
      sums[id]?.add(numberOrNull(line?.[id]) ?? 0, numberOrNull(line?.[`no_${id}`]) ?? 0);
    }
  };
  for (const part of table === undefined ? [] : partsOfTable(table)) {
    const lines = rows === null ? ofAllRows(database, part, sumsOf) : ofRows(database, part, sumsOf, rows);
    for (const line of lines) {
      add(line);
      yield;
    }
  }
  const { size: bytes, low: least, high: most } = sums;
  return {
    count,
    size: bytes?.known() ?? null,
    low: least?.known() ?? null,
    high: most?.known() ?? null,
    ...(counted === undefined ? {} : { counts: Object.fromEntries(counts) }),
    cost: performance.now() - started,
  };
}

function* ofAllRows(
  database: DatabaseSync,
  { table }: TablePart,
  sumsOf: (table: StoredTable) => string,
): Generator<SqlRow | undefined, void, undefined> {
  const bounds = `SELECT min(row) AS first, max(row) AS last FROM ${quoted(table.tab)}`;
  const { first, last } = database.prepare(bounds).get() ?? {};
  const step = database.prepare(`${sumsOf(table)} WHERE row >= ? AND row < ?`);
  for (let from = Number(first ?? 1); from <= Number(last ?? 0); from += STEP) {
    yield step.get(from, from + STEP);
  }
}

function* ofRows(
  database: DatabaseSync,
  { table, base }: TablePart,
  sumsOf: (table: StoredTable) => string,
  rows: Uint32Array,
): Generator<SqlRow | undefined, void, undefined> {
  const step = database.prepare(`${sumsOf(table)} WHERE row IN (SELECT value FROM json_each(?))`);
  const own = rowsWithin(rows, base);
  for (let from = 0; from < own.length; from += STEP) {
    yield step.get(`[${own.subarray(from, from + STEP).join(',')}]`);
  }
}

interface Adding {
  readonly add: (sum: number, unknown: number) => void;
  readonly known: () => KnownSum;
}

function newSum(isThere: boolean): Adding | null {
  if (!isThere) return null;
  let [sum, unknown] = [0, 0];
  return {
    add: (more, without) => {
      sum += more;
      unknown += without;
    },
    known: () => ({ sum, unknown }),
  };
}
