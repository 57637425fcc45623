import { usualSort } from '../../kinds/registry.ts';
import type { Column } from '../../model/columns.ts';
import type { Sort } from '../../model/table-query.ts';
import { type AppState, openTable } from './app-state.ts';
import { withTable } from './navigation.ts';
import { openList, sortableColumns } from './sortable-columns.ts';
import { asked, sortKeys } from './table-state.ts';

/** Columns that a table is sorted by at most. */
const MOST_KEYS = 3;

/**
 * The state with the open list sorted by a column, the same column again the other way round; by the id of none, in
 * its usual order. `add`: to decide between rows that are equal so far.
 */
export function withSortBy(state: AppState, id: string, add = false): AppState {
  const column = sortableColumns(state).find((candidate) => candidate.id === id);
  if (column === undefined) return openTable(state) === undefined ? state : withUsualSort(state);
  return withKeys(state, nextKeys(currentKeys(state), column, add));
}

/** The state with the open list in the order that it has where nobody asks for another one. */
function withUsualSort(state: AppState): AppState {
  const usual = openTable(state) === undefined ? null : usualSort(state.view);
  return withKeys(state, usual === null ? [] : [usual]);
}

/**
 * The state with the open list sorted by a column in this direction, whatever it was sorted by; without a column in its
 * usual order, without a direction as the column gives it. `add`: as above.
 */
export function withSortChosen(
  state: AppState,
  chosen: { readonly column: string | null; readonly descending: boolean | null; readonly add: boolean },
): AppState {
  if (chosen.column === null) return withUsualSort(state);
  const column = sortableColumns(state).find(({ id }) => id === chosen.column);
  if (column === undefined) return state;
  const natural = nextSort(null, column);
  const next = { ...natural, descending: chosen.descending ?? natural.descending };
  const others = currentKeys(state).filter((key) => key.column !== column.id);
  return withKeys(state, chosen.add ? [...others.slice(0, MOST_KEYS - 1), next] : [next]);
}

/** The state with the open table sorted by these keys, a list behind the Summary by the first of them. */
function withKeys(state: AppState, keys: readonly Sort[]): AppState {
  const [sort = null, ...thenBy] = keys;
  const table = openTable(state);
  if (table !== undefined) return withTable(state, asked(table, { sort, thenBy }));
  const list = openList(state);
  if (list === null) return state;
  const { lists } = state.summary;
  const sorted = { ...lists[list], sort, cursor: 0, top: 0 };
  return { ...state, summary: { ...state.summary, lists: { ...lists, [list]: sorted } } };
}

/** The keys after a column was chosen: one in use is turned round, another takes the first or the last place. */
export function nextKeys(
  keys: readonly Sort[],
  column: Pick<Column, 'id' | 'type'>,
  add: boolean,
): readonly Sort[] {
  const [first] = keys;
  const isKey = keys.some((key) => key.column === column.id);
  if (add ? isKey : first?.column === column.id) {
    return keys.map((key) => (key.column === column.id ? nextSort(key, column) : key));
  }
  const next = nextSort(null, column);
  return add ? [...keys.slice(0, MOST_KEYS - 1), next] : [next];
}

/** The order that a column gives: amounts and times from the largest, text from A; the same again turns it round. */
export function nextSort(sort: Sort | null, column: Pick<Column, 'id' | 'type'>): Sort {
  if (sort?.column === column.id) return { column: column.id, descending: !sort.descending };
  const amounts: readonly Column['type'][] = ['integer', 'bytes', 'duration', 'money', 'instant'];
  return { column: column.id, descending: amounts.includes(column.type) };
}

/** The columns that the open list is sorted by. */
export function currentKeys(state: AppState): readonly Sort[] {
  const table = openTable(state);
  if (table !== undefined) return sortKeys(table);
  const list = openList(state);
  const sort = list === null ? null : state.summary.lists[list].sort;
  return sort === null ? [] : [sort];
}
