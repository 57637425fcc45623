/** The way back: every link that is followed leaves the place where it was, and Backspace leads there again. */
import type { AppState, DetailState } from './app-state.ts';
import { openTable } from './app-state.ts';
import type { FacetState } from './facet.ts';
import type { TableState } from './table-state.ts';

/** A place that was left by following a link, as it was then. */
export interface Step {
  readonly view: string;
  readonly detail: DetailState | null;
  /** The table of the view; null where the view is none. */
  readonly table: TableState | null;
  /** The table that the link led to, as it was before it was narrowed down for that; null where it led to none. */
  readonly replaced: TableState | null;
  /** The tree of DataSync was in front. */
  readonly topology: boolean;
  /** The values of a column that were counted; null: rows were. */
  readonly facet: FacetState | null;
}

/** Longer ways are forgotten at their far end. */
const LONGEST_WAY = 30;

/** An order with more rows is read again on the way back: kept, a few of them would take more memory than the app. */
const MOST_ROWS_KEPT = 100_000;

/** The state with the place where it is now at the end of its way. `to`: the view that the link leads to. */
export function withStep(state: AppState, to: string | null = null): AppState {
  const { view, detail, topology, tables, facet } = state;
  const step: Step = {
    view,
    detail,
    table: keptTable(openTable(state)),
    replaced: to === null ? null : keptTable(tables[to]),
    topology: topology.open,
    facet,
  };
  return { ...state, trail: [...state.trail, step].slice(-LONGEST_WAY) };
}

function keptTable(table: TableState | undefined): TableState | null {
  if (table === undefined) return null;
  const isLong = (table.order?.rows.length ?? 0) > MOST_ROWS_KEPT;
  return isLong ? { ...table, order: null, drawn: null, rows: new Map() } : table;
}

/** The state at the place that was left last, as it was; null where there is no way back. */
export function steppedBack(state: AppState): AppState | null {
  const step = state.trail.at(-1);
  if (step === undefined) return null;
  const { view, detail, table, replaced, topology, facet } = step;
  const former = [replaced, table].flatMap((one) => (one === null ? [] : [[one.tab, one] as const]));
  return {
    ...state,
    view,
    detail,
    facet,
    tables: { ...state.tables, ...Object.fromEntries(former) },
    topology: { ...state.topology, open: topology },
    trail: state.trail.slice(0, -1),
  };
}
