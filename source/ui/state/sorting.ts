import type { Column } from '../../resources/columns.ts';
import { columnsOfTab } from '../../resources/registry.ts';
import type { AppState } from './app-state.ts';
import { keyView, openTable } from './app-state.ts';
import { withTable } from './changes.ts';
import { filled, openedPicker, pickedItem } from './picker.ts';
import { sourceColumns } from './sources.ts';
import { asked, type Sort } from './table-state.ts';

/** The state with the list of columns to sort by, the one in use under the cursor. */
export function withSortPicker(state: AppState): AppState {
  const columns = sortableColumns(state);
  if (columns.length === 0) return state;
  const sort = currentSort(state);
  const items = columns.map((column) => ({
    id: column.id,
    label: column.header,
    note: column.id === sort?.column ? `in use, ${direction(sort)}; Enter turns it round` : '',
    off: false,
  }));
  const picker = openedPicker('sort', 'Sort by', { several: false });
  return { ...state, picker: filled(picker, items, sort?.column ?? null) };
}

/** How an order reads in words. */
function direction(sort: Sort): string {
  return sort.descending ? 'downwards' : 'upwards';
}

/** The state after Enter in the list of columns; other pickers stay, as they do more than change the state. */
export function withPickedSort(state: AppState): AppState {
  const { picker } = state;
  if (picker?.kind !== 'sort') return state;
  const column = sortableColumns(state).find((candidate) => candidate.id === pickedItem(picker)?.id);
  if (column === undefined) return state;
  const sort = nextSort(currentSort(state), column);
  const closed = { ...state, picker: null };
  const table = openTable(closed);
  if (table !== undefined) return withTable(closed, asked(table, { sort }));
  const sources = { ...closed.summary.sources, sort, cursor: 0, top: 0 };
  return { ...closed, summary: { ...closed.summary, sources } };
}

/** The order that a column gives: amounts and times from the largest, text from A; the same again turns it round. */
export function nextSort(sort: Sort | null, column: Pick<Column, 'id' | 'type'>): Sort {
  if (sort?.column === column.id) return { column: column.id, descending: !sort.descending };
  const amounts: readonly Column['type'][] = ['integer', 'bytes', 'duration', 'money', 'instant'];
  return { column: column.id, descending: amounts.includes(column.type) };
}

function currentSort(state: AppState): Sort | null {
  return openTable(state)?.sort ?? (isSources(state) ? state.summary.sources.sort : null);
}

function sortableColumns(state: AppState): readonly Column[] {
  const table = openTable(state);
  if (table !== undefined) return columnsOfTab(table.tab);
  const { report } = state.summary;
  return isSources(state) && report !== null ? sourceColumns(report) : [];
}

function isSources(state: AppState): boolean {
  return keyView({ ...state, picker: null }) === 'sources';
}
