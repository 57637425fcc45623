import type { KeptScan } from '../../../model/kept-scan.ts';
import { typedInto } from '../../kit/line.ts';
import { commandContext } from '../../palette/command-context.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import type { InputState } from '../../state/input-state.ts';
import { withTable } from '../../state/navigation.ts';
import type { Order } from '../../state/table.ts';
import { asked } from '../../state/table-state.ts';
import { commandCompletion } from './command-line.ts';
import { cursorUnits, parsedFilter, withHints, withLine } from './input.ts';
import { appliedText, termBeingTyped, withoutTerm } from './term-being-typed.ts';

/** The state with the typed line changed; a filter that is understood narrows its table down at once. */
export function withInput(state: AppState, input: InputState): AppState {
  if (input.kind === 'command') return { ...state, input: withCommandHints(state, input) };
  if (input.kind === 'accounts')
    return {
      ...state,
      input,
      accounts: { ...state.accounts, filter: input.line.text, kept: null, row: 0, top: 0 },
    };
  const table = openTable(state);
  if (table === undefined) return { ...state, input };
  const { text } = input.line;
  const parsed = parsedFilter(table.tab, text);
  if ('error' in parsed) return { ...state, input: { ...input, fault: parsed.error } };
  const applied = appliedText(table.tab, input);
  const barren = applied === text ? null : input.barren;
  return withFilterText({ ...state, input: { ...input, fault: null, barren } }, applied);
}

/** The state after text was typed into the line that is open. */
export function withTyped(state: AppState, text: string): AppState {
  const { input } = state;
  return input === null ? state : withInput(state, withLine(input, typedInto(input.line, text)));
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
  const term = termBeingTyped(query.tab, input);
  if (term === null || query.filter !== text.trim()) return null;
  const barren = text.slice(0, term.end);
  return withFilterText({ ...state, input: { ...input, barren } }, withoutTerm(text, term));
}

function withCommandHints(state: AppState, input: InputState): InputState {
  if (input.hints !== null) return input;
  const { line } = input;
  const { start, end, suggestions } = commandCompletion(line.text, cursorUnits(line), commandContext(state));
  return withHints(input, { line, start, end, suggestions, taken: null });
}

/** So many scans before the newest are named by how far they lie back. */
const MOST_BACK = 3;

/** The state with what kept scans are called: those that have names by them, the newest by their place, all by their ids. */
export function withScanNames(state: AppState, scans: readonly KeptScan[]): AppState {
  const readable = scans.filter(({ scan }) => scan !== null);
  const back = Array.from(
    { length: Math.min(MOST_BACK, readable.length - 1) },
    (_, index) => `last~${index + 1}`,
  );
  const names = readable.flatMap(({ scan }) => scan?.name ?? []);
  const ids = readable.flatMap(({ id }) => id ?? []);
  const named = { ...state, scanNames: [...back, ...names, ...ids] };
  const { input } = state;
  return input?.kind === 'command' ? withInput(named, { ...input, hints: null }) : named;
}
