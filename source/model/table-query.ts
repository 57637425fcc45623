import type { Value } from './columns.ts';

/** A column that rows are sorted by. */
export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** Which rows of a table, in which order. */
export interface TableQuery {
  /** A tab's id, which is also its table's. */
  readonly tab: string;
  /** A filter in the language of `filter/expression.ts`; absent or blank: all rows. */
  readonly filter?: string;
  /**
   * Only rows of this finding, by its id (see `kinds/findings.ts`); `any`: of any finding of the tab; with `?` behind
   * the id: those of which it cannot be told.
   */
  readonly finding?: string;
  /** Only rows with a problem, and rows that any finding is about. */
  readonly faults?: boolean;
  /** Only rows of these cells' region and kind. */
  readonly region?: string;
  readonly kind?: string;
  /** Only rows whose column has one of these values (text as stored), all conditions together. */
  readonly where?: readonly { readonly column: string; readonly oneOf: readonly string[] }[];
  /** Null: in the order found. Unknown values sort last either way. */
  readonly sort: SortKey | null;
  /** What decides, in turn, between rows that are equal so far. */
  readonly thenBy?: readonly SortKey[];
}

/** A table's rows in order, as row numbers, so that a window is a slice. */
export interface TableOrder {
  readonly rows: Uint32Array;
  /** Rows of the whole table, unfiltered. */
  readonly total: number;
  /** Where a filter keeps no row: those that say nothing of what it asks for, which might pass. Absent: not counted. */
  readonly open?: number;
  /** How long it took, in milliseconds: while rows stream in, an order is renewed no sooner than three times that. */
  readonly cost: number;
}

/** A row as the scan file holds it. */
export interface TableRow {
  readonly row: number;
  readonly account: string;
  readonly region: string;
  readonly kind: string;
  readonly problem: string | null;
  /** By column id. */
  readonly values: Readonly<Record<string, Value>>;
}

/** A value of a field, as the filter language takes it, with the rows that have it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** Which columns are to be counted, over which rows. */
export interface FacetQuery {
  readonly query: TableQuery;
  /** Ids of one or two columns of the tab, or `region`, `account`, `kind`, `problem`. */
  readonly columns: readonly string[];
  /** Id of the column of bytes that is added up; null: none. */
  readonly measure: string | null;
  /** Ids of the columns with the bounds of what a row costs a month, which are added up too; absent: none. */
  readonly costs?: { readonly low: string; readonly high: string } | undefined;
  /** Groups that are answered at most. */
  readonly limit: number;
}

/** Rows that share a value of each column of a facet. */
export interface FacetGroup {
  /** In the order of the facet's columns, as the filter language takes them; null: unknown. */
  readonly values: readonly (string | null)[];
  readonly count: number;
  /** The known bytes; null where none is known or nothing was to be added up. */
  readonly bytes: number | null;
  readonly unknownSizes: number;
  /** Absent where no cost was to be added up. */
  readonly cost?: FacetCost | undefined;
}

/** What the rows of a group cost a month: sums of the known bounds, and of how many rows these are not known. */
export interface FacetCost {
  readonly low: number;
  readonly high: number;
  readonly withoutLow: number;
  readonly withoutHigh: number;
}

/** How often values occur. */
export interface FacetReport {
  /** The most frequent first. */
  readonly groups: readonly FacetGroup[];
  /** All other groups together. */
  readonly rest: Omit<FacetGroup, 'values'>;
  /** Groups in all; at least as many where `isCut`. */
  readonly distinct: number;
  readonly isCut: boolean;
  /** Rows that were counted; those with several items of a list are in several groups. */
  readonly rows: number;
  /** In milliseconds. */
  readonly cost: number;
}

/** Which rows are to be added up. */
export interface AmountsQuery {
  readonly tab: string;
  /** Numbers of the rows; null: all of the table. */
  readonly rows: Uint32Array | null;
  /** Ids of the columns of bytes, and of the bounds of the cost, that are added up; null: none. */
  readonly size: string | null;
  readonly low: string | null;
  readonly high: string | null;
  /** Id of a column with ranked values whose rows are counted by those; absent: none. */
  readonly counted?: string;
}

/** A sum of what is known, and of how many rows it is not. */
export interface KnownSum {
  readonly sum: number;
  readonly unknown: number;
}

/** What rows come to together. */
export interface Amounts {
  readonly count: number;
  /** Bytes, and US dollars a month; null: the table has no such column. */
  readonly size: KnownSum | null;
  readonly low: KnownSum | null;
  readonly high: KnownSum | null;
  /** How many rows have each value of the column that was to be counted; absent: none was. */
  readonly counts?: Readonly<Record<string, number>>;
  /** In milliseconds. */
  readonly cost: number;
}

/** A column that a table is sorted by. */
export type Sort = SortKey;
