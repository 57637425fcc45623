import type { FacetReport, TableQuery } from '../../model/table-query.ts';

/** What the values of a facet are sorted by. */
export type FacetOrder = 'count' | 'size' | 'cost';

/** The view of a facet over the open table. */
export interface FacetState {
  readonly tab: string;
  /** Ids of one or two columns. */
  readonly columns: readonly string[];
  /** Null while it is being counted. */
  readonly report: FacetReport | null;
  /** The question that the report answers; null before the first. */
  readonly counted: TableQuery | null;
  /** What is listed first: what occurs most, what is largest, or what costs most. */
  readonly by: FacetOrder;
  /** Values of the first column that are marked, to be kept or left out together. */
  readonly marked: ReadonlySet<string | null>;
  readonly error: string | null;
  readonly cursor: number;
  readonly top: number;
  /** In a pivot the column under the cursor; 0: all of the row. */
  readonly column: number;
}
