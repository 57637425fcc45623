/** A long table as one or more sheets: frozen bold header, filters, widths from the values, typed cells. */
import type { ByteUnit } from '../analysis/format.ts';
import { shownValue } from '../analysis/format.ts';
import type { Column, ColumnType, Value } from '../resources/columns.ts';
import { sheetStream, styleNumber, type WorkbookWriter } from './excel-stream.ts';
import {
  columnLetters,
  excelHeader,
  excelValue,
  MOST_ROWS,
  numberFormat,
  sheetName,
  xmlText,
} from './excel-values.ts';
import { PieceBuffer } from './piece-buffer.ts';

/** A column of a table in a workbook. */
export type TableColumn = Pick<Column, 'header' | 'type'>;

/** What all sheets of one workbook share. */
export interface WorkbookContext {
  readonly workbook: WorkbookWriter;
  readonly byteUnit: ByteUnit;
  /** Names of sheets so far, in lower case. */
  readonly sheetNames: Set<string>;
  /** Resolves when the piece of work is done; rejects when the output failed or the export was stopped. */
  readonly settled: <Result>(work: Promise<Result>) => Promise<Result>;
  /** The most rows of a sheet, its header included; smaller in tests. */
  readonly mostRows?: number;
}

/** Rows that widths are measured by. */
const SAMPLE = 100;

const [NARROWEST, WIDEST] = [8, 60];

/** Room for the filter's button beside a header, and for the margins of a cell. */
const [BUTTON, MARGIN] = [4, 2];

/** Writes rows to a sheet of this name, and to further ones (`name (2)`) where there are more than a sheet holds. */
export async function writeTable(
  context: WorkbookContext,
  name: string,
  columns: readonly TableColumn[],
  rows: Iterator<readonly Value[]>,
): Promise<void> {
  const dataRows = (context.mostRows ?? MOST_ROWS) - 1;
  let next: readonly (readonly Value[])[] = takeSome(rows, Math.min(SAMPLE, dataRows));
  do {
    next = await writeSheet(context, name, columns, next, rows, dataRows);
  } while (next.length > 0);
}

function takeSome<Item>(items: Iterator<Item>, most: number): Item[] {
  const taken: Item[] = [];
  while (taken.length < most) {
    const { done, value } = items.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}

/** Fills one sheet; the answer is the beginning of the next one, empty at the end. */
async function writeSheet(
  context: WorkbookContext,
  name: string,
  columns: readonly TableColumn[],
  sample: readonly (readonly Value[])[],
  rest: Iterator<readonly Value[]>,
  dataRows: number,
): Promise<readonly (readonly Value[])[]> {
  const sheet = context.workbook.addWorksheet(sheetName(name, context.sheetNames), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = columns.map((column, index) => ({
    header: excelHeader(column),
    width: columnWidth(column, sample, index, context.byteUnit),
  }));
  const header = sheet.getRow(1);
  header.font = { bold: true };
  header.commit();
  const stream = sheetStream(sheet);
  const rowXml = rowWriter(context, columns);
  const pieces = new PieceBuffer();
  let number = 1;
  const handOn = async (full: readonly Buffer[]): Promise<void> => {
    for (const piece of full) await context.settled(stream.write(piece));
  };
  for (const values of sample) await handOn(pieces.add(rowXml(++number, values)));
  while (number <= dataRows) {
    const { done, value } = rest.next();
    if (done === true) break;
    const full = pieces.add(rowXml(++number, value));
    if (full.length > 0) await handOn(full);
  }
  await handOn(pieces.take());
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: number, column: columns.length } };
  sheet.commit();
  return number > dataRows ? takeSome(rest, Math.min(SAMPLE, dataRows)) : [];
}

function columnWidth(
  column: TableColumn,
  sample: readonly (readonly Value[])[],
  index: number,
  byteUnit: ByteUnit,
): number {
  let width = Math.max(NARROWEST, excelHeader(column).length + BUTTON);
  for (const values of sample) {
    width = Math.max(width, shownWidth(column.type, values[index] ?? null, byteUnit) + MARGIN);
  }
  return Math.min(width, WIDEST);
}

function shownWidth(type: ColumnType, value: Value, byteUnit: ByteUnit): number {
  if (value === null) return 0;
  if (type === 'instant') return 'yyyy-mm-dd hh:mm:ss'.length;
  return shownValue({ type }, value, byteUnit).length;
}

/** Writes rows as XML; what is the same in every row is made once. */
function rowWriter(
  { workbook, byteUnit }: WorkbookContext,
  columns: readonly TableColumn[],
): (number: number, values: readonly Value[]) => string {
  const types = columns.map((column) => column.type);
  const starts = columns.map((_, index) => `<c r="${columnLetters(index)}`);
  const styles = types.map((type) => {
    const format = numberFormat(type, byteUnit);
    return format === undefined ? '' : ` s="${styleNumber(workbook, { numFmt: format })}"`;
  });
  return (number, values) => {
    let xml = `<row r="${number}">`;
    for (const [index, type] of types.entries()) {
      const value = excelValue(type, values[index] ?? null);
      if (value === null) continue;
      xml += `${starts[index]}${number}"`;
      if (typeof value === 'number') xml += `${styles[index]}><v>${value}</v></c>`;
      else xml += ` t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
    }
    return `${xml}</row>`;
  };
}
