/** The two sheets that every workbook has: Summary and Coverage. */
import type { Worksheet } from 'exceljs';
import { completeness, scanFactLines } from '../analysis/coverage-table.ts';
import type { SummaryReport } from '../analysis/summary.ts';
import { summaryTables } from '../analysis/summary-tables.ts';
import type { ColumnType, Value } from '../resources/columns.ts';
import type { TableColumn, WorkbookContext } from './excel-table.ts';
import { excelHeader, excelValue, numberFormat, sheetName } from './excel-values.ts';
import { coverageColumns, coverageLine, filterFactLines } from './export-coverage.ts';
import type { ExportSource } from './export-source.ts';

const BOLD = { bold: true } as const;

/** Totals by kind, service, age, status and the DataSync breakdowns; whether the scan is whole stands on top. */
export function writeSummarySheet(
  context: WorkbookContext,
  source: ExportSource,
  report: SummaryReport,
): void {
  const sheet = context.workbook.addWorksheet(sheetName('Summary', context.sheetNames));
  sheet.columns = [{ width: 34 }, ...Array.from({ length: 5 }, () => ({ width: 22 }))];
  addHeading(sheet, ['Scan', completeness(source.facts, source.cells)]);
  for (const [name, value] of scanFactLines(source.facts).slice(0, 3)) addLine(sheet, name, value);
  if (report.filter !== undefined) {
    addLine(sheet, 'Filter', report.filter.text);
    addLine(sheet, 'Totals', 'of the rows that the filter keeps');
  }
  addLine(sheet, 'Ages and dates', 'counted from the start of the scan, in UTC');
  for (const table of summaryTables(report)) {
    sheet.addRow([]).commit();
    addHeading(sheet, [table.title]);
    addHeading(sheet, table.columns.map(excelHeader));
    for (const values of table.rows) addTyped(context, sheet, table.columns, values);
    for (const note of table.notes ?? []) sheet.addRow([excelValue('text', note)]).commit();
  }
  sheet.commit();
}

/** How every cell ended; above it who scanned what, when and how. */
export function writeCoverageSheet(context: WorkbookContext, source: ExportSource): void {
  const facts = [...scanFactLines(source.facts), ...filterFactLines(source)];
  const columns = coverageColumns(source);
  const headerRow = facts.length + 3;
  const sheet = context.workbook.addWorksheet(sheetName('Coverage', context.sheetNames), {
    views: [{ state: 'frozen', ySplit: headerRow }],
  });
  sheet.columns = columns.map(({ header, type }) => ({ width: coverageWidth(header, type) }));
  addHeading(sheet, ['Scan', completeness(source.facts, source.cells)]);
  for (const [name, value] of facts) addLine(sheet, name, value);
  sheet.addRow([]).commit();
  addHeading(sheet, columns.map(excelHeader));
  for (const cell of source.cells) addTyped(context, sheet, columns, coverageLine(source, cell));
  sheet.autoFilter = {
    from: { row: headerRow, column: 1 },
    to: { row: headerRow + source.cells.length, column: columns.length },
  };
  sheet.commit();
}

function coverageWidth(header: string, type: ColumnType): number {
  if (header === 'Error Message' || header === 'Advice') return 60;
  return type === 'integer' ? 10 : 22;
}

/** A row of bold text. */
export function addHeading(sheet: Worksheet, texts: readonly string[]): void {
  const row = sheet.addRow(texts.map((text) => excelValue('text', text)));
  row.font = BOLD;
  row.commit();
}

function addLine(sheet: Worksheet, name: string, value: string): void {
  const row = sheet.addRow([name, excelValue('text', value)]);
  row.getCell(1).font = BOLD;
  row.commit();
}

/** A row of values under their columns, with the formats of these. */
export function addTyped(
  { byteUnit }: WorkbookContext,
  sheet: Worksheet,
  columns: readonly TableColumn[],
  values: readonly Value[],
): void {
  const row = sheet.addRow(columns.map(({ type }, index) => excelValue(type, values[index] ?? null)));
  for (const [index, { type }] of columns.entries()) {
    const format = numberFormat(type, byteUnit);
    if (format !== undefined && typeof row.getCell(index + 1).value === 'number') {
      row.getCell(index + 1).numFmt = format;
    }
  }
  row.commit();
}
