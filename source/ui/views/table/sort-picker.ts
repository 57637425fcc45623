import { usualSort } from '../../../kinds/registry.ts';
import type { Sort } from '../../../model/table-query.ts';
import { columnName } from '../../kit/table-columns.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { filled, openedPicker, type PickerItem, pickedItem } from '../../state/picker-state.ts';
import { sortableColumns } from '../../state/sortable-columns.ts';
import { currentKeys, withSortBy } from '../../state/sorting.ts';

/** In the list of columns: none of them. */
function usualItem(state: AppState): readonly PickerItem[] {
  const sort = usualSort(state.view);
  const column = sortableColumns(state).find(({ id }) => id === sort?.column);
  if (column === undefined) return [];
  const note = `${columnName(column)}, ${sort?.descending === true ? 'downwards' : 'upwards'}`;
  return [{ id: '', label: 'Usual order', note, off: false }];
}

/**
 * The state with the list of columns to sort by, the one in use under the cursor; `add sort`: to decide between rows
 * that are equal so far.
 */
export function withSortPicker(state: AppState, kind: 'sort' | 'add sort' = 'sort'): AppState {
  const columns = sortableColumns(state);
  if (columns.length === 0) return state;
  const keys = currentKeys(state);
  const items = columns.map((column) => ({
    id: column.id,
    label: columnName(column),
    note: noteOf(keys, column.id),
    off: false,
  }));
  const usual = openTable(state) !== undefined && kind === 'sort' ? usualItem(state) : [];
  const title = kind === 'sort' || keys.length === 0 ? 'Sort by' : 'Then by';
  const picker = openedPicker(kind, title, { several: false });
  const at = kind === 'sort' ? keys[0] : keys.at(-1);
  return { ...state, picker: filled(picker, [...items, ...usual], at?.column ?? null) };
}

function noteOf(keys: readonly Sort[], id: string): string {
  const at = keys.findIndex((key) => key.column === id);
  const key = keys[at];
  if (key === undefined) return '';
  const place = keys.length > 1 ? `${at + 1}. ` : '';
  return `${place}in use, ${key.descending ? 'downwards' : 'upwards'}; Enter turns it round`;
}

/** The state after Enter in the list of columns. */
export function withPickedSort(state: AppState): AppState {
  const { picker } = state;
  const item = picker === null ? undefined : pickedItem(picker);
  if (picker === null || item === undefined) return state;
  return withSortBy({ ...state, picker: null }, item.id, picker.kind === 'add sort');
}
