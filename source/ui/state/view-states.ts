import type { Related } from '../../analysis/related-rows.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { Topology } from '../../analysis/topology.ts';
import type { TransferSample } from '../../kinds/datasync/transfer-progress.ts';
import { usualSort } from '../../kinds/registry.ts';
import type { ExportFormat } from '../../model/export-format.ts';
import type { Amounts, FacetReport, Sort, TableQuery, TableRow } from '../../model/table-query.ts';
import type { Suggestion } from '../../store/filter/completion.ts';
import type { FilterFault } from '../../store/filter/expression.ts';
import type { Line } from '../kit/line.ts';

/** The Scan view: where the cursor is, by line and kind, and what of it is in sight. */
export interface GridState {
  readonly row: number;
  readonly column: number;
  readonly top: number;
  /** The region under the cursor, which it follows when the lines change; null: the line of the empty ones, or none. */
  readonly region: string | null;
  /** True once the cursor was moved; before, it goes to where the rows are. */
  readonly moved: boolean;
  /** The regions in the order of a scan that has ended; null: as they are scanned. */
  readonly order: readonly string[] | null;
  /** The empty regions have lines of their own. */
  readonly unfolded: boolean;
  /** The problems in full instead of the grid. */
  readonly problems: boolean;
  readonly problemsTop: number;
}

/** The Scan view of a scan that was just opened. */
export const initialGrid: GridState = {
  row: 0,
  column: 0,
  top: 0,
  region: null,
  moved: false,
  order: null,
  unfolded: false,
  problems: false,
  problemsTop: 0,
};

/** One row in full. */
export interface DetailState {
  readonly tab: string;
  readonly row: number;
  /** Null while it is being read. */
  readonly loaded: TableRow | null;
  readonly error: string | null;
  /** What is related to it; null while that is being read. */
  readonly related: Related | null;
  readonly relatedError: string | null;
  /** It was opened by a link, so that the way back leads to where that was. */
  readonly followed: boolean;
  readonly field: number;
  readonly top: number;
}

/** The Summary view. */
export interface SummaryState {
  readonly report: SummaryReport | null;
  readonly error: string | null;
  /** The id of the number under the cursor; null: the first one. */
  readonly cursor: string | null;
  readonly top: number;
  /** The table behind it, when it is open. */
  readonly sources: SourcesState;
  readonly sourcesOpen: boolean;
}

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

/** No filter. */
export const NO_FILTER: TableFilter = { text: '', region: null, kind: null };

