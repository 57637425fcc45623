import { remembered } from '../kit/history.ts';
import { targetAt } from '../screen/draw-screen.ts';
import { type AppState, openTable } from '../state/app-state.ts';
import type { AppEvent } from '../state/events.ts';
import { withTable } from '../state/navigation.ts';
import { withSortChosen } from '../state/sorting.ts';
import { NO_FILTER } from '../state/table.ts';
import { asked } from '../state/table-state.ts';
import { facetLines } from '../views/facets/facet.ts';
import { withFacetOf } from '../views/facets/facet-commands.ts';
import { withHints } from '../views/prompt/input.ts';
import { withInput } from '../views/prompt/prompt-changes.ts';

/** What was typed, clicked or chosen, and what was counted or looked up for it. */
export type ChoiceEvent = Extract<
  AppEvent,
  {
    type:
      | 'note opened'
      | `facet ${string}`
      | 'mouse chosen'
      | 'clicked'
      | 'theme chosen'
      | 'ground told'
      | 'filter chosen'
      | 'sort chosen'
      | 'line closed'
      | 'hints arrived'
      | 'region chosen';
  }
>;

/** The state after such an event. */
export function afterChoice(state: AppState, event: ChoiceEvent): AppState {
  switch (event.type) {
    case 'note opened': {
      const { title, lines, copy } = event;
      return { ...state, overlay: { kind: 'note', title, lines, copy } };
    }
    case 'sort chosen':
      return withSortChosen({ ...state, detail: null, facet: null }, event);
    case 'facet chosen':
      return withFacetOf({ ...state, detail: null }, [event.column]);
    case 'facet arrived':
    case 'facet failed':
      return afterFacet(state, event);
    case 'mouse chosen':
      return { ...state, mouse: event.on };
    case 'clicked':
      return targetAt(state, event)?.state ?? state;
    case 'theme chosen':
      return { ...state, theme: event.theme };
    case 'ground told':
      return { ...state, ground: event.ground };
    case 'filter chosen':
      return afterFilter(state, event.text);
    case 'line closed':
      return afterLine(state, event.command);
    case 'hints arrived':
      return state.input === null ? state : withInput(state, withHints(state.input, event.hints));
    case 'region chosen':
      return afterRegion(state, event.region);
  }
}

function afterFacet(
  state: AppState,
  event: Extract<AppEvent, { type: 'facet arrived' | 'facet failed' }>,
): AppState {
  const { facet } = state;
  if (facet === null || facet.columns.join() !== event.of.columns.join()) return state;
  const { report, error } =
    event.type === 'facet arrived' ? { ...event, error: null } : { ...event, report: null };
  const next = { ...facet, report, error, counted: event.of.query };
  const cursor = Math.min(facet.cursor, Math.max(0, facetLines(next).length - 1));
  return { ...state, facet: { ...next, cursor, top: Math.min(facet.top, cursor) } };
}

function afterLine(state: AppState, command: string | null): AppState {
  return { ...state, input: null, commands: remembered(state.commands, command ?? '') };
}

function afterFilter(state: AppState, text: string): AppState {
  const table = openTable(state);
  if (table === undefined) return state;
  const closed = { ...state, detail: null, facet: null, filters: remembered(state.filters, text) };
  const filter = text.trim() === '' ? NO_FILTER : { ...table.filter, text };
  return withTable(closed, asked(table, { filter }));
}

function afterRegion(state: AppState, region: string | null): AppState {
  const table = openTable(state);
  if (table === undefined) return state;
  return withTable({ ...state, detail: null }, asked(table, { filter: { ...table.filter, region } }));
}
