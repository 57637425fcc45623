import type { ScanPast } from '../analysis/past/scan-past.ts';
import type { Related } from '../analysis/related-rows.ts';
import type { SummaryReport } from '../analysis/summary.ts';
import type { Topology } from '../analysis/topology.ts';
import type { TransferCalendar } from '../analysis/transfers/calendar-days.ts';
import type { CutoverTask } from '../analysis/transfers/cutover.ts';
import type { AskJob, AskPlan } from '../model/ask.ts';
import type { CellState } from '../model/cell.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import type { ScanOverview } from '../model/scan-overview.ts';
import type {
  Amounts,
  AmountsQuery,
  FacetQuery,
  FacetReport,
  TableOrder,
  TableQuery,
  TableRow,
  ValueCount,
} from '../model/table-query.ts';

/** Questions to a scan file; answered by workers, so that none of them holds up a key. */
export interface ScanQueries {
  readonly facts: () => Promise<ScanFacts>;
  readonly overview: () => Promise<ScanOverview>;
  /** The cells of one of many accounts. */
  readonly cellsOf: (account: string) => Promise<readonly CellState[]>;
  /** Rows by tab. */
  readonly counts: () => Promise<Readonly<Record<string, number>>>;
  /**
   * Rejects with the signal's reason when it is aborted first, and with a FilterError where `query.filter` is wrong.
   * While a filter or words are at work, `onPart` gets the rows found so far, at most ten times a second; where they are
   * to be sorted, in that order, and only as long as they are few.
   */
  readonly order: (
    query: TableQuery,
    signal?: AbortSignal,
    onPart?: (rows: Uint32Array) => void,
  ) => Promise<TableOrder>;
  /** The rows with these numbers, in that order; a row that is gone by now is left out. Long texts are cut. */
  readonly window: (tab: string, rows: readonly number[]) => Promise<readonly TableRow[]>;
  /** One row with every value in full. */
  readonly row: (tab: string, row: number) => Promise<TableRow | undefined>;
  /** What is related to a row, by the relations of its kind; undefined where the row is gone by now. */
  readonly related: (tab: string, row: number) => Promise<Related | undefined>;
  /** DataSync's tasks, locations and agents, as the tree of them needs them. */
  readonly topology: () => Promise<Topology>;
  /** How runs of DataSync's tasks went, day by day. */
  readonly calendar: () => Promise<TransferCalendar>;
  /** What the next run of each task is expected to be that starts then (milliseconds since 1970 UTC). */
  readonly cutover: (at: number) => Promise<readonly CutoverTask[]>;
  /**
   * Values of a field of a table, in any case beginning with `prefix`, the most frequent first, at most `limit`.
   * Rejects with the signal's reason when it is aborted first.
   */
  readonly values: (
    tab: string,
    field: string,
    prefix: string,
    limit: number,
    signal?: AbortSignal,
  ) => Promise<readonly ValueCount[]>;
  /**
   * Counts the values of one column, or the pairs of values of two, over the rows of a query. Rejects as `order`
   * does.
   */
  readonly facet: (facet: FacetQuery, signal?: AbortSignal) => Promise<FacetReport>;
  /** Adds rows up: their sizes, what they cost. Rejects with the signal's reason when it is aborted first. */
  readonly amounts: (amounts: AmountsQuery, signal?: AbortSignal) => Promise<Amounts>;
  /** What asking rows would take. Rejects with the signal's reason when it is aborted first. */
  readonly askPlan: (job: AskJob, signal?: AbortSignal) => Promise<AskPlan>;
  readonly summary: () => Promise<SummaryReport>;
  /** The scans before it that it can be compared with. */
  readonly past: () => Promise<ScanPast>;
  readonly close: () => Promise<void>;
}
