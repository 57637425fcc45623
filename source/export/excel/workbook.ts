import type { Writable } from 'node:stream';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { ResourceKind, SheetSpec } from '../../kinds/define/define-resource.ts';
import type { Column, Value } from '../../model/columns.ts';
import { summaryOf } from '../export-filter.ts';
import type { ExportInput } from '../export-input.ts';
import type { RowCounter } from '../open-export-input.ts';
import { hasSnapshots, SNAPSHOT_SUMMARY_COLUMNS, snapshotSummaryRows } from '../snapshot-summary.ts';
import { countResources, readResources } from '../stored-resources.ts';
import { failureOf } from '../text/sink.ts';
import { writeCostSheet, writeFindingsSheet } from './estimate-sheets.ts';
import { keepFirstPlace, startWorkbook } from './excel-stream.ts';
import { writeTable } from './excel-table.ts';
import type { WorkbookContext } from './sheet-rows.ts';
import { writeCoverageSheet, writeSummarySheet } from './summary-sheets.ts';

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
  const failure = failureOf(output);
  const aborted = abortion(options.signal);
  const workbook = startWorkbook(output, new Date(options.now));
  const context: WorkbookContext = {
    workbook,
    byteUnit: source.byteUnit,
    sheetNames: new Set(),
    settled: (work) => Promise.race([work, failure.happens, aborted]),
    ...(options.mostRows === undefined ? {} : { mostRows: options.mostRows }),
  };
  const sheets = plannedSheets(source);
  const summaryIsNext = keepFirstPlace(workbook);
  for (const planned of sheets) {
    counter.begin(planned.sheet.name);
    await writeTable(context, planned.sheet.name, sheetColumns(planned), sheetRows(source, planned, counter));
  }
  if (hasSnapshots(source)) {
    counter.begin('Snapshot Summary');
    await writeTable(context, 'Snapshot Summary', SNAPSHOT_SUMMARY_COLUMNS, snapshotSummaryRows(source));
  }
  counter.begin('Summary');
  const report = await (options.summary?.() ?? summaryOf(source));
  summaryIsNext();
  await writeSummarySheet(context, source, report);
  await writeFindingsSheet(context, source, report);
  if (report.cost.total.count > 0) {
    counter.begin('Cost');
    await writeCostSheet(context, report);
  }
  counter.begin('Coverage');
  await writeCoverageSheet(context, source);
  await context.settled(workbook.commit());
}

const PROBLEM_COLUMN: Pick<Column, 'header' | 'type'> = { header: 'Problem', type: 'text' };

function sheetColumns({ kind, problems }: PlannedSheet): readonly Pick<Column, 'header' | 'type'>[] {
  return problems ? [...kind.columns, PROBLEM_COLUMN] : kind.columns;
}

function* sheetRows(
  source: ExportInput,
  { kind, sheet, problems }: PlannedSheet,
  counter: RowCounter,
): Generator<readonly Value[], void, undefined> {
  for (const { values, problem } of readResources(source, kind, sheet.where)) {
    counter.count();
    yield problems ? [...values, problem] : values;
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
