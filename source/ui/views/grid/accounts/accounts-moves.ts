import type { ScanState } from '../../../../model/cell.ts';
import { clamp, keepInSight, type Size } from '../../../kit/layout.ts';
import { accountColumns, accountLines, foldedAccounts } from '../../../state/accounts-lines.ts';
import type { AccountsState } from '../../../state/accounts-state.ts';
import type { AppState } from '../../../state/app-state.ts';
import type { Click } from '../../../state/target.ts';
import { sharedLines } from '../grid.ts';
import { type Problem, problemsOf } from '../problems.ts';

/** Shares the lines between accounts and problems: the problems get what they need, up to a third. */
export function accountsLayout(
  scan: ScanState,
  accounts: AccountsState,
  problems: readonly Problem[],
  size: Size,
): { readonly lines: number; readonly problems: number } {
  const folded = foldedAccounts(scan, accounts);
  return sharedLines(scan.accounts.length - folded, folded > 0 ? 1 : 0, problems, size);
}

/** Lines for accounts on the screen. */
export function linesOf({ accounts, now, size }: AppState, scan: ScanState): number {
  return accountsLayout(scan, accounts, problemsOf(scan, now), size).lines;
}

/** The state with the cursor on the line with this place and in this column. */
export function withAccountAt(state: AppState, row: number, column = state.accounts.column): AppState {
  const { scan, accounts } = state;
  if (scan === null) return state;
  const wished = accountLines(scan, accounts);
  const id = wished[clamp(row, 0, Math.max(0, wished.length - 1))]?.id ?? null;
  // The line that was kept for the cursor goes with it.
  const kept = accounts.kept === id ? id : null;
  const lines = kept === accounts.kept ? wished : accountLines(scan, { ...accounts, kept });
  const at = Math.max(
    0,
    lines.findIndex((line) => line.id === id),
  );
  const next: AccountsState = {
    ...accounts,
    row: at,
    id,
    kept,
    column: clamp(column, 0, accountColumns(scan).length - 1),
    top: keepInSight(accounts.top, at, linesOf(state, scan), lines.length),
  };
  return { ...state, accounts: next };
}

/** The state where accounts, their order or the room for them have changed: the cursor stays on its account. */
export function withFittedAccounts(state: AppState): AppState {
  const { scan, accounts } = state;
  if (scan === null || scan.accounts.length === 0) return state;
  const place = accountLines(scan, accounts).findIndex(({ id }) => id === accounts.id);
  const fitted = withAccountAt(state, place < 0 ? accounts.row : place);
  const { row, top, id, column, kept } = fitted.accounts;
  // A cursor that nobody has moved stays at the top whatever comes there.
  const stays = accounts.id === null ? { ...fitted.accounts, id: null } : fitted.accounts;
  const isSame =
    row === accounts.row && top === accounts.top && column === accounts.column && kept === accounts.kept;
  return isSame && (accounts.id === null || id === accounts.id) ? state : { ...fitted, accounts: stays };
}

/** A click in the line of an account. */
export function onAccount(state: AppState, row: number, column: number): Click {
  const { accounts } = state;
  return () => ({
    current: row === accounts.row && column === accounts.column,
    state: withAccountAt(state, row, column),
  });
}

/** A click on a header sorts by its column, again the other way round. */
export function withSortBy(state: AppState, column: number): Click | undefined {
  return () => ({ current: false, state: sortedBy(state, column) });
}

/** The state where this account has its line until the cursor leaves it or the filter is another one. */
export function withAccountKept(state: AppState, account: string): AppState {
  return withFittedAccounts({ ...state, accounts: { ...state.accounts, kept: account, id: account } });
}

/** The state with the accounts sorted by the column with this place; by the same again the other way round. */
export function sortedBy(state: AppState, place: number): AppState {
  const { scan, accounts } = state;
  const column = scan === null ? undefined : accountColumns(scan)[place];
  if (column === undefined) return state;
  const isText = ['account', 'id', 'ou'].includes(column);
  const descending = accounts.sort?.column === column ? !accounts.sort.descending : !isText;
  const sort = { column, descending };
  return withAccountAt({ ...state, accounts: { ...accounts, sort, kept: null } }, 0, place);
}
