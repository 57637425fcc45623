import type { SummaryReport } from '../../analysis/summary.ts';
import type { Sort } from '../../model/table-query.ts';

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

/** The Summary view before anything was added up. */
export const initialSummary: SummaryState = {
  report: null,
  error: null,
  cursor: null,
  top: 0,
  sources: initialSources,
  sourcesOpen: false,
};
