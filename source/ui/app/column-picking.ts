import type { AppState } from '../state/app-state.ts';
import type { ColumnPicker, PickerKind } from '../state/view-states.ts';
import { withPickedFacet } from '../views/facets/facet-commands.ts';
import { withPickedColumns } from '../views/table/columns.ts';
import { withPickedSort } from '../views/table/sorting.ts';

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
