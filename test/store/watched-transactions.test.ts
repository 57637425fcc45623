import assert from 'node:assert/strict';
import path from 'node:path';
import type { DatabaseSync as Database } from 'node:sqlite';
import { test } from 'node:test';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import {
  LOCKED,
  type SayHeldUp,
  type Transaction,
  type WritePatience,
  watchedTransactions,
} from '../../source/store/watched-transactions.ts';
import { temporaryFolder } from './folders.ts';

interface Watched {
  /** Writes a line in a transaction. */
  readonly write: (text: string) => void;
  readonly transaction: Transaction;
  readonly lines: () => readonly unknown[];
  /** A second program's connection to the same file. */
  readonly other: Database;
}

/** A file that two connections write, one of them watched and without patience. */
function withFile(say: SayHeldUp, patience: Partial<WritePatience>, check: (watched: Watched) => void): void {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'file.sqlite');
  const database = new DatabaseSync(file);
  const other = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE line (text)');
    const transaction = watchedTransactions(database, say, { silentMs: 0, lockedMs: 0, ...patience });
    const insert = database.prepare('INSERT INTO line VALUES (?)');
    check({
      transaction,
      write: (text) => transaction(() => void insert.run(text)),
      lines: () =>
        database
          .prepare('SELECT text FROM line')
          .all()
          .map((row) => row.text),
      other,
    });
  } finally {
    other.close();
    database.close();
  }
}

/** A clock that moves on by so many milliseconds from each look at it to the next. */
function clockOf(...steps: readonly number[]): () => number {
  const left = [0, ...steps];
  let at = 0;
  return () => {
    at += left.shift() ?? 0;
    return at;
  };
}

test('writing that nothing holds up says nothing', () => {
  const said: (string | null)[] = [];
  withFile(
    (words) => said.push(words),
    { now: clockOf(2000, 0, 2000) },
    ({ write, lines }) => {
      write('one');
      write('two');
      assert.deepEqual(lines(), ['one', 'two']);
      assert.deepEqual(said, []);
    },
  );
});

test('a file that another program keeps locked is told of before the long wait, and written when it is free', () => {
  const said: (string | null)[] = [];
  let release = (): void => {};
  const say: SayHeldUp = (words) => {
    said.push(words);
    if (words !== null) release();
  };
  withFile(say, {}, ({ write, lines, other }) => {
    release = () => other.exec('COMMIT');
    other.exec("BEGIN IMMEDIATE; INSERT INTO line VALUES ('theirs')");
    write('ours');
    assert.deepEqual(lines(), ['theirs', 'ours']);
    assert.deepEqual(said, [LOCKED, null]);
  });
});

test('a lock that outlasts all patience fails the write, takes the words back, and loses nothing written', () => {
  const said: (string | null)[] = [];
  withFile(
    (words) => said.push(words),
    {},
    ({ write, lines, other }) => {
      write('one');
      other.exec('BEGIN IMMEDIATE');
      assert.throws(() => write('two'), { errcode: 5 });
      assert.deepEqual(said, [LOCKED, null]);
      other.exec('ROLLBACK');
      write('three');
      assert.deepEqual(lines(), ['one', 'three']);
      assert.deepEqual(said, [LOCKED, null]);
    },
  );
});

test('a slow disk is told with the time that it took, until a write is quick again', () => {
  const said: (string | null)[] = [];
  const now = clockOf(2001, 0, 3456, 0, 1999, 0, 5);
  withFile(
    (words) => said.push(words),
    { now },
    ({ write }) => {
      for (const text of ['one', 'two', 'three', 'four']) write(text);
      assert.deepEqual(said, [
        'the disk is slow (2.0 s for one write): the scan goes on at its pace',
        'the disk is slow (3.5 s for one write): the scan goes on at its pace',
        null,
      ]);
    },
  );
});

test('work that fails leaves nothing behind and the file free', () => {
  withFile(
    () => {},
    {},
    ({ transaction, write, lines, other }) => {
      const work = (): void => {
        write('not to be kept');
      };
      assert.throws(() => transaction(work), /within a transaction/);
      other.exec("INSERT INTO line VALUES ('theirs')");
      write('ours');
      assert.deepEqual(lines(), ['theirs', 'ours']);
    },
  );
});
