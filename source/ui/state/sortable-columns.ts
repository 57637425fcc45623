import type { Column } from '../../model/columns.ts';
import { columnsOf, tableColumns } from '../kit/table-columns.ts';
import { ACCOUNT_COST_COLUMNS } from './account-costs.ts';
import { type AppState, openTable } from './app-state.ts';
import { sourceColumns } from './sources.ts';
import type { SummaryListId } from './summary-state.ts';

/** The columns that the open list can be sorted by, those on screen first; none where no list is open. */
export function sortableColumns(state: AppState): readonly Column[] {
  const table = openTable(state);
  if (table !== undefined) {
    const shown = tableColumns(table.tab, false, table.columns, table.many);
    return [...shown, ...columnsOf(table.tab, table.many).filter((column) => !shown.includes(column))];
  }
  const { report } = state.summary;
  const list = openList(state);
  if (list === null || report === null) return [];
  return list === 'sources' ? sourceColumns(report) : ACCOUNT_COST_COLUMNS;
}

/** The list behind the Summary that is open, be it under a list to pick from. */
export function openList(state: AppState): SummaryListId | null {
  const { overlay, input, exportForm, topology, calendar, facet, detail, view, summary } = state;
  const isCovered =
    overlay !== null || input !== null || exportForm !== null || topology.open || calendar.open;
  return !isCovered && facet === null && detail === null && view === 'summary' ? summary.list : null;
}
