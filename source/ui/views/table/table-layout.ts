import { type ColumnLayout, layoutColumns, tableColumns } from '../../kit/table-columns.ts';
import { GUTTER, gutterOf } from '../../live/live-words.ts';
import type { AppState } from '../../state/app-state.ts';
import type { TableState } from '../../state/view-states.ts';

/** The columns of a table on screen, and the cells in front of them for what a watch says of its rows. */
export function tableLayout(
  state: AppState,
  table: TableState,
): { readonly layout: ColumnLayout; readonly indent: number } {
  const indent = gutterOf(state, table.tab) === null ? 0 : GUTTER;
  const columns = tableColumns(table.tab, table.allColumns, table.columns);
  const room = state.size.columns - indent;
  return { layout: layoutColumns(columns, table.columnsOff, room, state.setting.byteUnit), indent };
}
