/** How wide the columns of a table are, by what stands in them: they only get wider, so that nothing jumps. */
import type { Column } from '../../../model/columns.ts';
import type { TableRow } from '../../../model/table-query.ts';
import { tableColumns, WIDEST } from '../../kit/table-columns.ts';
import { textWidth } from '../../kit/text.ts';
import { isUnderWay } from '../../live/transfer.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { withTable } from '../../state/navigation.ts';
import type { TableState } from '../../state/table.ts';
import { cellText } from './cell-text.ts';
import { sortedBesides } from './table-layout.ts';

/** The state with the columns of the open table wide enough for the rows that came; `before`: the state they came to. */
export function withColumnWidths(before: AppState, after: AppState): AppState {
  const table = openTable(after);
  const known = table === undefined ? undefined : before.tables[table.tab];
  if (table === undefined || table === known) return after;
  const isSameView = known !== undefined && sameColumns(known, table) && before.live === after.live;
  if (isSameView && known.rows === table.rows) return after;
  const rows = [...table.rows].flatMap(([number, row]) =>
    row === null || (isSameView && known.rows.get(number) === row) ? [] : [row],
  );
  const widths = widened(table, rows, after);
  return widths === table.widths ? after : withTable(after, { ...table, widths });
}

function sameColumns(one: TableState, other: TableState): boolean {
  return (
    one.columns === other.columns &&
    one.allColumns === other.allColumns &&
    one.sort?.column === other.sort?.column
  );
}

function widened(table: TableState, rows: readonly TableRow[], state: AppState): TableState['widths'] {
  const wider: Record<string, number> = {};
  for (const column of measured(table)) {
    const width = widest(column, rows, state);
    if (width > (table.widths[column.id] ?? -1)) wider[column.id] = width;
  }
  return Object.keys(wider).length === 0 ? table.widths : { ...table.widths, ...wider };
}

/** The columns on screen, those that are scrolled off too, and the one that the rows are sorted by. */
function measured(table: TableState): readonly Column[] {
  const onScreen = tableColumns(table.tab, table.allColumns, table.columns, table.many);
  return [...onScreen, ...sortedBesides(table, onScreen)];
}

function widest(column: Column, rows: readonly TableRow[], state: AppState): number {
  let width = 0;
  for (const row of rows) {
    // What moves fills the room that it is given.
    const room = isUnderWay(row) ? column.width : WIDEST;
    width = Math.max(width, textWidth(cellText(row, column, room, state)));
  }
  return Math.min(width, WIDEST);
}
