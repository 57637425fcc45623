/** The way back: every link that is followed leaves the place where it was, and Backspace leads there again. */
import { type AppState, openTable } from './app-state.ts';
import type { Step } from './step.ts';
import type { TableState } from './table.ts';

/** Longer ways are forgotten at their far end. */
const LONGEST_WAY = 30;

/** An order with more rows is read again on the way back: kept, a few of them would take more memory than the app. */
const MOST_ROWS_KEPT = 100_000;

/** The state with the place where it is now at the end of its way. `to`: the views that the link changes. */
export function withStep(state: AppState, to: readonly string[] = []): AppState {
  const { view, detail, topology, calendar, tables, facet } = state;
  const step: Step = {
    view,
    detail,
    table: keptTable(openTable(state)),
    replaced: to.flatMap((id) => keptTable(tables[id]) ?? []),
    topology: topology.open,
    calendar: calendar.open,
    facet,
  };
  return { ...state, backStack: [...state.backStack, step].slice(-LONGEST_WAY) };
}

function keptTable(table: TableState | undefined): TableState | null {
  if (table === undefined) return null;
  const isLong = (table.order?.rows.length ?? 0) > MOST_ROWS_KEPT;
  return isLong ? { ...table, order: null, drawn: null, rows: new Map() } : table;
}

/** The state at the place that was left last, as it was; null where there is no way back. */
export function steppedBack(state: AppState): AppState | null {
  const step = state.backStack.at(-1);
  if (step === undefined) return null;
  const { view, detail, table, replaced, topology, calendar, facet } = step;
  const former = [...replaced, ...(table === null ? [] : [table])].map((one) => [one.tab, one] as const);
  return {
    ...state,
    view,
    detail,
    facet,
    tables: { ...state.tables, ...Object.fromEntries(former) },
    topology: { ...state.topology, open: topology },
    calendar: { ...state.calendar, open: calendar },
    backStack: state.backStack.slice(0, -1),
  };
}
