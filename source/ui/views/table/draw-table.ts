import { unfinishedNotes } from '../../../analysis/shortfall.ts';
import { datasyncExecution } from '../../../kinds/datasync/datasync-execution.ts';
import { columnsOfTab } from '../../../kinds/registry.ts';
import { SOURCES_TAB } from '../../../kinds/sources/source-columns.ts';
import { isOfTable, servicesOff } from '../../../kinds/tables.ts';
import { type CellState, isFinal, isProblem, type ScanState } from '../../../model/cell.ts';
import type { Column } from '../../../model/columns.ts';
import { formatCount } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { AT_LEAST } from '../../kit/cells.ts';
import { aimed, linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import { tableHeight } from '../../kit/layout.ts';
import { headLine, placeWords, rowLine, sortMark, titleLine } from '../../kit/table.ts';
import { columnName } from '../../kit/table-columns.ts';
import { cut, wrap } from '../../kit/text.ts';
import type { Piece, Theme } from '../../kit/theme.ts';
import { gutterOf, liveTitleNotes } from '../../live/live-words.ts';
import type { AppState } from '../../state/app-state.ts';
import { withTable } from '../../state/navigation.ts';
import { cellsOfTab, cellsOfTable, isShortTable } from '../../state/scan-totals.ts';
import { withSortBy } from '../../state/sorting.ts';
import { type Drawn, NO_FILTER, type Order, type TableFilter, type TableState } from '../../state/table.ts';
import { isFiltered, queryOf, sameQuery, sortKeys, withCursor } from '../../state/table-state.ts';
import { filterWords, tableTitle } from '../../state/table-words.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { cellText } from './cell-text.ts';
import { scrollBar, shownShares } from './row-looks.ts';
import { protectionNotes } from './table-amounts.ts';
import { tableLayout } from './table-layout.ts';

/** From so many cells on a title has room for counts before what narrows its rows down. */
const WIDE = 110;

/** The view of one table: title, headers, and the rows that are in sight or what there is to say instead. */
export function drawTable(state: AppState, table: TableState, theme: Theme): ClickableDrawing {
  const { columns: width } = state.size;
  const height = tableHeight(state.size);
  const gutter = gutterOf(state, table.tab);
  const { layout, indent, hasBar } = tableLayout(state, table);
  const { drawn } = table;
  const count = table.order?.rows.length ?? 0;
  const title = titleLine(
    tableTitle(table),
    titleNotes(state, table),
    placeWords(table.cursor, count),
    width,
    theme,
  );
  const top = stacked<Click>([
    linesOnly([title]),
    aimed(painted<string>(theme, [headLine(layout, sortKeys(table), width, indent)]), (id) => () => ({
      current: false,
      state: withSortBy(state, id),
    })),
  ]);
  if (table.error !== null || drawn === null || drawn.order.rows.length === 0) {
    const words = emptyWords(state, table).flatMap((line) => wrap(line, width - 2));
    return stacked([top, linesOnly(words.slice(0, height).map((line) => ` ${line}`))]);
  }
  const shown = drawn.order.rows.subarray(drawn.top, drawn.top + height);
  const cursorRow = table.order?.rows[table.cursor];
  const sorted = new Set(sortKeys(table).map(({ column }) => column));
  const ofSorted = { ...state, isSorted: true };
  const share = shownShares(table, shown);
  const ends = hasBar ? scrollBar(drawn.top, height, drawn.order.rows.length) : null;
  const lines = Array.from(shown, (number, line) => {
    const row = table.rows.get(number);
    if (row === undefined || row === null) return ' (this row is being read again)';
    const look = {
      selected: number === cursorRow,
      marked: row.problem !== null,
      chosen: table.marked.has(number),
      gutter: gutter(number),
      share: (column: Column) => share(row, column),
      ...(ends === null ? {} : { end: ends(line) }),
    };
    const text = (column: Column, cells: number) =>
      cellText(row, column, cells, sorted.has(column.id) ? ofSorted : state);
    return rowLine(layout, text, look, {
      theme,
      width,
    });
  });
  const rows = withWholeLines<Click>(linesOnly(lines), width, (line) => onRow(state, table, drawn, line));
  return stacked([top, rows]);
}

/** A click on a row that is drawn: the cursor goes to its place in the order, be that a newer one than is drawn. */
function onRow(state: AppState, table: TableState, drawn: Drawn, line: number): Click | undefined {
  const at = drawn.top + line;
  const number = drawn.order.rows[at];
  if (table.order === null || number === undefined) return undefined;
  const place = drawn.order === table.order ? at : table.order.rows.indexOf(number);
  if (place < 0) return undefined;
  return () => ({
    current: place === table.cursor && table.cursorRow !== null,
    state: withTable(state, withCursor(table, place, tableHeight(state.size))),
  });
}

function titleNotes(state: AppState, table: TableState): readonly Piece[] {
  const { order, filter } = table;
  const cells = state.scan === null ? [] : cellsOfTable(state.scan, table.tab, filter);
  const words = filterWords(filter);
  const sorted = sortWords(table);
  const counts = protectionNotes(table);
  const isWide = state.size.columns >= WIDE;
  const isOfAll = state.allRunsOf !== null && table.tab === datasyncExecution.tab;
  return [
    [order === null ? 'reading' : countWords(state, table, order), 'plain'],
    ...(isOfAll ? [['of all kept scans', 'accent'] as const] : []),
    ...(isWide ? counts : []),
    ...unfinishedNotes(cells).map((note): Piece => [note, 'warning']),
    ...liveTitleNotes(state, table.tab),
    ...(table.marked.size === 0 ? [] : [[`${formatCount(table.marked.size)} marked`, 'accent'] as const]),
    ...(words === '' ? [] : [[`filter ${words}`, 'tab'] as const]),
    // Where there is little room, why there may be more and what is listed at all come first.
    ...(isWide ? [] : counts),
    ...(sorted === '' ? [] : [[`sorted by ${sorted}`, 'plain'] as const]),
  ];
}

function sortWords(table: TableState): string {
  const columns = columnsOfTab(table.tab);
  return sortKeys(table)
    .map((key) => {
      const column = columns.find(({ id }) => id === key.column);
      return `${column === undefined ? key.column : columnName(column)} ${sortMark(key)}`;
    })
    .join(', ');
}

/** How many rows there are, and of how many; what is asked for and not yet there says so. */
function countWords({ scan }: AppState, table: TableState, order: Order): string {
  const text = (count: number, filter: TableFilter) =>
    `${formatCount(count)}${isShortTable(scan, table.tab, filter) ? AT_LEAST : ''}`;
  const shown = text(order.rows.length, table.filter);
  const isAll = order.rows.length === order.total;
  const counts = isAll ? shown : `${shown} of ${text(order.total, NO_FILTER)}`;
  return !order.partial && sameQuery(order.query, queryOf(table)) ? counts : `${counts}, reading`;
}

/** What to say instead of rows, and what can be done. */
function emptyWords(state: AppState, table: TableState): readonly string[] {
  const { scan } = state;
  if (table.error !== null) {
    return [
      `The scan file could not be read: ${table.error}`,
      'Sort, filter or open the view again to try once more.',
    ];
  }
  if (scan === null) return ['No scan yet. Ctrl-R starts one.'];
  if (!scan.kinds.some((kind) => isOfTable(kind, table.tab))) {
    return [`${tableTitle(table)} are not part of this scan: it was started with other kinds (--kind).`];
  }
  if (table.order === null)
    return scan.stage === 'identifying' ? ['Waiting for the scan to begin.'] : ['Reading...'];
  if (isFiltered(table.filter) && table.order.total > 0) return noMatchWords(scan, table);
  return [...noRowsWords(cellsOfTab(scan, table.tab), tableTitle(table)), ...lackWords(scan, table)];
}

function noMatchWords(scan: ScanState, table: TableState): readonly string[] {
  const cells = cellsOfTable(scan, table.tab, table.filter);
  const { text, faults, region } = table.filter;
  // Only the place was chosen: what became of it there says it all.
  if (text.trim() === '' && faults !== true)
    return [...noRowsWords(cells, tableTitle(table), region), wayOut(table.filter)];
  const open = cells.some((cell) => !isFinal(cell.phase));
  const lacking = unfinishedNotes(cells.filter((cell) => isProblem(cell.phase))).join(', ');
  const doubt = lacking === '' ? '' : ` ${lacking}: there may be some that do.`;
  return [
    `${open ? 'No row matches so far.' : 'No row matches.'}${doubt}`,
    ...openWords(table.order?.open ?? 0, text),
    ...offWords(scan, table),
    ...lackWords(scan, table),
    wayOut(table.filter),
  ];
}

/** Rows that say nothing of what a filter asks for do not pass it, which is not to say that they should not. */
function openWords(rows: number, text: string): readonly string[] {
  if (rows === 0 || text.trim() === '') return [];
  const [say, they] = rows === 1 ? ['says', 'it'] : ['say', 'they'];
  return [
    `${counted(rows, 'row')} ${say} nothing of what this asks for, and ${they} may: it is blank, or was not checked (name:? finds such rows, :ask may tell).`,
  ];
}

/** A file of an earlier version has no sources but those that its backups tell of. */
function lackWords({ lacksSources }: ScanState, { tab }: TableState): readonly string[] {
  if (tab !== SOURCES_TAB || lacksSources !== true) return [];
  return ['Sources without a backup are missing: an earlier version wrote this file. Ctrl-R scans anew.'];
}

/** Sources of kinds that are off match no filter, be there any or not. */
function offWords({ kinds }: ScanState, { tab }: TableState): readonly string[] {
  const off = tab === SOURCES_TAB ? servicesOff(kinds) : [];
  if (off.length === 0) return [];
  return [
    `Of ${off.join(', ')} nothing is known: their kinds are off in this scan. :kinds starts one with them.`,
  ];
}

function wayOut({ text, faults }: TableFilter): string {
  if (text.trim() !== '') return 'Esc goes back, / changes the filter; emptied, it shows all rows.';
  return faults === true
    ? 'F shows rows without a problem or a finding, too.'
    : 'Esc goes back; / and Enter show every region.';
}

function noRowsWords(
  cells: readonly CellState[],
  title: string,
  region: string | null = null,
): readonly string[] {
  const open = cells.filter((cell) => !isFinal(cell.phase)).length;
  const problems = cells.filter((cell) => isProblem(cell.phase));
  const asked = `${formatCount(cells.length - open)} of ${counted(cells.length, 'cell')}`;
  const trouble = unfinishedNotes(problems).join(', ');
  if (open > 0) return [`No rows yet: ${asked} answered.`, ...(trouble === '' ? [] : [`${trouble}.`])];
  if (problems.length > 0) {
    return [
      `No rows, but ${trouble}: this does not mean that there are none.`,
      'Press 1 to see why, R to run what is not done again.',
    ];
  }
  if (region !== null) return [`There are no ${cut(title, 60)} in ${region}: it answered, with nothing.`];
  return [`There are no ${cut(title, 60)}: every region answered, with nothing.`];
}
