import { usualSort } from '../../kinds/registry.ts';
import type { Amounts, Sort, TableQuery, TableRow } from '../../model/table-query.ts';

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

/** No filter. */
export const NO_FILTER: TableFilter = { text: '', region: null, kind: null };

/** The row numbers of a table in their order. */
export interface Order {
  readonly rows: Uint32Array;
  /** Rows of the table without any filter. */
  readonly total: number;
  /** Where a filter keeps no row: those that say nothing of what it asks for. Absent: not counted. */
  readonly open?: number;
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
  /** Its rows are of many accounts: whose a row is has columns. */
  readonly many: boolean;
  /** All columns, the others behind those. */
  readonly allColumns: boolean;
  /** Numbers of the marked rows, whether they are listed or not. */
  readonly marked: ReadonlySet<number>;
  /** Number of the row that was marked last, or no longer: where a range of marks begins. */
  readonly anchor: number | null;
  /** The widest text of each column so far, in cells, by id. */
  readonly widths: Readonly<Record<string, number>>;
  /** What the rows of an order, and the marked rows, come to; null: not added up yet. */
  readonly listedAmounts: { readonly of: Order; readonly amounts: Amounts } | null;
  readonly markedAmounts: { readonly of: ReadonlySet<number>; readonly amounts: Amounts } | null;
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

/** A table before it was opened. */
export function initialTable(tab: string): TableState {
  return {
    tab,
    filter: NO_FILTER,
    sort: usualSort(tab),
    thenBy: [],
    columns: null,
    many: false,
    allColumns: false,
    marked: new Set(),
    anchor: null,
    widths: {},
    listedAmounts: null,
    markedAmounts: null,
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
