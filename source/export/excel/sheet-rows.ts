/** Rows of a sheet as XML, past exceljs' objects: excel-stream.ts says why. */
import type ExcelJS from 'exceljs';
import type { ColumnType, Value } from '../../model/columns.ts';
import type { ByteUnit } from '../../model/format.ts';
import type { WorkbookCharts } from './charts/add-charts.ts';
import { sheetStream, styleNumber, type WorkbookWriter } from './excel-stream.ts';
import { binaryScale, columnLetters, excelValue, isPlain, numberFormat, textXml } from './excel-values.ts';
import type { NamedTables } from './named-tables.ts';
import { PieceBuffer } from './piece-buffer.ts';

/** What all sheets of one workbook share. */
export interface WorkbookContext {
  readonly workbook: WorkbookWriter;
  readonly charts: WorkbookCharts;
  readonly tables: NamedTables;
  readonly byteUnit: ByteUnit;
  /** What stands at the foot of every printed page, in Excel's codes. */
  readonly footer: string;
  /** Names of sheets so far, in lower case. */
  readonly sheetNames: Set<string>;
  /** Resolves when the piece of work is done; rejects when the output failed or the export was stopped. */
  readonly settled: <Result>(work: Promise<Result>) => Promise<Result>;
  /** The most rows of a sheet, its header included; smaller in tests. */
  readonly mostRows?: number;
}

/** Makes the XML of a row, whose number in the sheet (from 1) comes first. */
export type RowWriter = (number: number, values: readonly Value[]) => string;

/** A column of a row, with what names the format of its numbers and of its texts; empty: no format. */
interface CellSpec {
  readonly type: ColumnType;
  readonly ofNumbers: string;
  readonly ofTexts: string;
  /** Numbers are written in this many; 1 where nothing else is said. */
  readonly per?: number;
}

/** Writes values of these types, numbers in the format of their type. */
export function typedRow(
  { workbook, byteUnit }: WorkbookContext,
  columns: readonly { readonly type: ColumnType }[],
): RowWriter {
  return rowWriter(
    columns.map(({ type }) => {
      const numFmt = numberFormat(type, byteUnit);
      return { type, ofNumbers: numFmt === undefined ? '' : styled(workbook, { numFmt }), ofTexts: '' };
    }),
  );
}

/**
 * As `typedRow`, with the sizes of each column in the one unit that its largest fits, in 1024s where the app shows them
 * so: a number format cannot divide by those.
 */
export function overviewRow(
  context: WorkbookContext,
  columns: readonly { readonly type: ColumnType }[],
  rows: readonly (readonly Value[])[],
): RowWriter {
  return formattedRow(context, overviewCells(context, columns, rows));
}

/** How such a row writes each column. */
export function overviewCells(
  { byteUnit }: Pick<WorkbookContext, 'byteUnit'>,
  columns: readonly { readonly type: ColumnType }[],
  rows: readonly (readonly Value[])[],
): readonly FormattedCell[] {
  return columns.map(({ type }, index) => {
    const scale = type === 'bytes' ? binaryScale(byteUnit, largest(rows, index)) : null;
    return { type, numFmt: scale?.numFmt ?? numberFormat(type, byteUnit), per: scale?.per ?? 1 };
  });
}

/** A cell with a format of its own; `per`: what its number is written in, 1 where it is not given. */
export interface FormattedCell {
  readonly type: ColumnType;
  readonly numFmt?: string | undefined;
  readonly per?: number;
  readonly bold?: boolean;
}

/** Writes values each in its own format. */
export function formattedRow({ workbook }: WorkbookContext, cells: readonly FormattedCell[]): RowWriter {
  return rowWriter(
    cells.map(({ type, numFmt, per = 1, bold = false }) => {
      const font = bold ? { font: { ...SHEET_FONT, bold } } : {};
      const ofTexts = bold ? styled(workbook, font) : '';
      const ofNumbers = numFmt === undefined ? ofTexts : styled(workbook, { ...font, numFmt });
      return { type, ofNumbers, ofTexts, per };
    }),
  );
}

