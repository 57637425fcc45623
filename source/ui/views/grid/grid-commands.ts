import { kindsOfTab } from '../../../kinds/registry.ts';
import type { ScanState } from '../../../model/cell.ts';
import type { Command } from '../../kit/key-binding.ts';
import { kindFacts } from '../../kit/kinds.ts';
import { viewHeight } from '../../kit/layout.ts';
import { isMovement } from '../../kit/movement.ts';
import type { AppState } from '../../state/app-state.ts';
import { cellUnderCursor } from '../../state/grid-cursor.ts';
import { gridLines } from '../../state/grid-lines.ts';
import { accountTerm, gridScan, scanInFront } from '../../state/grid-scan.ts';
import type { GridState } from '../../state/grid-state.ts';
import { withView, withWayBack } from '../../state/navigation.ts';
import { isRunning } from '../../state/scan-totals.ts';
import { withAccountClosed, withLines } from './accounts/accounts-commands.ts';
import { problemTexts } from './draw-problems.ts';
import { afterGridCommand, afterProblemsCommand, gridUnfolded } from './grid.ts';
import { linesOf, withFittedGrid } from './grid-fit.ts';
import { problemsOf } from './problems.ts';

/** How long it is said why a key does nothing, in milliseconds. */
const SAID_MS = 4000;

/** The state after a command in the grid; undefined: it is none of the grid's. */
export function afterScanCommand(state: AppState, command: Command): AppState | undefined {
  const { grid } = state;
  const scan = gridScan(state);
  if (command === 'back') return withAccountClosed(state) ?? withWayBack(state);
  if (scan === null) return undefined;
  if (command === 'lines' && state.scan !== null && state.scan.accounts.length > 0)
    return withLines(state, 'accounts');
  const lines = linesOf(state, scan, grid);
  const line = gridLines(scan, grid)[grid.row];
  const isFold = line !== undefined && 'empty' in line;
  if (command === 'unfold' || (command === 'enter' && isFold))
    return withUnfolded(state, scan, gridUnfolded(grid, scan, lines));
  if (command === 'enter') {
    const cell = cellUnderCursor(scan, grid);
    const tab = cell === undefined ? null : kindFacts(cell.kind).tab;
    if (cell === undefined || tab === null) return state;
    const kind = kindsOfTab(tab).length > 1 ? cell.kind : null;
    return withView(state, tab, { text: accountTerm(state), region: cell.region, kind });
  }
  if (!isMovement(command) && command !== 'left' && command !== 'right') return undefined;
  return { ...state, grid: afterGridCommand(grid, command, scan, lines) };
}

/** The state with the grid after unfolding, or with what is said where nothing is folded. */
function withUnfolded(state: AppState, scan: ScanState, grid: GridState): AppState {
  if (grid !== state.grid) return { ...state, grid };
  const text = isRunning(scan)
    ? 'empty regions are in one line when the scan has ended'
    : 'no regions are folded here';
  return { ...state, message: { text, tone: 'plain', until: state.now + SAID_MS } };
}

/** Opens the list of all problems over whatever is open, where there are any. */
export function withProblems(state: AppState): AppState {
  const scan = scanInFront(state);
  if (scan === null || problemsOf(scan, state.now).length === 0) return state;
  return { ...state, grid: { ...state.grid, problems: true, problemsTop: 0 } };
}

/** The state after a command in the list of all problems; undefined: it is none of its own. */
export function afterProblemsViewCommand(state: AppState, command: Command): AppState | undefined {
  if (command === 'back' || command === 'problems') {
    return withFittedGrid({ ...state, grid: { ...state.grid, problems: false } });
  }
  const scan = scanInFront(state);
  if (scan === null || !isMovement(command)) return undefined;
  const lines = problemTexts(problemsOf(scan, state.now), state.size.columns, true).length;
  return { ...state, grid: afterProblemsCommand(state.grid, command, viewHeight(state.size) - 1, lines) };
}
