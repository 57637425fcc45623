import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { createScanFile, openForReading, openForWriting } from '../../source/store/scan-file.ts';
import { openScanWriter, type ScanWriter } from '../../source/store/scan-writer.ts';
import { madeFacts, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { kinds, things } from './kinds.ts';

/** A scan file with two running cells. */
function begun(folder: string) {
  const file = path.join(folder, 'scan.sqlite');
  createScanFile(file, madeFacts({ endedAt: null, complete: false }), kinds);
  const writer = openScanWriter(file);
  const place = { account: '123456789012', partition: 'aws', kind: things.id };
  const ids = writer
    .planCells([
      { ...place, region: 'eu-west-1' },
      { ...place, region: 'eu-west-2' },
    ])
    .map(({ id }) => id);
  return { file, writer, ids };
}

/** What another process finds in the file. */
function kept(file: string): readonly string[] {
  const database = openForReading(file);
  const calls = database.prepare('SELECT call FROM kept_call ORDER BY rowid').all();
  database.close();
  return calls.map(({ call }) => String(call));
}

const note = (writer: ScanWriter, cell: number | undefined, call: string, output: unknown = {}): void =>
  writer.noteCall({ cell: cell ?? 0, call, at: SCAN_START, output });

test('an answered call is in the file with the next transaction, and comes back as it was answered', () => {
  using folder = temporaryFolder();
  const { file, writer, ids } = begun(folder.path);
  const output = { Tasks: [{ Name: 'a\u0000b', At: new Date(SCAN_START), Size: 2 ** 53 }], Next: undefined };
  note(writer, ids[0], 'one', output);
  assert.deepEqual(kept(file), []);
  writer.startCells(ids.slice(1), SCAN_START);
  assert.deepEqual(kept(file), ['one']);
  assert.deepEqual(writer.notedCall('123456789012', 'one'), { at: SCAN_START, output });
  assert.equal(writer.notedCall('123456789012', 'two'), undefined);
  assert.equal(writer.notedCall('210987654321', 'one'), undefined);
  writer.close();
});

test('ten answered calls do not wait for a transaction', () => {
  using folder = temporaryFolder();
  const { file, writer, ids } = begun(folder.path);
  for (let call = 1; call < 10; call += 1) note(writer, ids[0], `call ${call}`);
  assert.deepEqual(kept(file), []);
  note(writer, ids[0], 'call 10');
  assert.equal(kept(file).length, 10);
  writer.close();
});

test('an answered call waits a twentieth of a second at most', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  using folder = temporaryFolder();
  const { file, writer, ids } = begun(folder.path);
  note(writer, ids[0], 'one');
  t.mock.timers.tick(49);
  assert.deepEqual(kept(file), []);
  t.mock.timers.tick(1);
  assert.deepEqual(kept(file), ['one']);
  writer.close();
});

test('a page of many rows is not kept: one call asks for all of them again', () => {
  using folder = temporaryFolder();
  const { file, writer, ids } = begun(folder.path);
  note(writer, ids[0], 'page', { rows: 'x'.repeat(65_536) });
  note(writer, ids[0], 'short page', { rows: 'x'.repeat(60_000) });
  writer.startCells(ids.slice(1), SCAN_START);
  assert.deepEqual(kept(file), ['short page']);
  writer.close();
});

test('calls of cells that have ended are forgotten, and all of them once the scan is whole, with the room that they took', () => {
  using folder = temporaryFolder();
  const { file, writer, ids } = begun(folder.path);
  note(writer, ids[0], 'of one');
  note(writer, ids[1], 'of another', { rows: 'x'.repeat(60_000) });
  writer.forgetCalls(ids.slice(0, 1));
  assert.deepEqual(kept(file), ['of another']);
  writer.finish(SCAN_START + 1, false);
  assert.deepEqual(kept(file), ['of another']);
  writer.finish(SCAN_START + 1, true);
  assert.deepEqual(kept(file), []);
  const database = openForReading(file);
  assert.equal(database.prepare('PRAGMA freelist_count').get()?.freelist_count, 0);
  database.close();
  writer.close();
});

test('a file of an earlier version, which keeps no calls, is written as it is', () => {
  using folder = temporaryFolder();
  const { file, writer, ids } = begun(folder.path);
  writer.close();
  const database = openForWriting(file);
  database.exec('DROP TABLE kept_call');
  database.close();
  const later = openScanWriter(file);
  note(later, ids[0], 'one');
  later.forgetCalls(ids);
  later.finish(SCAN_START + 1, true);
  assert.equal(later.notedCall('123456789012', 'one'), undefined);
  later.close();
});
