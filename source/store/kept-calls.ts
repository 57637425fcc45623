/**
 * What AWS answered while cells are at work, so that a scan that broke off need not ask it again: joined listings,
 * described rows, short pages. It goes once all that could need it has ended.
 */
import type { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import { prepared } from './prepared.ts';

/** A call that was answered, when that was (milliseconds since 1970 UTC), and what came. */
export interface AnsweredCall {
  /** The cell that asked. */
  readonly cell: number;
  /** Region, operation and what it asks, as one text. */
  readonly call: string;
  readonly at: number;
  readonly output: unknown;
}

/** Its table; files of earlier versions have none. */
export const KEPT_CALLS_SCHEMA = `
CREATE TABLE kept_call (cell INTEGER NOT NULL REFERENCES cell (id), call TEXT NOT NULL, at INTEGER NOT NULL,
  output BLOB NOT NULL);
CREATE INDEX "kept call by cell" ON kept_call (cell);`;

/** Larger answers are pages of many rows: one call asks for all of them again, and they would fill the disk twice. */
const LARGEST = 65_536;
/** Bytes that are kept of a cell. */
const MOST_OF_CELL = 64 * 2 ** 20;

/** Keeps calls of the cells that one thread writes. Every method is called within a transaction. */
export class KeptCalls {
  readonly #database: DatabaseSync;
  readonly #bytes = new Map<number, number>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  keep(calls: readonly AnsweredCall[]): void {
    for (const { cell, call, at, output } of calls) {
      if (isLongList(output)) continue;
      const bytes = serialize(output);
      const all = (this.#bytes.get(cell) ?? 0) + bytes.length;
      if (bytes.length > LARGEST || all > MOST_OF_CELL) continue;
      this.#bytes.set(cell, all);
      const sql = 'INSERT INTO kept_call (cell, call, at, output) VALUES (?, ?, ?, ?)';
      prepared(this.#database, sql).run(cell, call, at, bytes);
    }
  }

  /** Forgets those of these cells. */
  forget(cells: readonly number[]): void {
    const remove = prepared(this.#database, 'DELETE FROM kept_call WHERE cell = ?');
    for (const cell of cells) {
      remove.run(cell);
      this.#bytes.delete(cell);
    }
  }
}

/** A list of at least so many is looked at before it is written out only to be too long. */
const SOME = 64;

/** True for an answer with a list that is far too long to be kept, by the first of its items. */
function isLongList(output: unknown): boolean {
  if (typeof output !== 'object' || output === null) return false;
  return Object.values(output).some(
    (list) =>
      Array.isArray(list) && list.length >= SOME && serialize(list[0]).length * list.length > 2 * LARGEST,
  );
}

/** The calls of an account that are kept: where each of them stands. */
export function keptCalls(database: DatabaseSync, account: string): ReadonlyMap<string, number> {
  const sql = `SELECT kept_call.rowid AS place, call FROM cell CROSS JOIN kept_call ON kept_call.cell = cell.id
    WHERE account = ?`;
  const lines = database.prepare(sql).all(account);
  return new Map(lines.map(({ place, call }) => [String(call), Number(place)]));
}

/** What was answered to the call that stands there; undefined: none does. */
export function keptCallAt(
  database: DatabaseSync,
  place: number,
): Pick<AnsweredCall, 'at' | 'output'> | undefined {
  const line = prepared(database, 'SELECT at, output FROM kept_call WHERE rowid = ?').get(place);
  if (!(line?.output instanceof Uint8Array)) return undefined;
  return { at: Number(line.at), output: deserialize(line.output) };
}

/** False for a file of an earlier version. */
export function keepsCalls(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'kept_call'").get() !== undefined;
}
