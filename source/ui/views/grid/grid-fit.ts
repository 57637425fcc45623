import type { ScanState } from '../../../model/cell.ts';
import type { AppState } from '../../state/app-state.ts';
import { gridScan } from '../../state/grid-scan.ts';
import type { GridState } from '../../state/grid-state.ts';
import { withFittedAccounts } from './accounts/accounts-moves.ts';
import { gridFitted, gridOrdered, scanLayout } from './grid.ts';
import { problemsOf } from './problems.ts';

/** The Scan view with its cursor where regions and kinds are, and in sight. */
export function withFittedGrid(state: AppState): AppState {
  const scan = gridScan(state);
  if (scan === null) return state;
  const ordered = gridOrdered(state.grid, scan);
  const grid = gridFitted(ordered, scan, linesOf(state, scan, ordered));
  return withFittedAccounts(isSame(grid, state.grid) ? state : { ...state, grid });
}

/** Lines for regions on the screen. */
export function linesOf({ now, size }: AppState, scan: ScanState, grid: GridState): number {
  return scanLayout(scan, grid, problemsOf(scan, now), size).regions;
}

function isSame(one: GridState, other: GridState): boolean {
  return (
    one.row === other.row &&
    one.column === other.column &&
    one.top === other.top &&
    one.region === other.region &&
    one.order === other.order
  );
}
