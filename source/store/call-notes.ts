/** Answered calls on their way into a scan file. */
import type { DatabaseSync } from 'node:sqlite';
import { type AnsweredCall, KeptCalls, keepsCalls, keptCallAt, keptCalls } from './kept-calls.ts';

/** So many wait for the next transaction at most, and so many milliseconds: a kill loses no more. */
const [MOST_WAITING, LONGEST_WAIT_MS] = [10, 50];

/** The calls of so many accounts are known at once: of a thousand they would be too many. */
const MOST_ACCOUNTS = 16;

/** What is written with whatever transaction comes next; where none comes soon, in one of its own. */
export class CallNotes {
  readonly #database: DatabaseSync;
  readonly #inTransaction: (write: () => void) => void;
  readonly #isKept: boolean;
  readonly #kept: KeptCalls;
  /** Of accounts whose scan is taken up, what was kept before; the one that was asked for last at the end. */
  readonly #before = new Map<string, ReadonlyMap<string, number>>();
  #waiting: AnsweredCall[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(database: DatabaseSync, inTransaction: (write: () => void) => void) {
    this.#database = database;
    this.#inTransaction = inTransaction;
    this.#isKept = keepsCalls(database);
    this.#kept = new KeptCalls(database);
  }

  add(call: AnsweredCall): void {
    if (!this.#isKept) return;
    this.#waiting.push(call);
    if (this.#waiting.length >= MOST_WAITING) this.#writeNow();
    else this.#timer ??= setTimeout(() => this.#writeNow(), LONGEST_WAIT_MS);
  }

  /** To be called within a transaction. */
  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) this.#kept.keep(waiting);
  }

  /** What was answered to a call of an account before the scan broke off; undefined: that is not kept. */
  find(account: string, call: string): Pick<AnsweredCall, 'at' | 'output'> | undefined {
    if (!this.#isKept) return undefined;
    const calls = this.#before.get(account) ?? keptCalls(this.#database, account);
    this.#before.delete(account);
    this.#before.set(account, calls);
    const [oldest] = this.#before.keys();
    if (this.#before.size > MOST_ACCOUNTS && oldest !== undefined) this.#before.delete(oldest);
    const place = calls.get(call);
    return place === undefined ? undefined : keptCallAt(this.#database, place);
  }

  /** Forgets those of these cells; within a transaction. */
  forget(cells: readonly number[]): void {
    if (this.#isKept) this.#kept.forget(cells);
  }

  /** The scan is whole; within a transaction. */
  forgetAll(): void {
    if (this.#isKept) this.#database.exec('DELETE FROM kept_call');
  }

  /** What still waits is lost. */
  close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #writeNow(): void {
    try {
      this.#inTransaction(() => this.write());
    } catch {
      // A file that cannot be written fails the next page too, and that is told of. These are asked once more then.
    }
  }
}
