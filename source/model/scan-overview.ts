import type { AccountState } from './account.ts';
import type { CellState } from './cell.ts';

/** So many cells with problems of a scan of many accounts are told of one by one; all of them are counted. */
export const MOST_PROBLEMS = 2_000;

/** What a scan file says of a scan as a whole: as `ScanState` has it. */
export interface ScanOverview {
  /** Of a scan of many accounts: those of a region and kind in all accounts as one, under no account. */
  readonly cells: readonly CellState[];
  readonly accounts: readonly AccountState[];
  /** Of a scan of many accounts: cells that ended with a problem, the first thousands of them. */
  readonly problems: readonly CellState[];
  /** An earlier version wrote the file: of what backups are made of it has only what they tell; absent: it has all. */
  readonly lacksSources?: true;
}

/** What is said of such a file. */
export const LACKS_SOURCES =
  'an earlier version wrote this scan file: sources without a backup are missing in it';
