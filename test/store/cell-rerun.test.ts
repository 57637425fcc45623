import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { type CollectedRow, defineResource } from '../../source/kinds/define/define-resource.ts';
import type { Cell, CellState } from '../../source/model/cell.ts';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import { NOTHING_MORE } from '../helpers/nothing-more.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { madeFacts, madePage, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { column } from './kinds.ts';

interface Row extends CollectedRow {
  readonly name: string;
}

const things = defineResource<Row>({
  id: 'thing',
  title: 'things',
  group: 'datasync',
  service: 'DataSync',
  gridHeader: 'Things',
  tab: { id: 'agents', title: 'Agents', glance: ['name'], order: 'none' },
  sheets: [],
  columns: [
    column('Name', 'text'),
    column('Size', 'bytes'),
    { ...column('Heartbeat', 'instant'), restless: true },
    { ...column('Verdict', 'text'), derived: true },
    column('Tags', 'list'),
  ],
  key: ({ name }) => name,
  actions: [],
  optionalActions: 'none',
  askedLater: 'none',
  ...NOTHING_MORE,
  sample: () => ({ name: 'thing' }),
  async *collect() {},
  refresh: { row: (_context, key) => Promise.resolve({ name: key }), keeps: ['tags'] },
});

/** A scan file whose one cell has the rows a, b and c. */
function begun(folder: string) {
  const file = path.join(folder, 'scan.sqlite');
  createScanFile(file, madeFacts({ endedAt: null, complete: false }), [things]);
  const writer = openScanWriter(file);
  const [cell] = writer.planCells([
    { account: '123456789012', partition: 'aws', region: 'eu-west-1', kind: things.id },
  ]);
  assert.ok(cell);
  writer.startCells([cell.id], SCAN_START);
  writer.writePage(cell, things, page('a 1', 'b 2', 'c 3'));
  writer.finishCell(ended(cell, { rows: 3 }));
  return { file, writer, cell };
}

/** A page of rows, each a name and a size. */
function page(...rows: readonly string[]) {
  return madePage(
    things,
    rows.map((row) => {
      const [name = '', size = '', heartbeat] = row.split(' ');
      return {
        key: name,
        name,
        size: Number(size),
        heartbeat: heartbeat === undefined ? null : Number(heartbeat),
        tags: [`size=${size}`],
      };
    }),
    null,
  );
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

/** The rows of the file by number, and what its cell says. */
function stored(file: string) {
  const reader = openScanReader(file);
  const rows = rowsOfKind(reader, things.id).map(({ row, values }) => `${row} ${values.name} ${values.size}`);
  const [cell] = reader.cells();
  const total = reader.order({ tab: 'agents', sort: null }).total;
  reader.close();
  return { rows, phase: cell?.phase, count: cell?.rows, endedAt: cell?.endedAt, total };
}

const BEFORE = {
  rows: ['1 a 1', '2 b 2', '3 c 3'],
  phase: 'done',
  count: 3,
  endedAt: SCAN_START + 1000,
  total: 3,
};

test('a run gathered aside changes nothing until it replaces the rows, then everything at once', () => {
  using folder = temporaryFolder();
  const { file, writer, cell } = begun(folder.path);
  const rerun = writer.beginRerun(cell, things);
  assert.equal(rerun.writePage(page('d 4', 'b 2')), 2);
  assert.equal(rerun.writePage(page('a 7', 'd 9')), 3);
  assert.deepEqual(stored(file), BEFORE);

  const changes = rerun.replaceRows(ended(cell, { rows: 3, endedAt: SCAN_START + 5000 }));

  assert.deepEqual(changes, { added: [4], changed: [1], gone: [3] });
  assert.deepEqual(stored(file), {
    rows: ['1 a 7', '2 b 2', '4 d 4'],
    phase: 'done',
    count: 3,
    endedAt: SCAN_START + 5000,
    total: 3,
  });
  writer.close();
});

test('rows that were replaced were read when the new run was, those of a dropped one when they were', () => {
  using folder = temporaryFolder();
  const { file, writer, cell } = begun(folder.path);
  const readIn = () => {
    const reader = openScanReader(file);
    const [stored] = reader.cells();
    reader.close();
    return stored?.read;
  };
  writer.finishCell(ended(cell, { read: { at: 10, until: 20 } }));
  const dropped = writer.beginRerun(cell, things);
  dropped.writePage(page('a 1'));
  dropped.drop();
  assert.deepEqual(readIn(), { at: 10, until: 20 });
  writer.beginRerun(cell, things).replaceRows(ended(cell, { read: { at: 30, until: 40 } }));
  assert.deepEqual(readIn(), { at: 30, until: 40 });
  writer.close();
});

test('a run that is dropped leaves the rows, the count and the outcome of the one before', () => {
  using folder = temporaryFolder();
  const { file, writer, cell } = begun(folder.path);
  const rerun = writer.beginRerun(cell, things);
  rerun.writePage(page('z 1'));
  rerun.drop();
  assert.deepEqual(stored(file), BEFORE);
  writer.close();
});

test('the same rows again are no change, and a restless value alone is none although it is kept', () => {
  using folder = temporaryFolder();
  const { file, writer, cell } = begun(folder.path);
  const rerun = writer.beginRerun(cell, things);
  rerun.writePage(page('a 1', `b 2 ${SCAN_START}`, 'c 3'));
  assert.deepEqual(rerun.replaceRows(ended(cell)), { added: [], changed: [], gone: [] });
  const reader = openScanReader(file);
  assert.equal(reader.row('agents', 2)?.values.heartbeat, SCAN_START);
  reader.close();
  writer.close();
});

test('a run without rows empties the cell, and the next one fills it with new numbers', () => {
  using folder = temporaryFolder();
  const { file, writer, cell } = begun(folder.path);
  const none = writer.beginRerun(cell, things);
  assert.deepEqual(none.replaceRows(ended(cell, { phase: 'empty' })), {
    added: [],
    changed: [],
    gone: [1, 2, 3],
  });
  assert.equal(stored(file).total, 0);
  const again = writer.beginRerun(cell, things);
  again.writePage(page('a 1'));
  assert.deepEqual(again.replaceRows(ended(cell)), { added: [4], changed: [], gone: [] });
  assert.deepEqual(stored(file).rows, ['4 a 1']);
  writer.close();
});

test('a refreshed row keeps its number and the columns that were not asked for; one that is gone is left out', () => {
  using folder = temporaryFolder();
  const { file, writer, cell } = begun(folder.path);
  const [a, z] = page('a 50', 'z 1').rows;
  assert.ok(a !== undefined && z !== undefined);
  assert.deepEqual(
    writer.refreshRows(things, [
      { row: 1, now: { ...a, problem: 'Size is odd' } },
      { row: 2, now: z },
      { row: 99, now: a },
    ]),
    [1],
  );
  const reader = openScanReader(file);
  const row = reader.row('agents', 1);
  assert.deepEqual(
    { size: row?.values.size, tags: row?.values.tags, problem: row?.problem },
    { size: 50, tags: ['size=1'], problem: 'Size is odd' },
  );
  assert.equal(reader.row('agents', 2)?.values.name, 'b');
  reader.close();
  writer.close();
  assert.equal(cell.id, 1);
});
