import type { DatabaseSync } from 'node:sqlite';
import type { ScanPast } from '../analysis/past/scan-past.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import type { AccountState, SeenElsewhere } from '../model/account.ts';
import type { CellState } from '../model/cell.ts';
import type { ByteUnit } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import type { TableQuery } from '../model/table-query.ts';
import type { AppliedFilter } from '../store/filter/keep-rows.ts';
import type { ChosenSource } from './export-request.ts';

/** What every format is written from: one scan file at one moment, whatever is still written to it. */
export interface ExportInput {
  readonly database: DatabaseSync;
  readonly facts: ScanFacts;
  /** In the order planned, read anew each time that they are gone through. */
  readonly cells: Iterable<CellState>;
  /** Of a scan of many accounts; else none. */
  readonly accounts: readonly AccountState[];
  /** Rows that accounts see of one another, which count at their owners. */
  readonly elsewhere: readonly SeenElsewhere[];
  /** The kinds that were scanned, in the registry's order. */
  readonly kinds: readonly ResourceKind[];
  readonly byteUnit: ByteUnit;
  /** The filter or selection that rows and totals are narrowed to; rows of `cells` are those found. */
  readonly filter: AppliedFilter | null;
  /** What of the table of sources is written: all that the filter keeps, a query's, or none. */
  readonly sources: 'all' | 'none' | TableQuery;
  /** Just these of that query; absent: all of them. */
  readonly chosenSources?: readonly ChosenSource[];
  /** Rows come by account, region and the order found, or in the order of the selection. */
  readonly order: 'found' | 'selected';
  /** The scans before it that it can be compared with, read when first asked for; null: of a part of a scan, or not readable. */
  readonly past: () => ScanPast | null;
  readonly close: () => void;
}
