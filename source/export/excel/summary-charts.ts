/** The charts of the sheet Summary, over the cells that hold its numbers. */
import { boundsOf } from '../../analysis/cost.ts';
import { serviceLabel } from '../../analysis/service-label.ts';
import type { Amount, ProtectionOfService, ServiceTotal, SummaryReport } from '../../analysis/summary.ts';
import type { SummaryTable } from '../../analysis/summary-table.ts';
import { AGE_RANGES, UNKNOWN_AGE_LABEL } from '../../model/ages.ts';
import type { ByteUnit } from '../../model/format.ts';
import { type Chart, chartColor, columnCells, type Series } from './charts/chart.ts';
import { binaryScale, byteFormat, columnLetters } from './excel-values.ts';

/** Where the rows of a table of numbers stand on its sheet, from 1. */
export interface TablePlace {
  readonly sheet: string;
  /** The first of its rows, below the header. */
  readonly first: number;
}

/** With more services than these the others are one. */
const MOST_SERVICES = 8;

/** Snapshots by age, a column a service: what the chart of ages shows; null: there are none. */
export function ageMatrix({ services }: SummaryReport): SummaryTable | null {
  const found = services.filter(({ count }) => count > 0);
  if (found.length === 0) return null;
  const columns = columnsOfServices(found);
  const labels = [...AGE_RANGES.map(({ label }) => label), UNKNOWN_AGE_LABEL];
  return {
    title: AGES,
    columns: [
      { header: 'Date Range', type: 'text' },
      ...columns.map(({ header }) => ({ header, type: 'integer' }) as const),
    ],
    rows: labels.map((label, age) => [label, ...columns.map(({ byAge }) => byAge[age] ?? 0)]),
  };
}

/** The name of the sheet that has it; no other one is called so. */
export const AGES = 'Snapshot Ages';

interface ServiceColumn {
  readonly header: string;
  /** How many snapshots are of each age. */
  readonly byAge: readonly number[];
}

function columnsOfServices(services: readonly ServiceTotal[]): readonly ServiceColumn[] {
  const counts = (byAge: readonly Amount[]): readonly number[] => byAge.map(({ count }) => count);
  const columns = services.map((total) => ({ header: serviceLabel(total), byAge: counts(total.byAge) }));
  if (columns.length <= MOST_SERVICES) return columns;
  const largest = services
    .map(({ count }, index) => ({ count, index }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_SERVICES - 1)
    .map(({ index }) => index);
  const others = columns.filter((_, index) => !largest.includes(index));
  const [first] = others;
  const summed = (first?.byAge ?? []).map((_, age) =>
    others.reduce((sum, { byAge }) => sum + (byAge[age] ?? 0), 0),
  );
  return [
    ...columns.filter((_, index) => largest.includes(index)),
    { header: 'Other services', byAge: summed },
  ];
}

/** Bars of ages, a colour a service; null where there are no snapshots. */
export function ageChart(report: SummaryReport): Chart | null {
  const matrix = ageMatrix(report);
  if (matrix === null) return null;
  const { columns, rows } = matrix;
  const place = { sheet: AGES, first: 2 };
  const [, ...services] = columns;
  return {
    look: 'stacked',
    title: 'Snapshots by age',
    description: 'How many snapshots and backups there are of each age, by service.',
    ...withCells(
      place,
      rows.map(([label]) => String(label)),
    ),
    series: services.map(({ header }, index) =>
      seriesOf(place, header, index, {
        column: index + 1,
        numbers: rows.map((values) => numberOf(values[index + 1])),
      }),
    ),
    numberFormat: '#,##0',
  };
}

/** Bars of what snapshots cost a month, the low bound beside the high one; null where nothing is known of any. */
export function costChart({ cost }: SummaryReport, place: TablePlace): Chart | null {
  const bounds = cost.byService.map(boundsOf);
  if (bounds.every(({ low, high }) => low === null && high === null)) return null;
  return {
    look: 'clustered',
    title: 'Cost a month by service (USD, estimate)',
    description: 'What snapshots cost a month by service: the low and the high bound of an estimate.',
    ...withCells(
      place,
      cost.byService.map(({ label }) => label),
    ),
    series: [
      seriesOf(place, 'Low', 0, { column: 2, numbers: bounds.map(({ low }) => low) }),
      seriesOf(place, 'High', 1, { column: 3, numbers: bounds.map(({ high }) => high) }),
    ],
    numberFormat: '"$"#,##0',
  };
}

/** The columns of the table of protection, and how they are coloured: the ones to look at first stand out. */
const PROTECTIONS: readonly (readonly [name: string, of: keyof ProtectionOfService, color: string])[] = [
  ['Unprotected', 'unprotected', 'D55E00'],
  ['Late', 'late', 'E69F00'],
  ['Unknown', 'unknown', '999999'],
  ['Protected', 'protected', '009E73'],
];

/** Bars of sources, a colour a protection. */
export function protectionChart(protection: readonly ProtectionOfService[], place: TablePlace): Chart {
  return {
    look: 'stacked',
    title: 'Protection of sources',
    description: 'How many sources of each service are unprotected, late, unknown or protected.',
    ...withCells(place, protection.map(serviceLabel)),
    series: PROTECTIONS.map(([name, of, color], index) => ({
      ...seriesOf(place, name, index, {
        column: index + 1,
        numbers: protection.map((total) => numberOf(total[of])),
      }),
      color,
    })),
    numberFormat: '#,##0',
  };
}

/** The title of the table of what DataSync moved. */
export const MOVED_BY_DAY = 'DataSync bytes moved by day';

/** Bars of what DataSync moved on the days that it moved something. */
export function movedChart({ datasync }: SummaryReport, place: TablePlace, unit: ByteUnit): Chart {
  const days = datasync.bytesByDay.filter(({ bytes }) => bytes > 0);
  const most = Math.max(...days.map(({ bytes }) => bytes));
  const { per, numFmt } = binaryScale(unit, most) ?? { per: 1, numFmt: byteFormat(unit) };
  return {
    look: 'clustered',
    title: MOVED_BY_DAY,
    description: 'How many bytes DataSync moved on each day of the window of executions, in UTC.',
    ...withCells(
      place,
      days.map(({ day }) => day),
    ),
    series: [seriesOf(place, 'Bytes', 0, { column: 1, numbers: days.map(({ bytes }) => bytes / per) })],
    numberFormat: numFmt,
  };
}

/** What stands below the bars or points of a chart, in the first column of its numbers. */
export function withCells(
  { sheet, first }: TablePlace,
  labels: readonly string[],
): Pick<Chart, 'categories'> {
  return { categories: { cells: columnCells(sheet, 'A', first, first + labels.length - 1), labels } };
}

/** A series by its place, over a column of the sheet, from 0. */
export function seriesOf(
  { sheet, first }: TablePlace,
  name: string,
  place: number,
  { column, numbers }: { readonly column: number; readonly numbers: readonly (number | null)[] },
): Series {
  const cells = columnCells(sheet, columnLetters(column), first, first + numbers.length - 1);
  return { name, values: { cells, numbers }, color: chartColor(place) };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
