import type { Writable } from 'node:stream';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { ResourceKind, SheetSpec } from '../../kinds/define/define-resource.ts';
import type { Value } from '../../model/columns.ts';
import {
  ACCOUNT_COLUMN,
  ACCOUNT_NAME_COLUMN,
  accountLabels,
  eachLine,
  withAccountNames,
} from '../account-labels.ts';
import { summaryOf } from '../export-filter.ts';
import type { ExportInput } from '../export-input.ts';
import type { RowCounter } from '../open-export-input.ts';
import { hasSnapshots, SNAPSHOT_SUMMARY_COLUMNS, snapshotSummaryRows } from '../snapshot-summary.ts';
import { countResources, readResources } from '../stored-resources.ts';
import { writeAccountsSheet } from './accounts-sheet.ts';
import { footerOf } from './add-sheet.ts';
import { writeAgesSheet } from './ages-sheet.ts';
import { writeCoverageSheet } from './coverage-sheet.ts';
import { writeCostSheet, writeFindingsSheet } from './estimate-sheets.ts';
import { keepFirstPlaces } from './excel-stream.ts';
import { type TableColumn, writeTable } from './excel-table.ts';
import { MOST_ROWS } from './excel-values.ts';
import { newContext } from './new-context.ts';
import { writeProtectionSheet } from './protection-sheet.ts';
import { linksOfKind, RowPlaces, type WholeSheet } from './row-links.ts';
import { MOST_LINKS } from './sheet-links.ts';
import { TOTALS_ROWS } from './sheet-totals.ts';
import { writeSummarySheet } from './summary-sheet.ts';
import { writeTransfersSheet } from './transfers-sheet.ts';
import { writeTrendsSheet } from './trends-sheet.ts';

/** How a workbook is written. */
export interface WorkbookOptions {
  /** The moment of the export, milliseconds since 1970 UTC. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** The most rows of a sheet; smaller in tests. */
  readonly mostRows?: number;
  /** The totals of the source, where somebody sums them up already. */
  readonly summary?: () => Promise<SummaryReport>;
}

/** A sheet of rows: which kind, which of its rows. */
interface PlannedSheet {
  readonly kind: ResourceKind;
  readonly sheet: SheetSpec;
  readonly rows: number;
  readonly problems: boolean;
}

/** The sheets of rows in their order, without empty ones. */
export function plannedSheets(source: ExportInput): readonly PlannedSheet[] {
  return source.kinds
    .flatMap((kind) =>
      kind.sheets.map((sheet) => ({ kind, sheet, ...countResources(source.database, kind, sheet.where) })),
    )
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => a.sheet.position - b.sheet.position);
}

/**
 * Writes a scan file as a workbook into a stream and ends the stream. Rejects with what the output failed with, a
 * ReaderGone, or the reason of the signal.
 */
export async function writeWorkbook(
  source: ExportInput,
  output: Writable,
  counter: RowCounter,
  options: WorkbookOptions,
): Promise<void> {
  const { byteUnit } = source;
  const context = newContext(output, {
    ...{ byteUnit, created: new Date(options.now), footer: footerOf(source) },
    aborted: abortion(options.signal),
    ...(options.mostRows === undefined ? {} : { mostRows: options.mostRows }),
  });
  const { workbook } = context;
  const sheets = plannedSheets(source);
  const isOfMany = source.accounts.length > 0;
  const kept = keepFirstPlaces(workbook, isOfMany ? 2 : 1);
  const rows = sheets.reduce((sum, planned) => sum + planned.rows, 0);
  const mostRows = (options.mostRows ?? MOST_ROWS) - 1 - TOTALS_ROWS;
  const places = rows > MOST_LINKED ? null : new RowPlaces(source, wholeSheets(sheets), mostRows);
  for (const planned of sheets) {
    const { kind, sheet } = planned;
    counter.begin(sheet.name);
    const columns = sheetColumns(source, planned);
    // Links are kept in memory until their sheet ends: of large ones they would be more than the thread may have.
    const isLinked = places !== null && planned.rows <= MOST_LINKS;
    const links = isLinked ? { linksOf: linksOfKind(source, kind, columns, places) } : {};
    await writeTable(context, sheet.name, columns, sheetRows(source, planned, counter), { kind, ...links });
  }
  if (hasSnapshots(source)) {
    counter.begin('Snapshot Summary');
    const { columns, line } = withAccountNames(SNAPSHOT_SUMMARY_COLUMNS, source);
    await writeTable(context, 'Snapshot Summary', columns, eachLine(snapshotSummaryRows(source), line), {
      withCounts: true,
    });
  }
  counter.begin('Protection');
  await writeProtectionSheet(context, source);
  counter.begin('Transfers');
  await writeTransfersSheet(context, source);
  counter.begin('Summary');
  const report = await (options.summary?.() ?? summaryOf(source));
  kept();
  await writeSummarySheet(context, source, report);
  if (isOfMany) {
    kept();
    await writeAccountsSheet(context, source, report);
  }
  await writeFindingsSheet(context, source, report);
  if (report.cost.total.count > 0) {
    counter.begin('Cost');
    await writeCostSheet(context, source, report);
  }
  await writeAgesSheet(context, report);
  await writeTrendsSheet(context, source.past()?.trend ?? []);
  counter.begin('Coverage');
  await writeCoverageSheet(context, source);
  await context.settled(workbook.commit());
}

/** Those that hold all rows of their kind, so that a row is found on them by its place among those. */
function wholeSheets(sheets: readonly PlannedSheet[]): readonly WholeSheet[] {
  return sheets.flatMap(({ kind, sheet, rows }) =>
    sheet.where === undefined ? [{ kind, name: sheet.name, rows }] : [],
  );
}

/** With more rows than these in all there are no links: what they lead to is kept in memory. */
const MOST_LINKED = 50_000;

const PROBLEM_COLUMN: TableColumn = { header: 'Problem', type: 'text' };

/** Of many accounts whose a row is stands first. */
function sheetColumns(source: ExportInput, { kind, problems }: PlannedSheet): readonly TableColumn[] {
  const columns: readonly TableColumn[] = problems ? [...kind.columns, PROBLEM_COLUMN] : kind.columns;
  if (source.accounts.length === 0) return columns;
  const own = ownAccountColumn(kind);
  return [ACCOUNT_COLUMN, ACCOUNT_NAME_COLUMN, ...columns.filter((_, index) => index !== own)];
}

/** Where a kind has a column for the account itself; -1: it has none. */
function ownAccountColumn({ columns }: ResourceKind): number {
  return columns.findIndex(({ header }) => header === ACCOUNT_COLUMN.header);
}

function* sheetRows(
  source: ExportInput,
  { kind, sheet, problems }: PlannedSheet,
  counter: RowCounter,
): Generator<readonly Value[], void, undefined> {
  const isOfMany = source.accounts.length > 0;
  const labelOf = accountLabels(source);
  const own = ownAccountColumn(kind);
  for (const { account, values, problem } of readResources(source, kind, sheet.where)) {
    counter.count();
    const line = problems ? [...values, problem] : values;
    if (!isOfMany) yield line;
    else yield [account, labelOf(account).name, ...(own < 0 ? line : line.toSpliced(own, 1))];
  }
}

function abortion(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  // Nobody may be waiting when it comes.
  aborted.catch(() => undefined);
  return aborted;
}
