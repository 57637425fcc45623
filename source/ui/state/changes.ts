import type { AppState } from './app-state.ts';
import { openedDetail, openTable } from './app-state.ts';
import { commandCompletion } from './command-line.ts';
import { surroundings } from './command-surroundings.ts';
import type { Destination } from './destination.ts';
import { gridFitted, scanLayout } from './grid.ts';
import { cursorUnits, type InputState, parsedFilter, withHints } from './input.ts';
import { tableHeight } from './layout.ts';
import { problemsOf } from './problems.ts';
import { asked, type Order, resized, type TableFilter, type TableState } from './table-state.ts';
import { steppedBack, withStep } from './trail.ts';
import { appliedText, unfinishedTerm, withoutTerm } from './unfinished-term.ts';

/** The state with this table in the place of the one of its tab. */
export function withTable(state: AppState, table: TableState): AppState {
  return { ...state, tables: { ...state.tables, [table.tab]: table } };
}

/** The state with the typed line changed; a filter that is understood narrows its table down at once. */
export function withInput(state: AppState, input: InputState): AppState {
  if (input.kind === 'command') return { ...state, input: withCommandHints(state, input) };
  const table = openTable(state);
  if (table === undefined) return { ...state, input };
  const { text } = input.line;
  const parsed = parsedFilter(table.tab, text);
  if ('error' in parsed) return { ...state, input: { ...input, fault: parsed.error } };
  const applied = appliedText(table.tab, input);
  const barren = applied === text ? null : input.barren;
  return withFilterText({ ...state, input: { ...input, fault: null, barren } }, applied);
}

/** The state with the open table narrowed down by this text, which was understood. */
export function withFilterText(state: AppState, text: string): AppState {
  const table = openTable(state);
  if (table === undefined || text.trim() === table.filter.text.trim()) return state;
  return withTable(state, asked(table, { filter: { ...table.filter, text } }));
}

/**
 * The state after no row was found for a filter that is being typed, its term at the cursor unfinished: the table goes
 * on with the other terms. Null: what was found is to be shown.
 */
export function withBarrenTerm(state: AppState, { rows, total, query, partial }: Order): AppState | null {
  const { input } = state;
  if (input?.kind !== 'filter' || query.tab !== state.view || partial) return null;
  if (rows.length > 0 || total === 0 || input.fault !== null) return null;
  const { text } = input.line;
  const term = unfinishedTerm(query.tab, input);
  if (term === null || query.filter !== text.trim()) return null;
  const barren = text.slice(0, term.end);
  return withFilterText({ ...state, input: { ...input, barren } }, withoutTerm(text, term));
}

function withCommandHints(state: AppState, input: InputState): InputState {
  if (input.hints !== null) return input;
  const { line } = input;
  const { start, end, suggestions } = commandCompletion(line.text, cursorUnits(line), surroundings(state));
  return withHints(input, { line, start, end, suggestions, taken: null });
}

/** The Scan view with its cursor where regions and kinds are, and in sight. */
export function withFittedGrid(state: AppState): AppState {
  if (state.scan === null) return state;
  const { regions } = scanLayout(state.scan, problemsOf(state.scan, state.now), state.size);
  const grid = gridFitted(state.grid, state.scan, regions);
  const same =
    grid.row === state.grid.row && grid.column === state.grid.column && grid.top === state.grid.top;
  return same ? state : { ...state, grid };
}

/** Opens what a link leads to; the way back leads to where it was followed. */
export function withDestination(state: AppState, destination: Destination): AppState {
  if (destination.to === 'sources') return { ...state, summary: { ...state.summary, sourcesOpen: true } };
  const next = withView(state, destination.tab, destination.filter);
  if (destination.to === 'table') return next;
  return { ...next, detail: openedDetail(destination.tab, destination.row, true) };
}

/** The state where the last link was followed; the grid where none was. */
export function withWayBack(state: AppState): AppState {
  const back = steppedBack(state);
  if (back === null) return withView(state, 'scan');
  const table = openTable(back);
  return table === undefined ? back : withTable(back, resized(table, tableHeight(back.size)));
}

/** Opens a view; `filter` replaces what narrows its table down, and the way back leads to where it is now. */
export function withView(state: AppState, view: string, filter: TableFilter | null = null): AppState {
  const next: AppState = {
    ...state,
    view,
    trail: filter === null ? [] : withStep(state, view).trail,
    detail: null,
    topology: { ...state.topology, open: false },
    facet: null,
    input: null,
    overlay: null,
    grid: { ...state.grid, problems: view === 'scan' && state.view === 'scan' && state.grid.problems },
  };
  const table = openTable(next);
  if (table === undefined) return next;
  const wanted = filter === null ? table : asked(table, { filter });
  return withTable(next, resized(wanted, tableHeight(state.size)));
}
