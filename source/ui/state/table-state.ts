import type { SortKey, TableQuery, TableRow } from '../../store/queries.ts';
import type { Movement } from '../key-binding.ts';
import { clamp, keepInSight } from './layout.ts';
import { marksWithin } from './marks.ts';
import { moved } from './movement.ts';

/** What narrows a table down. */
export interface TableFilter {
  /** In the filter language, understood for this tab; blank: all rows. */
  readonly text: string;
  readonly region: string | null;
  readonly kind: string | null;
  /** Only rows of this finding, by its id, where no text can tell them. */
  readonly finding?: string;
  /** Only rows with a problem or a finding. */
  readonly faults?: boolean;
}

/** A column that a table is sorted by. */
export type Sort = SortKey;

/** The row numbers of a table in their order. */
export interface Order {
  readonly rows: Uint32Array;
  /** Rows of the table without any filter. */
  readonly total: number;
  /** The question that this answers. */
  readonly query: TableQuery;
  /** The rows found so far; more are being looked for. */
  readonly partial: boolean;
}

/** What is on screen: a part of an order whose rows have all arrived. */
export interface Drawn {
  readonly order: Order;
  readonly top: number;
}

/** One table: what was asked of it, what arrived, and where its cursor is. */
export interface TableState {
  readonly tab: string;
  readonly filter: TableFilter;
  readonly sort: Sort | null;
  /** What decides between rows that are equal so far. */
  readonly thenBy: readonly Sort[];
  /** Ids of the columns on screen in their order; null: the usual ones. */
  readonly columns: readonly string[] | null;
  /** All columns, the others behind those. */
  readonly allColumns: boolean;
  /** Numbers of the marked rows, whether they are listed or not. */
  readonly marked: ReadonlySet<number>;
  /** Number of the row that was marked last, or no longer: where a range of marks begins. */
  readonly anchor: number | null;
  /** How many columns are scrolled off at the left, behind the first, which stays. */
  readonly columnsOff: number;
  readonly order: Order | null;
  /** Rows around the part in sight by their numbers; null: gone from the scan file. */
  readonly rows: ReadonlyMap<number, TableRow | null>;
  readonly drawn: Drawn | null;
  /** Place of the cursor in the order. */
  readonly cursor: number;
  /** The row number under the cursor, which it stays on when the order changes; null until it was moved. */
  readonly cursorRow: number | null;
  readonly top: number;
  readonly error: string | null;
}

/** No filter. */
export const NO_FILTER: TableFilter = { text: '', region: null, kind: null };

/** A table before it was opened. */
export function initialTable(tab: string): TableState {
  return {
    tab,
    filter: NO_FILTER,
    sort: null,
    thenBy: [],
    columns: null,
    allColumns: false,
    marked: new Set(),
    anchor: null,
    columnsOff: 0,
    order: null,
    rows: new Map(),
    drawn: null,
    cursor: 0,
    cursorRow: null,
    top: 0,
    error: null,
  };
}

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
    words: [],
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
