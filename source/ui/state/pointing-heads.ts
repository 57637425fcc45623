/** Where a click on a line of headers lands: it sorts by a column, or opens the rows of a kind. */
import { kindsOfTab } from '../../resources/registry.ts';
import { gridColumns, kindAt } from '../draw/grid.ts';
import { columnAt, layoutColumns } from '../draw/table-columns.ts';
import { tableLayout } from '../draw/table-view.ts';
import type { AppState } from './app-state.ts';
import { openTable } from './app-state.ts';
import { withView } from './changes.ts';
import { kindFacts } from './kinds.ts';
import type { Target } from './pointing.ts';
import { withSortBy } from './sorting.ts';
import { sourceColumns } from './sources.ts';

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

/** A click on the headers of the grid: opens the rows of that kind in every region. */
export function gridHeadTarget(state: AppState, cell: number): Target | null {
  const kind = state.scan === null ? undefined : kindOfCell(state, cell);
  const tab = kind === undefined ? null : kindFacts(kind).tab;
  if (kind === undefined || tab === null) return null;
  const only = kindsOfTab(tab).length > 1 ? kind : null;
  return { current: false, state: withView(state, tab, { text: '', region: null, kind: only }) };
}

function kindOfCell({ scan, size }: AppState, cell: number): string | undefined {
  return scan === null ? undefined : scan.kinds[kindAt(gridColumns(scan, size.columns), cell)];
}
