import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { ResourceKind } from '../../source/kinds/define/define-resource.ts';
import type { Cell, CellState } from '../../source/model/cell.ts';
import type { Value } from '../../source/model/columns.ts';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter, type ScanWriter } from '../../source/store/scan-writer.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { madeFacts, madePage, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { column, kinds, lists, madeKind, others, things } from './kinds.ts';

/** A new scan file with a running cell of each of these kinds in eu-west-1. */
function begun(folder: string, ...cellKinds: readonly ResourceKind[]) {
  const file = path.join(folder, 'scan.sqlite');
  createScanFile(file, madeFacts({ endedAt: null, complete: false }), kinds);
  const writer = openScanWriter(file);
  const cells = writer.planCells(
    cellKinds.map(({ id }) => ({ account: '123456789012', partition: 'aws', region: 'eu-west-1', kind: id })),
  );
  for (const cell of cells) writer.startCells([cell.id], SCAN_START);
  return { file, writer, cells };
}

function first(cells: readonly Cell[]): Cell {
  const [cell] = cells;
  assert.ok(cell);
  return cell;
}

function ended(cell: Cell, state: Partial<CellState> = {}): CellState {
  return {
    ...cell,
    phase: 'done',
    rows: 0,
    calls: 1,
    retries: 0,
    read: null,
    startedAt: SCAN_START,
    endedAt: SCAN_START + 1000,
    error: null,
    waiting: null,
    ...state,
  };
}

/** Names of a kind's rows, in the order found. */
function names(file: string, kind: string): readonly unknown[] {
  const reader = openScanReader(file);
  const found = rowsOfKind(reader, kind).map((row) => row.values.name);
  reader.close();
  return found;
}

function cursorOf(file: string): unknown {
  const reader = openScanReader(file);
  const [line] = reader.select('SELECT cursor FROM cell WHERE id = 1');
  reader.close();
  return line?.cursor;
}

function writeNamed(
  writer: ScanWriter,
  cell: Cell,
  cursor: string | null,
  ...keys: readonly string[]
): number {
  return writer.writePage(
    cell,
    things,
    madePage(
      things,
      keys.map((key) => ({ key, name: `${key} row` })),
      cursor,
    ),
  );
}

test('planned cells are queued and carry their numbers in the scan file', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path);
  assert.deepEqual(cells, []);
  const planned = writer.planCells([
    { account: '1', partition: 'aws', region: 'eu-west-1', kind: 'thing' },
    { account: '1', partition: 'aws', region: 'us-east-1', kind: 'list' },
  ]);
  writer.close();
  assert.deepEqual(planned, [
    { account: '1', partition: 'aws', region: 'eu-west-1', kind: 'thing', id: 1 },
    { account: '1', partition: 'aws', region: 'us-east-1', kind: 'list', id: 2 },
  ]);
  const reader = openScanReader(file);
  assert.deepEqual(
    reader.cells().map(({ id, phase, rows, startedAt }) => ({ id, phase, rows, startedAt })),
    [
      { id: 1, phase: 'queued', rows: 0, startedAt: null },
      { id: 2, phase: 'queued', rows: 0, startedAt: null },
    ],
  );
  reader.close();
});

test('values of every type come back as they were written, the unknown as null', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const row = {
    name: 'O\'Brien "100%" _ \\ größe',
    thing_arn: 'arn:aws:ec2:eu-west-1:123456789012:snapshot/snap-1',
    count: -3,
    size: 2 ** 60,
    creation_time: Date.UTC(2026, 9, 1, 9, 12, 30, 5),
    took: 1.5,
    encrypted: false,
    status: 'completed',
    tags: ['Team=a, b', 'Name="x"', ''],
    labels: [
      ['a=b:c', 'd=e'],
      ['', ''],
      ['say "hi"\\', '\u0000\ud800 größe'],
    ] as const,
  };
  writer.writePage(first(cells), things, madePage(things, [{ ...row, key: 'a' }, { key: 'b' }]));
  writer.close();
  const reader = openScanReader(file);
  const nothing = Object.fromEntries(Object.keys(row).map((id) => [id, null]));
  assert.deepEqual(reader.row('ebs', 1), {
    row: 1,
    account: '123456789012',
    region: 'eu-west-1',
    kind: 'thing',
    problem: null,
    values: { ...row, engine: null },
  });
  assert.deepEqual(reader.row('ebs', 2)?.values, { ...nothing, engine: null });
  reader.close();
});

