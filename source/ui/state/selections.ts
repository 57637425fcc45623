/** Parts of a table's rows, to be written or planned with. */
import type { ExportSelection } from '../../export/export-request.ts';
import { ALL_SNAPSHOTS } from '../../kinds/snapshots/all-snapshots.ts';
import { formatCount } from '../../model/format.ts';
import { chosenRows } from './marks.ts';
import { NO_FILTER, type TableState } from './table.ts';
import { queryOf } from './table-state.ts';
import { filterWords, tableTitle } from './table-words.ts';

/** The rows that a table lists, in their order. */
export function listedSelection(table: TableState): ExportSelection {
  return { query: queryOf(table), words: listedWords(table) };
}

/** Its marked rows; without marks the one under the cursor. */
export function markedSelection(table: TableState): ExportSelection {
  return { query: queryOf(table), rows: chosenRows(table), words: markedWords(table) };
}

/** What a table lists, in words. */
export function listedWords({ order, filter, tab }: TableState): string {
  const kinds = titleOf(tab);
  const words = [filter.kind ?? '', filterWords(filter)].filter((word) => word !== '');
  const narrowed = words.length === 0 ? '' : `, filter ${words.join(' ')}`;
  if (order === null) return `${kinds}${narrowed}`;
  const of = order.rows.length === order.total ? '' : ` of ${formatCount(order.total)}`;
  return `${formatCount(order.rows.length)}${of} ${kinds}${narrowed}`;
}

/** What is marked in it, in words. */
export function markedWords({ marked, tab }: TableState): string {
  return `${formatCount(marked.size)} marked ${titleOf(tab)}`;
}

function titleOf(tab: string): string {
  if (tab === ALL_SNAPSHOTS.id) return 'snapshots';
  return tableTitle({ tab, filter: NO_FILTER });
}
