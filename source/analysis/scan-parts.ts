import type { AccountState } from '../model/account.ts';
import type { CellState } from '../model/cell.ts';
import type { ScanFacts } from '../model/scan-facts.ts';

/** A scan without its rows: who scanned what, and how far every part of it came. */
export interface ScanParts {
  readonly facts: ScanFacts;
  /** In the order planned; an export reads them anew each time that it goes through them. */
  readonly cells: Iterable<CellState>;
  /** Of a scan of many accounts; else none. */
  readonly accounts: readonly AccountState[];
}

/** The accounts of which nothing was read, because they could not be entered or are not active. */
export function accountsNotRead(accounts: readonly AccountState[]): readonly AccountState[] {
  return accounts.filter(({ kinds }) => kinds.length === 0);
}
