/** The sheet Summary, which every workbook begins with. */
import { completeness, scanFactLines } from '../../analysis/coverage-table.ts';
import { nothingReadLine } from '../../analysis/shortfall.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { SummaryTable } from '../../analysis/summary-table.ts';
import { summaryTables } from '../../analysis/summary-tables.ts';
import { wrapped } from '../../analysis/text-table.ts';
import { type ByteUnit, localInstant } from '../../model/format.ts';
import type { ExportInput } from '../export-input.ts';
import { addPage } from './add-sheet.ts';
import type { Chart } from './charts/chart.ts';
import { columnPixels, type PlacedChart } from './charts/drawing-xml.ts';
import { columnLetters, excelHeader } from './excel-values.ts';
import { writeGlance } from './glance.ts';
import type { TableRange } from './named-tables.ts';
import { overviewRow, SheetRows, textRow, type WorkbookContext } from './sheet-rows.ts';
import {
  ageChart,
  costChart,
  MOVED_BY_DAY,
  movedChart,
  protectionChart,
  type TablePlace,
} from './summary-charts.ts';
import { trendCharts } from './trends-sheet.ts';

/** Totals by kind, service, age, status and the DataSync breakdowns; whether the scan is whole stands on top. */
export async function writeSummarySheet(
  context: WorkbookContext,
  source: ExportInput,
  report: SummaryReport,
): Promise<void> {
  const sheet = addPage(context, 'Summary');
  const tables = summaryTables(report);
  const widths = [firstWidth(tables), ...OTHER_WIDTHS];
  sheet.columns = widths.map((width) => ({ width }));
  const rows = new SheetRows(context, sheet);
  await writeHead(context, source, report, rows);
  const past = source.past();
  await writeGlance(context, rows, report, past?.before ?? null);
  const trends = tables.length === 0 ? [] : trendCharts(past?.trend ?? [], context.byteUnit);
  const chartsAt = rows.last + 2;
  const chartLines = Math.ceil(countCharts(report, context.byteUnit, tables, trends) / CHARTS_BESIDE);
  if (chartLines > 0) rows.skip(1 + chartLines * (CHART_ROWS + 1));
  const pageEnd = rows.last;
  const { places, ranges } = await writeTables(context, rows, sheet.name, tables);
  await rows.finish();
  const charts = chartsOf(report, context.byteUnit, trends, places);
  context.charts.add(sheet, placed(charts, widths, chartsAt), widths);
  context.tables.add(sheet, ranges);
  sheet.pageSetup.printArea = `A$1:${columnLetters(widths.length - 1)}$${rows.last}`;
  sheet.getRow(pageEnd).addPageBreak();
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
  for (const fact of scanFactLines(source)) {
    if (!IN_SUMMARY.includes(fact[0])) continue;
    const isStart = fact[0] === STARTED;
    await rows.add(line, isStart ? [...fact, `${localInstant(source.facts.startedAt)} local`] : fact);
  }
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

const STARTED = 'Started (UTC)';

/** The widths of the columns behind the first, in characters: tables have up to eight. */
const OTHER_WIDTHS = [20, 20, 20, 20, 20, 14, 14] as const;

/** The longest line of a sentence: what is wider would make the printed page as small as it takes. */
const LINE = 140;

/** Where the tables are. */
interface WrittenTables {
  /** Where the rows of each stand, by its title. */
  readonly places: ReadonlyMap<string, TablePlace>;
  readonly ranges: readonly TableRange[];
}

/** Writes tables below one another. */
async function writeTables(
  context: WorkbookContext,
  rows: SheetRows,
  sheet: string,
  tables: readonly SummaryTable[],
): Promise<WrittenTables> {
  const places = new Map<string, TablePlace>();
  const ranges: TableRange[] = [];
  const heading = textRow(context);
  const note = textRow(context, { bold: 0 });
  for (const table of tables) {
    rows.skip();
    await rows.add(heading, [table.title]);
    if (table.atLeast !== undefined) await rows.add(note, [table.atLeast]);
    const headers = table.columns.map(excelHeader);
    await rows.add(heading, headers);
    const header = rows.last;
    places.set(table.title, { sheet, first: header + 1 });
    const typed = overviewRow(context, table.columns, table.rows);
    for (const values of table.rows) await rows.add(typed, values);
    ranges.push({ title: `Summary ${table.title}`, headers, header, last: rows.last, isFiltered: false });
    for (const text of table.notes ?? [])
      for (const part of wrapped(text, LINE)) await rows.add(note, [part]);
  }
  return { places, ranges };
}

/** How many rows a chart takes. */
const CHART_ROWS = 15;

/** Between two charts, in pixels. */
const GAP = 12;

/** How many charts stand beside one another, and how many there are at most. */
const [CHARTS_BESIDE, MOST_CHARTS] = [2, 4];

function countCharts(
  report: SummaryReport,
  unit: ByteUnit,
  tables: readonly SummaryTable[],
  trends: readonly Chart[],
): number {
  const places = new Map(tables.map(({ title }) => [title, { sheet: '', first: 1 }]));
  return chartsOf(report, unit, trends, places).length;
}

/** What there is to show of the tables that are there, and of the scans before. */
function chartsOf(
  report: SummaryReport,
  unit: ByteUnit,
  trends: readonly Chart[],
  places: ReadonlyMap<string, TablePlace>,
): readonly Chart[] {
  const [ages, cost, protection, moved] = [
    places.get('Snapshots by age'),
    places.get('Cost a month by service (USD)'),
    places.get('Protection of sources'),
    places.get(MOVED_BY_DAY),
  ];
  return [
    ages === undefined ? null : ageChart(report),
    cost === undefined ? null : costChart(report, cost),
    protection === undefined ? null : protectionChart(report.protection ?? [], protection),
    ...trends,
    moved === undefined ? null : movedChart(report, moved, unit),
  ]
    .filter((chart) => chart !== null)
    .slice(0, MOST_CHARTS);
}

/** Charts beside and below one another over the width of the columns. */
function placed(charts: readonly Chart[], widths: readonly number[], row: number): readonly PlacedChart[] {
  const total = widths.reduce((sum, width) => sum + columnPixels(width), 0);
  const width = (total - GAP * (CHARTS_BESIDE - 1)) / CHARTS_BESIDE;
  return charts.map((chart, index) => ({
    ...{ chart, width, left: (index % CHARTS_BESIDE) * (width + GAP) },
    row: row + Math.floor(index / CHARTS_BESIDE) * (CHART_ROWS + 1),
    rows: CHART_ROWS,
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
