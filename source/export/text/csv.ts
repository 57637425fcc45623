/**
 * CSV by RFC 4180: CRLF, quotes doubled. A byte order mark stands first, because Excel takes a file without one for
 * the machine's old code page. Text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
import { accountTotals } from '../../analysis/account-totals.ts';
import { costSummary } from '../../analysis/cost.ts';
import { fileText } from '../../base/safe-text.ts';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import type { Column, Value } from '../../model/columns.ts';
import { formatInstantSeconds } from '../../model/format.ts';
import { joinedItems } from '../../model/list-items.ts';
import {
  ACCOUNT_COLUMN,
  ACCOUNT_NAME_COLUMN,
  accountLabels,
  eachLine,
  type HeadedColumn,
  OU_COLUMN,
  withAccountLabels,
} from '../account-labels.ts';
import { COST_COLUMNS, costLines, FINDING_COLUMNS, findingLines, leftOutWords } from '../estimate-rows.ts';
import { accountColumns, accountLines } from '../export-accounts.ts';
import { coverageColumns, coverageLines } from '../export-coverage.ts';
import type { ExportInput } from '../export-input.ts';
import type { RowCounter } from '../open-export-input.ts';
import { SNAPSHOT_SUMMARY_COLUMNS, snapshotSummaryRows } from '../snapshot-summary.ts';
import { exportedFindings, SOURCE_TABLE_COLUMNS, sourceLines } from '../source-rows.ts';
import { readResources } from '../stored-resources.ts';
import { TRANSFER_TABLE_COLUMNS, transferLines } from '../transfer-rows.ts';
import type { Sink } from './sink.ts';

/** Stands first in a file. */
export const BYTE_ORDER_MARK = '\ufeff';

const END_OF_RECORD = '\r\n';

/** What spreadsheets take for the beginning of a formula, also behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Text as a field: made harmless for spreadsheets, quoted where needed. */
export function csvText(text: string): string {
  const safe = fileText(FORMULA.test(text) ? `'${text}` : text);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A value as a field: bytes as digits, instants to the second in UTC, durations in seconds, the unknown empty. */
export function csvField(type: Column['type'], value: Value): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return csvText(value);
  if (typeof value === 'object') return csvText(joinedItems(value));
  if (!Number.isFinite(value)) return '';
  if (type === 'instant') return formatInstantSeconds(value);
  return String(type === 'duration' ? value / 1000 : value);
}

/** One record of fields that are ready, with its end. */
export function csvRecord(fields: readonly string[]): string {
  return fields.join(',') + END_OF_RECORD;
}

const UNITS: Partial<Record<Column['type'], string>> = {
  bytes: ' (bytes)',
  instant: ' (UTC)',
  duration: ' (seconds)',
  money: ' (USD)',
};

/** A column's header with the unit of its values. */
export function csvHeader(column: Pick<Column, 'header' | 'type'>): string {
  return csvText(column.header + (UNITS[column.type] ?? ''));
}

/** The rows of one kind; behind its columns what is wrong with a row, and whose it is. */
export async function writeKindCsv(
  source: ExportInput,
  kind: ResourceKind,
  sink: Sink,
  counter: RowCounter,
): Promise<void> {
  counter.begin(kind.title);
  const named = kind.columns.some(({ header }) => header === ACCOUNT_COLUMN.header);
  const place = [...(named ? [] : [ACCOUNT_COLUMN]), ACCOUNT_NAME_COLUMN, OU_COLUMN];
  const headers = [...kind.columns.map(csvHeader), 'Problem', ...place.map(csvHeader)];
  await sink.write(BYTE_ORDER_MARK + csvRecord(headers));
  const types = kind.columns.map((column) => column.type);
  const labelOf = accountLabels(source);
  for (const { account, values, problem } of readResources(source, kind)) {
    const { name, ou } = labelOf(account);
    const fields = types.map((type, index) => csvField(type, values[index] ?? null));
    fields.push(csvField('text', problem));
    if (!named) fields.push(csvField('text', account));
    fields.push(csvField('text', name), csvField('text', ou));
    const full = sink.write(csvRecord(fields));
    if (full !== undefined) await full;
    counter.count();
  }
  await sink.flush();
}

/** The snapshot summary: each source by age; without snapshots just its headers. */
export async function writeSummaryCsv(source: ExportInput, sink: Sink): Promise<void> {
  await writeLabelled(source, SNAPSHOT_SUMMARY_COLUMNS, snapshotSummaryRows(source), sink);
}

/** Every source with how well it is protected. */
export async function writeSourcesCsv(source: ExportInput, sink: Sink): Promise<void> {
  await writeLabelled(source, SOURCE_TABLE_COLUMNS, sourceLines(source), sink);
}

/** Every task of DataSync with how its runs go. */
export async function writeTransfersCsv(source: ExportInput, sink: Sink): Promise<void> {
  await writeLabelled(source, TRANSFER_TABLE_COLUMNS, transferLines(source), sink);
}

/** How every cell ended, and why accounts could not be entered. */
export async function writeCoverageCsv(source: ExportInput, sink: Sink): Promise<void> {
  await writeLabelled(source, coverageColumns(source), coverageLines(source), sink);
}

/** What each account of a scan of many comes to, and how it ended. */
export async function writeAccountsCsv(source: ExportInput, sink: Sink): Promise<void> {
  const totals = accountTotals(source.database, source.kinds);
  await writeLines(accountColumns(source), accountLines(source, totals), sink);
}

/** Every resource of a finding with the reason, and what could not be checked; without any just the headers. */
export async function writeFindingsCsv(source: ExportInput, sink: Sink): Promise<void> {
  const lines = findingLines(source, exportedFindings(source));
  await writeLabelled(source, FINDING_COLUMNS, lines, sink);
}

/** What the lines of the costs have besides: which price list they go by. */
const PRICE_COLUMNS = [
  { header: 'Prices Of', type: 'text' },
  { header: 'Price Source', type: 'text' },
] as const;

/** What snapshots cost a month, each line with the price list that it goes by. */
export async function writeCostCsv(source: ExportInput, sink: Sink): Promise<void> {
  const cost = costSummary(source.database, source.kinds);
  const columns = [...COST_COLUMNS, ...PRICE_COLUMNS];
  const prices = [cost.prices?.date ?? null, cost.prices?.source ?? null];
  const leftOut = leftOutWords(cost);
  const lines = leftOut === null ? [] : [['Left out', leftOut, ...COST_COLUMNS.slice(2).map(() => null)]];
  const all = [...costLines(cost), ...lines].map((values) => [...values, ...prices]);
  await writeLabelled(source, columns, all, sink);
}

/** Writes lines that name their account, each with its label. */
async function writeLabelled(
  source: ExportInput,
  columns: readonly HeadedColumn[],
  lines: Iterable<readonly Value[]>,
  sink: Sink,
): Promise<void> {
  const labelled = withAccountLabels(columns, source);
  await writeLines(labelled.columns, eachLine(lines, labelled.line), sink);
}

async function writeLines(
  columns: readonly HeadedColumn[],
  lines: Iterable<readonly Value[]>,
  sink: Sink,
): Promise<void> {
  await sink.write(BYTE_ORDER_MARK + csvRecord(columns.map(csvHeader)));
  for (const values of lines) {
    const fields = columns.map(({ type }, index) => csvField(type, values[index] ?? null));
    const full = sink.write(csvRecord(fields));
    if (full !== undefined) await full;
  }
  await sink.flush();
}
