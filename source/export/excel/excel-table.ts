/** A long table as one or more sheets: frozen bold header, filters, widths from the values, typed cells. */

import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import type { Column, ColumnType, Value } from '../../model/columns.ts';
import { type ByteUnit, shownValue } from '../../model/format.ts';
import { addSheet } from './add-sheet.ts';
import { columnByteFormat, excelHeader, MOST_ROWS, numberFormat } from './excel-values.ts';
import { endSheetWith } from './package-parts.ts';
import { type CellLink, type LinksOf, SheetLinks } from './sheet-links.ts';
import {
  type FormattedCell,
  formattedRow,
  largest,
  SheetRows,
  textRow,
  type WorkbookContext,
} from './sheet-rows.ts';
import { SheetTotals, TOTALS_ROWS } from './sheet-totals.ts';
import { colorStatuses } from './status-colors.ts';

/** A column of a table in a workbook. */
export type TableColumn = Pick<Column, 'header' | 'type'>;

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
  options: TableOptions = {},
): Promise<void> {
  const dataRows = (context.mostRows ?? MOST_ROWS) - 1 - TOTALS_ROWS;
  let next: readonly (readonly Value[])[] = takeSome(rows, Math.min(SAMPLE, dataRows));
  do {
    next = await writeSheet(context, { name, columns, dataRows, ...options }, next, rows);
  } while (next.length > 0);
}

/** What a table has beside its values. */
export interface TableOptions {
  /** The kind that its rows are of, whose statuses are coloured. */
  readonly kind?: ResourceKind;
  readonly linksOf?: LinksOf;
  /** Its integers are counts, which are added up below it. */
  readonly withCounts?: boolean;
  /** It is a table that Excel knows by the name of its sheet. */
  readonly isNamed?: boolean;
}

/** One sheet of a table. */
interface SheetOfTable extends TableOptions {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** The most rows below its header. */
  readonly dataRows: number;
}

function noLinks(): readonly CellLink[] {
  return [];
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
  { name, columns, dataRows, kind, linksOf = noLinks, withCounts, isNamed = false }: SheetOfTable,
  sample: readonly (readonly Value[])[],
  rest: Iterator<readonly Value[]>,
): Promise<readonly (readonly Value[])[]> {
  const sheet = addSheet(context, name);
  const exact = columns.flatMap(({ type }, index) => (type === 'bytes' ? [index] : []));
  const withExact = (values: readonly Value[]): readonly Value[] =>
    exact.length === 0 ? values : [...values, ...exact.map((index) => values[index] ?? null)];
  const all = [...columns, ...exact.flatMap((index) => exactColumn(columns[index]))];
  const samples = sample.map(withExact);
  sheet.columns = all.map((column, index) => ({
    width: columnWidth(column, samples, index, context.byteUnit),
  }));
  const sheetRows = new SheetRows(context, sheet);
  const headers = all.map(excelHeader);
  await sheetRows.add(textRow(context), headers);
  const cells = [...cellsOf(context, columns, sample), ...exact.map(() => EXACT)];
  const write = formattedRow(context, cells);
  const links = new SheetLinks(sheet, linksOf);
  const totals = new SheetTotals(cells, withCounts);
  const add = (values: readonly Value[]): Promise<void> | undefined => {
    const written = withExact(values);
    totals.add(written);
    links.add(sheetRows.last + 1, values);
    return sheetRows.add(write, written);
  };
  for (const values of sample) await add(values);
  while (sheetRows.last <= dataRows) {
    const { done, value } = rest.next();
    if (done === true) break;
    const full = add(value);
    if (full !== undefined) await full;
  }
  const { last } = sheetRows;
  await totals.write(context, sheetRows, 2);
  await sheetRows.finish();
  colorStatuses(sheet, columns, { first: 2, last }, kind);
  endSheetWith(sheet, { links: links.xml });
  if (isNamed) context.tables.addFiltered(sheet, { title: sheet.name, headers, header: 1, last });
  else sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: all.length } };
  sheet.commit();
  return last > dataRows ? takeSome(rest, Math.min(SAMPLE, dataRows)) : [];
}

/** Behind the columns of a table stand the bytes of those whose sizes are shown in a larger unit. */
function exactColumn(column: TableColumn | undefined): readonly TableColumn[] {
  return column === undefined ? [] : [{ header: `${column.header} (bytes)`, type: 'integer' }];
}

/** How they are written and added up. */
const EXACT: FormattedCell = { type: 'bytes', numFmt: '#,##0' };

/** How columns are written: sizes all in one unit, which the largest of the first rows fits. */
function cellsOf(
  { byteUnit }: WorkbookContext,
  columns: readonly TableColumn[],
  sample: readonly (readonly Value[])[],
): readonly FormattedCell[] {
  return columns.map(({ type }, index) => {
    const numFmt =
      type === 'bytes' ? columnByteFormat(byteUnit, largest(sample, index)) : numberFormat(type, byteUnit);
    return { type, numFmt };
  });
}

/** How wide a column has to be for its header, the button of its filter, and these rows. */
export function columnWidth(
  column: Pick<TableColumn, 'header' | 'type'>,
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

/** Lines of which the first was looked at already. */
export function* startingWith<Item>(first: Item, rest: Iterable<Item>): Generator<Item, void, undefined> {
  yield first;
  yield* rest;
}
