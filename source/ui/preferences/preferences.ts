/** What the app remembers between runs: how each table was looked at, what was typed, and which accounts were picked. */

import { usualSort } from '../../kinds/registry.ts';
import { TABLES } from '../../kinds/tabs.ts';
import type { Sort } from '../../model/table-query.ts';
import { columnsOf } from '../kit/table-columns.ts';
import type { LastAccounts } from '../state/accounts-state.ts';
import type { AppState } from '../state/app-state.ts';

/** How a table was looked at. */
export interface ViewPreferences {
  /** Null: in its usual order. */
  readonly sort: Sort | null;
  readonly thenBy: readonly Sort[];
  /** Ids of the columns in their order; null: the usual ones. */
  readonly columns: readonly string[] | null;
  readonly allColumns: boolean;
}

/** Everything that is remembered. */
export interface Preferences {
  /** By tab. */
  readonly views: Readonly<Record<string, ViewPreferences>>;
  readonly commands: readonly string[];
  readonly filters: readonly string[];
  readonly accounts: LastAccounts;
}

/** Nothing yet. */
export const NO_PREFERENCES: Preferences = { views: {}, commands: [], filters: [], accounts: {} };

/** What is to be remembered of a state. */
export function preferencesOf({ tables, commands, filters, lastAccounts, setting }: AppState): Preferences {
  const views = Object.entries(tables).map(([tab, { sort, thenBy, columns, allColumns }]) => {
    // What the configuration says is not remembered: it may say something else the next time.
    const own = columns?.join() === setting.columns[tab]?.join() ? null : columns;
    return [tab, { sort: isUsual(tab, sort, thenBy) ? null : sort, thenBy, columns: own, allColumns }];
  });
  return { views: Object.fromEntries(views), commands, filters, accounts: lastAccounts };
}

/** True where a table is in its usual order, which may be another one the next time. */
function isUsual(tab: string, sort: Sort | null, thenBy: readonly Sort[]): boolean {
  const usual = usualSort(tab);
  const isSame = sort?.column === usual?.column && sort?.descending === usual?.descending;
  return isSame && thenBy.length === 0;
}

/** The state as it was left, so far as it still makes sense. */
export function withPreferences(
  state: AppState,
  { views, commands, filters, accounts }: Preferences,
): AppState {
  const tables = Object.entries(state.tables).map(([tab, table]) => {
    const view = views[tab];
    if (view === undefined) return [tab, table];
    const { sort, columns } = view;
    return [tab, { ...table, ...view, sort: sort ?? table.sort, columns: columns ?? table.columns }];
  });
  return { ...state, tables: Object.fromEntries(tables), commands, filters, lastAccounts: accounts };
}

/** The preferences without columns and tabs that there no longer are, and a line for each table that lost some. */
export function checkedPreferences(preferences: Preferences): {
  readonly preferences: Preferences;
  readonly faults: readonly string[];
} {
  const faults: string[] = [];
  const views = Object.entries(preferences.views).flatMap(([tab, view]) => {
    const title = TABLES.find(({ id }) => id === tab)?.title;
    if (title === undefined) return [];
    const known = new Set(columnsOf(tab, true).map(({ id }) => id));
    const keys = view.sort === null ? [] : [view.sort, ...view.thenBy];
    const named = [...(view.columns ?? []), ...keys.map(({ column }) => column)];
    const gone = [...new Set(named.filter((id) => !known.has(id)))];
    if (gone.length > 0) {
      const are = gone.length === 1 ? 'is no column' : 'are no columns';
      faults.push(`${title}: ${gone.join(', ')} ${are} any more; left out of what was saved`);
    }
    const [sort = null, ...thenBy] = keys.filter(({ column }) => known.has(column));
    const columns = view.columns?.filter((id) => known.has(id)) ?? [];
    return [[tab, { ...view, sort, thenBy, columns: columns.length === 0 ? null : columns }] as const];
  });
  return { preferences: { ...preferences, views: Object.fromEntries(views) }, faults };
}
