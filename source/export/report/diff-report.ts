/** The differences between two scans as a report. */
import type { KindChanges } from '../../analysis/diff/change-tally.ts';
import {
  costWords,
  diffTitle,
  moreBytes,
  OVERVIEW_COLUMNS,
  overviewRows,
  rowWords,
} from '../../analysis/diff/diff-text.ts';
import type { ScanDiff } from '../../analysis/diff/scan-diff.ts';
import { sectionWords } from '../../analysis/diff/section-words.ts';
import { findKind } from '../../kinds/registry.ts';
import type { Value } from '../../model/columns.ts';
import { type ChangeCounts, type DifferingRow, ROW_CHANGES } from '../../model/diff.ts';
import { type ByteUnit, formatCount, formatInstantSeconds } from '../../model/format.ts';
import { changeCharts } from './change-charts.ts';
import type { GatheredDiff } from './diff-gathered.ts';
import {
  CHANGES,
  LIST,
  type Report,
  type ReportFigure,
  type ReportSection,
  type ReportTable,
  SUMMARY,
} from './report.ts';

/** What the changes of rows are called in a heading. */
const TITLES: Readonly<Record<DifferingRow['change'], string>> = {
  new: 'New',
  gone: 'Gone',
  changed: 'Changed',
  unknown: 'Unknown',
  'aged-out': 'Aged out',
};

/** The report of two scans. */
export function diffReport(diff: ScanDiff, gathered: GatheredDiff, byteUnit: ByteUnit): Report {
  const { old, new: now } = diff.sides;
  const counts = gathered.tally.total();
  const kinds = kindChanges(diff, gathered);
  return {
    title: `Differences ${diffTitle(diff)}`,
    lead: [
      `old: ${old.file}, begun ${formatInstantSeconds(old.facts.startedAt)} UTC`,
      `new: ${now.file}, begun ${formatInstantSeconds(now.facts.startedAt)} UTC`,
      ...diff.notes,
    ],
    state: { words: countWords(counts), tone: counts.unknown === 0 ? 'plain' : 'warn' },
    figures: [
      ...ROW_CHANGES.map((change) => ({
        name: TITLES[change],
        value: formatCount(counts[change]),
        about: counts[change] === 1 ? 'row' : 'rows',
      })),
      ...sumFigures(kinds, byteUnit),
    ],
    tellsAll: () => 'snapdeck diff --format csv writes all of them',
    sections: [
      ...overviewSections(kinds, counts, byteUnit),
      ...changedSections(gathered, now.accounts.size > 1),
      section('Rows', [...rowTables(diff, gathered, byteUnit), ...reasonTables(gathered)]),
    ].filter(({ tables, sentences }) => tables.length > 0 || sentences.length > 0),
  };
}

/** How many rows became what: `120 new, 98 gone`; one line also where nothing differs. */
function countWords(counts: ChangeCounts): string {
  const words = ROW_CHANGES.flatMap((change) =>
    counts[change] === 0 ? [] : [`${formatCount(counts[change])} ${TITLES[change].toLowerCase()}`],
  );
  return words.length === 0 ? 'Nothing differs.' : words.join(', ');
}

function sumFigures(kinds: readonly KindChanges[], byteUnit: ByteUnit): readonly ReportFigure[] {
  const sums = kinds.flatMap((kind) => kind.sums ?? []);
  if (sums.length === 0) return [];
  const size = sums.reduce((sum, one) => sum + one.size, 0);
  const low = sums.reduce((sum, one) => sum + one.low, 0);
  const high = sums.reduce((sum, one) => sum + one.high, 0);
  const cost = costWords({ low, high });
  return [
    { name: 'Bytes', value: size === 0 ? 'as before' : moreBytes(size, byteUnit), about: 'of known sizes' },
    { name: 'Cost a month', value: cost === '' ? 'as before' : cost, about: 'bounds, not a bill' },
  ];
}

/** What became of the rows of each kind. */
export function kindChanges(diff: ScanDiff, { tally }: Pick<GatheredDiff, 'tally'>): readonly KindChanges[] {
  return diff.kinds.map((kind) => ({ kind, counts: tally.countsOf(kind.id), sums: diff.sums(kind) }));
}

