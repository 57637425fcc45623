import type { AppState } from './app-state.ts';
import { withPickedColumns } from './columns.ts';
import { withPickedFacet } from './commanded-facet.ts';
import type { ColumnPicker, PickerKind } from './picker.ts';
import { withPickedSort } from './sorting.ts';

const TAKERS: Readonly<Record<ColumnPicker, (state: AppState) => AppState>> = {
  sort: withPickedSort,
  'add sort': withPickedSort,
  facet: withPickedFacet,
  pivot: withPickedFacet,
  columns: withPickedColumns,
};

/** True for lists of columns, which only change the state. */
export function isColumnPicker(kind: PickerKind): kind is ColumnPicker {
  return Object.hasOwn(TAKERS, kind);
}

/** The state after Enter in a list of columns; other pickers stay, as they do more than change the state. */
export function withPickedColumn(state: AppState): AppState {
  const { picker } = state;
  return picker !== null && isColumnPicker(picker.kind) ? TAKERS[picker.kind](state) : state;
}
