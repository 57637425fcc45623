import stringWidth from 'string-width';
import type { Column, Value } from '../model/columns.ts';
import { AT_LEAST, type ByteUnit, isRightAligned, shownValue } from '../model/format.ts';

/** Between two columns. */
const GAP = '  ';

/** No column is cut to less. */
const NARROWEST = 6;

/** A column of a table in plain text. */
export interface TextColumn extends Pick<Column, 'header' | 'type'> {
  /** Never cut: what it holds is of use in full only. */
  readonly isWhole?: true;
}

/**
 * A table in plain text: a line of headers, then one a row, none wider than `width` cells; numbers at the right. `short`:
 * by row the places of values that are at least so much; the mark takes a cell of the gap.
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly Value[])[],
  byteUnit: ByteUnit,
  width: number,
  short: readonly (readonly number[])[] = [],
): readonly string[] {
  const shown = rows.map((values) =>
    columns.map((column, index) => shownValue(column, values[index] ?? null, byteUnit)),
  );
  const headers = columns.map(({ header, type }) => (type === 'instant' ? `${header} (UTC)` : header));
  const isMarkedLast = short.some((places) => places.includes(columns.length - 1));
  const widths = fittingWidths(columns, [headers, ...shown], isMarkedLast ? width - AT_LEAST.length : width);
  const line = (texts: readonly string[], marked: readonly number[]): string =>
    texts
      .map((text, index) => {
        const isAtRight = isRightAligned(columns[index]?.type ?? 'text');
        const mark = text !== '' && marked.includes(index) ? AT_LEAST : '';
        return padded(text, widths[index] ?? 0, isAtRight) + mark.padEnd(GAP.length);
      })
      .join('')
      .trimEnd();
  return [line(headers, []), ...shown.map((texts, row) => line(texts, short[row] ?? []))];
}

/** The width of each column; where all are too wide together, the widest texts give way, numbers and dates never. */
function fittingWidths(
  columns: readonly TextColumn[],
  lines: readonly (readonly string[])[],
  width: number,
): readonly number[] {
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((texts) => stringWidth(texts[index] ?? ''))),
  );
  const room = width - GAP.length * (widths.length - 1);
  const total = (): number => widths.reduce((sum, each) => sum + each, 0);
  while (total() > room) {
    const shrinkable = widths.map((each, index) =>
      isCuttable(columns[index]) && each > NARROWEST ? each : 0,
    );
    const most = Math.max(...shrinkable);
    if (most === 0) break;
    widths[shrinkable.indexOf(most)] = most - 1;
  }
  return widths;
}

function isCuttable(column: TextColumn | undefined): boolean {
  if (column === undefined || column.isWhole === true) return false;
  return !isRightAligned(column.type) && column.type !== 'instant';
}

function padded(text: string, width: number, right: boolean): string {
  const fitting = cutToWidth(text, width);
  const blanks = ' '.repeat(width - stringWidth(fitting));
  return right ? blanks + fitting : fitting + blanks;
}

/** Text of at most so many terminal cells, with `…` at its end where it was wider. */
export function cutToWidth(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(cut + segment) > width - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** Words in lines of at most so many terminal cells; a word that is wider alone has a line of its own. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && stringWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
