/**
 * The row of totals of a sheet: it stands below the lines and an empty row, so that headers stay in the first row and no
 * filter takes it for a line, and counts what a filter shows. What it comes to is written with it, for readers that do
 * not calculate.
 */
import type { ColumnType, Value } from '../../model/columns.ts';
import { columnLetters, excelValue, numberFormat, textXml } from './excel-values.ts';
import {
  boldStyle,
  type FormattedCell,
  type RowWriter,
  type SheetRows,
  type WorkbookContext,
} from './sheet-rows.ts';

/** How many rows it takes with the empty one. */
export const TOTALS_ROWS = 2;

/** Of the functions of SUBTOTAL those that leave out what is hidden, by a filter or by hand. */
const [COUNT_FILLED, SUM] = [103, 109];

/** Types whose values add up to something, whatever they are of. */
const SUMMED: readonly ColumnType[] = ['bytes', 'money', 'duration'];

/** The totals of a sheet while its lines are written. */
export class SheetTotals {
  readonly #columns: readonly FormattedCell[];
  readonly #isSummed: readonly boolean[];
  readonly #sums: Float64Array;
  readonly #filled: Uint32Array;
  #lines = 0;

  /** `withCounts`: its integers are counts, which add up as well. */
  constructor(columns: readonly FormattedCell[], withCounts = false) {
    this.#columns = columns;
    this.#isSummed = columns.map(({ type }) => SUMMED.includes(type) || (withCounts && type === 'integer'));
    this.#sums = new Float64Array(columns.length);
    this.#filled = new Uint32Array(columns.length);
  }

  /** Adds a line. */
  add(values: readonly Value[]): void {
    this.#lines += 1;
    for (let index = 0; index < this.#isSummed.length; index += 1) {
      const value = values[index] ?? null;
      if (value === null || value === '') continue;
      this.#filled[index] = (this.#filled[index] ?? 0) + 1;
      if (this.#isSummed[index] && typeof value === 'number')
        this.#sums[index] = (this.#sums[index] ?? 0) + value;
    }
  }

  /** Writes the row below the lines, of which the first is in this row; nothing where there are none. */
  async write(context: WorkbookContext, rows: SheetRows, first: number): Promise<void> {
    if (this.#lines === 0) return;
    const last = rows.last;
    rows.skip(TOTALS_ROWS - 1);
    await rows.add(this.#writer(context, first, last), []);
  }

  #writer(context: WorkbookContext, first: number, last: number): RowWriter {
    const range = (index: number): string => `${columnLetters(index)}${first}:${columnLetters(index)}${last}`;
    return (number) => {
      const cells = this.#columns.map(
        ({ type, numFmt = numberFormat(type, context.byteUnit), per = 1 }, index) => {
          const start = `<c r="${columnLetters(index)}${number}"`;
          if (index === 0 && !this.#isSummed[0]) return this.#labelXml(context, start, range);
          const value = this.#isSummed[index] ? excelValue(type, this.#sums[index] ?? 0) : null;
          if (typeof value !== 'number') return '';
          const style = boldStyle(context, numFmt);
          return `${start}${style}><f>SUBTOTAL(${SUM},${range(index)})</f><v>${value / per}</v></c>`;
        },
      );
      return `<row r="${number}">${cells.join('')}</row>`;
    };
  }

  /** How many lines are shown, counted in a column that all of them fill. */
  #labelXml(context: WorkbookContext, start: string, range: (index: number) => string): string {
    const full = this.#filled.indexOf(this.#lines);
    const style = boldStyle(context);
    if (full < 0) return `${start}${style} t="inlineStr"><is>${textXml('Total')}</is></c>`;
    const formula = `"Total of "&amp;SUBTOTAL(${COUNT_FILLED},${range(full)})&amp;" rows"`;
    return `${start}${style} t="str"><f>${formula}</f><v>Total of ${this.#lines} rows</v></c>`;
  }
}
