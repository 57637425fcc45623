/**
 * Rows that an account of a scan of many sees of another one (shared with it, in a vault shared with it): they count
 * once, at their owner. Whose a row is its ARN says.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { FlatPage, FlatRow } from '../kinds/define/define-resource.ts';
import type { SeenElsewhere } from '../model/account.ts';
import type { Cell } from '../model/cell.ts';
import { prepared } from './prepared.ts';

/** Rows left to their owners, by their owners. */
type LeftRows = ReadonlyMap<string, number>;

/** Tells rows of other accounts of the scan from a cell's own, and keeps how many were left to whom. */
export class RowsElsewhere {
  readonly #database: DatabaseSync;
  /** Accounts of the scan that are, or may yet be, read, as far as anybody asked. */
  readonly #scanned = new Set<string>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** A page without the rows of other accounts that are scanned, and how many those are. */
  without(cell: Cell, page: FlatPage): { readonly page: FlatPage; readonly left: LeftRows } {
    const left = new Map<string, number>();
    const isOwn = ({ key }: FlatRow): boolean => {
      const owner = key === undefined ? null : otherOwner(key, cell.account);
      if (owner === null || !this.#isScanned(owner)) return true;
      left.set(owner, (left.get(owner) ?? 0) + 1);
      return false;
    };
    const rows = page.rows.filter(isOwn);
    return { page: left.size === 0 ? page : { ...page, rows }, left };
  }

  /** Adds what a page of a cell has left to others. */
  add(cellId: number, left: LeftRows): void {
    for (const [owner, rows] of left)
      this.#database
        .prepare(
          `INSERT INTO elsewhere (cell, owner, rows) VALUES (?, ?, ?)
           ON CONFLICT (cell, owner) DO UPDATE SET rows = rows + excluded.rows`,
        )
        .run(cellId, owner, rows);
  }

  /** A new run of a cell begins with nothing left to others. */
  forget(cellId: number): void {
    prepared(this.#database, 'DELETE FROM elsewhere WHERE cell = ?').run(cellId);
  }

  #isScanned(account: string): boolean {
    if (this.#scanned.has(account)) return true;
    const found = prepared(
      this.#database,
      "SELECT 1 FROM account WHERE id = ? AND phase NOT IN ('denied', 'failed', 'skipped')",
    ).get(account);
    if (found === undefined) return false;
    this.#scanned.add(account);
    return true;
  }
}

/** The account that an ARN names where that is another one; null for what is no ARN, or names none. */
function otherOwner(key: string, account: string): string | null {
  if (!key.startsWith('arn:')) return null;
  const owner = key.split(':', 5)[4] ?? '';
  return owner === '' || owner === account ? null : owner;
}

/** How many rows each account left to which others. */
export function readElsewhere(database: DatabaseSync): readonly SeenElsewhere[] {
  // Files of earlier versions have no such table.
  const isThere =
    database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'elsewhere'").get() !== undefined;
  if (!isThere) return [];
  return database
    .prepare(
      `SELECT account, owner, sum(elsewhere.rows) AS rows FROM elsewhere JOIN cell ON cell.id = elsewhere.cell
       GROUP BY owner, account ORDER BY owner, account`,
    )
    .all()
    .map(({ account, owner, rows }) => ({
      account: String(account),
      owner: String(owner),
      rows: Number(rows),
    }));
}
