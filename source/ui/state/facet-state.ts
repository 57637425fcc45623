import type { FacetReport, TableQuery } from '../../model/table-query.ts';

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
