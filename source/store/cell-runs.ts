import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { safeText } from '../base/safe-text.ts';
import type { FlatPage, FlatRow, ResourceKind } from '../kinds/define/define-resource.ts';
import type { Cell, ReadTime } from '../model/cell.ts';
import { KeyTable } from './key-table.ts';
import { prepared } from './prepared.ts';
import { quoted } from './schema.ts';
import { toStored } from './stored-values.ts';

/** How far a cell's run is, as its line in the scan file says. */
interface Progress {
  readonly tab: string;
  readonly rows: number;
  /** Rows handed over in this run, those with a repeated key included. */
  readonly received: number;
}

/** The keys of a run, and how many rows it had been handed when they were. */
interface RunKeys {
  readonly table: KeyTable;
  received: number;
}

/** The runs of cells: their rows and how far they are. Every method is called within a transaction. */
export class CellRuns {
  readonly #database: DatabaseSync;
  readonly #progress: StatementSync;
  readonly #advance: StatementSync;
  readonly #keys = new Map<number, RunKeys>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#progress = database.prepare(
      'SELECT tab, rows, received, outdated FROM cell JOIN kind ON kind.id = cell.kind WHERE cell.id = ?',
    );
    this.#advance = database.prepare(
      `UPDATE cell SET rows = ?, received = ?, cursor = ?, outdated = 0, read_at = ifnull(read_at, ?),
         read_until = ifnull(?, read_until) WHERE id = ?`,
    );
  }

  /**
   * Writes a page's rows, its cursor and when AWS answered the run so far: the first answer stays the first, also that of
   * a run that is taken up again. Returns how many rows the run has now.
   */
  writePage(cell: Cell, kind: ResourceKind, page: FlatPage, read?: ReadTime): number {
    const { tab, rows, received } = this.#begun(cell.id);
    const keys = this.#keysOf(cell.id, tab, received);
    const insert = this.#prepare(insertSql(kind, tab));
    let written = rows;
    for (const [index, row] of page.rows.entries()) {
      const key = storedKey(row.key, received + index + 1);
      if (row.key !== undefined && this.#isThere(keys.table, tab, key)) continue;
      const { lastInsertRowid } = insert.run(...boundValues(cell, kind, row, key));
      if (row.key !== undefined) keys.table.add(key, Number(lastInsertRowid));
      written += 1;
    }
    keys.received = received + page.rows.length;
    const { at = null, until = null } = read ?? {};
    this.#advance.run(written, keys.received, page.cursor, at, until, cell.id);
    return written;
  }

  /** Ends a run: what is left of an earlier one goes. */
  finish(cellId: number): void {
    this.#begun(cellId);
    this.#keys.delete(cellId);
  }

  /** The progress of the present run; the rows of an earlier one are gone after this. */
  #begun(cellId: number): Progress {
    const line = this.#progress.get(cellId);
    if (line === undefined) throw new Error(`it has no cell ${cellId}`);
    const tab = String(line.tab);
    if (line.outdated === 0) return { tab, rows: Number(line.rows), received: Number(line.received) };
    this.#prepare(`DELETE FROM ${quoted(tab)} WHERE cell = ?`).run(cellId);
    this.#keys.delete(cellId);
    this.#advance.run(0, 0, null, null, null, cellId);
    return { tab, rows: 0, received: 0 };
  }

  // They are read back where this writer has not seen all of the run (a resumed one), or has seen a page that was
  // not kept in the end.
  #keysOf(cellId: number, tab: string, received: number): RunKeys {
    const known = this.#keys.get(cellId);
    if (known?.received === received) return known;
    const keys: RunKeys = { table: new KeyTable(), received };
    const lines = this.#prepare(`SELECT row, key FROM ${quoted(tab)} WHERE cell = ?`).iterate(cellId);
    for (const { row, key } of lines) keys.table.add(String(key), Number(row));
    this.#keys.set(cellId, keys);
    return keys;
  }

  #isThere(keys: KeyTable, tab: string, key: string): boolean {
    const keyOf = this.#prepare(`SELECT key FROM ${quoted(tab)} WHERE row = ?`);
    return keys.find(key, (row) => keyOf.get(row)?.key === key) !== undefined;
  }

  #prepare(sql: string): StatementSync {
    return prepared(this.#database, sql);
  }
}

function insertSql(kind: ResourceKind, tab: string): string {
  const names = ['cell', 'key', 'problem', ...kind.columns.map((column) => quoted(column.id))];
  return `INSERT INTO ${quoted(tab)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
}

function boundValues(cell: Cell, kind: ResourceKind, row: FlatRow, key: string): SQLInputValue[] {
  const bound: SQLInputValue[] = [cell.id, key, row.problem === null ? null : safeText(row.problem)];
  for (const [index, column] of kind.columns.entries()) {
    bound.push(toStored(column.type, row.values[index] ?? null));
  }
  return bound;
}

/**
 * A key in printable ASCII, as AWS's ids and ARNs are; any other character is written out, so that keys stay apart.
 * A row without one is known by its position in the run.
 */
export function storedKey(key: string | undefined, position: number): string {
  if (key === undefined) return `#${position}`;
  return key.replace(/^#|[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
