import type { Amounts, Sort, TableQuery, TableRow } from '../../model/table-query.ts';
import type { Movement } from '../kit/key-binding.ts';
import { clamp, keepInSight } from '../kit/layout.ts';
import { moved } from '../kit/movement.ts';
import { marksWithin } from './marks.ts';
import { initialTable, type Order, type TableFilter, type TableState } from './table.ts';

/** The table without anything read from a scan file, as it is when another scan starts. */
export function emptied(table: TableState): TableState {
  const { filter, sort, thenBy, columns, allColumns, columnsOff } = table;
  return { ...initialTable(table.tab), filter, sort, thenBy, columns, allColumns, columnsOff };
}

/** True where something narrows the table down. */
export function isFiltered(filter: TableFilter): boolean {
  return (
    filter.text.trim() !== '' ||
    filter.region !== null ||
    filter.kind !== null ||
    filter.finding !== undefined ||
    filter.faults === true
  );
}

/** The columns that a table is sorted by, in their order. */
export function sortKeys({ sort, thenBy }: Pick<TableState, 'sort' | 'thenBy'>): readonly Sort[] {
  return sort === null ? [] : [sort, ...thenBy];
}

/** The question that fills the table. */
export function queryOf(table: TableState): TableQuery {
  const { text, region, kind, finding, faults } = table.filter;
  return {
    tab: table.tab,
    ...(text.trim() === '' ? {} : { filter: text.trim() }),
    ...(region === null ? {} : { region }),
    ...(kind === null ? {} : { kind }),
    ...(finding === undefined ? {} : { finding }),
    ...(faults === true ? { faults } : {}),
    sort: table.sort,
    ...(table.thenBy.length === 0 ? {} : { thenBy: table.thenBy }),
  };
}

/** True where both ask the same. */
export function sameQuery(one: TableQuery, other: TableQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The table asked for something else: the cursor goes to the first row, the old rows stay until the new ones are there. */
export function asked(
  table: TableState,
  change: Partial<Pick<TableState, 'filter' | 'sort' | 'thenBy'>>,
): TableState {
  return { ...table, ...change, cursor: 0, cursorRow: null, top: 0, error: null };
}

/** The table after the cursor moved. */
export function movedCursor(table: TableState, movement: Movement, height: number): TableState {
  const count = table.order?.rows.length ?? 0;
  if (count === 0) return table;
  return withCursor(table, moved(movement, table.cursor, height, count), height);
}

/** The table with the cursor at this place of its order. */
export function withCursor(table: TableState, at: number, height: number): TableState {
  const count = table.order?.rows.length ?? 0;
  const cursor = clamp(at, 0, Math.max(0, count - 1));
  const top = keepInSight(table.top, cursor, height, count);
  return settled({ ...table, cursor, cursorRow: table.order?.rows[cursor] ?? null, top }, height);
}

/** The table in a window of another height. */
export function resized(table: TableState, height: number): TableState {
  if (table.order === null) return table;
  const top = keepInSight(table.top, table.cursor, height, table.order.rows.length);
  return settled({ ...table, top }, height);
}

/** A new order with the rows that are in sight: the cursor stays on its row, and that row where it is on screen. */
export function reordered(
  table: TableState,
  order: Order,
  rows: ReadonlyMap<number, TableRow | null>,
  height: number,
): TableState {
  const { cursor, top } = place(table, order.rows, height);
  const cursorRow = table.cursorRow === null ? null : (order.rows[cursor] ?? null);
  const isWhole = !order.partial && order.rows.length === order.total;
  const marked = isWhole ? marksWithin(table.marked, order.rows) : table.marked;
  const next = settled({ ...table, order, rows, cursor, cursorRow, top, marked, error: null }, height);
  // Moved on meanwhile: what is drawn needs its own rows until those of the new place arrive.
  return next.drawn?.order === order ? next : { ...next, rows: new Map([...table.rows, ...rows]) };
}

/** Where cursor and first line come to be in another order of the rows. */
export function place(
  table: TableState,
  rows: Uint32Array,
  height: number,
): { readonly cursor: number; readonly top: number } {
  if (table.cursorRow === null) return { cursor: 0, top: 0 };
  const found = rows.indexOf(table.cursorRow);
  const cursor = found >= 0 ? found : clamp(table.cursor, 0, Math.max(0, rows.length - 1));
  const top = cursor - (table.cursor - table.top);
  return { cursor, top: keepInSight(Math.max(0, top), cursor, height, rows.length) };
}

/** Rows of a window arrived. */
export function withRows(
  table: TableState,
  rows: ReadonlyMap<number, TableRow | null>,
  height: number,
): TableState {
  return settled({ ...table, rows }, height);
}

/** Puts on screen what the state says where all of its rows are there; what was drawn before stays otherwise. */
function settled(table: TableState, height: number): TableState {
  const { order, top } = table;
  if (order === null || !hasRows(table, order.rows, top, top + height)) return table;
  return { ...table, drawn: { order, top } };
}

/** True where the rows at these places have arrived. */
export function hasRows(table: TableState, order: Uint32Array, from: number, to: number): boolean {
  for (let at = Math.max(0, from); at < Math.min(to, order.length); at += 1) {
    const row = order[at];
    if (row !== undefined && !table.rows.has(row)) return false;
  }
  return true;
}

/** The table with what rows come to. */
export function withAmounts(
  table: TableState,
  of: { readonly listed: Order } | { readonly marked: ReadonlySet<number> },
  amounts: Amounts,
): TableState {
  return 'listed' in of
    ? { ...table, listedAmounts: { of: of.listed, amounts } }
    : { ...table, markedAmounts: { of: of.marked, amounts } };
}
