/**
 * A table as html: a caption, heads with a scope, its rows. Ends of cells and rows are left out, as html allows: of ten
 * thousand rows they would be a fifth.
 */
import type { TextColumn } from '../../../analysis/text-table.ts';
import type { ColumnType, Value } from '../../../model/columns.ts';
import { AT_LEAST, type ByteUnit, formatCount, isRightAligned, shownValue } from '../../../model/format.ts';
import type { Report, ReportTable } from '../report.ts';
import { linesWithin } from '../room.ts';
import { htmlText } from './html-text.ts';

/** What stands around the rows of a table, in bytes at most, but for its texts. */
const AROUND = 1_000;

/** Words that are told apart by a sign and a colour. */
const TONES: Readonly<Record<string, 'good' | 'warn' | 'bad'>> = {
  ...{ high: 'bad', medium: 'warn' },
  ...{ unprotected: 'bad', late: 'warn', protected: 'good' },
  ...{ denied: 'bad', failed: 'bad', throttled: 'bad', stopped: 'bad', partial: 'warn', done: 'good' },
  ...{ new: 'good', gone: 'bad', changed: 'warn' },
};

/** How a table is written. */
export interface TableOptions {
  readonly byteUnit: ByteUnit;
  /** Tells it from every other one of the page. */
  readonly id: string;
  /** So many bytes at most, as long as its heads and notes fit. */
  readonly most: number;
  readonly tellsAll: Report['tellsAll'];
}

/** The table with as many of its rows as there is room for, and a note where those are not all: it is cut. */
export function htmlTable(table: ReportTable, options: TableOptions): { text: string; isCut: boolean } {
  const { title, total, columns, atLeast, notes = [] } = table;
  const { id, most, tellsAll } = options;
  const lines = linesWithin(rowLines(table, options), Math.max(0, most - AROUND));
  const isCut = lines.length < total;
  const about = [
    ...(atLeast === undefined ? [] : [atLeast]),
    ...(isCut ? [cutWords(table, lines.length, tellsAll)] : []),
  ];
  const name = htmlText(title);
  const body = [
    `<div class="scroll" tabindex="0" role="group" aria-label="${name}">`,
    `<table id="${id}"><caption>${name}</caption>`,
    `<thead><tr>${columns.map(headCell).join('')}</thead>`,
    `<tbody>\n${lines.join('\n')}\n</table></div>`,
    ...[...about, ...notes].map((text) => `<p class="note">${htmlText(text)}</p>`),
  ].join('\n');
  const text = table.isFolded
    ? `<details><summary>${name} <span class="count">${formatCount(total)}</span></summary>\n${body}\n</details>`
    : `<div class="table">\n${body}\n</div>`;
  return { text, isCut };
}

/** Of a table that is cut: which rows are told, and where all of them are. */
function cutWords(table: ReportTable, told: number, tellsAll: Report['tellsAll']): string {
  const which = table.first === undefined ? '' : `, ${table.first}`;
  return `The first ${formatCount(told)} of ${formatCount(table.total)} rows${which}; ${tellsAll(table)}.`;
}

/** Numbers stand at the right, and with dates in one line: said once a table, as style, not in every cell. */
export function alignment(id: string, { columns }: Pick<ReportTable, 'columns'>): string {
  const styled = (isMeant: (type: ColumnType) => boolean, style: string): string => {
    const places = columns.flatMap(({ type }, place) => (isMeant(type) ? [place + 1] : []));
    return places.length === 0
      ? ''
      : `${places.map((place) => `#${id} tr>:nth-child(${place})`).join(',')}{${style}}`;
  };
  return (
    styled(isRightAligned, 'text-align:right;white-space:nowrap') +
    styled((type) => type === 'instant', 'white-space:nowrap')
  );
}

function headCell({ header, type }: TextColumn): string {
  const unit = type === 'instant' ? ' (UTC)' : '';
  return `<th scope="col" data-type="${sortedAs(type)}">${htmlText(header)}${unit}`;
}

/** How the script of the page compares the texts of a column. */
function sortedAs(type: ColumnType): string {
  return isRightAligned(type) ? type : 'text';
}

function* rowLines(
  { columns, rows, total, short, isFolded, takesRest }: ReportTable,
  { byteUnit }: TableOptions,
): Generator<string, void, undefined> {
  let row = 0;
  for (const values of rows()) {
    const marked = short?.[row] ?? [];
    row += 1;
    const cells = columns.map((column, index) => {
      const text = cellText(column, values[index] ?? null, byteUnit, marked.includes(index));
      // What a row of a short table is about is the head of the row.
      return index === 0 && !isFolded && !takesRest
        ? `<th scope="row">${text}`
        : `<td${toneOf(column, text)}>${text}`;
    });
    const isTotal = row === total && values[0] === 'Total' && !isFolded;
    yield `<tr${isTotal ? ' class=total' : ''}>${cells.join('')}`;
  }
}

function cellText(column: TextColumn, value: Value, byteUnit: ByteUnit, isLeast: boolean): string {
  const text = htmlText(shownValue(column, value, byteUnit));
  return isLeast && text !== '' ? text + AT_LEAST : text;
}

function toneOf({ type }: TextColumn, text: string): string {
  const tone = type === 'enum' ? TONES[text] : undefined;
  return tone === undefined ? '' : ` class=${tone}`;
}
