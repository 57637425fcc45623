import { kindsOfTab } from '../../../kinds/registry.ts';
import type { Command } from '../../kit/key-binding.ts';
import { kindFacts } from '../../kit/kinds.ts';
import { viewHeight } from '../../kit/layout.ts';
import type { AppState } from '../../state/app-state.ts';
import { cellUnderCursor } from '../../state/grid-cursor.ts';
import { withView } from '../../state/navigation.ts';
import { problemTexts } from './draw-problems.ts';
import { afterGridCommand, afterProblemsCommand, scanLayout } from './grid.ts';
import { withFittedGrid } from './grid-fit.ts';
import { problemsOf } from './problems.ts';

export function afterScanCommand(state: AppState, command: Command): AppState {
  const { scan, grid } = state;
  if (command === 'problems') return { ...state, grid: { ...grid, problems: true, problemsTop: 0 } };
  if (scan === null) return state;
  if (command === 'enter') {
    const cell = cellUnderCursor(scan, grid);
    const tab = cell === undefined ? null : kindFacts(cell.kind).tab;
    if (cell === undefined || tab === null) return state;
    const kind = kindsOfTab(tab).length > 1 ? cell.kind : null;
    return withView(state, tab, { text: '', region: cell.region, kind });
  }
  const { regions } = scanLayout(scan, problemsOf(scan, state.now), state.size);
  return { ...state, grid: afterGridCommand(grid, command, scan, regions) };
}

export function afterProblemsViewCommand(state: AppState, command: Command): AppState {
  if (command === 'back' || command === 'problems') {
    return withFittedGrid({ ...state, grid: { ...state.grid, problems: false } });
  }
  if (state.scan === null) return state;
  const lines = problemTexts(problemsOf(state.scan, state.now), state.size.columns, true).length;
  return { ...state, grid: afterProblemsCommand(state.grid, command, viewHeight(state.size) - 1, lines) };
}
