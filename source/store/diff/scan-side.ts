/** What one of two scan files that are compared says of itself, read once. */
import type { DatabaseSync } from 'node:sqlite';
import type { Phase } from '../../model/cell.ts';
import type { ColumnType } from '../../model/columns.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import { isOfToday } from '../old-verdicts.ts';
import { openForReading } from '../scan-file.ts';
import { cellsInTurn } from '../stored-cells.ts';
import { readFacts } from '../stored-facts.ts';
import { readListings } from '../stored-sources.ts';
import { storedTable } from '../stored-table.ts';
import { textOrNull } from '../stored-values.ts';

/** A cell, as far as it tells whether a row that is not there could have been. */
export interface SideCell {
  readonly id: number;
  readonly account: string;
  readonly region: string;
  readonly kind: string;
  readonly phase: Phase;
  readonly rows: number;
  /** What it met, in a line. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** Why rows of it may be missing; null: none are; undefined: it does not tell. */
  readonly lacking: string | null | undefined;
  /** Why what its rows are made of could not be listed; null: it was; undefined: it does not tell. */
  readonly unlisted: string | null | undefined;
}

/** One of the two scans. */
export interface ScanSide {
  readonly file: string;
  readonly facts: ScanFacts;
  /** By `placeOf`. */
  readonly cells: ReadonlyMap<string, SideCell>;
  /** The accounts that were scanned, each with why it could not be entered; null: it was. */
  readonly accounts: ReadonlyMap<string, string | null>;
  /** Types by the ids of columns, by tab. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, ColumnType>>;
  /** The kinds that were scanned. */
  readonly kinds: ReadonlySet<string>;
  /** False: verdicts are in words of before, to be read in today's. */
  readonly hasTodaysVerdicts: boolean;
}

/** Both sides of a comparison. */
export interface Sides {
  readonly old: ScanSide;
  readonly new: ScanSide;
}

/** What tells a cell from the others of its scan. */
export function placeOf({ account, region, kind }: Pick<SideCell, 'account' | 'region' | 'kind'>): string {
  return `${account} ${region} ${kind}`;
}

/** Reads a side. Throws a ScanFileError as `openForReading` does. */
export function readSide(file: string): ScanSide {
  const database = openForReading(file);
  try {
    const facts = readFacts(database);
    const cells = sideCells(database);
    return {
      file,
      facts,
      cells,
      accounts: sideAccounts(database, cells),
      columns: sideColumns(database),
      kinds: new Set([...facts.kinds, ...[...cells.values()].map(({ kind }) => kind)]),
      hasTodaysVerdicts: isOfToday(database),
    };
  } finally {
    database.close();
  }
}

function sideCells(database: DatabaseSync): ReadonlyMap<string, SideCell> {
  const listings = readListings(database);
  const cells = new Map<string, SideCell>();
  for (const { id, account, region, kind, phase, rows, error } of cellsInTurn(database)) {
    const listing = listings.get(id);
    const place = { id, account, region, kind, phase, rows, error };
    const cell = { ...place, lacking: listing?.lacking, unlisted: listing?.failure };
    cells.set(placeOf(cell), cell);
  }
  return cells;
}

function sideAccounts(
  database: DatabaseSync,
  cells: ReadonlyMap<string, SideCell>,
): ReadonlyMap<string, string | null> {
  const accounts = new Map<string, string | null>();
  const listed = database.prepare("SELECT name FROM pragma_table_info('account')").all();
  // Files of older formats know no accounts.
  if (listed.some(({ name }) => name === 'error_code')) {
    for (const { id, error_code, error_message } of database.prepare('SELECT * FROM account').all()) {
      const code = textOrNull(error_code);
      accounts.set(String(id), code === null ? null : `${code}: ${textOrNull(error_message) ?? ''}`);
    }
  }
  for (const { account } of cells.values()) if (!accounts.has(account)) accounts.set(account, null);
  return accounts;
}

function sideColumns(database: DatabaseSync): ScanSide['columns'] {
  const tabs = database.prepare('SELECT id FROM tab ORDER BY position').all();
  return new Map(
    tabs.map(({ id }) => [
      String(id),
      new Map((storedTable(database, String(id))?.columns ?? []).map((column) => [column.id, column.type])),
    ]),
  );
}
