/** The sheet Trends: the scans that are kept of the same accounts, regions and kinds, with how their sums went. */
import type { PastScan } from '../../analysis/past/comparable.ts';
import type { Value } from '../../model/columns.ts';
import { formatInstant } from '../../model/format.ts';
import type { Chart } from './charts/chart.ts';
import type { TableColumn } from './excel-table.ts';
import { binaryScale, byteFormat } from './excel-values.ts';
import type { WorkbookContext } from './sheet-rows.ts';
import { writeSmallSheet } from './small-sheet.ts';
import { seriesOf, withCells } from './summary-charts.ts';

/** The name of the sheet; no other one is called so. */
export const TRENDS = 'Trends';

const COLUMNS: readonly TableColumn[] = [
  { header: 'Scan (UTC)', type: 'text' },
  { header: 'Id', type: 'text' },
  { header: 'Name', type: 'text' },
  { header: 'Rows', type: 'integer' },
  { header: 'Size', type: 'bytes' },
  { header: 'Cost Low', type: 'money' },
  { header: 'Cost High', type: 'money' },
  { header: 'Size (bytes)', type: 'integer' },
  { header: 'Unknown Sizes', type: 'integer' },
  { header: 'A Bound Unknown', type: 'integer' },
  { header: 'Problems', type: 'integer' },
  { header: 'Started', type: 'instant' },
];

function lineOf({ id, outline }: PastScan): readonly Value[] {
  const { startedAt, name, rows, bytes, cost, problems } = outline;
  return [
    ...[formatInstant(startedAt), id, name, rows, bytes?.sum ?? null, cost?.low ?? null, cost?.high ?? null],
    ...[bytes?.sum ?? null, bytes?.unknown ?? null, cost?.unknown ?? null, problems, startedAt],
  ];
}

/** Writes it, where there is more than the scan itself. */
export async function writeTrendsSheet(context: WorkbookContext, trend: readonly PastScan[]): Promise<void> {
  if (trend.length < 2) return;
  await writeSmallSheet(context, TRENDS, COLUMNS, trend.map(lineOf), trendCharts(trend, context.byteUnit));
}

/** Lines of rows, size and cost, those of which nothing is known left out. */
export function trendCharts(trend: readonly PastScan[], unit: WorkbookContext['byteUnit']): readonly Chart[] {
  if (trend.length < 2) return [];
  const outlines = trend.map(({ outline }) => outline);
  const sizes = outlines.map(({ bytes }) => bytes?.sum ?? null);
  // By the least of them: what went up by a twentieth is told in a unit that all of them fill.
  const known = sizes.flatMap((size) => (size === null || size === 0 ? [] : [size]));
  const scale = binaryScale(unit, known.length === 0 ? 0 : Math.min(...known)) ?? {
    per: 1,
    numFmt: byteFormat(unit),
  };
  return [
    lines('Cost a month over time (USD, estimate)', trend, '"$"#,##0', [
      ['Low', 5, outlines.map(({ cost }) => cost?.low ?? null)],
      ['High', 6, outlines.map(({ cost }) => cost?.high ?? null)],
    ]),
    lines('Size of snapshots and backups over time', trend, scale.numFmt, [
      ['Size', 4, sizes.map((size) => (size === null ? null : size / scale.per))],
    ]),
    lines('Resources over time', trend, '#,##0', [['Rows', 3, outlines.map(({ rows }) => rows)]]),
  ].filter(({ series }) => series.some(({ values }) => values.numbers.some((number) => number !== null)));
}

function lines(
  title: string,
  trend: readonly PastScan[],
  numberFormat: string,
  series: readonly (readonly [name: string, column: number, numbers: readonly (number | null)[]])[],
): Chart {
  const place = { sheet: TRENDS, first: 2 };
  return {
    ...{ look: 'lines', title, numberFormat },
    description: `${title}, in ${trend.length} scans of the same accounts, regions and kinds.`,
    ...withCells(
      place,
      trend.map(({ outline }) => formatInstant(outline.startedAt)),
    ),
    series: series.map(([name, column, numbers], index) => seriesOf(place, name, index, { column, numbers })),
  };
}
