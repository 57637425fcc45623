/** Keeps tables of a connection's own as new as its scan file is. */
import type { DatabaseSync } from 'node:sqlite';

/** What a table of a connection was worked out from, and how long that took. */
interface Worked {
  readonly version: number;
  readonly finishedAt: number;
  readonly cost: number;
}

/**
 * Fills a table anew where the file has changed since it was filled last; while that grows no sooner than three times what
 * the last one took.
 */
export function freshly(fill: (database: DatabaseSync) => void): (database: DatabaseSync) => void {
  const worked = new WeakMap<DatabaseSync, Worked>();
  return (database) => {
    const version = Number(database.prepare('PRAGMA data_version').get()?.data_version);
    const last = worked.get(database);
    const begun = performance.now();
    if (last !== undefined && (last.version === version || begun - last.finishedAt < 3 * last.cost)) return;
    fill(database);
    const finishedAt = performance.now();
    worked.set(database, { version, finishedAt, cost: finishedAt - begun });
  };
}

/** In one transaction: each of thousands of rows alone would take as long as all of them. */
export function inOneTransaction(database: DatabaseSync, work: () => void): void {
  const isOwn = !database.isTransaction;
  if (isOwn) database.exec('BEGIN');
  try {
    work();
    if (isOwn) database.exec('COMMIT');
  } catch (error) {
    if (isOwn && database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
