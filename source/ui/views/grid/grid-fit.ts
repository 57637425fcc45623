import type { AppState } from '../../state/app-state.ts';
import { gridFitted, scanLayout } from './grid.ts';
import { problemsOf } from './problems.ts';

/** The Scan view with its cursor where regions and kinds are, and in sight. */
export function withFittedGrid(state: AppState): AppState {
  if (state.scan === null) return state;
  const { regions } = scanLayout(state.scan, problemsOf(state.scan, state.now), state.size);
  const grid = gridFitted(state.grid, state.scan, regions);
  const same =
    grid.row === state.grid.row && grid.column === state.grid.column && grid.top === state.grid.top;
  return same ? state : { ...state, grid };
}
