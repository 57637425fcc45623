import type { DatabaseSync } from 'node:sqlite';
import { SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import type { TableOrder, TableQuery } from '../model/table-query.ts';
import { allOf, anyOf, type Condition } from './condition.ts';
import { orderTerms, typedCondition } from './conditions.ts';
import { findingCondition } from './filter/finding-condition.ts';
import { foundRows } from './found-rows.ts';
import { RowNumbers } from './row-numbers.ts';
import { quoted, type StoredTable } from './schema.ts';
import { textOrNull } from './stored-values.ts';

/**
 * Makes an order in steps, between which it can be given up. Each step of a filter yields the rows found so far, in
 * the order found; the last answer is the order asked for. `filter` is the query's, read; null: none. No table: no
 * rows.
 */
export function* orderSteps(
  database: DatabaseSync,
  table: StoredTable | undefined,
  query: TableQuery,
  filter: Condition | null = null,
): Generator<RowNumbers, TableOrder, undefined> {
  const started = performance.now();
  if (table === undefined) return { rows: new Uint32Array(0), total: 0, cost: 0 };
  const typed = allOf([typedCondition(table, query), ...findingConditions(database, table, query)]);
  const terms = orderTerms(table, query);
  let rows: RowNumbers;
  if (filter === null) {
    rows = sortedRows(database, table, typed, terms);
  } else {
    rows = yield* foundRows(database, table, allOf([typed, filter]));
    if (terms !== 'row') rows = sortedRows(database, table, among(rows), terms);
  }
  const total = tableRows(database, table);
  return { rows: rows.copy(), total, cost: performance.now() - started };
}

function findingConditions(
  database: DatabaseSync,
  table: StoredTable,
  { finding, faults }: TableQuery,
): readonly Condition[] {
  const withProblem: Condition = { sql: 'problem IS NOT NULL', values: [] };
  return [
    ...(finding === undefined ? [] : [findingCondition(database, table, finding)]),
    ...(faults === true ? [anyOf([withProblem, findingCondition(database, table, 'any')])] : []),
  ];
}

/** These rows in the order that a query asks for. */
export function inOrder(
  database: DatabaseSync,
  table: StoredTable | undefined,
  query: TableQuery,
  rows: RowNumbers,
): Uint32Array<ArrayBuffer> {
  if (table === undefined || query.sort === null) return rows.copy();
  return sortedRows(database, table, among(rows), orderTerms(table, query)).copy();
}

/** Rows of the whole table, as they were counted when they were written. */
function tableRows(database: DatabaseSync, table: StoredTable): number {
  if (table.tab === SOURCES_TAB)
    return Number(database.prepare(`SELECT count(*) AS rows FROM temp.${SOURCES_TAB}`).get()?.rows);
  const sql = 'SELECT sum(rows) AS rows FROM cell JOIN kind ON kind.id = cell.kind WHERE tab = ?';
  return Number(database.prepare(sql).get(table.tab)?.rows ?? 0);
}

function among(rows: RowNumbers): Condition {
  return { sql: 'row IN (SELECT value FROM json_each(?))', values: [`[${rows}]`] };
}

function sortedRows(
  database: DatabaseSync,
  table: StoredTable,
  condition: Condition,
  terms: string,
): RowNumbers {
  const sql = `SELECT group_concat(row) AS rows
    FROM (SELECT row FROM ${quoted(table.tab)} WHERE ${condition.sql} ORDER BY ${terms})`;
  const rows = new RowNumbers();
  rows.addText(textOrNull(database.prepare(sql).get(...condition.values)?.rows) ?? '');
  return rows;
}