test('a cell says when it was read, page by page, and a new run of it begins unread', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const cell = first(cells);
  const readIn = () => {
    const reader = openScanReader(file);
    const [stored] = reader.cells();
    reader.close();
    return stored?.read;
  };
  assert.equal(readIn(), null);
  writer.writePage(cell, things, madePage(things, [{ key: 'a' }]), { at: 10, until: 11 });
  assert.deepEqual(readIn(), { at: 10, until: 11 }, 'also where nobody ends the run');
  // A run that is taken up again knows nothing of the answers before.
  writer.writePage(cell, things, madePage(things, [{ key: 'b' }]), { at: 50, until: 60 });
  assert.deepEqual(readIn(), { at: 10, until: 60 });
  writer.startCells([cell.id], 70);
  assert.equal(readIn(), null);
  writer.finishCell(ended(cell, { phase: 'denied' }));
  assert.equal(readIn(), null);
  writer.close();
});

test('tags are kept as pairs, and why there are none as one text: no tags is not the same as not asked', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const labels: readonly Value[] = [
    [
      ['a=b', ':'],
      ['', '"'],
    ],
    ['not checked'],
    [],
    null,
  ];
  writer.writePage(
    first(cells),
    things,
    madePage(
      things,
      labels.map((given) => ({ labels: given })),
    ),
  );
  writer.close();
  const reader = openScanReader(file);
  assert.deepEqual(
    reader.select('SELECT labels FROM ebs ORDER BY row').map((line) => line.labels),
    ['[["a=b",":"],["","\\""]]', '[["not checked"]]', '[]', null],
  );
  assert.deepEqual(
    labels.map((_, index) => reader.row('ebs', index + 1)?.values.labels),
    labels,
  );
  reader.close();
});

test('numbers beyond any integer type stay readable, and what is no date or no number is unknown', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const rows = [
    { count: 1e17, size: 1e300, creation_time: 8.64e15 },
    { count: Number.NaN, size: Number.POSITIVE_INFINITY, creation_time: 8.64e15 + 1 },
  ];
  writer.writePage(first(cells), things, madePage(things, rows));
  writer.close();
  const reader = openScanReader(file);
  const values = reader.window('ebs', [1, 2]).map((row) => row.values);
  assert.deepEqual(
    values.map(({ count, size, creation_time }) => ({ count, size, creation_time })),
    [
      { count: 1e17, size: 1e300, creation_time: 8.64e15 },
      { count: null, size: null, creation_time: null },
    ],
  );
  reader.close();
});

test('the same key again in a run counts once, on the same page or a later one, and the first row is kept', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const cell = first(cells);
  const page = [
    { key: 'snap-1', name: 'first' },
    { key: 'snap-2', name: 'other' },
    { key: 'snap-1', name: 'again' },
  ];
  assert.equal(writer.writePage(cell, things, madePage(things, page)), 2);
  assert.equal(writer.writePage(cell, things, madePage(things, [{ key: 'snap-2', name: 'later' }])), 2);
  assert.equal(writer.writePage(cell, things, madePage(things, [{ key: 'snap-3', name: 'new' }])), 3);
  writer.close();
  assert.deepEqual(names(file, 'thing'), ['first', 'other', 'new']);
});

test('keys that share a hash are told apart', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  // Under 32-bit FNV-1a these two texts have the same hash.
  assert.equal(writeNamed(writer, first(cells), null, 'costarring', 'liquid', 'costarring'), 2);
  writer.close();
  assert.deepEqual(names(file, 'thing'), ['costarring row', 'liquid row']);
});

test('many keys are all found again', () => {
  using folder = temporaryFolder();
  const { writer, cells } = begun(folder.path, things);
  const keys = Array.from({ length: 5000 }, (_, index) => `arn:aws:ec2:eu-west-1::snapshot/snap-${index}`);
  assert.equal(writeNamed(writer, first(cells), 'one', ...keys), 5000);
  assert.equal(writeNamed(writer, first(cells), 'two', ...keys, 'a new one'), 5001);
  writer.close();
});

