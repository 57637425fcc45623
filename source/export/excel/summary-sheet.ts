/** The sheet Summary, which every workbook begins with. */
import { completeness, scanFactLines } from '../../analysis/coverage-table.ts';
import { nothingReadLine } from '../../analysis/shortfall.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { SummaryTable } from '../../analysis/summary-table.ts';
import { summaryTables } from '../../analysis/summary-tables.ts';
import type { ExportInput } from '../export-input.ts';
import type { Chart } from './charts/chart.ts';
import { columnPixels, type PlacedChart } from './charts/drawing-xml.ts';
import { excelHeader, sheetName } from './excel-values.ts';
import { overviewRow, SheetRows, textRow, type WorkbookContext } from './sheet-rows.ts';
import {
  AGE_MATRIX,
  ageChart,
  ageMatrix,
  costChart,
  protectionChart,
  type TablePlace,
} from './summary-charts.ts';

/** Totals by kind, service, age, status and the DataSync breakdowns; whether the scan is whole stands on top. */
export async function writeSummarySheet(
  context: WorkbookContext,
  source: ExportInput,
  report: SummaryReport,
): Promise<void> {
  const name = sheetName('Summary', context.sheetNames);
  const sheet = context.workbook.addWorksheet(name);
  const tables = summaryTables(report);
  const widths = [firstWidth(tables), ...Array.from({ length: 5 }, () => 22)];
  sheet.columns = widths.map((width) => ({ width }));
  const rows = new SheetRows(context, sheet);
  await writeHead(context, source, report, rows);
  const matrix = tables.length === 0 ? null : ageMatrix(report);
  const chartsAt = rows.last + 2;
  if (hasCharts(report, tables)) rows.skip(CHART_ROWS + 1);
  const places = await writeTables(context, rows, name, matrix === null ? tables : [...tables, matrix]);
  await rows.finish();
  context.charts.add(sheet, placed(chartsOf(report, matrix, places), widths, chartsAt), widths);
  sheet.commit();
}

async function writeHead(
  context: WorkbookContext,
  source: ExportInput,
  report: SummaryReport,
  rows: SheetRows,
): Promise<void> {
  const line = textRow(context, { bold: 1 });
  await rows.add(textRow(context), ['Scan', nothingReadLine(report.shortfall) ?? completeness(source)]);
  for (const fact of scanFactLines(source)) if (IN_SUMMARY.includes(fact[0])) await rows.add(line, fact);
  if (report.filter !== undefined) {
    await rows.add(line, ['Filter', report.filter.text]);
    await rows.add(line, ['Totals', 'of the rows that the filter keeps']);
  }
  await rows.add(line, ['Ages and dates', 'counted from the start of the scan, in UTC']);
}

/** Of the facts of a scan those that say what the numbers are of; Coverage has all of them. */
const IN_SUMMARY: readonly string[] = [
  'Account',
  'Account Name',
  'Organization',
  'Accounts',
  'Partition',
  'Started (UTC)',
  'Ended (UTC)',
];

/** Writes tables below one another; answers where the rows of each stand, by its title. */
async function writeTables(
  context: WorkbookContext,
  rows: SheetRows,
  sheet: string,
  tables: readonly SummaryTable[],
): Promise<ReadonlyMap<string, TablePlace>> {
  const places = new Map<string, TablePlace>();
  const heading = textRow(context);
  const note = textRow(context, { bold: 0 });
  for (const table of tables) {
    rows.skip();
    await rows.add(heading, [table.title]);
    if (table.atLeast !== undefined) await rows.add(note, [table.atLeast]);
    await rows.add(heading, table.columns.map(excelHeader));
    places.set(table.title, { sheet, first: rows.last + 1 });
    const typed = overviewRow(context, table.columns, table.rows);
    for (const values of table.rows) await rows.add(typed, values);
    for (const text of table.notes ?? []) await rows.add(note, [text]);
  }
  return places;
}

/** How many rows charts take, of 20 pixels each. */
const CHART_ROWS = 15;
const ROW_PIXELS = 20;

/** Between two charts, in pixels. */
const GAP = 12;

/** More charts than these have no room beside one another. */
const MOST_CHARTS = 3;

function hasCharts(report: SummaryReport, tables: readonly SummaryTable[]): boolean {
  const titles = new Map(tables.map(({ title }) => [title, { sheet: '', first: 1 }]));
  return chartsOf(report, tables.length === 0 ? null : ageMatrix(report), titles).length > 0;
}

/** What there is to show of the tables that are there. */
function chartsOf(
  report: SummaryReport,
  matrix: SummaryTable | null,
  places: ReadonlyMap<string, TablePlace>,
): readonly Chart[] {
  const [ages, cost, protection] = [
    places.get(AGE_MATRIX) ?? { sheet: '', first: 1 },
    places.get('Cost a month by service (USD)'),
    places.get('Protection of sources'),
  ];
  return [
    matrix === null ? null : ageChart(matrix, ages),
    cost === undefined ? null : costChart(report, cost),
    protection === undefined ? null : protectionChart(report.protection ?? [], protection),
  ]
    .filter((chart) => chart !== null)
    .slice(0, MOST_CHARTS);
}

/** Charts beside one another over the width of the columns. */
function placed(charts: readonly Chart[], widths: readonly number[], row: number): readonly PlacedChart[] {
  const total = widths.reduce((sum, width) => sum + columnPixels(width), 0);
  const width = (total - GAP * (MOST_CHARTS - 1)) / MOST_CHARTS;
  return charts.map((chart, index) => ({
    ...{ chart, row, width, left: index * (width + GAP) },
    height: CHART_ROWS * ROW_PIXELS,
  }));
}

/** Names stand in the first column, and numbers right beside them: no name may be cut off by one. */
function firstWidth(tables: readonly SummaryTable[]): number {
  const names = tables.flatMap(({ rows }) =>
    rows.map(([name]) => (typeof name === 'string' ? name.length : 0)),
  );
  return Math.min(
    80,
    names.reduce((most, length) => Math.max(most, length + 2), 34),
  );
}
