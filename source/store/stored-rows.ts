import type { DatabaseSync } from 'node:sqlite';
import type { Cell } from '../model/cell.ts';
import type { Value } from '../model/columns.ts';
import type { TableRow } from '../model/table-query.ts';
import { allOf, type ColumnCondition, columnCondition } from './conditions.ts';
import { type Layout, quoted, type StoredTable } from './schema.ts';
import type { SqlRow } from './sqlite.ts';
import { readCells } from './stored-cells.ts';
import { fromStored, textOrNull } from './stored-values.ts';

/** Rows of a scan file, by their numbers or all of a kind. */
export interface RowSource {
  readonly byNumber: (tab: string, rows: readonly number[]) => readonly TableRow[];
  readonly ofKind: (kind: string, where: readonly ColumnCondition[]) => Generator<TableRow, void, undefined>;
}

/** Rows fetched at once while all of a kind are read: a few hundred kilobytes. */
const BATCH = 500;

/** The rows behind this connection. */
export function rowSource(database: DatabaseSync, layout: Layout): RowSource {
  let cells = new Map<number, Cell>();
  const cellOf = (id: number): Cell => {
    if (!cells.has(id)) cells = new Map(readCells(database).map((cell) => [cell.id, cell]));
    const cell = cells.get(id);
    if (cell === undefined) throw new Error(`it has no cell ${id}`);
    return cell;
  };
  const tableRow = (table: StoredTable, line: SqlRow): TableRow => {
    const { account, region, kind } = cellOf(Number(line.cell));
    return {
      row: Number(line.row),
      account,
      region,
      kind,
      problem: textOrNull(line.problem),
      values: valuesOf(table, line),
    };
  };
  return {
    byNumber: (tab, rows) => {
      const table = layout.tables.get(tab);
      if (table === undefined) return [];
      const one = database.prepare(`SELECT ${resultColumns(table)} FROM ${quoted(table.tab)} WHERE row = ?`);
      return rows.flatMap((row) => {
        const line = one.get(row);
        return line === undefined ? [] : [tableRow(table, line)];
      });
    },
    *ofKind(kind, where) {
      const table = layout.tables.get(layout.tabs.get(kind) ?? '');
      if (table === undefined) return;
      for (const cell of cellsInOrder(readCells(database), kind)) {
        for (const line of linesOf(database, table, cell.id, where)) yield tableRow(table, line);
      }
    },
  };
}

function resultColumns({ columns }: StoredTable): string {
  return ['row', 'cell', 'problem', ...columns.map(({ id }) => quoted(id))].join(', ');
}

function valuesOf({ columns }: StoredTable, line: SqlRow): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const { id, type } of columns) values[id] = fromStored(type, line[id]);
  return values;
}

function cellsInOrder(cells: readonly Cell[], kind: string): readonly Cell[] {
  const text = (cell: Cell): string => `${cell.account} ${cell.region}`;
  return cells.filter((cell) => cell.kind === kind).sort((one, other) => (text(one) < text(other) ? -1 : 1));
}

function* linesOf(
  database: DatabaseSync,
  table: StoredTable,
  cellId: number,
  where: readonly ColumnCondition[],
): Generator<SqlRow, void, undefined> {
  const condition = allOf(where.map((given) => columnCondition(table, given)));
  const batch = database.prepare(
    `SELECT ${resultColumns(table)} FROM ${quoted(table.tab)}
     WHERE cell = ? AND row > ? AND ${condition.sql} ORDER BY row LIMIT ${BATCH}`,
  );
  let after = 0;
  for (;;) {
    const lines = batch.all(cellId, after, ...condition.values);
    yield* lines;
    const last = lines.at(-1);
    if (last === undefined || lines.length < BATCH) return;
    after = Number(last.row);
  }
}

/** The longest text and list that a window carries: more than any column is wide. */
const LONGEST_TEXT = 300;
const LONGEST_LIST = 30;

/** A row for the screen: long texts and lists cut, with a mark. */
export function cutRow(row: TableRow): TableRow {
  const values = Object.fromEntries(Object.entries(row.values).map(([id, value]) => [id, cutValue(value)]));
  return { ...row, problem: row.problem === null ? null : cutText(row.problem), values };
}

function cutValue(value: Value): Value {
  if (typeof value === 'string') return cutText(value);
  if (value === null || typeof value !== 'object') return value;
  const kept = value.slice(0, LONGEST_LIST).map(cutText);
  return kept.length < value.length ? [...kept, '…'] : kept;
}

function cutText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return `${text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}