/** What differs by kind, with its chart; none where nothing does. */
export function overviewSections(
  kinds: readonly KindChanges[],
  total: ChangeCounts,
  byteUnit: ByteUnit,
): readonly ReportSection[] {
  const rows = overviewRows(kinds, total, byteUnit);
  if (rows.length === 0) return [];
  const [, ...others] = OVERVIEW_COLUMNS;
  const table: ReportTable = {
    title: 'What differs by kind',
    columns: [{ header: 'Kind', type: 'text' }, ...others],
    total: rows.length,
    rows: () => rows,
    ...SUMMARY,
  };
  return [{ title: 'By kind', sentences: [], charts: changeCharts(kinds), tables: [table] }];
}

/** Findings, protection and verdicts that changed: in a sentence each, and one by one. */
function changedSections(
  { tally, findings, protections }: GatheredDiff,
  isOfMany: boolean,
): readonly ReportSection[] {
  const ofAccount = isOfMany ? ['Account'] : [];
  const sentences = sectionWords(tally).map(({ name, words }) => `${name}: ${words}`);
  const ofFindings = findings.map(({ change, title, key, kind, region, account }) => [
    change,
    title,
    key,
    findKind(kind)?.title ?? kind,
    region,
    ...(isOfMany ? [account] : []),
  ]);
  const ofSources = protections.map(({ source, service, old, new: now, reason, region, account }) => [
    source,
    service,
    old ?? 'not there',
    now ?? 'gone',
    reason,
    region,
    ...(isOfMany ? [account] : []),
  ]);
  return [
    {
      title: 'Findings and protection',
      sentences,
      charts: [],
      tables: [
        ...listOf('Findings that came or went', [...FINDING_HEADERS, ...ofAccount], ofFindings),
        ...listOf('Sources that are protected otherwise', [...SOURCE_HEADERS, ...ofAccount], ofSources),
      ],
    },
  ];
}

const FINDING_HEADERS = ['Change', 'Finding', 'Resource', 'Kind', 'Region'];
const SOURCE_HEADERS = ['Source', 'Service', 'Was', 'Is', 'Reason', 'Region'];

function listOf(
  title: string,
  headers: readonly string[],
  rows: readonly (readonly Value[])[],
): readonly ReportTable[] {
  if (rows.length === 0) return [];
  return [{ title, columns: textColumns(headers), total: rows.length, rows: () => rows, ...LIST }];
}

const ONE_BY_ONE = ['gone', 'new', 'changed'] as const;

function rowTables(
  { sides }: Pick<ScanDiff, 'sides'>,
  { rows, tally }: GatheredDiff,
  byteUnit: ByteUnit,
): readonly ReportTable[] {
  const isOfMany = sides.new.accounts.size > 1;
  const counts = tally.total();
  return ONE_BY_ONE.flatMap((change) => {
    const some = rows.get(change) ?? [];
    if (some.length === 0) return [];
    const behind = change === 'changed' ? 'What' : 'Why';
    return [
      {
        title: TITLES[change],
        columns: textColumns(['Key', 'Kind', 'Region', ...(isOfMany ? ['Account'] : []), behind]),
        total: counts[change],
        *rows() {
          for (const row of some) yield rowValues(row, isOfMany, byteUnit);
        },
        ...CHANGES,
      },
    ];
  });
}

function rowValues(row: DifferingRow, isOfMany: boolean, byteUnit: ByteUnit): readonly Value[] {
  const { key, kind, region, account } = row;
  const words = rowWords(row, byteUnit);
  const title = findKind(kind)?.title ?? kind;
  return [key, title, region, ...(isOfMany ? [account] : []), words === '' ? null : words];
}

/** Of what is not known, or aged out, the reasons are told, of which there are few. */
function reasonTables({ tally }: GatheredDiff): readonly ReportTable[] {
  const rows = (['unknown', 'aged-out'] as const).flatMap((change) =>
    tally.reasons(change).map(([why, count]): readonly Value[] => [TITLES[change], count, why]),
  );
  if (rows.length === 0) return [];
  return [
    {
      title: 'Why nobody knows, or it aged out',
      columns: [
        { header: 'Change', type: 'text' },
        { header: 'Rows', type: 'integer' },
        { header: 'Why', type: 'text' },
      ],
      total: rows.length,
      rows: () => rows,
      ...SUMMARY,
    },
  ];
}

function textColumns(headers: readonly string[]): ReportTable['columns'] {
  return headers.map((header) => ({ header, type: header === 'Change' ? 'enum' : 'text' }));
}

function section(title: string, tables: readonly ReportTable[]): ReportSection {
  return { title, sentences: [], charts: [], tables };
}
