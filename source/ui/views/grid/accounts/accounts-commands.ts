import type { Command } from '../../../kit/key-binding.ts';
import { isMovement, moved } from '../../../kit/movement.ts';
import { accountLines } from '../../../state/accounts-lines.ts';
import type { AppState } from '../../../state/app-state.ts';
import { initialGrid } from '../../../state/grid-state.ts';
import { withWayBack } from '../../../state/navigation.ts';
import { linesOf, sortedBy, withAccountAt, withFittedAccounts } from './accounts-moves.ts';

/** How long it is said why a key does nothing, in milliseconds. */
const SAID_MS = 4000;

/** The state after a command among the accounts; undefined: it is none of theirs. */
export function afterAccountsCommand(state: AppState, command: Command): AppState | undefined {
  const { scan, accounts } = state;
  if (scan === null) return undefined;
  if (isMovement(command)) {
    const count = accountLines(scan, accounts).length;
    return withAccountAt(state, moved(command, accounts.row, linesOf(state, scan), count));
  }
  switch (command) {
    case 'left':
    case 'right':
      return withAccountAt(state, accounts.row, accounts.column + (command === 'left' ? -1 : 1));
    case 'enter':
      return withAccountOpen(state);
    case 'sort':
      return sortedBy(state, accounts.column);
    case 'faults':
      return withFittedAccounts({
        ...state,
        accounts: { ...accounts, problemsOnly: !accounts.problemsOnly, kept: null, row: 0, top: 0 },
      });
    case 'lines':
      return withLines(state, 'regions');
    case 'back':
      if (accounts.filter === '' && !accounts.problemsOnly) return withWayBack(state);
      return withFittedAccounts({
        ...state,
        accounts: { ...accounts, filter: '', problemsOnly: false, kept: null },
      });
    default:
      return undefined;
  }
}

/** The regions of the account under the cursor, else the problems, where it says why it has none. */
function withAccountOpen(state: AppState): AppState {
  const { scan, accounts } = state;
  const account = scan === null ? undefined : accountLines(scan, accounts)[accounts.row];
  if (account === undefined) return state;
  if (account.kinds.length === 0) {
    // Its reason may be longer than a line: among the problems it is whole.
    if (account.error !== null) return { ...state, grid: { ...state.grid, problems: true, problemsTop: 0 } };
    const text =
      account.phase === 'queued' ? 'this account has not begun yet' : 'its regions are not known yet';
    return { ...state, message: { text, tone: 'warning', until: state.now + SAID_MS } };
  }
  return { ...state, accounts: { ...accounts, into: account.id, id: account.id }, grid: initialGrid };
}

/** The state with these lines in the Scan view. */
export function withLines(state: AppState, lines: 'accounts' | 'regions'): AppState {
  return { ...state, accounts: { ...state.accounts, lines, into: null }, grid: initialGrid };
}

/** The state with the accounts as lines again, out of the one that was looked into; null: none was. */
export function withAccountClosed(state: AppState): AppState | null {
  const { into } = state.accounts;
  if (into === null || state.backStack.length > 0) return null;
  return withFittedAccounts({
    ...state,
    accounts: { ...state.accounts, into: null, id: into },
    grid: initialGrid,
  });
}
