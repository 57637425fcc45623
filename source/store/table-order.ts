import type { DatabaseSync } from 'node:sqlite';
import { rowsWithin } from '../kinds/joined-rows.ts';
import { workedOutColumns } from '../kinds/worked-out.ts';
import type { TableOrder, TableQuery } from '../model/table-query.ts';
import { allOf, anyOf, type Condition } from './condition.ts';
import { orderTerms, typedCondition } from './conditions.ts';
import { findingCondition } from './filter/finding-condition.ts';
import { foundRows } from './found-rows.ts';
import { RowNumbers } from './row-numbers.ts';
import { partsOfTable, quoted, type StoredTable, type TablePart } from './schema.ts';
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
  const typed = ({ table: part }: TablePart): Condition =>
    allOf([typedCondition(part, query), ...findingConditions(database, part, query)]);
  const isInOrder = orderTerms(table, query) === 'row';
  let rows: RowNumbers;
  if (filter === null) {
    rows = sortedRows(database, table, query, typed);
  } else {
    rows = yield* foundInParts(database, table, (part) => allOf([typed(part), filter]));
    if (!isInOrder) rows = sortedRows(database, table, query, among(rows));
  }
  const total = tableRows(database, table);
  return { rows: rows.copy(), total, cost: performance.now() - started };
}

/** Rows that a condition keeps, of one part of the table after the other; each step yields those found so far. */
function* foundInParts(
  database: DatabaseSync,
  table: StoredTable,
  conditionOf: (part: TablePart) => Condition,
): Generator<RowNumbers, RowNumbers, undefined> {
  const [only, ...more] = partsOfTable(table);
  if (only !== undefined && more.length === 0) {
    return yield* foundRows(database, only.table, conditionOf(only));
  }
  let found = new RowNumbers();
  for (const part of partsOfTable(table)) {
    const before = found;
    const withThose = (rows: RowNumbers): RowNumbers => {
      const all = new RowNumbers();
      all.addRaised(before, 0);
      all.addRaised(rows, part.base);
      return all;
    };
    const steps = foundRows(database, part.table, conditionOf(part));
    let step = steps.next();
    while (step.done !== true) {
      yield withThose(step.value);
      step = steps.next();
    }
    found = withThose(step.value);
  }
  return found;
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
  return sortedRows(database, table, query, among(rows)).copy();
}

/** Rows of the whole table, as they were counted when they were written. */
function tableRows(database: DatabaseSync, table: StoredTable): number {
  if (workedOutColumns(table.tab) !== undefined)
    return Number(database.prepare(`SELECT count(*) AS rows FROM temp.${quoted(table.tab)}`).get()?.rows);
  const sql = 'SELECT sum(rows) AS rows FROM cell JOIN kind ON kind.id = cell.kind WHERE tab = ?';
  const counted = database.prepare(sql);
  return partsOfTable(table).reduce((sum, part) => sum + Number(counted.get(part.table.tab)?.rows ?? 0), 0);
}

function among(rows: RowNumbers): (part: TablePart) => Condition {
  const all = rows.copy();
  return ({ base }) => ({
    sql: 'row IN (SELECT value FROM json_each(?))',
    values: [`[${rowsWithin(all, base).join(',')}]`],
  });
}

function sortedRows(
  database: DatabaseSync,
  table: StoredTable,
  query: TableQuery,
  conditionOf: (part: TablePart) => Condition,
): RowNumbers {
  const parts = partsOfTable(table).map((part) => ({ part, condition: conditionOf(part) }));
  const of = parts.length === 1 ? oneTable(parts) : joinedTables(parts, sortColumns(table, query));
  const sql = `SELECT group_concat(row) AS rows FROM (SELECT row FROM ${of} ORDER BY ${orderTerms(table, query)})`;
  const values = parts.flatMap(({ condition }) => condition.values);
  const rows = new RowNumbers();
  rows.addText(textOrNull(database.prepare(sql).get(...values)?.rows) ?? '');
  return rows;
}

interface ChosenPart {
  readonly part: TablePart;
  readonly condition: Condition;
}

/** The rows of one table; those of a part alone are raised by nothing. */
function oneTable(parts: readonly ChosenPart[]): string {
  return parts.map(({ part, condition }) => `${quoted(part.table.tab)} WHERE ${condition.sql}`).join('');
}

/** The rows of several tables as one, with what they are sorted by. */
function joinedTables(parts: readonly ChosenPart[], columns: readonly string[]): string {
  const names = ['cell', '"key"', ...columns.map(quoted)].join(', ');
  const selects = parts.map(
    ({ part: { table, base }, condition }) =>
      `SELECT row + ${base} AS row, ${names} FROM ${quoted(table.tab)} WHERE ${condition.sql}`,
  );
  return `(${selects.join(' UNION ALL ')})`;
}

/** The columns of the table that a query sorts by. */
function sortColumns(table: StoredTable, { sort, thenBy = [] }: TableQuery): readonly string[] {
  const keys = new Set((sort === null ? [] : [sort, ...thenBy]).map(({ column }) => column));
  return table.columns.flatMap(({ id }) => (keys.has(id) ? [id] : []));
}