/** The largest number of a column; 0 where there is none. */
export function largest(rows: readonly (readonly Value[])[], index: number): number {
  return rows.reduce((most, values) => {
    const value = values[index];
    return typeof value === 'number' && value > most ? value : most;
  }, 0);
}

/** As the cells without a format of their own have it; a format that names no font gets another one. */
const SHEET_FONT = { name: 'Calibri', size: 11, family: 2, scheme: 'minor', color: { theme: 1 } } as const;

/** Writes texts, all of them bold, or the first `bold` of them. */
export function textRow({ workbook }: WorkbookContext, { bold = Number.POSITIVE_INFINITY } = {}): RowWriter {
  const style = styled(workbook, { font: { ...SHEET_FONT, bold: true } });
  return (number, texts) => {
    const specs = texts.map(
      (_, index): CellSpec => ({ type: 'text', ofNumbers: '', ofTexts: index < bold ? style : '' }),
    );
    return rowWriter(specs)(number, texts);
  };
}

/** The `s` of a bold cell with this format of numbers. */
export function boldStyle({ workbook }: WorkbookContext, numFmt?: string): string {
  return styled(workbook, {
    font: { ...SHEET_FONT, bold: true },
    ...(numFmt === undefined ? {} : { numFmt }),
  });
}

function styled(workbook: WorkbookWriter, style: object): string {
  return ` s="${styleNumber(workbook, style)}"`;
}

// What is the same in every row, and in every cell of a row, is made once: rows are most of an export's time.
function rowWriter(specs: readonly CellSpec[]): RowWriter {
  const columns = specs.map((spec, index) => ({ ...spec, start: `<c r="${columnLetters(index)}` }));
  return (number, values) => {
    const place = `${number}"`;
    const plainStart = `${place} t="inlineStr"><is><t>`;
    let xml = `<row r="${place}>`;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      const given = values[index] ?? null;
      if (column === undefined || given === null) continue;
      const { type, start, ofNumbers, ofTexts, per = 1 } = column;
      if (typeof given === 'string' && ofTexts === '' && isPlain(given)) {
        xml += `${start}${plainStart}${given}</t></is></c>`;
        continue;
      }
      const value = excelValue(type, given);
      if (value === null) continue;
      if (typeof value === 'number')
        xml += `${start}${place}${ofNumbers}><v>${per === 1 ? value : value / per}</v></c>`;
      else xml += `${start}${place}${ofTexts} t="inlineStr"><is>${textXml(value)}</is></c>`;
    }
    return `${xml}</row>`;
  };
}

/** Adds rows to a sheet, as fast as the archive takes them. */
export class SheetRows {
  readonly #pieces = new PieceBuffer();
  readonly #stream: ReturnType<typeof sheetStream>;
  readonly #settled: WorkbookContext['settled'];
  #last = 0;

  /** Its columns are set, and have no headers. */
  constructor({ settled }: WorkbookContext, sheet: ExcelJS.Worksheet) {
    // A row without values is not written, but everything that stands before the first row is.
    sheet.getRow(1).commit();
    this.#stream = sheetStream(sheet);
    this.#settled = settled;
  }

  /** The number of the last row. */
  get last(): number {
    return this.#last;
  }

  /** Adds a row; what it answers is to be waited for. */
  add(write: RowWriter, values: readonly Value[]): Promise<void> | undefined {
    this.#last += 1;
    const full = this.#pieces.add(write(this.#last, values));
    return full.length === 0 ? undefined : this.#handOn(full);
  }

  /** Leaves rows out. */
  skip(count = 1): void {
    this.#last += count;
  }

  /** Hands on what is left. */
  async finish(): Promise<void> {
    await this.#handOn(this.#pieces.take());
  }

  async #handOn(full: readonly Buffer[]): Promise<void> {
    for (const piece of full) await this.#settled(this.#stream.write(piece));
  }
}
