/** Where a click lands in the views of lines: numbers, fields, branches, values, answers, and what is being typed. */
import { EXPORT_FORMATS } from '../../export/export-request.ts';
import { formatCells } from '../draw/export-form.ts';
import { pivotColumnAt } from '../draw/facet-view.ts';
import { characterAt, hintsShown, placedSuggestions } from '../draw/input-lines.ts';
import { pageOf, summaryRoom } from '../draw/summary.ts';
import { linkAtPlace } from '../draw/summary-page.ts';
import { foldCell } from '../draw/topology-view.ts';
import type { AppState } from './app-state.ts';
import { withFittedGrid, withInput } from './changes.ts';
import { topologyCommanded } from './commanded-topology.ts';
import { DETAIL_FRAME_LINES, detailFields, fieldStarts } from './detail.ts';
import { whatChoices } from './export-form.ts';
import { facetLines } from './facet.ts';
import { problemLines, scanLayout } from './grid.ts';
import { withLine, withTaken } from './input.ts';
import { kindFacts } from './kinds.ts';
import { tableHeight, viewHeight } from './layout.ts';
import type { Target } from './pointing.ts';
import { problemsOf } from './problems.ts';
import { linkAt } from './summary-cursor.ts';
import { cursorAt, topologyHeight, topologyLines } from './topology-state.ts';

/** A number of the summary. `at`: the line of the view. */
export function summaryTarget(state: AppState, column: number, at: number): Target | null {
  const { summary, size } = state;
  if (summary.report === null || at < 1) return null;
  const { links, lines } = pageOf(state, summary.report);
  const top = Math.min(summary.top, Math.max(0, lines.length - summaryRoom(size.rows)));
  const found = linkAtPlace(links, size.columns, top + at - 1, column);
  if (found === undefined) return null;
  const current = linkAt(links, summary.cursor)?.link.id === found.link.id;
  return { current, state: { ...state, summary: { ...summary, cursor: found.link.id, top } } };
}

/** A field of a row in full. */
export function detailTarget(state: AppState, at: number): Target | null {
  const { detail, size } = state;
  if (detail === null || detail.loaded === null) return null;
  if (at < 1 || at > viewHeight(size) - DETAIL_FRAME_LINES) return null;
  const fields = detailFields(state, detail, detail.loaded);
  const line = detail.top + at - 1;
  const starts = fieldStarts(fields);
  const field = starts.findLastIndex((start) => start <= line);
  if (line >= (starts[field] ?? 0) + (fields[field]?.lines.length ?? 0)) return null;
  return { current: field === detail.field, state: { ...state, detail: { ...detail, field } } };
}

/** A line of the tree; a click on the sign before a branch folds or unfolds it. */
export function topologyTarget(state: AppState, column: number, at: number): Target | null {
  const { topology, size } = state;
  const lines = topologyLines(topology);
  const index = topology.top + at - 1;
  const line = lines[index];
  if (line === undefined || at < 1 || at > topologyHeight(size.rows)) return null;
  const there = { ...state, topology: { ...topology, cursor: line.node.id } };
  if (column === foldCell(line)) return { current: false, state: topologyCommanded(there, 'mark') };
  return { current: cursorAt(lines, topology.cursor) === index, state: there };
}

/** A value of a facet, or a cell of a pivot. `at`: the line of the list. */
export function facetTarget(state: AppState, column: number, at: number): Target | null {
  const { facet } = state;
  const cursor = (facet?.top ?? 0) + at;
  if (facet === null || at < 0 || at >= tableHeight(state.size) || cursor >= facetLines(facet).length)
    return null;
  const across = facet.columns.length > 1 ? pivotColumnAt(state, facet, column) : 0;
  const current = cursor === facet.cursor && across === facet.column;
  return { current, state: { ...state, facet: { ...facet, cursor, column: across } } };
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

/** A choice of the export's questions, or the path. A click never writes: that is what Enter is for. */
export function exportFormTarget(state: AppState, column: number, at: number): Target | null {
  const { exportForm } = state;
  if (exportForm === null) return null;
  const choices = whatChoices(state);
  const what = choices[at - 2]?.what;
  const put = (answers: Partial<typeof exportForm>): Target => ({
    current: false,
    state: { ...state, exportForm: { ...exportForm, ...answers } },
  });
  if (at >= 2 && what !== undefined) return put({ field: 'what', what });
  if (at === choices.length + 3) {
    const format = EXPORT_FORMATS[formatCells().findLastIndex((start) => start <= column)];
    return put(format === undefined ? { field: 'format' } : { field: 'format', format });
  }
  return at === choices.length + 5 ? put({ field: 'where' }) : null;
}

/** A place in what is being typed, or a suggestion below it. `line`: of the screen. */
export function inputTarget(state: AppState, column: number, line: number): Target | null {
  const { input, size } = state;
  if (input === null) return null;
  if (line === size.rows - 2) {
    const at = characterAt(input, size.columns, column);
    const moved = at === null ? input : withLine(input, { ...input.line, at });
    return at === null ? null : { current: false, state: withInput(state, moved) };
  }
  const hints = hintsShown(input);
  if (line !== size.rows - 1 || hints === null) return null;
  const found = placedSuggestions(hints, size.columns).find(
    ({ start, end }) => column >= start && column < end,
  );
  if (found === undefined) return null;
  const taken = withInput(state, withTaken(input, hints, found.index));
  return { current: hints.taken === found.index, state: taken };
}