/** A table before it was opened. */
export function initialTable(tab: string): TableState {
  return {
    tab,
    filter: NO_FILTER,
    sort: usualSort(tab),
    thenBy: [],
    columns: null,
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

/** The view of a facet over the open table. */
export interface FacetState {
  readonly tab: string;
  /** Ids of one or two columns. */
  readonly columns: readonly string[];
  /** Null while it is being counted. */
  readonly report: FacetReport | null;
  /** The question that the report answers; null before the first. */
  readonly counted: TableQuery | null;
  /** What is listed first: what occurs most, or what is largest. */
  readonly by: 'count' | 'size';
  readonly error: string | null;
  readonly cursor: number;
  readonly top: number;
  /** In a pivot the column under the cursor; 0: all of the row. */
  readonly column: number;
}

/** One thing to pick. */
export interface PickerItem {
  readonly id: string;
  readonly label: string;
  /** Beside it, in quiet words. */
  readonly note: string;
  /** Listed, but not to be had. */
  readonly off: boolean;
}

/** What is being picked, and what for. */
export type PickerKind = 'regions' | 'profiles' | ColumnPicker;

/** Lists of columns, and of views: what is picked there changes nothing but the state. */
export type ColumnPicker = 'sort' | 'add sort' | 'facet' | 'pivot' | 'columns' | 'views';

/** A list to choose from, narrowed by typing. */
export interface PickerState {
  readonly kind: PickerKind;
  readonly title: string;
  /** Several may be marked. */
  readonly several: boolean;
  /** Null while it is being read. */
  readonly items: readonly PickerItem[] | null;
  readonly error: string | null;
  readonly typed: Line;
  readonly marked: ReadonlySet<string>;
  readonly cursor: number;
  /** The first item in sight; it moves no further than the cursor needs. */
  readonly top: number;
  /** The profile that was picked before the regions are; undefined: the running one. */
  readonly profile: string | undefined;
}

/** The tree of DataSync. */
export interface TopologyState {
  readonly open: boolean;
  /** Null until it was read. */
  readonly topology: Topology | null;
  readonly error: string | null;
  /** Nodes that were folded or unfolded by hand, by their ids. */
  readonly folded: Readonly<Record<string, boolean>>;
  /** The node under the cursor; null: the first one. */
  readonly cursor: string | null;
  /** The row that the cursor goes to as soon as the tree is there. */
  readonly wanted: { readonly tab: string; readonly row: number } | null;
  readonly top: number;
}

/** The tree before it was opened. */
export const initialTopology: TopologyState = {
  open: false,
  topology: null,
  error: null,
  folded: {},
  cursor: null,
  wanted: null,
  top: 0,
};

/** Which rows: what the open table shows, its marked rows, or all of the scan. */
export type ExportWhat = 'view' | 'marked' | 'everything';

/** What is asked, in its order. */
export const FORM_FIELDS = ['what', 'format', 'where'] as const;

/** The answers so far. */
export interface ExportForm {
  readonly field: (typeof FORM_FIELDS)[number];
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  /** A folder or a file. */
  readonly where: Line;
}

/** What may stand at the cursor of a line, and which of it was put there. */
export interface Hints {
  /** The line that these hints are for. */
  readonly line: Line;
  /** The part of its text that a suggestion replaces, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Best first; empty: nothing to suggest. */
  readonly suggestions: readonly Suggestion[];
  /** The suggestion that Tab put into the line; null: none yet. */
  readonly taken: number | null;
}

/** A line that is being typed: the filter of the open table, or a command. */
export interface InputState {
  readonly kind: 'filter' | 'command';
  readonly line: Line;
  /** Which earlier line is shown; the history's length: the new one. */
  readonly recalled: number;
  /** What is wrong with the typed filter, and where; the table keeps the last good one. */
  readonly fault: FilterFault | null;
  /** The filter up to its unfinished term that no row fits, which is left out until it is finished; null: none is. */
  readonly barren: string | null;
  /** True after Enter on a line that is wrong: what is wrong is said whatever could be suggested. */
  readonly insisted: boolean;
  /** Null while they are being looked up. */
  readonly hints: Hints | null;
  /** Tab was pressed before the hints were there: the first of them is taken when they come. */
  readonly tabbed: boolean;
}

/** A line as it opens with this text in it. `recalled`: the length of its history. */
export function openedInput(kind: InputState['kind'], line: Line, recalled: number): InputState {
  return { kind, line, recalled, fault: null, barren: null, insisted: false, hints: null, tabbed: false };
}

/** The table of all sources. */
export interface SourcesState {
  readonly cursor: number;
  readonly top: number;
  readonly columnsOff: number;
  /** Null: largest first, as the summary gives them. */
  readonly sort: Sort | null;
}

/** The table as it opens. */
export const initialSources: SourcesState = { cursor: 0, top: 0, columnsOff: 0, sort: null };

/** What happened to a row since the last look. */
export type Mark = 'new' | 'changed' | 'gone';

/** Cells that are read again and again. */
export interface Watch {
  readonly cells: readonly number[];
  /** What they are, in words: `all cells`, `EBS snapshots`, `us-east-1 EBS`. */
  readonly what: string;
  readonly intervalMs: number;
  /** Rounds that have ended. */
  readonly rounds: number;
  /** True while a round is under way. */
  readonly reading: boolean;
}

/** The live part of the app's state. */
export interface LiveState {
  readonly watch: Watch | null;
  /** By cell, then by row number. */
  readonly marks: ReadonlyMap<number, ReadonlyMap<number, Mark>>;
  /** Cells that are being read again by hand, with their rows in sight. */
  readonly rereading: ReadonlySet<number>;
  /** Cells whose last round brought nothing, and why. */
  readonly failures: ReadonlyMap<number, string>;
  /** Counts of executions under way over the last minute, by row number. */
  readonly samples: ReadonlyMap<number, readonly TransferSample[]>;
  /** When executions under way were last asked for again (milliseconds since 1970), and what failed then. */
  readonly refreshedAt: number | null;
  readonly refreshFailure: string | null;
  /** Grows whenever rows that are there already may have changed. */
  readonly version: number;
}

/** Nothing moves. */
export const initialLive: LiveState = {
  watch: null,
  rereading: new Set(),
  marks: new Map(),
  failures: new Map(),
  samples: new Map(),
  refreshedAt: null,
  refreshFailure: null,
  version: 0,
};

/** A place that was left by following a link, as it was then. */
export interface Step {
  readonly view: string;
  readonly detail: DetailState | null;
  /** The table of the view; null where the view is none. */
  readonly table: TableState | null;
  /** The table that the link led to, as it was before it was narrowed down for that; null where it led to none. */
  readonly replaced: TableState | null;
  /** The tree of DataSync was in front. */
  readonly topology: boolean;
  /** The values of a column that were counted; null: rows were. */
  readonly facet: FacetState | null;
}

/** The Summary view before anything was added up. */
export const initialSummary: SummaryState = {
  report: null,
  error: null,
  cursor: null,
  top: 0,
  sources: initialSources,
  sourcesOpen: false,
};
