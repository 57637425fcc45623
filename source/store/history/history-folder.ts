/** What is kept of the history beside the scan files: nothing of it is a scan, and all but a lock may be lost. */
import path from 'node:path';
import { makeFolder } from '../../base/make-folder.ts';
import { scanFolder } from '../scan-folder.ts';
import { DatabaseSync } from '../sqlite.ts';

/** A file of it, by its name. */
export function historyFile(name: string): string {
  return path.join(path.dirname(scanFolder()), 'history', name);
}

/**
 * Does what nobody else may do at the same time, in any process: giving and removing names, removing files. The system
 * ends the lock of a process that was killed. Throws what SQLite throws where another one takes longer than 10 s.
 */
export function whileAlone<Result>(work: () => Result): Result {
  const file = historyFile('lock');
  makeFolder(path.dirname(file));
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA busy_timeout = 10000; BEGIN EXCLUSIVE');
    return work();
  } finally {
    lock.close();
  }
}
