/** Where a click lands: the line of a list, a cell of the grid, a tab. */
import { gridColumns, kindAt } from '../draw/grid.ts';
import { tabsShown } from '../draw/header.ts';
import { textWidth } from '../text.ts';
import type { AppState } from './app-state.ts';
import { keyView, openTable } from './app-state.ts';
import { withTable, withView } from './changes.ts';
import { scanLayout } from './grid.ts';
import { isTooSmall, tableHeight, viewHeight } from './layout.ts';
import { listedItems } from './picker.ts';
import { gridHeadTarget, headTarget } from './pointing-heads.ts';
import {
  detailTarget,
  exportFormTarget,
  facetTarget,
  inputTarget,
  problemTarget,
  summaryTarget,
  topologyTarget,
} from './pointing-views.ts';
import { problemsOf } from './problems.ts';
import { withCursor } from './table-state.ts';

/** A place on the screen in cells, from 0. */
export interface Place {
  readonly column: number;
  readonly line: number;
}

/** Lines of the screen above the view. */
const TAB_LINE = 1;
const VIEW_TOP = 3;

/** What a click would put the cursor on, and the state with it there. */
export interface Target {
  /** True where the cursor is already. */
  readonly current: boolean;
  readonly state: AppState;
}

/** What is at this place; null: nothing that could be chosen. */
export function targetAt(state: AppState, { column, line }: Place): Target | null {
  if (isTooSmall(state.size) || state.overlay !== null) return null;
  if (line === TAB_LINE && state.exportForm === null && state.input === null && state.picker === null)
    return tabTarget(state, column);
  const at = line - VIEW_TOP;
  if (at < 0) return null;
  if (at >= viewHeight(state.size)) return inputTarget(state, column, line);
  switch (keyView(state)) {
    case 'scan':
      if (at === 0) return gridHeadTarget(state, column);
      return gridTarget(state, column, at - 1) ?? problemTarget(state, at);
    case 'summary':
      return summaryTarget(state, column, at);
    case 'detail':
      return detailTarget(state, at);
    case 'topology':
      return topologyTarget(state, column, at);
    case 'export form':
      return exportFormTarget(state, column, at);
    case 'picker':
      return pickerTarget(state, at - 2);
    case 'facet':
      return facetTarget(state, column, at - 2);
    case 'sources':
      return at === 1 ? headTarget(state, column) : sourceTarget(state, at - 2);
    case 'table':
    case 'filter':
      return at === 1 ? headTarget(state, column) : rowTarget(state, at - 2);
    default:
      return null;
  }
}

function tabTarget(state: AppState, column: number): Target | null {
  let end = 0;
  for (const { id, text } of tabsShown(state)) {
    end += textWidth(text) + 2;
    if (column < end) return { current: false, state: withView(state, id) };
  }
  return null;
}

function rowTarget(state: AppState, at: number): Target | null {
  const table = openTable(state);
  const row = (table?.top ?? 0) + at;
  if (table === undefined || at < 0 || row >= (table.order?.rows.length ?? 0)) return null;
  const moved = withCursor(table, row, tableHeight(state.size));
  return { current: row === table.cursor && table.cursorRow !== null, state: withTable(state, moved) };
}

function gridTarget(state: AppState, column: number, at: number): Target | null {
  const { scan, grid, size } = state;
  if (scan === null || at < 0) return null;
  const { regions } = scanLayout(scan, problemsOf(scan, state.now), size);
  const row = grid.top + at;
  if (at >= regions || row >= scan.regions.length) return null;
  const kind = kindAt(gridColumns(scan, size.columns), column);
  const next = { ...grid, row, column: kind < 0 ? grid.column : kind };
  return { current: next.row === grid.row && next.column === grid.column, state: { ...state, grid: next } };
}

function pickerTarget(state: AppState, at: number): Target | null {
  const { picker } = state;
  if (picker === null || at < 0) return null;
  const listed = listedItems(picker);
  const height = viewHeight(state.size) - 2;
  const top = Math.max(0, Math.min(picker.cursor - Math.floor(height / 2), listed.length - height));
  const cursor = top + at;
  if (cursor >= listed.length) return null;
  return { current: cursor === picker.cursor, state: { ...state, picker: { ...picker, cursor } } };
}

function sourceTarget(state: AppState, at: number): Target | null {
  const { report, sources } = state.summary;
  const cursor = sources.top + at;
  if (report === null || at < 0 || cursor >= report.sources.length) return null;
  const summary = { ...state.summary, sources: { ...sources, cursor } };
  return { current: cursor === sources.cursor, state: { ...state, summary } };
}
