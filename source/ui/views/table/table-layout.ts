import { columnsOfTab, glanceOf, usualSort } from '../../../kinds/registry.ts';
import type { Column } from '../../../model/columns.ts';
import { type ColumnLayout, layoutColumns, tableColumns } from '../../kit/table-columns.ts';
import { GUTTER } from '../../live/live-words.ts';
import type { AppState } from '../../state/app-state.ts';
import { sortKeys } from '../../state/table-state.ts';
import type { TableState } from '../../state/view-states.ts';

/** The columns of a table on screen, and the cells in front of them for what a watch says of its rows. */
export function tableLayout(
  state: AppState,
  table: TableState,
): { readonly layout: ColumnLayout; readonly indent: number } {
  const columns = tableColumns(table.tab, table.allColumns, table.columns);
  const own = sortedBesides(table, columns);
  const [key, ...others] = columns;
  const layout = layoutColumns(
    key === undefined ? [] : [key, ...own, ...others],
    state.size.columns - GUTTER,
    {
      unit: state.setting.byteUnit,
      off: table.columnsOff,
      stay: 1 + own.length,
      glance: table.columns === null && !table.allColumns ? glanceOf(table.tab) : [],
      ...(Object.keys(table.widths).length === 0 ? {} : { content: table.widths }),
      sorted: sortKeys(table).map(({ column }) => column),
    },
  );
  return { layout, indent: GUTTER };
}

/**
 * The column that somebody sorted the rows by, where it is none of those on screen: it stands behind the first one. That
 * of the usual order stays away where it was not chosen.
 */
export function sortedBesides({ tab, sort }: TableState, columns: readonly Column[]): readonly Column[] {
  if (sort === null || columns.some(({ id }) => id === sort.column)) return [];
  if (sort.column === usualSort(tab)?.column) return [];
  return columnsOfTab(tab).filter(({ id }) => id === sort.column);
}
