import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { CellContext } from '../../source/kinds/define/derivation.ts';
import { findKind } from '../../source/kinds/registry.ts';
import type { Cell } from '../../source/model/cell.ts';
import type { Value } from '../../source/model/columns.ts';
import { itemTexts } from '../../source/model/list-items.ts';
import { createScanFile, openForReading, openForWriting } from '../../source/store/scan-file.ts';
import { openScanWriter, type ScanWriter } from '../../source/store/scan-writer.ts';
import { fromStored } from '../../source/store/stored-values.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { madeFacts, madePage, madeSources, SCAN_START } from '../helpers/scan-files.ts';

const HOUR = 3_600_000;
const found = findKind('ebs-snapshot');
assert.ok(found !== undefined);
const kind = found;

const contextOf = ({ account, partition, region }: Cell): CellContext => ({
  ...{ place: { account, partition, region }, isIncomplete: false, isLimited: false },
  ...{ prices: null, ownerTags: [] },
});

type Row = Readonly<Record<string, Value>>;

const of = (id: string, hours: number, given: Row = {}): Row => ({
  ...{
    key: id,
    snapshot_id: id,
    source: 'vol-1',
    source_exists: 'yes',
    status: 'completed',
    origin: 'manual',
  },
  ...{ creation_time: SCAN_START - hours * HOUR, ami_ids: [], launch_templates: [], lock: 'none' },
  ...given,
});
const copyOf = (source: string): Row =>
  of('snap-9', 1, { source: null, status: 'pending', origin: 'copy', source_snapshot: source });

/** A scan file of two cells, and what it takes to run them. */
function twoCells(context: TestContext) {
  const file = `${temporaryFolder(context)}/copies.scan`;
  createScanFile(file, madeFacts());
  const writer = openScanWriter(file);
  context.after(() => writer.close());
  const places = ['us-east-1', 'eu-west-1'].map((region) => ({ region, partition: 'aws', kind: kind.id }));
  const [home, away] = writer.planCells(places.map((place) => ({ ...place, account: '123456789012' })));
  assert.ok(home !== undefined && away !== undefined);
  return { file, writer, home, away };
}

function run(writer: ScanWriter, cell: Cell, rows: readonly Row[]): void {
  writer.startCells([cell.id], SCAN_START);
  writer.writePage(cell, kind, madePage(kind, rows));
  if (rows.length > 0) judge(writer, cell);
  const ended = { phase: rows.length > 0 ? 'done' : 'empty', calls: 1, retries: 0 } as const;
  const times = { read: null, startedAt: SCAN_START, endedAt: SCAN_START + 1 };
  const state = { ...cell, ...ended, ...times, rows: rows.length, error: null, waiting: null };
  writer.finishCell(state, madeSources([]));
}

function judge(writer: ScanWriter, cell: Cell): void {
  for (const steps = writer.derive(cell, kind, contextOf(cell)); steps.next().done !== true; );
}

/** Judges the cells again that are to be told; their regions. */
function tell(writer: ScanWriter): readonly string[] {
  const cells = writer.cellsToTell(kind);
  for (const cell of cells) judge(writer, cell);
  writer.copiesTold();
  return cells.map(({ region }) => region);
}

/** Verdict and first reason of every snapshot. */
function verdicts(file: string): Readonly<Record<string, readonly [unknown, string | undefined]>> {
  const database = openForReading(file);
  const lines = database.prepare('SELECT snapshot_id, deletability, deletability_reasons FROM ebs').all();
  database.close();
  return Object.fromEntries(
    lines.map(({ snapshot_id: id, deletability, deletability_reasons: reasons }) => [
      String(id),
      [deletability, itemTexts(fromStored('list', reasons))?.[0]],
    ]),
  );
}

const COPYING = 'a copy of it is being made: snap-9 in eu-west-1 of account 123456789012';

test('what is being copied in a cell that ended before the copy’s is in use once both have', (context) => {
  const { file, writer, home, away } = twoCells(context);
  run(writer, home, [of('snap-1', 30), of('snap-2', 3)]);
  run(writer, away, [copyOf('snap-1')]);
  assert.equal(verdicts(file)['snap-1']?.[0], 'candidate');
  assert.deepEqual(tell(writer), ['us-east-1']);
  assert.deepEqual(verdicts(file)['snap-1'], ['in use', COPYING]);
  assert.equal(verdicts(file)['snap-2']?.[0], 'last backup');
  assert.deepEqual(tell(writer), [], 'it is told once');
});

test('what is being copied in a cell that ends after the copy’s is in use at once', (context) => {
  const { file, writer, home, away } = twoCells(context);
  run(writer, away, [copyOf('snap-1')]);
  run(writer, home, [of('snap-1', 30), of('snap-2', 3)]);
  assert.deepEqual(verdicts(file)['snap-1'], ['in use', COPYING]);
});

test('what is being copied within its own cell is in use at once', (context) => {
  const { file, writer, away } = twoCells(context);
  run(writer, away, [of('snap-1', 30), of('snap-2', 3), copyOf('snap-1')]);
  assert.deepEqual(verdicts(file)['snap-1'], ['in use', COPYING]);
});

for (const [how, rows] of [
  ['is made', [of('snap-9', 1, { source: null, origin: 'copy', source_snapshot: 'snap-1' })]],
  ['is gone', []],
] as const)
  test(`what was copied is in use no longer when its copy ${how}, once the copy’s cell was read again`, (context) => {
    const { file, writer, home, away } = twoCells(context);
    run(writer, home, [of('snap-1', 30), of('snap-2', 3)]);
    run(writer, away, [copyOf('snap-1')]);
    tell(writer);
    run(writer, away, rows);
    assert.deepEqual(tell(writer), ['us-east-1']);
    assert.equal(verdicts(file)['snap-1']?.[0], 'candidate');
    assert.deepEqual(tell(writer), []);
  });

test('a file of an earlier version, which keeps no copies, is judged as it was', (context) => {
  const { file, writer, home, away } = twoCells(context);
  run(writer, home, [of('snap-1', 30), of('snap-2', 3)]);
  run(writer, away, [of('snap-8', 1)]);
  const database = openForWriting(file);
  database.exec('DROP TABLE copy_under_way');
  database.close();
  judge(writer, home);
  assert.deepEqual(tell(writer), []);
  assert.equal(verdicts(file)['snap-1']?.[0], 'candidate');
});