test('keys that differ in a character that may not be shown are two, and are kept in printable ASCII', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  assert.equal(writeNamed(writer, first(cells), null, 'a\u001b[31m', 'a\u001b[32m', 'a\ud800', '#1'), 4);
  writer.close();
  const reader = openScanReader(file);
  assert.deepEqual(
    reader.select('SELECT key FROM ebs ORDER BY row').map(({ key }) => key),
    ['a\\u{1b}[31m', 'a\\u{1b}[32m', 'a\\u{d800}', '\\u{23}1'],
  );
  reader.close();
});

test('why a row is not whole is made safe to show', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  writer.writePage(first(cells), things, madePage(things, [{ problem: 'no\u001b[2J\nway' }]));
  writer.close();
  const reader = openScanReader(file);
  assert.equal(reader.row('ebs', 1)?.problem, 'no\ufffd[2J\ufffdway');
  reader.close();
});

test('rows without a key are all kept, under their position in the run', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const cell = first(cells);
  const page = [{ key: 'a', name: 'a' }, { name: 'none', problem: 'AWS gave no identifier' }, { key: 'a' }];
  assert.equal(writer.writePage(cell, things, madePage(things, page)), 2);
  assert.equal(writer.writePage(cell, things, madePage(things, [{ name: 'none' }, { name: 'none' }])), 4);
  writer.close();
  const reader = openScanReader(file);
  assert.deepEqual(
    reader.select('SELECT key, problem FROM ebs ORDER BY row').map((row) => ({ ...row })),
    [
      { key: 'a', problem: null },
      { key: '#2', problem: 'AWS gave no identifier' },
      { key: '#4', problem: null },
      { key: '#5', problem: null },
    ],
  );
  reader.close();
});

test('kinds of one tab share its table, each with its own columns', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things, others, lists);
  const [thing, other, list] = cells;
  assert.ok(thing && other && list);
  writer.writePage(thing, things, madePage(things, [{ key: 'a', name: 'a thing', size: 5 }]));
  writer.writePage(other, others, madePage(others, [{ key: 'a', name: 'another', engine: 'aurora' }]));
  writer.writePage(list, lists, madePage(lists, [{ key: 'a', name: 'a list' }]));
  writer.close();
  const reader = openScanReader(file);
  const rows = reader.window('ebs', [1, 2]).map(({ kind, values: { name, size, engine } }) => ({
    kind,
    name,
    size,
    engine,
  }));
  assert.deepEqual(rows, [
    { kind: 'thing', name: 'a thing', size: 5, engine: null },
    { kind: 'other', name: 'another', size: null, engine: 'aurora' },
  ]);
  assert.equal(reader.counts().ebs, 2);
  assert.equal(reader.counts().tasks, 1);
  assert.equal(reader.counts().efs, 0);
  reader.close();
});

test('rows of an earlier run stay until the first page of the next one, then only the new ones are there', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things, others);
  const [cell, other] = cells;
  assert.ok(cell && other);
  writer.writePage(other, others, madePage(others, [{ key: 'a', name: 'untouched' }]));
  writeNamed(writer, cell, 'old', 'a', 'b', 'c');
  writer.finishCell(ended(cell, { phase: 'partial', error: { code: 'Broken', message: 'a page was lost' } }));
  writer.startCells([cell.id], SCAN_START + 5000);
  assert.deepEqual(names(file, 'thing'), ['a row', 'b row', 'c row']);
  assert.equal(writeNamed(writer, cell, 'new', 'b', 'd'), 2);
  assert.deepEqual(names(file, 'thing'), ['b row', 'd row']);
  assert.equal(writeNamed(writer, cell, 'newer', 'd', 'e'), 3);
  writer.finishCell(ended(cell, { rows: 3, startedAt: SCAN_START + 5000 }));
  writer.close();
  assert.deepEqual(names(file, 'thing'), ['b row', 'd row', 'e row']);
  assert.deepEqual(names(file, 'other'), ['untouched']);
  assert.equal(cursorOf(file), 'newer');
});

