import { createWriteStream } from 'node:fs';
import { PassThrough, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { hasListedSources } from '../kinds/define/sources.ts';
import { SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import type { AccountState } from '../model/account.ts';
import type { ExportFormat } from '../model/export-format.ts';
import { fileReason, isSqliteError } from '../store/sqlite.ts';
import type { WorkbookOptions } from './excel/workbook.ts';
import { summaryOf } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';
import { ExportError } from './export-request.ts';
import { type RowCounter, rowsOfKinds } from './open-export-input.ts';
import {
  writeAccountsCsv,
  writeCostCsv,
  writeCoverageCsv,
  writeFindingsCsv,
  writeKindCsv,
  writeSourcesCsv,
  writeSummaryCsv,
  writeTransfersCsv,
} from './text/csv.ts';
import { writeJson, writeNdjson } from './text/json.ts';
import { failureOf, ReaderGone, type Sink, sinkTo } from './text/sink.ts';
import { hasTransfers } from './transfer-rows.ts';

/** One file to write. */
export interface JobFile {
  /** What of a csv export it holds: `summary`, `sources`, `findings`, `cost`, `accounts`, `coverage`, or a kind's id; empty for other formats. */
  readonly part: string;
  readonly path: string;
  /** The name that the user knows it by, for errors. */
  readonly shownAs: string;
}

/** The files of one format. */
export interface ExportJob {
  readonly format: ExportFormat;
  /** Of this account alone, by its id; absent: of the whole scan. */
  readonly account?: string;
  /** Stands beside a report: written where that has to be cut. */
  readonly onlyIfCut?: true;
  readonly files: readonly JobFile[];
}

/** What an export is made of. */
export interface ExportParts {
  readonly kinds: readonly Pick<ResourceKind, 'id' | 'group' | 'sources'>[];
  readonly accounts: readonly Pick<AccountState, 'id'>[];
  /** The table that all of it is of; null: it is of all. */
  readonly tab: string | null;
}

/** How a job is written. */
export interface JobOptions extends Pick<WorkbookOptions, 'now' | 'signal' | 'summary'> {
  /** All rows are written as csv, too, wherever a report is cut. */
  readonly hasCsv?: boolean;
  /** Called where a report is cut. */
  readonly onCut?: () => void;
}

/** True where the totals are written beside many rows. */
export function needsSummary({ format }: Pick<ExportJob, 'format'>): boolean {
  return format === 'xlsx' || isReport(format);
}

function isReport(format: ExportFormat): format is 'html' | 'markdown' {
  return format === 'html' || format === 'markdown';
}

/**
 * The parts of an export in this format: one, or for csv one a kind, the summary, the findings, the coverage, and with
 * snapshots their cost, with many accounts those.
 */
export function partsOf(format: ExportFormat, { kinds, accounts, tab }: ExportParts): readonly string[] {
  if (format !== 'csv') return [''];
  const many = accounts.length > 0 ? ['accounts'] : [];
  const cost = kinds.some(({ group }) => group === 'snapshots') ? ['cost'] : [];
  const isOfSources = tab === SOURCES_TAB || (tab === null && kinds.some(hasListedSources));
  const ofSources = isOfSources ? ['sources'] : [];
  const ofTransfers = hasTransfers({ kinds }) ? ['transfers'] : [];
  return [
    ...kinds.map(({ id }) => id),
    'summary',
    ...ofSources,
    ...ofTransfers,
    'findings',
    ...cost,
    ...many,
    'coverage',
  ];
}

/** As `partsOf`, for an account of which nothing was read: in csv no files of headers only. */
export function partsWithoutRows(format: ExportFormat): readonly string[] {
  return format === 'csv' ? ['accounts', 'coverage'] : [''];
}

/** The rows that a job writes, for progress. */
export async function rowsOfJob(source: ExportInput, format: ExportFormat): Promise<number> {
  // A report tells of the first rows only, which are written at once.
  if (isReport(format)) return 0;
  if (format !== 'xlsx') return rowsOfKinds(source);
  const { plannedSheets } = await import('./excel/workbook.ts');
  return plannedSheets(source).reduce((sum, { rows }) => sum + rows, 0);
}

/** Writes the files of a job. Throws an ExportError where a file cannot be written. */
export async function writeJob(
  source: ExportInput,
  job: ExportJob,
  counter: RowCounter,
  options: JobOptions,
): Promise<void> {
  for (const file of job.files) {
    try {
      await writeFile(source, job.format, file, counter, options);
    } catch (error) {
      throw asExportError(error, file.shownAs);
    }
  }
}

/** What a file system refused, as one line; anything else as it is. */
export function asExportError(error: unknown, shownAs: string): unknown {
  if (error instanceof ReaderGone || isSqliteError(error)) return error;
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  return new ExportError(`Cannot write ${shownAs}: ${fileReason(error)}`, { cause: error });
}

async function writeFile(
  source: ExportInput,
  format: ExportFormat,
  file: JobFile,
  counter: RowCounter,
  options: JobOptions,
): Promise<void> {
  // An inventory of an account is nobody else's business, unless its owner says so.
  const output = createWriteStream(file.path, { mode: 0o600 });
  if (format === 'xlsx') {
    await writeXlsx(source, output, counter, options);
    return;
  }
  const failure = failureOf(output);
  await writeText({
    source,
    format,
    part: file.part,
    sink: sinkTo(output, options.signal),
    counter,
    options,
  });
  output.end();
  await Promise.race([finished(output), failure.happens]);
}

/** Writes one format to standard output, which stays open. */
export async function writeToStdout(
  source: ExportInput,
  format: ExportFormat,
  stdout: Writable,
  counter: RowCounter,
  options: JobOptions,
): Promise<void> {
  if (format !== 'xlsx') {
    await writeText({ source, format, part: '', sink: sinkTo(stdout, options.signal), counter, options });
    return;
  }
  // exceljs ends what it writes to; standard output must stay open.
  const through = new PassThrough();
  const failure = failureOf(stdout);
  failure.check();
  const arrived = pipeline(through, stdout, { end: false });
  await Promise.race([Promise.all([arrived, writeXlsx(source, through, counter, options)]), failure.happens]);
}

async function writeXlsx(
  source: ExportInput,
  output: Writable,
  counter: RowCounter,
  options: JobOptions,
): Promise<void> {
  const { writeWorkbook } = await import('./excel/workbook.ts');
  await writeWorkbook(source, output, counter, options);
}

interface TextTask {
  readonly source: ExportInput;
  readonly format: Exclude<ExportFormat, 'xlsx'>;
  readonly part: string;
  readonly sink: Sink;
  readonly counter: RowCounter;
  readonly options: JobOptions;
}

async function writeText({ source, format, part, sink, counter, options }: TextTask): Promise<void> {
  switch (format) {
    case 'ndjson':
      return await writeNdjson(source, sink, counter);
    case 'json':
      return await writeJson(source, sink, counter);
    case 'csv':
      return await writeCsvPart(source, part, sink, counter);
    case 'html':
    case 'markdown': {
      const { writeScanReport } = await import('./report/write-report.ts');
      counter.begin('report');
      const summary = options.summary ?? (() => Promise.resolve(summaryOf(source)));
      const hasCsv = options.hasCsv === true;
      if (await writeScanReport(source, { format, hasCsv }, sink, await summary())) options.onCut?.();
      return;
    }
  }
}

async function writeCsvPart(
  source: ExportInput,
  part: string,
  sink: Sink,
  counter: RowCounter,
): Promise<void> {
  const kind = source.kinds.find(({ id }) => id === part);
  if (kind !== undefined) return await writeKindCsv(source, kind, sink, counter);
  if (part === 'summary') return await writeSummaryCsv(source, sink);
  if (part === 'findings') return await writeFindingsCsv(source, sink);
  if (part === 'cost') return await writeCostCsv(source, sink);
  if (part === 'sources') return await writeSourcesCsv(source, sink);
  if (part === 'transfers') return await writeTransfersCsv(source, sink);
  if (part === 'accounts') return await writeAccountsCsv(source, sink);
  return await writeCoverageCsv(source, sink);
}
