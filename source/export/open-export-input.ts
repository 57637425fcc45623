import path from 'node:path';
import { readPast, type ScanPast } from '../analysis/past/scan-past.ts';
import { freshSources } from '../analysis/protection/source-table.ts';
import type { ScanParts } from '../analysis/scan-parts.ts';
import { datasyncTask } from '../kinds/datasync/datasync-task.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { hasListedSources } from '../kinds/define/sources.ts';
import { tabsOfTable } from '../kinds/joined-rows.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import { SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import { TRANSFERS_TAB } from '../kinds/transfers/transfer-columns.ts';
import { type AccountState, accountOutcome } from '../model/account.ts';
import { type CellError, isUnfinished } from '../model/cell.ts';
import type { ByteUnit } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { keepRows } from '../store/filter/keep-rows.ts';
import { readElsewhere } from '../store/rows-elsewhere.ts';
import { openForReading } from '../store/scan-file.ts';
import { readAccountOutlines, readAccounts, readAccountsWithoutCells } from '../store/stored-accounts.ts';
import { cellsAsRead, kindsOfCells } from '../store/stored-cells.ts';
import { readFacts } from '../store/stored-facts.ts';
import {
  checkFilter,
  columnsOfSources,
  exportedRows,
  givenFilter,
  isOfSourcesAlone,
} from './export-filter.ts';
import type { ExportInput } from './export-input.ts';
import type { ExportProgress } from './export-progress.ts';
import type { ExportSelection } from './export-request.ts';
import { cellsOfSelection, checkSelection, keepSelection, orderOfQuery } from './export-selection.ts';
import { keepAccount, keepRowsOfAccount } from './keep-account.ts';
import { countSources } from './source-rows.ts';
import { asTasks } from './transfer-rows.ts';

/** What an export is narrowed to. */
export interface ExportPart {
  /** Rows that pass it. */
  readonly filter?: string | undefined;
  /** Rows of one tab; no account beside it. */
  readonly selection?: ExportSelection | undefined;
  /** One account of a scan of many, by its id. */
  readonly account?: string | undefined;
}

