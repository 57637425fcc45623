/** The Snapshot Summary: each source of an account, region and service by age, with the old summary's fields first. */
import type { SQLOutputValue } from 'node:sqlite';
import { amountValues } from '../analysis/amount-columns.ts';
import { addOne, type RunningAmount, startAmount } from '../analysis/amounts.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { AGE_RANGES, ageRangeIndex, UNKNOWN_AGE_LABEL } from '../model/ages.ts';
import type { Value } from '../model/columns.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows, columnOrNull, storedColumns } from '../store/sql-rows.ts';
import { numberOrNull, textOrNull } from '../store/stored-values.ts';
import type { TableColumn } from './excel/excel-table.ts';
import { LONGEST_TEXT } from './excel/excel-values.ts';
import { exportedRows } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';

/** Its columns. */
export const SNAPSHOT_SUMMARY_COLUMNS: readonly TableColumn[] = [
  { header: 'Date Range', type: 'text' },
  { header: 'Service-Source', type: 'text' },
  { header: 'Snapshot Count', type: 'integer' },
  { header: 'Total Size', type: 'bytes' },
  { header: 'Snapshot IDs', type: 'text' },
  { header: 'Types', type: 'list' },
  { header: 'Service', type: 'text' },
  { header: 'Account', type: 'text' },
  { header: 'Region', type: 'text' },
  { header: 'Source', type: 'text' },
  { header: 'Source Name', type: 'text' },
  { header: 'Source Exists', type: 'text' },
  { header: 'Unknown Sizes', type: 'integer' },
  { header: 'Oldest', type: 'instant' },
  { header: 'Newest', type: 'instant' },
];

/** What stands for the source of copies and others whose source AWS does not know. */
export const UNKNOWN_SOURCE = 'unknown source';

/** One line while its snapshots are read. */
interface Line extends RunningAmount {
  readonly key: string;
  readonly range: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly source: string | null;
  readonly types: Set<string>;
  sourceName: string | null;
  sourceExists: string | null;
  ids: string;
  oldest: number | null;
  newest: number | null;
}

/** True where any snapshot was found. */
export function hasSnapshots(source: ExportInput): boolean {
  const ids = source.kinds.filter((kind) => kind.group === 'snapshots').map((kind) => kind.id);
  for (const cell of source.cells) if (ids.includes(cell.kind) && exportedRows(source, cell) > 0) return true;
  return false;
}

/** The lines by kind, account, region, service, source and age; sorted by SQLite, so read in flat memory. */
export function* snapshotSummaryRows(source: ExportInput): Generator<readonly Value[], void, undefined> {
  for (const kind of source.kinds.filter(({ group }) => group === 'snapshots')) {
    yield* linesOfKind(source, kind);
  }
}

function* linesOfKind(source: ExportInput, kind: ResourceKind): Generator<readonly Value[], void, undefined> {
  const columns = storedColumns(source.database, kind.tab);
  if (columns.size === 0) return;
  const column = (id: string): string => columnOrNull(columns, id);
  const rows = arrayRows(
    source.database,
    `SELECT cell.account, cell.region, ${column('service')} AS of_service, ${column('source')} AS of_source,
       ${column('creation_time')} AS created, ${column('size')}, ${column('snapshot_id')}, ${column('origin')},
       ${column('source_name')}, ${column('source_exists')}
     FROM ${quoted(kind.tab)} AS resource JOIN cell ON cell.id = resource.cell
     WHERE cell.kind = ?
     ORDER BY cell.account, cell.region, of_service, of_source, created DESC NULLS LAST`,
    kind.id,
  );
  let line: Line | undefined;
  for (const values of rows) {
    const started = startLine(kind, source.facts.startedAt, values);
    if (line?.key !== started.key) {
      if (line !== undefined) yield lineValues(line);
      line = started;
    }
    addSnapshot(line, values);
  }
  if (line !== undefined) yield lineValues(line);
}

function startLine(kind: ResourceKind, countedFrom: number, values: readonly SQLOutputValue[]): Line {
  const [account, region, service, source, created] = values;
  const range =
    AGE_RANGES[ageRangeIndex(numberOrNull(created ?? null), countedFrom)]?.label ?? UNKNOWN_AGE_LABEL;
  const place = {
    range,
    account: textOrNull(account) ?? '',
    region: textOrNull(region) ?? '',
    service: textOrNull(service) ?? kind.service,
    source: textOrNull(source),
  };
  return {
    ...startAmount(),
    ...place,
    key: JSON.stringify(Object.values(place)),
    types: new Set(),
    sourceName: null,
    sourceExists: null,
    ids: '',
    oldest: null,
    newest: null,
  };
}

function addSnapshot(line: Line, values: readonly SQLOutputValue[]): void {
  const [created, size] = [numberOrNull(values[4]), numberOrNull(values[5])];
  const [id, origin] = [textOrNull(values[6]), textOrNull(values[7])];
  addOne(line, size);
  // Beyond what a cell of a sheet holds, further ids would be cut anyway.
  if (id !== null && line.ids.length <= LONGEST_TEXT) line.ids += line.ids === '' ? id : `, ${id}`;
  if (origin !== null) line.types.add(origin);
  line.sourceName ??= textOrNull(values[8]);
  line.sourceExists ??= textOrNull(values[9]);
  if (created === null) return;
  line.oldest = created;
  line.newest ??= created;
}

function lineValues(line: Line): readonly Value[] {
  const [count = null, size = null, unknownSizes = null] = amountValues(line);
  const source = line.source ?? UNKNOWN_SOURCE;
  return [
    line.range,
    `${line.service}-${source}`,
    count,
    size,
    line.ids === '' ? null : line.ids,
    [...line.types].sort(),
    line.service,
    line.account,
    line.region,
    source,
    line.sourceName,
    line.source === null ? 'unknown' : (line.sourceExists ?? 'unknown'),
    unknownSizes,
    line.oldest,
    line.newest,
  ];
}
