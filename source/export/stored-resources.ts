import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { ResourceKind, SheetSpec } from '../kinds/define/define-resource.ts';
import type { Column, ColumnType, Value } from '../model/columns.ts';
import { rowsAsRead } from '../store/old-verdicts.ts';
import { quoted } from '../store/schema.ts';
import { fromStored, numberOrNull, textOrNull } from '../store/stored-values.ts';
import type { ExportInput } from './export-input.ts';
import { selectedRows } from './export-selection.ts';

/** A row as exports read it. */
export interface StoredResource {
  readonly account: string;
  readonly region: string;
  readonly problem: string | null;
  /** In the order of the kind's columns; of one that the scan file lacks, unknown. */
  readonly values: readonly Value[];
}

/** Which rows of a kind: all, or those whose column has one of the values. */
export type RowChoice = SheetSpec['where'];

/** How many rows the choice has, and whether any of them has a problem. */
export function countResources(
  database: DatabaseSync,
  kind: ResourceKind,
  where?: RowChoice,
): { readonly rows: number; readonly problems: boolean } {
  const columns = storedTypes(database, kind);
  if (columns === undefined) return { rows: 0, problems: false };
  const chosen = condition(columns, where);
  const line = database
    .prepare(
      `SELECT count(*) AS rows, count(problem) AS problems FROM ${quoted(kind.tab)}
       WHERE cell IN (SELECT id FROM cell WHERE kind = ?)${chosen.sql}`,
    )
    .get(kind.id, ...chosen.values);
  return { rows: numberOrNull(line?.rows) ?? 0, problems: (numberOrNull(line?.problems) ?? 0) > 0 };
}

/**
 * Every row of a kind, one at a time: by account, region and the order found, or in the order of a selection. `largest`: the
 * column of numbers whose largest come first, and those that are not known last; a selection keeps its order.
 */
export function* readResources(
  { database, order }: Pick<ExportInput, 'database' | 'order'>,
  kind: ResourceKind,
  where?: RowChoice,
  largest?: string,
): Generator<StoredResource, void, undefined> {
  const types = storedTypes(database, kind);
  if (types === undefined) return;
  const columns: readonly Column[] = kind.columns;
  const names = columns.map(({ id }) => (types.has(id) ? quoted(id) : 'NULL'));
  const chosen = condition(types, where);
  const cells = database
    .prepare('SELECT id, account, region FROM cell WHERE kind = ? ORDER BY account, region')
    .all(kind.id);
  const places = new Map(
    cells.map(({ id, account, region }) => [
      Number(id),
      { account: String(account), region: String(region) },
    ]),
  );
  const isByNumber = largest !== undefined && types.has(largest);
  const read = order === 'selected' ? selectedLines : isByNumber ? linesByNumber(largest) : linesByCell;
  for (const line of read(database, kind.tab, [...places.keys()], {
    columns: ['cell', 'problem', ...names].join(', '),
    ...chosen,
  })) {
    const place = places.get(Number(line[0]));
    if (place === undefined) continue;
    const { account, region } = place;
    const values = columns.map((column, index) => fromStored(column.type, line[index + 2]));
    yield { account, region, problem: textOrNull(line[1]), values };
  }
}

interface Asked {
  readonly columns: string;
  /** What else rows have to be, as SQL behind another condition. */
  readonly sql: string;
  readonly values: readonly string[];
}

function* linesByCell(
  database: DatabaseSync,
  tab: string,
  cells: readonly number[],
  { columns, sql, values }: Asked,
): Generator<readonly SQLOutputValue[], void, undefined> {
  const statement = database.prepare(
    `SELECT ${columns} FROM ${quoted(tab)} WHERE cell = ?${sql} ORDER BY row`,
  );
  for (const cell of cells) yield* linesOf(statement, cell, ...values);
}

/** Reads lines as `linesByCell` does, in the order of a column. */
function linesByNumber(column: string): typeof linesByCell {
  return function* (database, tab, cells, { columns, sql, values }) {
    const statement = database.prepare(
      `SELECT ${columns} FROM ${quoted(tab)} WHERE cell IN (SELECT value FROM json_each(?))${sql}
       ORDER BY ${quoted(column)} DESC NULLS LAST, row`,
    );
    yield* linesOf(statement, JSON.stringify(cells), ...values);
  };
}

function* selectedLines(
  database: DatabaseSync,
  tab: string,
  cells: readonly number[],
  { columns, sql, values }: Asked,
): Generator<readonly SQLOutputValue[], void, undefined> {
  // The join is crossed to keep its order: places first, then the row of each.
  const statement = database.prepare(
    `SELECT ${columns} FROM ${selectedRows(tab)} AS selected CROSS JOIN ${rowsAsRead(database, tab)} USING (row)
     WHERE cell IN (SELECT value FROM json_each(?))${sql} ORDER BY selected.place`,
  );
  yield* linesOf(statement, JSON.stringify(cells), ...values);
}

function* linesOf(
  statement: StatementSync,
  ...bound: readonly SQLInputValue[]
): Generator<readonly SQLOutputValue[], void, undefined> {
  statement.setReturnArrays(true);
  for (const line of statement.iterate(...bound)) {
    if (isLine(line)) yield line;
  }
}

function isLine(line: unknown): line is readonly SQLOutputValue[] {
  return Array.isArray(line);
}

/** The columns that the scan file keeps for a kind; undefined where it knows nothing of the kind. */
function storedTypes(
  database: DatabaseSync,
  kind: ResourceKind,
): ReadonlyMap<string, ColumnType> | undefined {
  const known = database.prepare('SELECT tab FROM kind WHERE id = ?').get(kind.id);
  if (known?.tab !== kind.tab) return undefined;
  const stored = new Set(
    database
      .prepare('SELECT id FROM tab_column WHERE tab = ?')
      .all(kind.tab)
      .map(({ id }) => String(id)),
  );
  return new Map(kind.columns.filter(({ id }) => stored.has(id)).map(({ id, type }) => [id, type]));
}

function condition(
  columns: ReadonlyMap<string, ColumnType>,
  where: RowChoice,
): { readonly sql: string; readonly values: readonly string[] } {
  if (where === undefined) return { sql: '', values: [] };
  if (!columns.has(where.column)) return { sql: ' AND 0', values: [] };
  const places = where.oneOf.map(() => '?').join(', ');
  return { sql: ` AND ${quoted(where.column)} IN (${places})`, values: where.oneOf };
}
