/** The lists behind the Summary: a line an item, sorted by any column, Enter opens the rows of one. */
import type { Column } from '../../../model/columns.ts';
import { shownValue } from '../../../model/format.ts';
import { AT_LEAST } from '../../kit/cells.ts';
import { mostColumnsOff } from '../../kit/column-scroll.ts';
import { aimed, linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import type { Command } from '../../kit/key-binding.ts';
import { clamp, keepInSight, tableHeight } from '../../kit/layout.ts';
import { moneyWithin } from '../../kit/money.ts';
import { isMovement, moved } from '../../kit/movement.ts';
import { headLine, placeWords, rowLine, titleLine } from '../../kit/table.ts';
import { type ColumnLayout, layoutColumns } from '../../kit/table-columns.ts';
import type { Piece, Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Destination } from '../../state/destination.ts';
import { type ListColumn, sortedItems } from '../../state/list-columns.ts';
import { withDestination } from '../../state/navigation.ts';
import { withSortBy } from '../../state/sorting.ts';
import type { ListState, SummaryListId } from '../../state/summary-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';

/** What a list is made of. */
export interface SummaryList<Item> {
  readonly id: SummaryListId;
  readonly title: string;
  /** What stands behind the title; first of all how many items there are. */
  readonly notes: readonly Piece[];
  readonly columns: readonly ListColumn<Item>[];
  /** In the order that they have where nobody asks for another one, and what that is called. */
  readonly items: readonly Item[];
  readonly usualOrder: string;
  /** What is said where there are none. */
  readonly none: string;
  /** Something is wrong with it. */
  readonly isMarked: (item: Item) => boolean;
  /** True where there may be more than the number in this column says; null: it is no such number. */
  readonly isShort: ((item: Item, column: string) => boolean | null) | 'never';
  readonly opens: (item: Item) => Destination | null;
}

/** The list on screen. */
export function drawSummaryList<Item>(
  state: AppState,
  theme: Theme,
  list: SummaryList<Item>,
): ClickableDrawing {
  const { size, summary } = state;
  const { sort, cursor, top, columnsOff } = summary.lists[list.id];
  const layout = layoutOf(state, list, Math.min(columnsOff, mostOff(state, list)));
  const items = sortedItems(list.items, list.columns, sort);
  const [count = ['', 'plain'], ...others] = list.notes;
  const notes: readonly Piece[] = [count, [sort === null ? list.usualOrder : 'sorted', 'plain'], ...others];
  const title = titleLine(list.title, notes, placeWords(cursor, items.length), size.columns, theme);
  const head = headLine(layout, sort === null ? [] : [sort], size.columns);
  const above = stacked<Click>([
    linesOnly([title]),
    aimed(painted(theme, [head]), (id) => () => ({ current: false, state: withSortBy(state, id) })),
  ]);
  if (items.length === 0) return stacked([above, linesOnly([` ${list.none}`])]);
  const lines = items
    .slice(top, top + tableHeight(size))
    .map((item, index) =>
      rowLine(
        layout,
        (column, room) => textOf(list, item, column, room, state),
        { selected: top + index === cursor, marked: list.isMarked(item) },
        { theme, width: size.columns },
      ),
    );
  return stacked([
    above,
    withWholeLines<Click>(linesOnly(lines), size.columns, (line) => () => ({
      current: top + line === cursor,
      state: withList(state, list.id, { cursor: top + line }),
    })),
  ]);
}

/** The value of a column as it is shown; behind numbers that may leave something out stands a mark. */
function textOf<Item>(
  { columns, isShort }: SummaryList<Item>,
  item: Item,
  column: Column,
  room: number,
  { setting }: AppState,
): string {
  const value = columns.find(({ id }) => id === column.id)?.read(item) ?? null;
  const isMoney = column.type === 'money' && typeof value === 'number';
  const text = isMoney ? moneyWithin(value, room - 1) : shownValue(column, value, setting.byteUnit);
  const short = isShort === 'never' ? null : isShort(item, column.id);
  return short === null ? text : text + (short ? AT_LEAST : ' ');
}

function layoutOf<Item>(
  { summary, size, setting }: AppState,
  { id, columns }: SummaryList<Item>,
  off: number,
): ColumnLayout<ListColumn<Item>> {
  const { sort } = summary.lists[id];
  return layoutColumns(columns, size.columns, {
    unit: setting.byteUnit,
    off,
    sorted: sort === null ? [] : [sort.column],
  });
}

/** How many columns can be scrolled off at most. */
function mostOff<Item>(state: AppState, list: SummaryList<Item>): number {
  return mostColumnsOff(list.columns.length - 2, (off) => layoutOf(state, list, off));
}

/** The state after a command in the list; undefined: it is none of its own. */
export function afterListCommand<Item>(
  state: AppState,
  command: Command,
  list: SummaryList<Item>,
): AppState | undefined {
  const { sort, cursor, top, columnsOff } = state.summary.lists[list.id];
  if (command === 'enter') {
    const item = sortedItems(list.items, list.columns, sort)[cursor];
    const to = item === undefined ? null : list.opens(item);
    return to === null ? state : withDestination(state, to);
  }
  if (isMovement(command)) {
    const height = tableHeight(state.size);
    const count = list.items.length;
    const at = moved(command, cursor, height, count);
    return withList(state, list.id, { cursor: at, top: keepInSight(top, at, height, count) });
  }
  if (command !== 'left' && command !== 'right') return undefined;
  const most = mostOff(state, list);
  return withList(state, list.id, {
    columnsOff: clamp(Math.min(columnsOff, most) + (command === 'left' ? -1 : 1), 0, most),
  });
}

function withList(state: AppState, id: SummaryListId, change: Partial<ListState>): AppState {
  const { lists } = state.summary;
  return { ...state, summary: { ...state.summary, lists: { ...lists, [id]: { ...lists[id], ...change } } } };
}
