import { columnAt, layoutColumns } from '../../kit/table-columns.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { sourceColumns } from '../../state/sources.ts';
import type { Target } from '../../state/target.ts';
import { tableLayout } from './draw-table.ts';
import { withSortBy } from './sorting.ts';

/** A click on the headers of the open table, or of the sources: sorts by that column, once more the other way round. */
export function headTarget(state: AppState, cell: number): Target | null {
  const id = columnIdAt(state, cell);
  return id === undefined ? null : { current: false, state: withSortBy(state, id) };
}

function columnIdAt(state: AppState, cell: number): string | undefined {
  const table = openTable(state);
  if (table !== undefined) {
    const { layout, indent } = tableLayout(state, table);
    return columnAt(layout, cell - indent)?.id;
  }
  const { report, sources } = state.summary;
  if (report === null) return undefined;
  const { columns } = state.size;
  const layout = layoutColumns(sourceColumns(report), sources.columnsOff, columns, state.setting.byteUnit);
  return columnAt(layout, cell)?.id;
}
