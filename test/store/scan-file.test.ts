import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { createScanFile } from '../../source/store/scan-file.ts';
import { ScanFileError } from '../../source/store/scan-file-error.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import { layoutOf } from '../../source/store/schema.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { madeFacts, makeScanFile } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { column, kinds, madeKind } from './kinds.ts';

const unix = process.platform !== 'win32';

/** Runs as a user whom permissions bind, which they do not do for root. */
function withoutPrivileges<Result>(work: () => Result): Result {
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
}

describe('making a scan file', () => {
  test('keeps the facts, and needs no other file once it is made', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'scan.sqlite');
    createScanFile(
      file,
      madeFacts({ profile: 'prod', options: { tags: true, since: null, regions: ['a'] } }),
      kinds,
    );
    assert.deepEqual(fs.readdirSync(folder.path), ['scan.sqlite']);
    const reader = openScanReader(file);
    assert.deepEqual(
      reader.facts(),
      madeFacts({ profile: 'prod', options: { tags: true, since: null, regions: ['a'] } }),
    );
    reader.close();
    assert.deepEqual(fs.readdirSync(folder.path), ['scan.sqlite']);
  });

  test('makes missing folders; file and folders are for their owner only', { skip: !unix }, () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'new', 'deep', 'scan.sqlite');
    createScanFile(file, madeFacts(), kinds);
    const mode = (of: string): string => (fs.statSync(of).mode & 0o777).toString(8);
    assert.equal(mode(file), '600');
    assert.equal(mode(path.dirname(file)), '700');
    assert.equal(mode(path.dirname(path.dirname(file))), '700');
  });

  test('refuses one that exists, whatever it is, and leaves it as it was', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'scan.sqlite');
    fs.writeFileSync(file, 'mine');
    assert.throws(() => createScanFile(file, madeFacts(), kinds), {
      name: 'ScanFileError',
      code: 'exists',
      path: file,
      message: `The scan file ${file} exists already`,
    });
    assert.equal(fs.readFileSync(file, 'utf8'), 'mine');
  });

  test('says why it cannot be written', () => {
    using folder = temporaryFolder();
    fs.writeFileSync(path.join(folder.path, 'a-file'), '');
    const file = path.join(folder.path, 'a-file', 'scan.sqlite');
    assert.throws(() => createScanFile(file, madeFacts(), kinds), {
      code: 'cannot-write',
      message: `The scan file ${file} cannot be written: a part of its path is no folder`,
    });
  });

  test('says that its folder may not be written to', { skip: !unix }, () => {
    using folder = temporaryFolder();
    fs.chmodSync(folder.path, 0o555);
    const file = path.join(folder.path, 'scan.sqlite');
    withoutPrivileges(() =>
      assert.throws(() => createScanFile(file, madeFacts(), kinds), {
        code: 'cannot-write',
        message: `The scan file ${file} cannot be written: permission denied`,
      }),
    );
    assert.deepEqual(fs.readdirSync(folder.path), []);
  });

  test('refuses kinds whose columns do not go together', () => {
    const kind = (header: string, type: 'text' | 'bytes') => madeKind(header, 'ebs', [column(header, type)]);
    assert.throws(() => layoutOf([kind('Size', 'text'), kind('Size', 'bytes')]), {
      message: 'Column size of ebs is both text and bytes',
    });
    assert.throws(() => layoutOf([kind('Key', 'text')]), { message: 'A column of ebs cannot be named key' });
    assert.throws(() => layoutOf([madeKind('x', 'cell', [])]), { message: 'A tab cannot be named cell' });
  });
});

describe('opening', () => {
  const openings = [
    ['for reading', openScanReader],
    ['for writing', openScanWriter],
  ] as const;
  for (const [how, open] of openings) {
    test(`${how} says that there is no such file, and makes none`, () => {
      using folder = temporaryFolder();
      const file = path.join(folder.path, 'scan.sqlite');
      assert.throws(() => open(file), { code: 'missing', message: `There is no scan file ${file}` });
      assert.deepEqual(fs.readdirSync(folder.path), []);
    });

    test(`${how} says what is not a scan file: text, an empty file, a folder, another program's database`, () => {
      using folder = temporaryFolder();
      const made = (name: string): string => path.join(folder.path, name);
      fs.writeFileSync(made('text'), 'Snapshot ID,Size\r\n'.repeat(100));
      fs.writeFileSync(made('empty'), '');
      fs.mkdirSync(made('folder'));
      const other = new DatabaseSync(made('other'));
      other.exec('CREATE TABLE cell (id INTEGER); PRAGMA user_version = 1');
      other.close();
      for (const name of ['text', 'empty', 'folder', 'other']) {
        assert.throws(() => open(made(name)), {
          code: 'not-a-scan-file',
          message: `${made(name)} is not a scan file of snapdeck`,
        });
      }
    });

    test(`${how} says that a file is of a newer snapdeck`, () => {
      using folder = temporaryFolder();
      const file = path.join(folder.path, 'scan.sqlite');
      createScanFile(file, madeFacts(), kinds);
      const database = new DatabaseSync(file);
      database.exec('PRAGMA user_version = 3');
      database.close();
      assert.throws(() => open(file), {
        code: 'newer-version',
        message: `The scan file ${file} was written by a newer snapdeck (format 3, this one reads up to 2)`,
      });
    });
  }

  test('for reading works in a folder that may not be written to', { skip: !unix }, () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'a scan?#1.sqlite');
    makeScanFile(file, {
      kinds,
      cells: [{ region: 'eu-west-1', kind: 'thing', outcome: 'done', rows: [{}] }],
    });
    fs.chmodSync(file, 0o444);
    fs.chmodSync(folder.path, 0o555);
    withoutPrivileges(() => {
      const reader = openScanReader(file);
      assert.equal(reader.counts().ebs, 1);
      reader.close();
      assert.throws(
        () => openScanWriter(file).startCells([1], 0),
        (error) => error instanceof ScanFileError && error.code === 'cannot-write',
      );
    });
    assert.deepEqual(fs.readdirSync(folder.path), ['a scan?#1.sqlite']);
  });

  test('for reading says that a file may not be read', { skip: !unix }, () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'scan.sqlite');
    makeScanFile(file, { kinds, cells: [] });
    fs.chmodSync(folder.path, 0o755);
    withoutPrivileges(() =>
      assert.throws(() => openScanReader(file), {
        code: 'cannot-read',
        message: `The scan file ${file} cannot be read: it cannot be opened`,
      }),
    );
  });

  test('a damaged file is reported when it is met', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'scan.sqlite');
    makeScanFile(file, { kinds, cells: [] });
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(file, bytes.fill(0x5a, 4096));
    assert.throws(() => openScanReader(file).facts(), {
      code: 'not-a-scan-file',
      message: `${file} is not a scan file of snapdeck`,
    });
  });
});

test('a file of other columns than today opens: it says itself which it has', () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const older = madeKind('thing', 'ebs', [column('Name', 'text'), column('Gone Since', 'list')]);
  const rows = [{ name: 'a', gone_since: ['x'] }];
  makeScanFile(file, { kinds: [older], cells: [{ region: 'r', kind: 'thing', outcome: 'done', rows }] });
  const reader = openScanReader(file);
  assert.deepEqual(reader.row('ebs', 1)?.values, { name: 'a', gone_since: ['x'] });
  assert.deepEqual(
    [...reader.order({ tab: 'ebs', filter: 'x', sort: { column: 'size', descending: true } }).rows],
    [1],
  );
  reader.close();
});
