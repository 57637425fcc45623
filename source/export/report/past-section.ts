/** What changed since the last scan that can be compared, and how it went over all of those. */
import { changeWords } from '../../analysis/change-since.ts';
import { openScanDiff } from '../../analysis/diff/scan-diff.ts';
import { sectionWords } from '../../analysis/diff/section-words.ts';
import type { PastScan } from '../../analysis/past/comparable.ts';
import type { ScanPast } from '../../analysis/past/scan-past.ts';
import type { Value } from '../../model/columns.ts';
import {
  type ByteUnit,
  formatBytes,
  formatCount,
  formatInstant,
  formatWholeDollars,
} from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import type { TrendChart } from './charts.ts';
import { gatherDiff } from './diff-gathered.ts';
import { kindChanges, overviewSections } from './diff-report.ts';
import { LIST, type ReportSection, type ReportTable } from './report.ts';

/** Of more rows on both sides together the differences are left to `snapdeck diff`: nobody waits for a page so long. */
const MOST_COMPARED = 400_000;

/** The section; none where there is no scan before that can be compared. */
export async function pastSections(
  past: ScanPast | null,
  byteUnit: ByteUnit,
): Promise<readonly ReportSection[]> {
  const own = past?.trend.at(-1);
  if (past === null || past.before === null || own === undefined) return [];
  const { before, trend } = past;
  const name = before.outline.name ?? before.id ?? 'a file';
  const found = await differences(before, own, byteUnit);
  return [
    {
      title: `Since ${formatInstant(before.outline.startedAt)} UTC`,
      sentences: [
        changeWords({ scan: own.outline, before: before.outline, id: name }, byteUnit),
        ...found.sentences,
      ],
      charts: [...found.charts, ...trendCharts(trend, byteUnit)],
      tables: [...found.tables, trendTable(trend)],
    },
  ];
}

/** What differs by kind, and which findings, protections and verdicts do. */
async function differences(
  before: PastScan,
  own: PastScan,
  byteUnit: ByteUnit,
): Promise<Pick<ReportSection, 'sentences' | 'charts' | 'tables'>> {
  const rows = before.outline.rows + own.outline.rows;
  if (rows > MOST_COMPARED)
    return {
      sentences: [`What is new, gone or changed of ${counted(rows, 'row')}: snapdeck diff tells.`],
      charts: [],
      tables: [],
    };
  try {
    return await compared(before, own, byteUnit);
  } catch {
    // What cannot be read of another scan must not keep this one from being told; its numbers stand above.
    return { sentences: [], charts: [], tables: [] };
  }
}

async function compared(before: PastScan, own: PastScan, byteUnit: ByteUnit): ReturnType<typeof differences> {
  const diff = openScanDiff({ old: before.file, new: own.file, kinds: null, columns: [], filter: null });
  try {
    const { tally } = await gatherDiff(diff);
    const sentences = sectionWords(tally).map(({ name, words }) => `${name}: ${words}`);
    const [overview] = overviewSections(kindChanges(diff, { tally }), tally.total(), byteUnit);
    if (overview === undefined)
      return { sentences: ['No row differs.', ...sentences], charts: [], tables: [] };
    return { ...overview, sentences: [...sentences, 'Row by row: snapdeck diff --format html.'] };
  } finally {
    diff.close();
  }
}

interface Measure {
  readonly title: string;
  readonly about: string;
  /** Null: not known. */
  readonly value: (scan: PastScan['outline']) => number | null;
  readonly text: (value: number) => string;
}

/** How it went; a scan of which a number is not known has no point. */
function trendCharts(trend: ScanPast['trend'], byteUnit: ByteUnit): readonly TrendChart[] {
  const measures: readonly Measure[] = [
    {
      title: 'Size of snapshots over time',
      about: 'The known sizes of snapshots and backups, a point a scan.',
      value: ({ bytes }) => bytes?.sum ?? null,
      text: (bytes) => formatBytes(bytes, byteUnit),
    },
    {
      title: 'Cost a month over time, high bound',
      about: 'What snapshots cost a month at most, in US dollars, a point a scan.',
      value: ({ cost }) => cost?.high ?? null,
      text: formatWholeDollars,
    },
    {
      title: 'Rows over time',
      about: 'How many rows were read, a point a scan.',
      value: ({ rows }) => rows,
      text: (rows) => formatCount(Math.round(rows)),
    },
  ];
  return measures.flatMap(({ title, about, value, text }): readonly TrendChart[] => {
    const points = trend.flatMap(({ outline }) => {
      const known = value(outline);
      return known === null ? [] : [{ at: outline.startedAt, value: known }];
    });
    return points.length < 2 ? [] : [{ shape: 'trend', title, about, points, text }];
  });
}

/** The numbers of the charts, the newest scan first. */
function trendTable(trend: ScanPast['trend']): ReportTable {
  const rows = trend.toReversed().map(({ id, outline }): readonly Value[] => {
    const { name, startedAt, rows, bytes, cost, problems } = outline;
    return [name ?? id, startedAt, rows, bytes?.sum ?? null, cost?.low ?? null, cost?.high ?? null, problems];
  });
  return {
    title: 'Scans that can be compared',
    columns: [
      { header: 'Scan', type: 'text' },
      { header: 'Started', type: 'instant' },
      { header: 'Rows', type: 'integer' },
      { header: 'Size', type: 'bytes' },
      { header: 'Cost Low', type: 'money' },
      { header: 'Cost High', type: 'money' },
      { header: 'Problems', type: 'integer' },
    ],
    total: rows.length,
    rows: () => rows,
    ...LIST,
  };
}
