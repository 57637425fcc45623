import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fillSources } from '../../source/analysis/protection/source-table.ts';
import { findKind } from '../../source/kinds/registry.ts';
import type { Cell } from '../../source/model/cell.ts';
import type { Value } from '../../source/model/columns.ts';
import { createScanFile, openForReading } from '../../source/store/scan-file.ts';
import { openScanWriter, type ScanWriter } from '../../source/store/scan-writer.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { madeFacts, madePage, madeSource, madeSources, SCAN_START } from '../helpers/scan-files.ts';

const found = findKind('ebs-snapshot');
assert.ok(found !== undefined);
const kind = found;

type Row = Readonly<Record<string, Value>>;

const snapshot = (id: string, given: Row = {}): Row => ({
  ...{
    key: id,
    snapshot_id: id,
    source: 'vol-1',
    source_exists: 'yes',
    status: 'completed',
    origin: 'manual',
  },
  ...{ creation_time: SCAN_START - 3_600_000, size: 1024, ...given },
});
const copyOf = (source_snapshot: string, id = `copy of ${source_snapshot}`): Row =>
  snapshot(id, { source: null, source_snapshot, origin: 'copy', source_exists: 'unknown' });

/** A scan file of one cell with a volume, and two with copies of its snapshots. */
function threeCells(context: TestContext) {
  const file = `${temporaryFolder(context)}/settled.scan`;
  createScanFile(file, madeFacts());
  const writer = openScanWriter(file);
  context.after(() => writer.close());
  const regions = ['us-east-1', 'eu-west-1', 'us-west-2'];
  const cells = writer.planCells(
    regions.map((region) => ({ account: '123456789012', region, partition: 'aws', kind: kind.id })),
  );
  const [home, away, other] = cells;
  assert.ok(home !== undefined && away !== undefined && other !== undefined);
  return { file, writer, home, away, other };
}

function run(writer: ScanWriter, cell: Cell, rows: readonly Row[], phase: 'done' | 'denied' = 'done'): void {
  writer.startCells([cell.id], SCAN_START);
  writer.writePage(cell, kind, madePage(kind, rows));
  const times = { read: null, startedAt: SCAN_START, endedAt: SCAN_START + 1 };
  const counts = { calls: 1, retries: 0, rows: rows.length, error: null, waiting: null };
  const listed = cell.region === 'us-east-1' ? [madeSource('vol-1')] : [];
  writer.finishCell({ ...cell, ...times, ...counts, phase }, madeSources(listed));
}

/** Where each source has copies, and what the file keeps of copies: by what they are of, and where that is. */
function told(file: string) {
  const database = openForReading(file);
  fillSources(database);
  const sources = database.prepare('SELECT source_key, copy, backups FROM temp.sources ORDER BY row').all();
  const kept = database
    .prepare('SELECT key, place, backups FROM source_backup WHERE place IS NOT NULL ORDER BY key')
    .all();
  database.close();
  return [sources, kept].map((lines) => lines.map((line) => Object.values(line)));
}

const VOLUME = 'arn:aws::us-east-1:123456789012:vol-1';

test('copies of a source are kept together under it once the scan has ended, and told the same before', (context) => {
  const { file, writer, home, away } = threeCells(context);
  run(writer, away, [copyOf('snap-1'), copyOf('snap-2'), copyOf('snap-9')]);
  run(writer, home, [snapshot('snap-1'), snapshot('snap-2')]);
  const sources = [['vol-1', 'other region', 2]];
  const open = ['snap-1', 'snap-2', 'snap-9'].map((id) => [id, id, 1]);
  assert.deepEqual(told(file), [sources, open]);
  writer.finish(SCAN_START + 9, true);
  assert.deepEqual(told(file), [
    sources,
    [
      ['snap-9', 'not found', 1],
      ['vol-1', VOLUME, 2],
    ],
  ]);
});

test('copies whose source was not read are put under it when it is, however often a scan ends', (context) => {
  const { file, writer, home, away, other } = threeCells(context);
  run(writer, home, [], 'denied');
  run(writer, away, [copyOf('snap-1'), copyOf('snap-2')]);
  writer.finish(SCAN_START + 9, true);
  assert.deepEqual(told(file)[0], [['vol-1', 'unknown', null]]);
  run(writer, home, [snapshot('snap-1')]);
  assert.deepEqual(told(file)[0], [['vol-1', 'other region', 1]]);
  writer.finish(SCAN_START + 19, true);
  run(writer, home, [snapshot('snap-1'), snapshot('snap-2')]);
  run(writer, other, [copyOf('snap-1', 'another copy')]);
  writer.finish(SCAN_START + 29, true);
  assert.deepEqual(told(file), [
    [['vol-1', 'other region', 2]],
    [
      ['vol-1', VOLUME, 1],
      ['vol-1', VOLUME, 1],
      ['vol-1', VOLUME, 1],
    ],
  ]);
});
