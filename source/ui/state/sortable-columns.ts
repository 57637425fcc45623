import type { Column } from '../../model/columns.ts';
import { columnsOf, tableColumns } from '../kit/table-columns.ts';
import { type AppState, openTable } from './app-state.ts';
import { sourceColumns } from './sources.ts';

/** The columns that the open list can be sorted by, those on screen first; none where no list is open. */
export function sortableColumns(state: AppState): readonly Column[] {
  const table = openTable(state);
  if (table !== undefined) {
    const shown = tableColumns(table.tab, false, table.columns, table.many);
    return [...shown, ...columnsOf(table.tab, table.many).filter((column) => !shown.includes(column))];
  }
  const { report } = state.summary;
  return isSources(state) && report !== null ? sourceColumns(report) : [];
}

/** True where the table of sources is open, be it under a list to pick from. */
export function isSources(state: AppState): boolean {
  const { overlay, input, exportForm, topology, facet, detail, view, summary } = state;
  const isCovered = overlay !== null || input !== null || exportForm !== null || topology.open;
  return !isCovered && facet === null && detail === null && view === 'summary' && summary.sourcesOpen;
}
