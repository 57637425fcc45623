/** What rows come to together: how many, their sizes, what they cost. What is unknown is counted, and in no sum. */
import type { DatabaseSync } from 'node:sqlite';
import type { Amounts, AmountsQuery, KnownSum } from '../model/table-query.ts';
import { quoted, type StoredTable } from './schema.ts';
import type { SqlRow } from './sqlite.ts';
import { numberOrNull } from './stored-values.ts';

/** Rows that one step looks at: small enough that what is asked next need not wait for it. */
const STEP = 8_000;

/** Adds up rows in steps between which it can be given up; rows that are gone by now are left out. */
export function* amountSteps(
  database: DatabaseSync,
  table: StoredTable | undefined,
  { rows, ...columns }: AmountsQuery,
): Generator<void, Amounts, undefined> {
  const started = performance.now();
  const has = (id: string | null) => table?.columns.some((column) => column.id === id) === true;
  const sums = {
    size: newSum(has(columns.size)),
    low: newSum(has(columns.low)),
    high: newSum(has(columns.high)),
  };
  let count = 0;
  const name = (id: string | null) => (has(id) && id !== null ? quoted(id) : 'NULL');
  const [size, low, high] = [name(columns.size), name(columns.low), name(columns.high)];
  const tableName = quoted(table?.tab ?? '');
  const sql = `SELECT count(*) AS count, total(${size}) AS size, count(*) - count(${size}) AS no_size,
    total(${low}) AS low, count(*) - count(${low}) AS no_low, total(${high}) AS high, count(*) - count(${high}) AS no_high
    FROM ${tableName}`;
  const add = (line: SqlRow | undefined) => {
    count += numberOrNull(line?.count) ?? 0;
    for (const id of ['size', 'low', 'high'] as const) {
      sums[id]?.add(numberOrNull(line?.[id]) ?? 0, numberOrNull(line?.[`no_${id}`]) ?? 0);
    }
  };
  if (table !== undefined && rows === null) {
    const { first, last } =
      database.prepare(`SELECT min(row) AS first, max(row) AS last FROM ${tableName}`).get() ?? {};
    const step = database.prepare(`${sql} WHERE row >= ? AND row < ?`);
    for (let from = Number(first ?? 1); from <= Number(last ?? 0); from += STEP) {
      add(step.get(from, from + STEP));
      yield;
    }
  }
  if (table !== undefined && rows !== null) {
    const step = database.prepare(`${sql} WHERE row IN (SELECT value FROM json_each(?))`);
    for (let from = 0; from < rows.length; from += STEP) {
      add(step.get(`[${rows.subarray(from, from + STEP).join(',')}]`));
      yield;
    }
  }
  const { size: bytes, low: least, high: most } = sums;
  return {
    count,
    size: bytes?.known() ?? null,
    low: least?.known() ?? null,
    high: most?.known() ?? null,
    cost: performance.now() - started,
  };
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
