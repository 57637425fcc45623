/** Which columns of a table are on screen, and in which order. */
import type { Command } from '../../kit/key-binding.ts';
import { columnName, columnsOf, tableColumns } from '../../kit/table-columns.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { withTable } from '../../state/navigation.ts';
import {
  filled,
  listedItems,
  openedPicker,
  type PickerItem,
  type PickerState,
} from '../../state/picker-state.ts';
import type { TableState } from '../../state/table.ts';

/** The state with the list of columns, those on screen first and marked. */
export function withColumnsPicker(state: AppState): AppState {
  const table = openTable(state);
  if (table === undefined) return state;
  const shown = tableColumns(table.tab, false, table.columns, table.many).map(({ id }) => id);
  return {
    ...state,
    picker: listed(openedPicker('columns', 'Columns', { several: true }), table, shown),
  };
}

function listed(picker: PickerState, { tab, many }: TableState, shown: readonly string[]): PickerState {
  const columns = columnsOf(tab, many);
  const first = shown.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const items = [...first, ...columns.filter(({ id }) => !shown.includes(id))].map(
    (column): PickerItem => ({
      id: column.id,
      label: columnName(column),
      note: column.about,
      off: false,
    }),
  );
  return { ...filled(picker, items, null), marked: new Set(shown) };
}

/** The state after the list was taken: the marked columns in its order; none marked: the usual ones. */
export function withPickedColumns(state: AppState): AppState {
  const { picker } = state;
  const table = openTable(state);
  if (picker === null || table === undefined) return state;
  const chosen = (picker.items ?? []).flatMap(({ id }) => (picker.marked.has(id) ? [id] : []));
  const columns = chosen.length === 0 ? usualColumns(state, table.tab) : chosen;
  return withTable({ ...state, picker: null }, { ...table, columns, allColumns: false, columnsOff: 0 });
}

/** The columns of a tab that the configuration names; null: those that are shown by default. */
export function usualColumns({ setting }: AppState, tab: string): readonly string[] | null {
  return setting.columns[tab] ?? null;
}

/** The list of columns after a command of its own; undefined: it is one of every list. */
export function afterColumnsCommand(
  state: AppState,
  picker: PickerState,
  command: Command,
): PickerState | undefined {
  const table = openTable(state);
  if (table === undefined) return undefined;
  if (command === 'left' || command === 'right') return moved(picker, command === 'left' ? -1 : 1);
  if (command !== 'reset') return undefined;
  const shown = tableColumns(table.tab, false, usualColumns(state, table.tab), table.many).map(
    ({ id }) => id,
  );
  return listed(picker, table, shown);
}

/** The item under the cursor a place earlier or later among all of them. */
function moved(picker: PickerState, step: -1 | 1): PickerState {
  const items = [...(picker.items ?? [])];
  const shown = listedItems(picker);
  const [item, neighbour] = [shown[picker.cursor], shown[picker.cursor + step]];
  if (item === undefined || neighbour === undefined) return picker;
  items.splice(items.indexOf(item), 1);
  items.splice(items.indexOf(neighbour) + (step === 1 ? 1 : 0), 0, item);
  return { ...picker, items, cursor: picker.cursor + step };
}
