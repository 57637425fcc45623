import { usualSort } from '../../../kinds/registry.ts';
import type { Column } from '../../../model/columns.ts';
import { mostColumnsOff } from '../../kit/column-scroll.ts';
import {
  type ColumnLayout,
  columnsOf,
  glanceIds,
  layoutColumns,
  tableColumns,
} from '../../kit/table-columns.ts';
import { GUTTER } from '../../live/live-words.ts';
import type { AppState } from '../../state/app-state.ts';
import type { TableFilter, TableState } from '../../state/table.ts';
import { sortKeys } from '../../state/table-state.ts';

/** The columns of a table on screen, and the cells in front of them for what a watch says of its rows. */
export function tableLayout(
  state: AppState,
  table: TableState,
): { readonly layout: ColumnLayout; readonly indent: number; readonly hasBar: boolean } {
  const off = columnsOffOf(state, table);
  const layout = layoutAt(state, table, off);
  const beside = layoutAt(state, table, off, BAR);
  const hasBar = isAsWide(layout, beside);
  return { layout: hasBar ? beside : layout, indent: GUTTER, hasBar };
}

/** The cell of the bar at the right edge, which says where the rows in sight are among all: where no column is cut for it. */
const BAR = 1;

function isAsWide(one: ColumnLayout, other: ColumnLayout): boolean {
  return (
    one.columns.length === other.columns.length &&
    one.columns.every(({ column, width }, index) => {
      const beside = other.columns[index];
      return beside?.column.id === column.id && beside.width === width;
    })
  );
}

/** How many columns of a table are scrolled off at the left, no more than bring the last one into sight. */
export function columnsOffOf(state: AppState, table: TableState): number {
  return table.columnsOff === 0 ? 0 : Math.min(table.columnsOff, mostOff(state, table));
}

/** As before, after the columns were scrolled a place on. */
export function columnsOffAfter(state: AppState, table: TableState, step: -1 | 1): number {
  const off = columnsOffOf(state, table) + step;
  return step < 0 ? Math.max(0, off) : Math.min(off, mostOff(state, table));
}

function mostOff(state: AppState, table: TableState): number {
  const scrollable = columnsOnScreen(table).length - 1;
  return mostColumnsOff(scrollable - 1, (off) => layoutAt(state, table, off));
}

/** The columns of a table; without the region where the title names the only one and nobody asked for the column. */
function columnsOnScreen({ tab, allColumns, columns, filter, sort, many }: TableState): readonly Column[] {
  const all = tableColumns(tab, allColumns, columns, many);
  const isNamed = isOneRegion(filter) && columns === null && !allColumns && sort?.column !== REGION;
  return isNamed ? all.filter(({ id }) => id !== REGION) : all;
}

const REGION = 'region';

/** True where a filter leaves the rows of one region: by its place, or by a term that names it whole. */
function isOneRegion({ region, text }: TableFilter): boolean {
  return region !== null || /(?:^|\s)region[:=][a-z]+(?:-[a-z]+)+-\d+(?:\s|$)/.test(text);
}

function layoutAt(state: AppState, table: TableState, off: number, beside = 0): ColumnLayout {
  const columns = columnsOnScreen(table);
  const own = sortedBesides(table, columns);
  const [key, ...others] = columns;
  return layoutColumns(
    key === undefined ? [] : [key, ...own, ...others],
    state.size.columns - GUTTER - beside,
    {
      unit: state.setting.byteUnit,
      off,
      stay: 1 + own.length,
      glance: table.columns === null && !table.allColumns ? glanceIds(table.tab, table.many) : [],
      ...(Object.keys(table.widths).length === 0 ? {} : { content: table.widths }),
      sorted: sortKeys(table).map(({ column }) => column),
    },
  );
}

/**
 * The column that somebody sorted the rows by, where it is none of those on screen: it stands behind the first one. That
 * of the usual order stays away where it was not chosen.
 */
export function sortedBesides(
  { tab, sort, many }: TableState,
  columns: readonly Column[],
): readonly Column[] {
  if (sort === null || columns.some(({ id }) => id === sort.column)) return [];
  if (sort.column === usualSort(tab)?.column) return [];
  return columnsOf(tab, many).filter(({ id }) => id === sort.column);
}
