import { kindsOfTab } from '../../../kinds/registry.ts';
import { kindFacts } from '../../kit/kinds.ts';
import type { AppState } from '../../state/app-state.ts';
import { withView } from '../../state/navigation.ts';
import type { Target } from '../../state/target.ts';
import { gridColumns, kindAt } from './draw-grid.ts';
import { problemLines, scanLayout } from './grid.ts';
import { withFittedGrid } from './grid-fit.ts';
import { problemsOf } from './problems.ts';

export function gridTarget(state: AppState, column: number, at: number): Target | null {
  const { scan, grid, size } = state;
  if (scan === null || at < 0) return null;
  const { regions } = scanLayout(scan, problemsOf(scan, state.now), size);
  const row = grid.top + at;
  if (at >= regions || row >= scan.regions.length) return null;
  const kind = kindAt(gridColumns(scan, size.columns), column);
  const next = { ...grid, row, column: kind < 0 ? grid.column : kind };
  return { current: next.row === grid.row && next.column === grid.column, state: { ...state, grid: next } };
}

/** A click on the headers of the grid: opens the rows of that kind in every region. */
export function gridHeadTarget(state: AppState, cell: number): Target | null {
  const kind = state.scan === null ? undefined : kindOfCell(state, cell);
  const tab = kind === undefined ? null : kindFacts(kind).tab;
  if (kind === undefined || tab === null) return null;
  const only = kindsOfTab(tab).length > 1 ? kind : null;
  return { current: false, state: withView(state, tab, { text: '', region: null, kind: only }) };
}

function kindOfCell({ scan, size }: AppState, cell: number): string | undefined {
  return scan === null ? undefined : scan.kinds[kindAt(gridColumns(scan, size.columns), cell)];
}

/** A problem below the grid: the cursor goes to the first of its cells. `at`: the line of the view. */
export function problemTarget(state: AppState, at: number): Target | null {
  const { scan, grid, size } = state;
  if (scan === null) return null;
  const problems = problemsOf(scan, state.now);
  const layout = scanLayout(scan, problems, size);
  const above = viewLinesOfGrid(layout.regions, scan.regionsOff.length > 0);
  const isRoomy = layout.problems >= problemLines(problems) + 2;
  let line = at - above - (isRoomy ? 2 : 1);
  if (line < 0 || at >= above + layout.problems) return null;
  for (const problem of problems) {
    const lines = problemLines([problem]);
    if (line >= lines) {
      line -= lines;
      continue;
    }
    const row = scan.regions.findIndex((region) => problem.regions.includes(region));
    const column = scan.kinds.findIndex((kind) => kindFacts(kind).gridHeader === problem.kind);
    const next = { ...grid, row: row < 0 ? grid.row : row, column: column < 0 ? grid.column : column };
    const current = next.row === grid.row && next.column === grid.column;
    return { current, state: withFittedGrid({ ...state, grid: next }) };
  }
  return null;
}

/** Head, regions, those that are off, rule, total and progress. */
function viewLinesOfGrid(regions: number, someOff: boolean): number {
  return 1 + regions + (someOff ? 1 : 0) + 3;
}
