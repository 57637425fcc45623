/**
 * What AWS answered while cells are at work, so that a scan that broke off need not ask it again: joined listings,
 * described rows, pages. It goes once all that could need it has ended.
 */
import type { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import { prepared } from './prepared.ts';

/** A call that was answered, when that was (milliseconds since 1970 UTC), and what came. */
export interface AnsweredCall {
  /** The cell that asked. */
  readonly cell: number;
  /** Account, region, operation and what it asks, as one text. */
  readonly call: string;
  readonly at: number;
  readonly output: unknown;
}

/** Its table; files of earlier versions have none. */
export const KEPT_CALLS_SCHEMA = `
CREATE TABLE kept_call (cell INTEGER NOT NULL REFERENCES cell (id), call TEXT NOT NULL, at INTEGER NOT NULL,
  output BLOB NOT NULL);
CREATE INDEX "kept call by cell" ON kept_call (cell);
CREATE INDEX "kept call by name" ON kept_call (call);`;

/** Larger answers are pages of rows, which are in the file by themselves: few of them are kept beside those. */
const LARGE = 16_384;
/** Bytes that are kept of a cell, of large answers and of others. */
const MOST = { large: 2 * 2 ** 20, small: 64 * 2 ** 20 } as const;

/** Keeps calls of the cells that one thread writes. Every method is called within a transaction. */
export class KeptCalls {
  readonly #database: DatabaseSync;
  readonly #bytes = new Map<number, { large: number; small: number }>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  keep(calls: readonly AnsweredCall[]): void {
    for (const { cell, call, at, output } of calls) {
      const bytes = serialize(output);
      if (!this.#hasRoom(cell, bytes.length)) continue;
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

  #hasRoom(cell: number, length: number): boolean {
    const kept = this.#bytes.get(cell) ?? { large: 0, small: 0 };
    const sort = length > LARGE ? 'large' : 'small';
    kept[sort] += length;
    this.#bytes.set(cell, kept);
    return kept[sort] <= MOST[sort];
  }
}

/** What was answered to a call; undefined: that is not kept. */
export function keptCall(
  database: DatabaseSync,
  call: string,
): Pick<AnsweredCall, 'at' | 'output'> | undefined {
  const line = prepared(database, 'SELECT at, output FROM kept_call WHERE call = ?').get(call);
  if (!(line?.output instanceof Uint8Array)) return undefined;
  return { at: Number(line.at), output: deserialize(line.output) };
}

/** False for a file of an earlier version. */
export function keepsCalls(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'kept_call'").get() !== undefined;
}
