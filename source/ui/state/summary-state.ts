import type { ScanPast } from '../../analysis/past/scan-past.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { Sort } from '../../model/table-query.ts';

/** The lists behind the Summary: all sources, and all accounts of a scan of many. */
export type SummaryListId = 'sources' | 'accounts';

/** What opens each of them, and what it is called. */
export const SUMMARY_LISTS = [
  { id: 'sources', command: 'kept', title: 'Kept by source' },
  { id: 'accounts', command: 'costs', title: 'Accounts by cost' },
] as const satisfies readonly {
  readonly id: SummaryListId;
  readonly command: string;
  readonly title: string;
}[];

/** A list behind the Summary. */
export interface ListState {
  readonly cursor: number;
  readonly top: number;
  readonly columnsOff: number;
  /** Null: as the summary gives them. */
  readonly sort: Sort | null;
}

/** A list as it opens. */
export const initialList: ListState = { cursor: 0, top: 0, columnsOff: 0, sort: null };

/** The Summary view. */
export interface SummaryState {
  readonly report: SummaryReport | null;
  readonly error: string | null;
  /** The scans before it; `reading`: to come once it has ended; null: they cannot be read, and `pastError` says why. */
  readonly past: ScanPast | 'reading' | null;
  readonly pastError: string | null;
  /** The id of the number under the cursor; null: the first one. */
  readonly cursor: string | null;
  readonly top: number;
  /** The lists behind it, and which of them is open. */
  readonly lists: Readonly<Record<SummaryListId, ListState>>;
  readonly list: SummaryListId | null;
}

/** The Summary view before anything was added up. */
export const initialSummary: SummaryState = {
  report: null,
  error: null,
  past: 'reading',
  pastError: null,
  cursor: null,
  top: 0,
  lists: { sources: initialList, accounts: initialList },
  list: null,
};
