import type { AppState } from '../state/app-state.ts';
import { askView } from './ask/ask-view.ts';
import { calendarView } from './calendar/calendar-view.ts';
import { cutoverView } from './cutover/cutover-view.ts';
import { treeView } from './datasync-tree/tree-view.ts';
import { deletePlanView } from './delete-plan/delete-plan-view.ts';
import { detailView } from './detail/detail-view.ts';
import { differencesView } from './differences/differences-view.ts';
import { exportView } from './export/export-view.ts';
import { facetView } from './facets/facet-view.ts';
import { accountsView } from './grid/accounts/accounts-view.ts';
import { problemsView } from './grid/problems-view.ts';
import { scanView } from './grid/scan-view.ts';
import { helpView } from './help/help-view.ts';
import { noteView } from './help/note-view.ts';
import { historyView } from './history/history-view.ts';
import { newScanView } from './new-scan/new-scan-view.ts';
import { pickerView } from './picker/picker-view.ts';
import { accountsFilterView } from './prompt/accounts-filter-view.ts';
import { commandView } from './prompt/command-view.ts';
import { filterView } from './prompt/filter-view.ts';
import { quitView } from './quit/quit-view.ts';
import { accountCostsView } from './summary/account-costs-view.ts';
import { sourcesView } from './summary/sources-view.ts';
import { summaryView } from './summary/summary-view.ts';
import { tableView } from './table/table-view.ts';
import { unfinishedScanView } from './unfinished-scan/unfinished-scan-view.ts';
import type { CommandName, View, Views } from './view.ts';

/** Every view, each in front of those before it. */
const ALL: readonly View[] = [
  scanView,
  summaryView,
  sourcesView,
  accountCostsView,
  tableView,
  accountsView,
  detailView,
  facetView,
  deletePlanView,
  askView,
  treeView,
  calendarView,
  cutoverView,
  historyView,
  differencesView,
  problemsView,
  pickerView,
  exportView,
  filterView,
  accountsFilterView,
  commandView,
  noteView,
  helpView,
  newScanView,
  unfinishedScanView,
  quitView,
];

/** The views. Where keys land is the last one that is open. */
export const VIEWS: Views = {
  all: ALL,
  front: (state: AppState) => ALL.findLast(({ isOpen }) => isOpen(state)) ?? scanView,
};

/** The state after what a command of another view opens; the same where it opens nothing. */
export function afterOpening(state: AppState, command: CommandName): AppState {
  const [open] = ALL.flatMap(({ opens }) => (opens === 'none' ? [] : (opens[command] ?? [])));
  return open === undefined ? state : open(state);
}
