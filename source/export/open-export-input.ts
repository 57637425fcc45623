import type { ScanParts } from '../analysis/scan-parts.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import { accountOutcome } from '../model/account.ts';
import { type CellError, isUnfinished } from '../model/cell.ts';
import type { ByteUnit } from '../model/format.ts';
import { keepRows } from '../store/filter/keep-rows.ts';
import { openForReading } from '../store/scan-file.ts';
import { readAccounts } from '../store/stored-accounts.ts';
import { readCells } from '../store/stored-cells.ts';
import { readFacts } from '../store/stored-facts.ts';
import { exportedRows, givenFilter } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';
import type { ExportProgress, ExportSelection } from './export-request.ts';
import { cellsOfSelection, keepSelection } from './export-selection.ts';
import { keepAccount, keepRowsOfAccount } from './keep-account.ts';

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
  const cells = readCells(database);
  const scanned = new Set([...facts.kinds, ...cells.map((cell) => cell.kind)]);
  const source = {
    database,
    facts,
    cells,
    accounts: readAccounts(database),
    kinds: kinds.filter((kind) => scanned.has(kind.id)),
    byteUnit,
    order: 'found',
    close: () => database.close(),
  } as const;
  const given = givenFilter(filter);
  try {
    if (selection !== undefined) return { ...source, ...selected(source, selection) };
    if (account !== undefined && given === undefined) keepRowsOfAccount(database);
    const applied =
      given === undefined
        ? null
        : keepRows(database, given, source.kinds, { scanStart: facts.startedAt, byteUnit });
    return { ...source, filter: applied };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The part of a source that a selection is about. */
function selected(
  source: Omit<ExportInput, 'filter'>,
  selection: ExportSelection,
): Pick<ExportInput, 'facts' | 'cells' | 'accounts' | 'kinds' | 'filter' | 'order'> {
  const part = partOfTab(source, selection);
  const filter = keepSelection(source.database, selection, part.cells, source.byteUnit);
  return { ...part, filter, order: 'selected' };
}

/** What a selection is a part of: its tab, before any row is looked at. */
export function partOfTab(
  { facts, cells, accounts, kinds }: Pick<ExportInput, 'facts' | 'cells' | 'accounts' | 'kinds'>,
  selection: ExportSelection,
): Pick<ExportInput, 'facts' | 'cells' | 'accounts' | 'kinds'> {
  const own = kinds.filter((kind) => kind.tab === selection.query.tab);
  const ids = own.map(({ id }) => id);
  return {
    facts: { ...facts, kinds: ids },
    cells: cellsOfSelection(cells, selection),
    accounts: accounts.map((account) => ({
      ...account,
      kinds: account.kinds.filter(({ kind }) => ids.includes(kind)),
    })),
    kinds: own,
  };
}

/** True where rows may be missing because the scan was not at its end: cells not final, or stopped. */
export function isPartial({ cells, facts, accounts }: ScanParts): boolean {
  if (accounts.some((account) => accountOutcome(account) === 'stopped')) return true;
  return cells.length === 0 ? !facts.complete : cells.some(({ phase }) => isUnfinished(phase));
}

/** An error of a cell in one line. */
export function errorText(error: CellError | null): string | null {
  if (error === null) return null;
  return error.message === '' ? error.code : `${error.code}: ${error.message}`;
}

/** The resources of an export, each counted once however many sheets it is on. */
export function resourcesIn(source: ExportInput): number {
  return source.cells.reduce((sum, cell) => sum + exportedRows(source, cell), 0);
}

/** How many milliseconds pass between two reports of progress, at least. */
const REPORT_EVERY = 100;

/** Counts rows of an export and reports now and then. */
export interface RowCounter {
  /** Names what is written from now on. */
  readonly begin: (part: string) => void;
  readonly count: () => void;
  readonly rows: () => number;
  /** Reports the end. */
  readonly finish: () => void;
}

/** A counter up to the rows of all these choices. */
export function rowCounter(totalRows: number, onProgress: (progress: ExportProgress) => void): RowCounter {
  let rows = 0;
  let part = '';
  let reported = 0;
  const report = (): void => {
    reported = performance.now();
    onProgress({ rows, totalRows, part });
  };
  return {
    begin: (name) => {
      part = name;
      report();
    },
    count: () => {
      rows++;
      if (rows % 256 === 0 && performance.now() - reported > REPORT_EVERY) report();
    },
    rows: () => rows,
    finish: report,
  };
}
