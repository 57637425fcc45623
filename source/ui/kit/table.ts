import type { Column } from '../../model/columns.ts';
import { formatCount, isRightAligned } from '../../model/format.ts';
import type { Sort } from '../../model/table-query.ts';
import type { HotPiece } from './drawing.ts';
import { stateTone } from './state-tones.ts';
import { type ColumnLayout, columnLabel, SIGN_CELLS } from './table-columns.ts';
import { cut, fitted, spread, textWidth } from './text.ts';
import { type Piece, paintPieces, type Theme, type Tone } from './theme.ts';

/**
 * The line of headers; a column that the rows are sorted by has a mark: v from the largest down, ^ up. Of several it
 * says which of them it is. What is on a header is its column's id. `gutter`: cells of what stands behind a row's sign.
 */
export function headLine(
  layout: ColumnLayout,
  sorts: readonly Sort[],
  width: number,
  gutter = 0,
): readonly HotPiece<string>[] {
  const lead = SIGN_CELLS + gutter;
  const pieces: HotPiece<string>[] = [[fitted(layout.moreLeft ? '<' : '', lead), 'heading']];
  let room = width - lead;
  layout.columns.forEach(({ column, width: cells }, index) => {
    const at = sorts.findIndex((sort) => sort.column === column.id);
    const mark = at < 0 ? '' : ` ${sortMark(sorts[at])}${sorts.length > 1 ? at + 1 : ''}`;
    const label = headIn(column, cells - mark.length) + mark;
    const gap = index > 0 ? layout.gap : 0;
    pieces.push([' '.repeat(gap), 'heading']);
    const tone = at < 0 && sorts.length > 0 ? 'quiet' : 'heading';
    pieces.push([fitted(label, cells, isRightAligned(column.type) ? 'right' : 'left'), tone, column.id]);
    room -= gap + cells;
  });
  if (layout.moreRight) pieces.push([`${' '.repeat(Math.max(0, room - 1))}>`, 'heading']);
  return pieces;
}

/** A header in so many cells: where it does not fit, its first word if that does. */
function headIn(column: Column, cells: number): string {
  const label = columnLabel(column, cells);
  if (textWidth(label) <= cells) return label;
  const [word = ''] = label.split(' ');
  return cut(textWidth(word) <= cells ? word : label, cells);
}

/** The sign of a direction. */
export function sortMark(sort: Sort | undefined): string {
  return sort?.descending === true ? 'v' : '^';
}

/** How one row is drawn. */
export interface RowLook {
  readonly selected: boolean;
  /** Something is wrong with it. */
  readonly marked: boolean;
  /** Marked by the person. */
  readonly chosen?: boolean;
  /** What stands behind its sign, as wide in every row; absent: nothing. */
  readonly gutter?: string;
  /** How much of a bar behind a value is full, from 0 to 1; null, absent: there is none. */
  readonly share?: (column: Column) => number | null;
  /** What stands at the end of the line, one cell; absent: nothing. */
  readonly end?: Piece;
}

/** The line of a row: `>` at the cursor, `!` where something is wrong with it; `x` marked, `X` both. */
export function rowLine(
  layout: ColumnLayout,
  textIn: (column: Column, room: number) => string,
  look: RowLook,
  options: { readonly theme: Theme; readonly width: number },
): string {
  const { theme, width } = options;
  const sign = signOf(look);
  const gap = ' '.repeat(layout.gap);
  const pieces: Piece[] = [
    [`${sign}${look.gutter ?? ''} `, look.chosen === true ? 'accent' : look.marked ? 'warning' : 'plain'],
  ];
  layout.columns.forEach(({ column, width: room }, index) => {
    const text = textIn(column, room);
    const tone = valueTone(column, text);
    if (index > 0) pieces.push([gap, 'plain']);
    const shown = fitted(text, room, isRightAligned(column.type) ? 'right' : 'left');
    pieces.push(...onBar(shown, tone, look.share?.(column) ?? null));
  });
  const { end } = look;
  const room = end === undefined ? width : width - 1;
  const ends = end === undefined ? [] : [end];
  if (look.selected) {
    const text = pieces.map(([piece]) => piece).join('');
    return paintPieces(theme, [[fitted(text, room), 'selected'], ...ends]);
  }
  if (end === undefined) return paintPieces(theme, pieces);
  const taken = pieces.reduce((sum, [text]) => sum + textWidth(text), 0);
  return paintPieces(theme, [...pieces, [' '.repeat(Math.max(0, room - taken)), 'plain'], ...ends]);
}

/** The text on a bar, as long as it is full; what is not nothing can be seen. */
function onBar(text: string, tone: Tone, share: number | null): readonly Piece[] {
  const cells = textWidth(text);
  // Of wide characters a part could be cut in two.
  if (share === null || share <= 0 || text.length !== cells) return [[text, tone]];
  const full = Math.min(cells, Math.max(1, Math.round(cells * share)));
  return [
    [text.slice(0, full), 'heat2'],
    [text.slice(full), tone],
  ];
}

function signOf({ selected, marked, chosen }: RowLook): string {
  if (chosen === true) return selected ? 'X' : 'x';
  if (selected) return '>';
  return marked ? '!' : ' ';
}

/** States that stand out; the word says the same. */
function valueTone(column: Column, text: string): Tone {
  const tone = column.type === 'enum' ? stateTone(text) : null;
  return tone === null || tone === 'good' ? 'plain' : tone;
}

/** The line above a table: its name, what is in it, and at the right where the cursor is. */
export function titleLine(
  title: string,
  notes: readonly Piece[],
  right: string,
  width: number,
  theme: Theme,
): string {
  const room = width - textWidth(right) - 2;
  const pieces: Piece[] = [[` ${cut(title, room - 1)}`, 'title']];
  let taken = 1 + Math.min(textWidth(title), Math.max(0, room - 1));
  for (const [note, tone] of notes) {
    const text = cut(note, room - taken - 3);
    if (text === '') break;
    pieces.push([pieces.length === 1 ? '   ' : ' · ', 'quiet'], [text, tone]);
    taken += 3 + textWidth(text);
  }
  const gap = spread('', right, Math.max(0, width - taken - 1));
  return paintPieces(theme, [...pieces, [gap, 'plain']]);
}

/** Where the cursor is among the rows: `row 41 of 8,112`. */
export function placeWords(cursor: number, count: number): string {
  return count === 0 ? '' : `row ${formatCount(cursor + 1)} of ${formatCount(count)}`;
}
