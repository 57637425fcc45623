import { columnsOfTab } from '../../../kinds/registry.ts';
import type { Column } from '../../../model/columns.ts';
import { tableColumns } from '../../kit/table-columns.ts';
import { type AppState, keyView, openTable } from '../../state/app-state.ts';
import { sourceColumns } from '../../state/sources.ts';

/** The columns that the open list can be sorted by, those on screen first; none where no list is open. */
export function sortableColumns(state: AppState): readonly Column[] {
  const table = openTable(state);
  if (table !== undefined) {
    const shown = tableColumns(table.tab, false, table.columns);
    return [...shown, ...columnsOfTab(table.tab).filter((column) => !shown.includes(column))];
  }
  const { report } = state.summary;
  return isSources(state) && report !== null ? sourceColumns(report) : [];
}

/** True where the table of sources is open, be it under a list to pick from. */
export function isSources(state: AppState): boolean {
  return keyView({ ...state, picker: null }) === 'sources';
}
