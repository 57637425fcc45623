import type { AccountState } from './account.ts';
import { type CellState, isFinal, isProblem, type ScanState, scannedCells } from './cell.ts';

/** Sums over cells. */
export interface Totals {
  readonly cells: number;
  readonly finished: number;
  readonly rows: number;
  readonly calls: number;
  readonly retries: number;
  /** Cells that ended with something to say, and accounts that could not be entered. */
  readonly problems: number;
}

/** The sums over these cells. */
export function totalsOf(cells: readonly CellState[]): Totals {
  let finished = 0;
  let rows = 0;
  let calls = 0;
  let retries = 0;
  let problems = 0;
  for (const cell of cells) {
    if (isFinal(cell.phase)) finished += 1;
    if (isProblem(cell.phase)) problems += 1;
    rows += cell.rows;
    calls += cell.calls;
    retries += cell.retries;
  }
  return { cells: cells.length, finished, rows, calls, retries, problems };
}

/** The sums over all cells of these accounts. */
export function totalsOfAccounts(accounts: readonly AccountState[]): Totals {
  const totals = { cells: 0, finished: 0, rows: 0, calls: 0, retries: 0, problems: 0 };
  for (const account of accounts) {
    if (isNotEntered(account)) totals.problems += 1;
    for (const kind of account.kinds) {
      totals.cells += kind.cells;
      totals.finished += kind.finished;
      totals.rows += kind.rows;
      totals.calls += kind.calls;
      totals.retries += kind.retries;
      totals.problems += kind.problems;
    }
  }
  return totals;
}

/** The sums over a scan, as they are shown wherever cells, rows or problems are counted. */
export function totalsOfScan(scan: Pick<ScanState, 'accounts' | 'cells' | 'regionsOff'> | null): Totals {
  if (scan === null) return totalsOf([]);
  return scan.accounts.length > 0 ? totalsOfAccounts(scan.accounts) : totalsOf(scannedCells(scan));
}

/** True for an account that could not be entered, which is one problem, whatever would have been read in it. */
export function isNotEntered({ phase, kinds }: AccountState): boolean {
  return kinds.length === 0 && (phase === 'denied' || phase === 'failed');
}
