import { facetColumns, measureOf } from '../../kit/facet-columns.ts';
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
import { dropTerm, facetLines, keepTerm, openedFacet, pivotColumns } from './facet.ts';

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
    case 'sort':
      if (measureOf(facet.tab) === null) return state;
      return put({ by: facet.by === 'count' ? 'size' : 'count', cursor: 0, top: 0, column: 0 });
    case 'enter':
      return withTerms(state, facet, keepTerm);
    case 'leave out':
      return withTerms(state, facet, dropTerm);
    case 'back': {
      const [first, second] = facet.columns;
      const isPivot = first !== undefined && second !== undefined;
      return { ...state, facet: isPivot ? openedFacet(facet.tab, [first], facet.by) : null };
    }
    default:
      return undefined;
  }
}

/** Narrows the table down by what is under the cursor; keeping a value leads to its rows, and Backspace back here. */
function withTerms(state: AppState, facet: FacetState, term: typeof keepTerm): AppState {
  const table = openTable(state);
  const line = facetLines(facet)[facet.cursor];
  const [first, second] = facet.columns;
  if (table === undefined || line === undefined || first === undefined) return state;
  const column = pivotColumns(facet)[facet.column - 1];
  const isCell = column !== undefined && second !== undefined;
  // What is left out of a pivot is one of its rows or columns: a cell alone cannot be said in a filter.
  const terms =
    term === keepTerm
      ? [term(facet.tab, first, line.value), ...(isCell ? [term(facet.tab, second, column.value)] : [])]
      : [isCell ? term(facet.tab, second, column.value) : term(facet.tab, first, line.value)];
  const before = table.filter.text.trim();
  const fresh = terms.filter((one) => !` ${before} `.includes(` ${one} `));
  const text = [before, ...fresh].filter((part) => part !== '').join(' ');
  const from = term === keepTerm ? withStep(state) : state;
  const narrowed = withTable(from, asked(table, { filter: { ...table.filter, text } }));
  const left = { ...facet, cursor: Math.max(0, facet.cursor - 1), column: 0 };
  return { ...narrowed, facet: term === keepTerm ? null : left };
}
