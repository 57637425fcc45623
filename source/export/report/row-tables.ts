/** The tables of a report that are lists: sources, what findings are about, and the rows of each kind. */
import { foundResources } from '../../analysis/findings-from-scan-file.ts';
import type { FindingCount, SummaryReport } from '../../analysis/summary.ts';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { FINDINGS } from '../../kinds/findings.ts';
import { findKind } from '../../kinds/registry.ts';
import { SOURCE_COLUMNS } from '../../kinds/sources/source-columns.ts';
import type { Column, Value } from '../../model/columns.ts';
import { COST_COLUMNS, costLines, leftOutWords } from '../estimate-rows.ts';
import { exportedRows, isOfSourcesAlone } from '../export-filter.ts';
import type { ExportInput } from '../export-input.ts';
import { countSources, hasSources, sourceRows } from '../source-rows.ts';
import { readResources } from '../stored-resources.ts';
import { LIST, type ReportTable, ROWS } from './report.ts';

const REGION = { header: 'Region', type: 'text' } as const;
const ACCOUNT = { header: 'Account', type: 'text' } as const;

/** So many columns of a row are told: a page that is handed on is no place for all of them. */
const MOST_COLUMNS = 6;

/** A table a kind that has rows, of the columns that the screen shows first. */
export function kindTables(source: ExportInput): readonly ReportTable[] {
  if (isOfSourcesAlone(source)) return [];
  return source.kinds.flatMap((kind) => {
    const total = rowsOf(source, kind);
    return total === 0 ? [] : [kindTable(source, kind, total)];
  });
}

function rowsOf(source: ExportInput, { id }: ResourceKind): number {
  let rows = 0;
  for (const cell of source.cells) if (cell.kind === id) rows += exportedRows(source, cell);
  return rows;
}

function kindTable(source: ExportInput, kind: ResourceKind, total: number): ReportTable {
  const isOfMany = source.accounts.length > 0;
  const columns: readonly Column[] = kind.columns;
  const places = columns.flatMap((column, place) =>
    column.shown && column.header !== REGION.header && column.header !== ACCOUNT.header ? [place] : [],
  );
  const told = places.slice(0, MOST_COLUMNS);
  const largest = largestBy(columns, told);
  const isSorted = largest !== undefined && source.order === 'found';
  return {
    title: kind.title,
    columns: [...told.flatMap((place) => columns[place] ?? []), REGION, ...(isOfMany ? [ACCOUNT] : [])],
    total,
    *rows() {
      for (const { account, region, values } of readResources(source, kind, undefined, largest?.id))
        yield [...told.map((place) => values[place] ?? null), region, ...(isOfMany ? [account] : [])];
    },
    ...(isSorted ? { first: `the largest by ${largest.header}` } : {}),
    part: kind.id,
    ...ROWS,
  };
}

/** What the rows that matter most have most of: a size or a cost, of the columns that are told if there is one. */
function largestBy(columns: readonly Column[], told: readonly number[]): Column | undefined {
  const isAmount = ({ type }: Column): boolean => type === 'bytes' || type === 'money';
  return told.flatMap((place) => columns[place] ?? []).find(isAmount) ?? columns.find(isAmount);
}

/** Each finding that has rows with what it is about, the gravest first. */
export function foundTables(source: ExportInput, { findings }: SummaryReport): readonly ReportTable[] {
  const isOfMany = source.accounts.length > 0;
  return findings.flatMap((counted) => {
    const finding = FINDINGS.find(({ id }) => id === counted.id);
    if (finding === undefined || counted.count === 0) return [];
    return [
      {
        title: counted.title,
        columns: [
          { header: 'Resource', type: 'text' },
          { header: 'Kind', type: 'text' },
          REGION,
          ...(isOfMany ? [ACCOUNT] : []),
          { header: 'Reason', type: 'text' },
        ],
        total: counted.count,
        rows: () => foundRows(source, finding, counted, isOfMany),
        part: 'findings',
        ...LIST,
      },
    ];
  });
}

function* foundRows(
  { database }: ExportInput,
  finding: (typeof FINDINGS)[number],
  { count }: FindingCount,
  isOfMany: boolean,
): Generator<readonly Value[], void, undefined> {
  for (const { resource, kind, region, account, reason } of foundResources(database, finding, count)) {
    const title = findKind(kind)?.title ?? kind;
    yield [resource, title, region, ...(isOfMany ? [account] : []), reason];
  }
}

const OF_SOURCE = [
  'Source ID',
  'Name',
  'Service',
  'Size',
  'Protection',
  'Newest Backup',
  'Backups',
  'Reason',
];

/** Every source with how well it is protected; none where there is nothing to tell. */
export function sourceTables(source: ExportInput): readonly ReportTable[] {
  const total = hasSources(source) ? countSources(source) : 0;
  if (total === 0) return [];
  const headers = [...OF_SOURCE, REGION.header, ...(source.accounts.length > 0 ? [ACCOUNT.header] : [])];
  const places = headers.map((header) => SOURCE_COLUMNS.findIndex((column) => column.header === header));
  return [
    {
      title: 'Sources',
      columns: places.flatMap((place) => SOURCE_COLUMNS[place] ?? []),
      total,
      *rows() {
        for (const { values } of sourceRows(source, 'worst first'))
          yield places.map((place) => values[place] ?? null);
      },
      first: 'those without a backup before the others, each the largest by Size',
      part: 'sources',
      ...LIST,
    },
  ];
}

/** What the backups of each source cost a month, those of the highest bound first. */
export function sourceCostTables({ cost }: SummaryReport): readonly ReportTable[] {
  const lines = costLines({ ...cost, byService: [], byRegion: [], byOwner: [] });
  // The first is the total.
  const [, ...ofSources] = lines.map(([, ...values]) => values);
  const [, ...columns] = COST_COLUMNS;
  const leftOut = leftOutWords({ ...cost, ownersLeftOut: 0 });
  if (ofSources.length === 0) return [];
  return [
    {
      title: 'Cost a month by source (USD)',
      columns,
      total: ofSources.length,
      rows: () => ofSources,
      ...(leftOut === null ? {} : { notes: [leftOut] }),
      first: 'the dearest',
      part: 'cost',
      ...LIST,
    },
  ];
}
