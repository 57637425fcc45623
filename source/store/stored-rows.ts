import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Cell } from '../model/cell.ts';
import type { Value } from '../model/columns.ts';
import type { TableRow } from '../model/table-query.ts';
import { type Layout, quoted, type StoredTable } from './schema.ts';
import type { SqlRow } from './sqlite.ts';
import { readCells } from './stored-cells.ts';
import { fromStored, textOrNull } from './stored-values.ts';

/** Rows of a scan file, by their numbers. */
export interface RowSource {
  readonly byNumber: (tab: string, rows: readonly number[]) => readonly TableRow[];
}

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
  const prepared = new Map<StoredTable, StatementSync>();
  const oneOf = (table: StoredTable): StatementSync => {
    const known = prepared.get(table);
    if (known !== undefined) return known;
    const made = database.prepare(`SELECT ${resultColumns(table)} FROM ${quoted(table.tab)} WHERE row = ?`);
    prepared.set(table, made);
    return made;
  };
  return {
    byNumber: (tab, rows) => {
      const table = layout.tables.get(tab);
      if (table === undefined) return [];
      const one = oneOf(table);
      return rows.flatMap((row) => {
        const line = one.get(row);
        return line === undefined ? [] : [tableRow(table, line)];
      });
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
