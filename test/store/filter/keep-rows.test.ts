import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { keepRows } from '../../../source/store/filter/keep-rows.ts';
import { openForReading } from '../../../source/store/scan-file.ts';
import { makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../folders.ts';
import { column, kinds, lists, madeKind, others, things } from '../kinds.ts';

const READING = { scanStart: SCAN_START, byteUnit: 'auto' } as const;

/** A connection to a scan of two kinds on one tab and one on another; what it sees of a tab. */
function opened() {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  makeScanFile(file, {
    kinds,
    cells: [
      {
        region: 'eu-west-1',
        kind: 'thing',
        outcome: 'done',
        rows: [
          { name: 'Ärger', size: 5 },
          { name: 'b', size: 9 },
        ],
      },
      { region: 'us-east-1', kind: 'thing', outcome: 'done', rows: [{ name: 'ärmel', size: 1 }] },
      { region: 'us-east-1', kind: 'other', outcome: 'done', rows: [{ name: 'Ärger' }] },
      { region: 'us-east-1', kind: 'list', outcome: 'done', rows: [{ name: 'x' }] },
    ],
  });
  const database = openForReading(file);
  return {
    database,
    seen: (tab: string) =>
      database
        .prepare(`SELECT name FROM ${tab} ORDER BY row`)
        .all()
        .map(({ name }) => name),
    [Symbol.dispose]: () => {
      database.close();
      folder[Symbol.dispose]();
    },
  };
}

test('a connection sees only the rows that a filter keeps, each kind judged by itself, and how many there were', () => {
  using scan = opened();
  const kept = keepRows(scan.database, 'name:ärger', [things, others, lists], READING);
  assert.deepEqual(scan.seen('ebs'), ['Ärger', 'Ärger']);
  assert.deepEqual(scan.seen('tasks'), []);
  assert.deepEqual(kept.kinds, [
    { kind: 'thing', found: 3, kept: 1, lacking: [] },
    { kind: 'other', found: 1, kept: 1, lacking: [] },
    { kind: 'list', found: 1, kept: 0, lacking: [] },
  ]);
  assert.deepEqual(
    [...kept.keptByCell],
    [
      [1, 1],
      [3, 1],
    ],
  );
});

test('of a kind that lacks a field nothing is kept, and the field is named', () => {
  using scan = opened();
  const kept = keepRows(scan.database, 'size>3', [things, others], READING);
  assert.deepEqual(scan.seen('ebs'), ['Ärger', 'b']);
  assert.deepEqual(
    kept.kinds.map(({ kind, kept: count, lacking }) => [kind, count, lacking]),
    [
      ['thing', 2, []],
      ['other', 0, ['size']],
    ],
  );
});

test('a column that came to a kind after the scan is one that it lacks', () => {
  using scan = opened();
  const newer = madeKind('other', 'ebs', [column('Name', 'text'), column('Colour', 'text')]);
  assert.throws(() => keepRows(scan.database, 'colour:red', [newer], READING), {
    name: 'FilterError',
    message: 'there is no field colour; text with such a sign goes in double quotes',
    start: 0,
    end: 6,
  });
});

test('a filter is said again in one line', () => {
  using scan = opened();
  assert.equal(keepRows(scan.database, ' size>3\n\tb ', [things], READING).text, ' size>3  b ');
});
