import { kindsOfTab } from '../../../kinds/registry.ts';
import type { Command } from '../../kit/key-binding.ts';
import { kindFacts } from '../../kit/kinds.ts';
import { viewHeight } from '../../kit/layout.ts';
import { isMovement } from '../../kit/movement.ts';
import type { AppState } from '../../state/app-state.ts';
import { cellUnderCursor } from '../../state/grid-cursor.ts';
import { withView } from '../../state/navigation.ts';
import { problemTexts } from './draw-problems.ts';
import { afterGridCommand, afterProblemsCommand, scanLayout } from './grid.ts';
import { withFittedGrid } from './grid-fit.ts';
import { problemsOf } from './problems.ts';

/** The state after a command in the grid; undefined: it is none of the grid's. */
export function afterScanCommand(state: AppState, command: Command): AppState | undefined {
  const { scan, grid } = state;
  if (scan === null) return undefined;
  if (command === 'enter') {
    const cell = cellUnderCursor(scan, grid);
    const tab = cell === undefined ? null : kindFacts(cell.kind).tab;
    if (cell === undefined || tab === null) return state;
    const kind = kindsOfTab(tab).length > 1 ? cell.kind : null;
    return withView(state, tab, { text: '', region: cell.region, kind });
  }
  if (!isMovement(command) && command !== 'left' && command !== 'right') return undefined;
  const { regions } = scanLayout(scan, problemsOf(scan, state.now), state.size);
  return { ...state, grid: afterGridCommand(grid, command, scan, regions) };
}

/** Opens the list of all problems. */
export function withProblems(state: AppState): AppState {
  if (state.view !== 'scan') return state;
  return { ...state, grid: { ...state.grid, problems: true, problemsTop: 0 } };
}

/** The state after a command in the list of all problems; undefined: it is none of its own. */
export function afterProblemsViewCommand(state: AppState, command: Command): AppState | undefined {
  if (command === 'back' || command === 'problems') {
    return withFittedGrid({ ...state, grid: { ...state.grid, problems: false } });
  }
  if (state.scan === null || !isMovement(command)) return undefined;
  const lines = problemTexts(problemsOf(state.scan, state.now), state.size.columns, true).length;
  return { ...state, grid: afterProblemsCommand(state.grid, command, viewHeight(state.size) - 1, lines) };
}