test('a later run that ends without a page leaves none of the earlier rows', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const cell = first(cells);
  writeNamed(writer, cell, 'old', 'a', 'b');
  writer.finishCell(ended(cell, { rows: 2 }));
  writer.startCells([cell.id], SCAN_START + 5000);
  const error = { code: 'AccessDeniedException', message: 'not allowed', advice: 'allow it' };
  writer.finishCell(ended(cell, { phase: 'denied', calls: 1, retries: 2, error }));
  writer.close();
  const reader = openScanReader(file);
  assert.deepEqual(reader.cells(), [{ ...ended(cell), phase: 'denied', rows: 0, retries: 2, error }]);
  assert.deepEqual(reader.counts().ebs, 0);
  assert.equal(reader.order({ tab: 'ebs', sort: null }).rows.length, 0);
  reader.close();
  assert.equal(cursorOf(file), null);
});

test('numbers of rows that are gone are never given to other rows', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const cell = first(cells);
  writeNamed(writer, cell, null, 'a', 'b');
  writer.finishCell(ended(cell));
  writer.startCells([cell.id], SCAN_START);
  writeNamed(writer, cell, null, 'a', 'b');
  writer.close();
  const reader = openScanReader(file);
  assert.deepEqual([...reader.order({ tab: 'ebs', sort: null }).rows], [3, 4]);
  assert.deepEqual(reader.window('ebs', [1, 2]), []);
  reader.close();
});

test('the number of rows of a finished cell is the one in the file, whatever the state says', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  writeNamed(writer, first(cells), null, 'a', 'b');
  writer.finishCell(ended(first(cells), { rows: 77 }));
  writer.close();
  const reader = openScanReader(file);
  assert.deepEqual(
    reader.cells().map((cell) => cell.rows),
    [2],
  );
  reader.close();
});

test('another writer goes on with a run: repeated keys count once and positions go on', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const cell = first(cells);
  writer.writePage(cell, things, madePage(things, [{ key: 'a', name: 'a' }, { name: 'second' }]));
  writer.close();
  const resumed = openScanWriter(file);
  const page = madePage(things, [{ key: 'a', name: 'again' }, { name: 'fourth' }]);
  assert.equal(resumed.writePage(cell, things, page), 3);
  resumed.close();
  assert.deepEqual(names(file, 'thing'), ['a', 'second', 'fourth']);
});

test('a page that cannot be written whole leaves nothing, and its keys are free again', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  const cell = first(cells);
  writeNamed(writer, cell, 'one', 'a');
  const foreign = madeKind('thing', 'ebs', [column('Unheard Of', 'text')]);
  assert.throws(() => writer.writePage(cell, foreign, madePage(foreign, [{ key: 'b' }])), {
    name: 'ScanFileError',
    code: 'cannot-write',
    message: `The scan file ${file} cannot be written: SQL logic error`,
  });
  assert.equal(writeNamed(writer, cell, 'two', 'a', 'b'), 2);
  writer.close();
  assert.deepEqual(names(file, 'thing'), ['a row', 'b row']);
  assert.equal(cursorOf(file), 'two');
});

test('saved facts replace only those given, and the end is kept with them', () => {
  using folder = temporaryFolder();
  const { file, writer } = begun(folder.path);
  writer.saveFacts({ regions: ['sa-east-1'], profile: 'prod' });
  writer.finish(SCAN_START + 7000, true);
  const reader = openScanReader(file);
  assert.deepEqual(reader.facts(), {
    ...madeFacts(),
    regions: ['sa-east-1'],
    profile: 'prod',
    endedAt: SCAN_START + 7000,
    complete: true,
  });
  reader.close();
  writer.close();
});

test('the end moves everything into the one file, also while a reader has it open', () => {
  using folder = temporaryFolder();
  const { file, writer, cells } = begun(folder.path, things);
  writeNamed(writer, first(cells), null, 'a', 'b');
  const reader = openScanReader(file);
  reader.facts();
  assert.notEqual(fs.statSync(`${file}-wal`).size, 0);
  writer.finish(SCAN_START + 7000, true);
  assert.equal(fs.statSync(`${file}-wal`).size, 0);
  writer.close();
  reader.close();
  assert.deepEqual(fs.readdirSync(folder.path), ['scan.sqlite']);
});
