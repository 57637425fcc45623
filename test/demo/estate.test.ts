import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf, type Value } from '../../source/demo/estate/collection.ts';
import { hostileJsonTexts, hostileTexts } from '../../source/demo/estate/hostile-texts.ts';
import { createEstate, type EstateSize, estateKinds, rowKinds } from '../../source/demo/estate/index.ts';
import { enabledRegionNames } from '../../source/demo/estate/regions.ts';
import { isList } from '../../source/demo/protocols/xml.ts';
import { now } from './helpers.ts';

const estateOf = (size: EstateSize, seed = 1) => createEstate({ size, seed, now, clock: () => now });
const total = (size: EstateSize) => {
  const counts = estateOf(size).counts();
  return rowKinds.reduce((sum, kind) => sum + counts[kind], 0);
};

test('the sizes have the rows that they promise', () => {
  assert.deepEqual(
    [total('small'), total('medium'), total('large'), total('hostile')],
    [507, 5165, 1_000_000, 5165],
  );
  const large = estateOf('large').counts();
  assert.deepEqual(
    [large.snapshots, large['recovery-points'], large['task-executions']],
    [600_000, 250_000, 100_000],
  );
});

test('three regions are busy, and most have nothing', () => {
  const estate = estateOf('medium');
  const rows = (region: string) => rowKinds.reduce((sum, kind) => sum + estate.rows(kind, region).count, 0);
  const busy = enabledRegionNames.filter((region) => rows(region) > 500);
  const empty = enabledRegionNames.filter((region) => rows(region) === 0);
  assert.deepEqual(busy, ['eu-west-1', 'us-east-1', 'us-west-2']);
  assert.equal(empty.length, 7);
});

test('the same seed makes the same estate, and another seed another', () => {
  const all = (seed: number) => {
    const estate = estateOf('small', seed);
    return JSON.stringify(
      enabledRegionNames.map((region) => estateKinds.map((kind) => [...rowsOf(estate.rows(kind, region))])),
    );
  };
  assert.equal(all(1), all(1));
  assert.notEqual(all(1), all(2));
});

/** Every text of an estate's rows, wherever it stands in them. */
function* textsOf(value: Value): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (isList(value)) for (const item of value) yield* textsOf(item);
  else if (typeof value === 'object' && !(value instanceof Date))
    for (const field of Object.values(value)) yield* textsOf(field);
}

/** Acts on a terminal, a spreadsheet or a reader's eye: control, format and private characters, formulas, floods. */
const ACTS = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|^[=+@]|^-.*[^-]|\p{Mn}{2}|[<>]/u;

function actingTexts(size: EstateSize, regions: readonly string[]): readonly string[] {
  const estate = estateOf(size);
  const texts = regions.flatMap((region) =>
    estateKinds.flatMap((kind) => {
      const { count, at } = estate.rows(kind, region);
      // A large region has too many rows to look at all: its first ones, and some of the rest.
      const step = Math.max(1, Math.floor(count / 500));
      return Array.from({ length: Math.floor(count / step) }, (_, index) => [
        ...textsOf(at(index * step)),
      ]).flat();
    }),
  );
  return [...new Set(texts)].filter((text) => ACTS.test(text));
}

test('nobody typed anything hostile in a small, a medium or a large estate, and somebody did in a hostile one', () => {
  assert.deepEqual(actingTexts('small', enabledRegionNames), []);
  assert.deepEqual(actingTexts('medium', enabledRegionNames), []);
  assert.deepEqual(actingTexts('large', ['us-east-1']), []);
  const hostile = actingTexts('hostile', ['us-east-1']);
  for (const text of [...hostileTexts, ...hostileJsonTexts].filter((each) => ACTS.test(each)))
    assert.ok(hostile.includes(text), JSON.stringify(text));
});

test('a large estate has the rare snapshots of the home region too', () => {
  const { ebs, rds } = estateOf('large').region('us-east-1') ?? {};
  assert.equal(ebs?.publicSnapshots.count, 2);
  assert.equal(rds?.dbSnapshotById('open-freight-benchmark-public')?.Encrypted, false);
});

test('names are those of the company, in the letters of its people', () => {
  const estate = estateOf('medium');
  const texts = new Set(
    enabledRegionNames.flatMap((region) =>
      estateKinds.flatMap((kind) =>
        [...rowsOf(estate.rows(kind, region))].flatMap((row) => [...textsOf(row)]),
      ),
    ),
  );
  for (const text of ['Jürgen Müller', '佐藤 健', 'Zollpapiere Müller', '東京-倉庫', 'wms-prod'])
    assert.ok(texts.has(text), text);
  assert.deepEqual(
    [...texts].filter((text) => /example\.com|\bacme|\bfoo|\btest-?\d/i.test(text)),
    [],
  );
});

test('a row far down a large estate is made without those before it, and found by its id', () => {
  const estate = estateOf('large');
  const region = estate.region('us-east-1');
  const row = region?.ebs.snapshots.at(99_000);
  assert.equal(row?.SnapshotId, region?.ebs.snapshots.at(99_000).SnapshotId);
  assert.deepEqual(region?.ebs.snapshotById(String(row?.SnapshotId)), row);
  const execution = region?.datasync.executions.at(49_999);
  assert.deepEqual(region?.datasync.executionByArn(String(execution?.TaskExecutionArn)), execution);
});

test('no two resources of a region share an id', () => {
  const estate = estateOf('medium');
  const ids = {
    snapshots: 'SnapshotId',
    'db-snapshots': 'DBSnapshotArn',
    'backup-db-snapshots': 'DBSnapshotArn',
    'db-cluster-snapshots': 'DBClusterSnapshotArn',
    'recovery-points': 'RecoveryPointArn',
    'task-executions': 'TaskExecutionArn',
  } as const;
  for (const [kind, field] of Object.entries(ids)) {
    const known = estateKinds.find((name) => name === kind);
    assert.ok(known);
    const rows = [...rowsOf(estate.rows(known, 'us-east-1'))];
    assert.equal(new Set(rows.map((row) => row[field])).size, rows.length, kind);
  }
});

test('nothing was made, or completed, in the future, whatever the time of day', () => {
  const made = ['StartTime', 'SnapshotCreateTime', 'CreationDate', 'CreationTime', 'CreateTime'];
  const ended = ['CompletionTime', 'CompletionDate'];
  for (let hour = 0; hour < 24; hour += 1) {
    const time = new Date(now.getTime() + hour * 3_600_000 + 317_000);
    const estate = createEstate({ size: 'small', seed: 1, now: time, clock: () => time });
    for (const region of enabledRegionNames) {
      for (const kind of estateKinds) {
        for (const row of rowsOf(estate.rows(kind, region))) {
          for (const field of [...made, ...ended]) {
            const value = row[field];
            assert.ok(
              !(value instanceof Date) || value <= time,
              `${region} ${kind} ${field} ${String(value)}`,
            );
          }
        }
      }
    }
  }
});
