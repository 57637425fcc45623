import { tableColumns } from '../draw/table-columns.ts';
import type { Command } from '../key-binding.ts';
import type { AppState } from './app-state.ts';
import { openedDetail, openTable } from './app-state.ts';
import { withDestination, withTable, withWayBack } from './changes.ts';
import { withColumnsPicker } from './columns.ts';
import { withFacetPicker } from './commanded-facet.ts';
import { DETAIL_FRAME_LINES, detailFields, detailMoved } from './detail.ts';
import { openedInput } from './input.ts';
import { clamp, tableHeight, viewHeight } from './layout.ts';
import { lineOf } from './line.ts';
import { allMarkToggled, markToggled, rangeMarked, unmarked } from './marks.ts';
import { isMovement } from './movement.ts';
import { withSortStep, withSortTurned } from './sort-step.ts';
import { withSortPicker } from './sorting.ts';
import { asked, isFiltered, movedCursor, NO_FILTER, withCursor } from './table-state.ts';

/** The state after a command in an open table. */
export function tableCommanded(state: AppState, command: Command): AppState {
  const table = openTable(state);
  if (table === undefined) return state;
  const height = tableHeight(state.size);
  if (isMovement(command)) return withTable(state, movedCursor(table, command, height));
  switch (command) {
    case 'left':
    case 'right':
      return withTable(state, { ...table, columnsOff: columnsOff(state, command) });
    case 'all columns':
      return withTable(state, { ...table, allColumns: !table.allColumns, columnsOff: 0 });
    case 'filter':
      return { ...state, input: openedInput('filter', lineOf(table.filter.text), state.filters.length) };
    case 'mark':
      return withTable(state, movedCursor(markToggled(table), 'down', height));
    case 'mark range':
      return withTable(state, rangeMarked(table));
    case 'unmark':
      return withTable(state, unmarked(table));
    case 'mark all':
      return withTable(state, allMarkToggled(table));
    case 'faults': {
      const { faults, ...filter } = table.filter;
      return withTable(
        state,
        asked(table, { filter: faults === true ? filter : { ...filter, faults: true } }),
      );
    }
    case 'columns':
      return withColumnsPicker(state);
    case 'facet':
      return withFacetPicker(state, 'facet');
    case 'sort':
    case 'add sort':
      return withSortPicker(state, command);
    case 'sort before':
      return withSortStep(state, -1);
    case 'sort after':
      return withSortStep(state, 1);
    case 'turn sort':
      return withSortTurned(state);
    case 'escape':
      return isFiltered(table.filter) ? withTable(state, asked(table, { filter: NO_FILTER })) : state;
    case 'back':
      return withWayBack(state);
    case 'enter':
      return withDetail(state, table.cursor);
    default:
      return state;
  }
}

function columnsOff(state: AppState, command: 'left' | 'right'): number {
  const table = openTable(state);
  if (table === undefined) return 0;
  const scrollable = tableColumns(table.tab, table.allColumns, table.columns).length - 1;
  return clamp(table.columnsOff + (command === 'left' ? -1 : 1), 0, Math.max(0, scrollable - 1));
}

/** The state with the row at this place of the open table in full; its cursor moves there. */
function withDetail(state: AppState, at: number): AppState {
  const table = openTable(state);
  const row = table?.order?.rows[at];
  if (table === undefined || row === undefined) return state;
  const moved = withCursor(table, at, tableHeight(state.size));
  return {
    ...withTable(state, moved),
    detail: openedDetail(table.tab, row, state.detail?.followed ?? false),
  };
}

/** The state after a command in a detail. */
export function detailCommanded(state: AppState, command: Command): AppState {
  const { detail } = state;
  const table = openTable(state);
  if (detail === null) return state;
  if (command === 'back' || command === 'escape')
    return detail.followed ? withWayBack(state) : { ...state, detail: null };
  if (table !== undefined && (command === 'left' || command === 'right')) {
    const next = withDetail(state, clampedNeighbour(table.cursor, command, table.order?.rows.length ?? 0));
    return next.detail?.row === detail.row ? state : next;
  }
  if (detail.loaded === null) return state;
  const fields = detailFields(state, detail, detail.loaded);
  if (command === 'enter') {
    const to = fields[detail.field]?.to ?? null;
    return to === null ? state : withDestination(state, to);
  }
  if (!isMovement(command)) return state;
  const height = viewHeight(state.size) - DETAIL_FRAME_LINES;
  return { ...state, detail: detailMoved(detail, command, fields, height) };
}

function clampedNeighbour(cursor: number, command: 'left' | 'right', count: number): number {
  return clamp(cursor + (command === 'left' ? -1 : 1), 0, Math.max(0, count - 1));
}
