/** Sorting by key alone: by the column beside the one in use, and the other way round. */
import { tableColumns } from '../../kit/table-columns.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { withTable } from '../../state/navigation.ts';
import { withSortBy } from '../../state/sorting.ts';
import { sortKeys } from '../../state/table-state.ts';
import { tableLayout } from './table-layout.ts';

/**
 * The state with the open table sorted by the shown column a place earlier or later than the one in use, which comes
 * into sight; where none is in use, by the last or the first. Past either end it stays.
 */
export function withSortStep(state: AppState, step: -1 | 1): AppState {
  const table = openTable(state);
  if (table === undefined) return state;
  const shown = tableColumns(table.tab, table.allColumns, table.columns, table.many).map(({ id }) => id);
  const [first] = sortKeys(table);
  const at = first === undefined ? -1 : shown.indexOf(first.column);
  const next = shown.at(at < 0 ? Math.min(step, 0) : Math.max(0, at + step));
  return next === undefined || next === first?.column ? state : withSortBy(state, next);
}

/** The state with the open table sorted the other way round; one that is not sorted stays. */
export function withSortTurned(state: AppState): AppState {
  const table = openTable(state);
  const [first] = table === undefined ? [] : sortKeys(table);
  return first === undefined ? state : withSortBy(state, first.column);
}

/** The state after a change with the column in sight that the open table is sorted by, where it is another one now. */
export function withSortInSight(before: AppState, after: AppState): AppState {
  const table = openTable(after);
  const known = table === undefined ? undefined : before.tables[table.tab];
  if (table === undefined || known === undefined || table.sort === null) return after;
  return known.sort?.column === table.sort.column ? after : inSight(after, table.sort.column);
}

/** The state with the open table scrolled sideways as little as shows this column. */
function inSight(state: AppState, id: string): AppState {
  const table = openTable(state);
  if (table === undefined) return state;
  const place = tableColumns(table.tab, table.allColumns, table.columns, table.many).findIndex(
    (column) => column.id === id,
  );
  if (place <= 0) return state;
  let columnsOff = Math.min(table.columnsOff, place - 1);
  while (columnsOff < place - 1 && !isInSight(state, id, columnsOff)) columnsOff += 1;
  return withTable(state, { ...table, columnsOff });
}

function isInSight(state: AppState, id: string, columnsOff: number): boolean {
  const table = openTable(state);
  if (table === undefined) return true;
  const { layout } = tableLayout(state, { ...table, columnsOff });
  return layout.columns.some(({ column }) => column.id === id);
}