/** Opens a scan file for an export of a part of it, or of all. Throws a ScanFileError, or a FilterError. */
export function openExportInput(
  scanFile: string,
  byteUnit: ByteUnit,
  { filter, selection, account }: ExportPart = {},
  kinds: readonly ResourceKind[] = RESOURCE_KINDS,
): ExportInput {
  const database = openForReading(scanFile);
  // One transaction, so that rows, cells and totals agree while a scan goes on.
  database.exec('BEGIN');
  if (account !== undefined) keepAccount(database, account);
  const facts = readFacts(database);
  const scanned = scannedKinds(facts, kindsOfCells(database), kinds);
  const kindsHaveSources = scanned.some(hasListedSources);
  const given = givenFilter(filter);
  const isWhole = account === undefined && given === undefined && selection === undefined;
  const source = {
    database,
    facts,
    cells: cellsAsRead(database),
    accounts: readAccounts(database),
    elsewhere: readElsewhere(database),
    kinds: scanned,
    byteUnit,
    sources: kindsHaveSources ? 'all' : 'none',
    order: 'found',
    past: isWhole ? pastOf(scanFile) : noPast,
    close: () => database.close(),
  } as const;
  try {
    if (selection !== undefined) return { ...source, ...selected(source, selection) };
    if (account !== undefined && given === undefined) keepRowsOfAccount(database);
    const applied =
      given === undefined
        ? null
        : keepRows(
            database,
            given,
            source.kinds,
            { scanStart: facts.startedAt, byteUnit },
            columnsOfSources(source.kinds),
          );
    return { ...source, filter: applied };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Numbers of a part of a scan are not compared with those of a whole one. */
function noPast(): null {
  return null;
}

/** What cannot be read of other scans must not keep this one from being exported. */
function pastOf(scanFile: string): () => ScanPast | null {
  let past: ScanPast | null | undefined;
  return () => {
    if (past === undefined) {
      try {
        past = readPast(path.resolve(scanFile));
      } catch {
        past = null;
      }
    }
    return past;
  };
}

/** The part of a source that a selection is about. */
function selected(
  source: Omit<ExportInput, 'filter'>,
  selection: ExportSelection,
): Pick<
  ExportInput,
  'facts' | 'cells' | 'accounts' | 'kinds' | 'filter' | 'order' | 'sources' | 'chosenSources'
> {
  const { database, cells, accounts, byteUnit } = source;
  const { query } = selection;
  if (query.tab === TRANSFERS_TAB) {
    const rowsOf = (): Iterable<number> => orderOfQuery(database, selection, byteUnit).rows;
    return selected(source, asTasks(database, selection, rowsOf));
  }
  if (query.tab === SOURCES_TAB) freshSources(database);
  const { facts, kinds } = ofTab(source, selection);
  const own = cellsOfSelection(cells, selection);
  return {
    ...{ facts, kinds, cells: own, order: 'selected' },
    sources: query.tab === SOURCES_TAB ? query : 'none',
    ...(selection.sources === undefined ? {} : { chosenSources: selection.sources }),
    accounts: accounts.map((account) => ({
      ...account,
      kinds: account.kinds.filter(({ kind }) => facts.kinds.includes(kind)),
    })),
    filter: keepSelection(database, selection, own, byteUnit),
  };
}

/** What of a scan is on the tab of a selection. */
function ofTab(
  { facts, kinds }: Pick<ExportInput, 'facts' | 'kinds'>,
  { query }: ExportSelection,
): Pick<ExportInput, 'facts' | 'kinds'> {
  const table = query.tab === TRANSFERS_TAB ? datasyncTask.tab : query.tab;
  const own = kinds.filter(({ tab }) => tabsOfTable(table).some((of) => of.tab === tab));
  return { facts: { ...facts, kinds: own.map(({ id }) => id) }, kinds: own };
}

/** What an export of a scan file will be of, before any row or cell is looked at: there may be a screen to keep live. */
export interface ExportOutline extends Pick<ExportInput, 'facts' | 'kinds'> {
  readonly accounts: readonly Pick<AccountState, 'id' | 'name' | 'phase' | 'error'>[];
  /** The ids of those of which nothing was read. */
  readonly notRead: ReadonlySet<string>;
  /** The table that it is a part of; null: of all. */
  readonly tab: string | null;
}

/** Reads the outline of an export. Throws a ScanFileError, or a FilterError where the part is asked for wrongly. */
export function readOutline(
  scanFile: string,
  byteUnit: ByteUnit,
  { filter, selection }: Pick<ExportPart, 'filter' | 'selection'>,
): ExportOutline {
  const database = openForReading(scanFile);
  try {
    const facts = readFacts(database);
    const kinds = scannedKinds(facts, kindsOfCells(database), RESOURCE_KINDS);
    checkFilter({ database, kinds }, filter);
    if (selection !== undefined) checkSelection({ database, byteUnit }, selection);
    return {
      accounts: readAccountOutlines(database),
      notRead: readAccountsWithoutCells(database),
      tab: selection?.query.tab ?? null,
      ...(selection === undefined ? { facts, kinds } : ofTab({ facts, kinds }, selection)),
    };
  } finally {
    database.close();
  }
}

function scannedKinds(
  { kinds: planned }: Pick<ScanFacts, 'kinds'>,
  ofCells: readonly string[],
  all: readonly ResourceKind[],
): readonly ResourceKind[] {
  const scanned = new Set([...planned, ...ofCells]);
  return all.filter(({ id }) => scanned.has(id));
}

/** True where rows may be missing because the scan was not at its end: cells not final, or stopped. */
export function isPartial({ cells, facts, accounts }: ScanParts): boolean {
  if (accounts.some((account) => accountOutcome(account) === 'stopped')) return true;
  let isEmpty = true;
  for (const { phase } of cells) {
    if (isUnfinished(phase)) return true;
    isEmpty = false;
  }
  return isEmpty && !facts.complete;
}

/** An error of a cell in one line. */
export function errorText(error: CellError | null): string | null {
  if (error === null) return null;
  return error.message === '' ? error.code : `${error.code}: ${error.message}`;
}

/** The rows of kinds of an export, each counted once however many sheets it is on; of sources alone those. */
export function resourcesIn(source: ExportInput): number {
  return isOfSourcesAlone(source) ? countSources(source) : rowsOfKinds(source);
}

/** The rows of its kinds, of which progress is told as they are written. */
export function rowsOfKinds(source: ExportInput): number {
  let rows = 0;
  for (const cell of source.cells) rows += exportedRows(source, cell);
  return rows;
}

/** How many milliseconds pass between two reports of progress, at least. */
const REPORT_EVERY = 100;

/** Counts the lines of an export and reports now and then. */
export interface RowCounter {
  /** Names what is written from now on. */
  readonly begin: (part: string) => void;
  readonly count: () => void;
  readonly written: () => number;
  /** Reports the end. */
  readonly finish: () => void;
}

/** A counter up to so many lines. */
export function rowCounter(
  lines: number,
  onProgress: (progress: Omit<ExportProgress, 'rows'>) => void,
): RowCounter {
  let written = 0;
  let part = '';
  let reported = 0;
  const report = (): void => {
    reported = performance.now();
    onProgress({ share: lines === 0 ? 1 : Math.min(1, written / lines), part });
  };
  return {
    begin: (name) => {
      part = name;
      report();
    },
    count: () => {
      written++;
      if (written % 256 === 0 && performance.now() - reported > REPORT_EVERY) report();
    },
    written: () => written,
    finish: report,
  };
}
