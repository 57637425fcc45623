import { rowOfTab } from '../../kinds/joined-rows.ts';
import { TABLES_BESIDE } from '../../kinds/tabs.ts';
import { tableHeight } from '../kit/layout.ts';
import { type AppState, openedDetail, openTable } from './app-state.ts';
import { steppedBack, withStep } from './back-stack.ts';
import type { Destination } from './destination.ts';
import { NO_FILTER, type TableFilter, type TableState } from './table.ts';
import { asked, resized, withCursor } from './table-state.ts';

/** The state with this table in the place of the one of its tab. */
export function withTable(state: AppState, table: TableState): AppState {
  return { ...state, tables: { ...state.tables, [table.tab]: table } };
}

/** Opens what a link leads to; the way back leads to where it was followed. */
export function withDestination(state: AppState, destination: Destination): AppState {
  if (destination.to === 'list') return { ...state, summary: { ...state.summary, list: destination.list } };
  if (destination.to === 'tables') return withTables(state, destination);
  const next = withView(state, destination.tab, destination.filter);
  if (destination.to === 'table') return next;
  return { ...next, detail: openedDetail(destination.tab, destination.row, true) };
}

/** Narrows every table down and opens one of them; the way back leads to all of them as they were. */
function withTables(
  state: AppState,
  { tab, text }: { readonly tab: string; readonly text: string },
): AppState {
  const filter = { ...NO_FILTER, text };
  const { backStack } = withStep(state, Object.keys(state.tables));
  const tables = Object.values(state.tables).map((table) => [table.tab, asked(table, { filter })] as const);
  return { ...withView({ ...state, tables: Object.fromEntries(tables) }, tab), backStack };
}

/** The state where the last link was followed; the grid where none was. */
export function withWayBack(state: AppState): AppState {
  const back = steppedBack(state);
  if (back === null) return withView(state, 'scan');
  const table = openTable(back);
  return table === undefined ? back : withTable(back, resized(table, tableHeight(back.size)));
}

/** True for a table that has no tab of its own but while it is open: it is left for where one came from. */
function isBeside(view: string): boolean {
  return TABLES_BESIDE.some(({ id }) => id === view);
}

/** Opens a view; `filter` replaces what narrows its table down, and the way back leads to where it is now. */
export function withView(state: AppState, view: string, filter: TableFilter | null = null): AppState {
  // What is asked for by its key is the Summary itself, also from a list behind it.
  const summary =
    view === 'summary' && state.view === view ? { ...state.summary, list: null } : state.summary;
  const next: AppState = {
    ...state,
    view,
    summary,
    backStack: filter === null && !isBeside(view) ? [] : withStep(state, [view]).backStack,
    detail: null,
    topology: { ...state.topology, open: false },
    calendar: { ...state.calendar, open: false },
    facet: null,
    deletePlan: null,
    history: null,
    cutover: null,
    differences: null,
    ask: { ...state.ask, review: null },
    input: null,
    overlay: null,
    grid: { ...state.grid, problems: false },
  };
  const table = openTable(next);
  if (table === undefined) return next;
  // What has no tab of its own is opened each time anew: it begins with its first columns.
  const opened = isBeside(view) && state.view !== view ? { ...table, columnsOff: 0 } : table;
  const wanted = filter === null ? opened : asked(opened, { filter });
  return withTable(next, resized(wanted, tableHeight(state.size)));
}

/** The state with the row at this place of the open table in full; its cursor moves there. */
export function withDetail(state: AppState, at: number): AppState {
  const table = openTable(state);
  const row = table?.order?.rows[at];
  if (table === undefined || row === undefined) return state;
  const moved = withCursor(table, at, tableHeight(state.size));
  const own = rowOfTab(table.tab, row);
  return {
    ...withTable(state, moved),
    detail: openedDetail(own.tab, own.row, state.detail?.followed ?? false),
  };
}
