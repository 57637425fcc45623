import { requiredTerms } from '../../../store/filter/scan-filter.ts';
import { allFilters } from '../../../store/filter/write-terms.ts';
import { facetColumns } from '../../kit/facet-columns.ts';
import type { Command } from '../../kit/key-binding.ts';
import { clamp, keepInSight, tableHeight } from '../../kit/layout.ts';
import { isMovement, moved } from '../../kit/movement.ts';
import { columnName } from '../../kit/table-columns.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { withStep } from '../../state/back-stack.ts';
import type { FacetState } from '../../state/facet-state.ts';
import { withTable } from '../../state/navigation.ts';
import { filled, openedPicker, pickedItem } from '../../state/picker-state.ts';
import { asked } from '../../state/table-state.ts';
import {
  dropTerm,
  facetLines,
  facetOrders,
  keepTerm,
  keepTerms,
  openedFacet,
  pivotColumns,
} from './facet.ts';

/** The state with the list of columns to count the values of. */
export function withFacetPicker(state: AppState, kind: 'facet' | 'pivot'): AppState {
  const table = openTable(state);
  if (table === undefined || (kind === 'pivot' && state.facet === null)) return state;
  const used = kind === 'pivot' ? (state.facet?.columns.slice(0, 1) ?? []) : [];
  const items = facetColumns(table.tab, table.columns)
    .filter(({ id }) => !used.includes(id))
    .map((column) => ({ id: column.id, label: columnName(column), note: '', off: false }));
  const title = kind === 'facet' ? 'Count the values of' : 'Break them down by';
  const at = state.facet?.columns[kind === 'pivot' ? 1 : 0] ?? null;
  return { ...state, picker: filled(openedPicker(kind, title, { several: false }), items, at) };
}

/** The state after a column was taken from that list. */
export function withPickedFacet(state: AppState): AppState {
  const { picker, facet } = state;
  const item = picker === null ? undefined : pickedItem(picker);
  if (picker === null || item === undefined) return state;
  const first = facet?.columns[0];
  const columns = picker.kind === 'pivot' && first !== undefined ? [first, item.id] : [item.id];
  return withFacetOf({ ...state, picker: null }, columns);
}

/** The state with the values of one or two columns of the open table counted. */
export function withFacetOf(state: AppState, columns: readonly string[]): AppState {
  const table = openTable(state);
  return table === undefined ? state : { ...state, facet: openedFacet(table.tab, columns, state.facet?.by) };
}

/** The state after a command in a facet or pivot; undefined: it is none of theirs. */
export function afterFacetCommand(state: AppState, command: Command): AppState | undefined {
  const { facet } = state;
  if (facet === null) return undefined;
  const put = (change: Partial<FacetState>): AppState => ({ ...state, facet: { ...facet, ...change } });
  if (isMovement(command)) {
    const count = facetLines(facet).length;
    const height = tableHeight(state.size);
    const cursor = moved(command, facet.cursor, height, count);
    return put({ cursor, top: keepInSight(facet.top, cursor, height, count) });
  }
  switch (command) {
    case 'left':
    case 'right': {
      const most = pivotColumns(facet).length;
      return put({ column: clamp(facet.column + (command === 'left' ? -1 : 1), 0, most) });
    }
    case 'sort': {
      const orders = facetOrders(facet.tab);
      const by = orders[(orders.indexOf(facet.by) + 1) % orders.length] ?? 'count';
      return by === facet.by ? state : put({ by, cursor: 0, top: 0, column: 0 });
    }
    case 'mark':
      return put(markToggled(state, facet));
    case 'unmark':
      return facet.marked.size === 0 ? state : put({ marked: new Set() });
    case 'enter':
      return withTerms(state, facet, 'keep');
    case 'leave out':
      return withTerms(state, facet, 'leave out');
    case 'back': {
      const [first, second] = facet.columns;
      const isPivot = first !== undefined && second !== undefined;
      return { ...state, facet: isPivot ? openedFacet(facet.tab, [first], facet.by) : null };
    }
    default:
      return undefined;
  }
}

/** The value under the cursor marked, or no longer, and the cursor on the next one. */
function markToggled(state: AppState, facet: FacetState): Partial<FacetState> {
  const lines = facetLines(facet);
  const line = lines[facet.cursor];
  if (line === undefined) return {};
  const marked = new Set(facet.marked);
  if (!marked.delete(line.value)) marked.add(line.value);
  const cursor = Math.min(facet.cursor + 1, lines.length - 1);
  return { marked, cursor, top: keepInSight(facet.top, cursor, tableHeight(state.size), lines.length) };
}

/**
 * Narrows the table down by the marked values, else by what is under the cursor; keeping leads to the rows, and
 * Backspace back here.
 */
function withTerms(state: AppState, facet: FacetState, what: 'keep' | 'leave out'): AppState {
  const table = openTable(state);
  const terms = what === 'keep' ? keptTerms(facet) : leftOutTerms(facet);
  if (table === undefined || terms === null) return state;
  const before = table.filter.text.trim();
  const said = termTexts(before);
  const fresh = terms.filter((one) => !termTexts(one).every((term) => said.includes(term)));
  const text = allFilters([before, ...fresh]);
  const from = what === 'keep' ? withStep(state) : state;
  const narrowed = withTable(from, asked(table, { filter: { ...table.filter, text } }));
  const cursor = Math.max(0, facet.cursor - Math.max(1, facet.marked.size));
  const left = { ...facet, cursor, column: 0, marked: new Set<string | null>() };
  return { ...narrowed, facet: what === 'keep' ? null : left };
}

/** The terms that must hold of a filter, as they are written. */
function termTexts(filter: string): readonly string[] {
  return requiredTerms(filter).map(({ start, end }) => filter.slice(start, end));
}

/** The terms that keep just those rows; null where there are none that say so. */
function keptTerms(facet: FacetState): readonly string[] | null {
  const { tab, columns, marked } = facet;
  const [first, second] = columns;
  const line = facetLines(facet)[facet.cursor];
  if (first === undefined || line === undefined) return null;
  if (marked.size > 0) {
    const term = keepTerms(tab, first, [...marked]);
    return term === null ? null : [term];
  }
  const column = pivotColumns(facet)[facet.column - 1];
  const isCell = column !== undefined && second !== undefined;
  return [keepTerm(tab, first, line.value), ...(isCell ? [keepTerm(tab, second, column.value)] : [])];
}

/** What is left out of a pivot is one of its rows or columns: a cell alone cannot be said in a filter. */
function leftOutTerms(facet: FacetState): readonly string[] | null {
  const { tab, columns, marked } = facet;
  const [first, second] = columns;
  const line = facetLines(facet)[facet.cursor];
  if (first === undefined || line === undefined) return null;
  if (marked.size > 0) return [...marked].map((value) => dropTerm(tab, first, value));
  const column = pivotColumns(facet)[facet.column - 1];
  return column === undefined || second === undefined
    ? [dropTerm(tab, first, line.value)]
    : [dropTerm(tab, second, column.value)];
}
