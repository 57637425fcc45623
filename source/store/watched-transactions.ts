/**
 * Transactions of a thread that writes a scan file, and what holds them up: another program that keeps the file
 * locked, a disk that takes its time. Both block the thread, so whoever looks on has to be told by the thread itself:
 * of a lock before the long wait for it, of a slow disk once it has shown.
 */
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './prepared.ts';
import { sqliteCode } from './sqlite.ts';

/** Told in words what holds writing up; null when nothing does any more. */
export type SayHeldUp = (words: string | null) => void;

/** How patient a writer is, in milliseconds. */
export interface WritePatience {
  /** So long a lock is waited for without a word: readers and other snapdecks are done by then. */
  readonly silentMs: number;
  /** So long after that, before writing fails; less than another thread waits for its turn. */
  readonly lockedMs: number;
  /** A transaction that takes longer than this shows a slow disk. */
  readonly slowMs: number;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

const PATIENCE: WritePatience = {
  silentMs: 1_000,
  lockedMs: 14_000,
  slowMs: 2_000,
  now: () => performance.now(),
};

/** SQLite's BUSY: another connection writes. */
const BUSY = 5;

/** What is said of a lock. */
export const LOCKED = 'another program keeps the scan file locked: the scan waits for it';

/** What is said of a disk that took so many milliseconds for one transaction. */
export function slowDisk(ms: number): string {
  return `the disk is slow (${(ms / 1000).toFixed(1)} s for one write): the scan goes on at its pace`;
}

/** Does work in a transaction: committed whole, or rolled back where it throws. */
export type Transaction = <Result>(work: () => Result) => Result;

/** Transactions over this connection. Throws what SQLite or the work throws. */
export function watchedTransactions(
  database: DatabaseSync,
  say: SayHeldUp,
  patience: Partial<WritePatience> = {},
): Transaction {
  const { silentMs, lockedMs, slowMs, now } = { ...PATIENCE, ...patience };
  let isHeldUp = false;
  const tell = (words: string | null): void => {
    if (words === null && !isHeldUp) return;
    isHeldUp = words !== null;
    say(words);
  };
  let patientMs = -1;
  const beginWithin = (ms: number): void => {
    if (ms !== patientMs) database.exec(`PRAGMA busy_timeout = ${ms}`);
    patientMs = ms;
    prepared(database, 'BEGIN IMMEDIATE').run();
  };
  const begin = (): void => {
    try {
      beginWithin(silentMs);
    } catch (error) {
      if (sqliteCode(error) !== BUSY) throw error;
      tell(LOCKED);
      try {
        beginWithin(lockedMs);
      } catch (refused) {
        // Nobody waits any more.
        tell(null);
        throw refused;
      }
    }
  };
  return (work) => {
    begin();
    const started = now();
    const result = whole(database, work);
    const took = now() - started;
    tell(took > slowMs ? slowDisk(took) : null);
    return result;
  };
}

function whole<Result>(database: DatabaseSync, work: () => Result): Result {
  try {
    const result = work();
    prepared(database, 'COMMIT').run();
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
