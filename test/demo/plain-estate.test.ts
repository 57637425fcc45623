/** The estate of `--demo` is what people know it as, to the byte, whatever becomes of the company around it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { FSxClient, paginateDescribeBackups } from '@aws-sdk/client-fsx';
import { demoAccessKeyId } from '../../source/demo/environment.ts';
import { type Collection, type Row, rowsOf } from '../../source/demo/estate/collection.ts';
import { createEstate, type EstateSize, estateKinds } from '../../source/demo/estate/index.ts';
import { enabledRegionNames } from '../../source/demo/estate/regions.ts';
import { demoServer, now } from './helpers.ts';

function firstRows({ count, at }: Collection, most: number): readonly Row[] {
  return Array.from({ length: Math.min(count, most) }, (_, index) => at(index));
}

/** A text for all that an estate answers; of a large one some rows of each collection. */
function digestOf(size: EstateSize): string {
  const estate = createEstate({ size, seed: 1, now, clock: () => now });
  const hash = createHash('sha256');
  const add = (value: unknown): void => void hash.update(`${JSON.stringify(value)}\n`);
  add(estate.regions);
  for (const name of enabledRegionNames) {
    for (const kind of estateKinds) {
      const { count, at } = estate.rows(kind, name);
      const step = Math.max(1, Math.floor(count / 400));
      for (let index = 0; index < count; index += step) add(at(index));
    }
    const region = estate.region(name);
    for (const row of firstRows(estate.rows('snapshots', name), 300))
      add(region?.ebs.createVolumePermissions(String(row.SnapshotId)));
    for (const row of firstRows(estate.rows('db-snapshots', name), 300))
      add(region?.rds.restoreAccounts(row));
    for (const row of firstRows(estate.rows('db-cluster-snapshots', name), 300))
      add(region?.clusters.restoreAccounts(row));
    for (const row of firstRows(estate.rows('tasks', name), 50))
      add(region?.datasync.tagsByArn(String(row.TaskArn)));
    if (region !== undefined) add([...rowsOf(region.ebs.sharedSnapshots)]);
  }
  return hash.digest('hex').slice(0, 16);
}

test('no row of the estates of one account has changed', () => {
  assert.deepEqual(
    {
      small: digestOf('small'),
      medium: digestOf('medium'),
      hostile: digestOf('hostile'),
      large: digestOf('large'),
    },
    {
      small: '5de3e86f0c28e180',
      medium: 'c81f246da162ef4b',
      hostile: 'f04e86597d31318b',
      large: '54be130c3cf118de',
    },
  );
});

test('no backup of FSx of one account has changed', async (context) => {
  const { url } = await demoServer(context, { clock: () => now.getTime() });
  const hash = createHash('sha256');
  for (const region of ['us-east-1', 'eu-west-1']) {
    const client = new FSxClient({
      region,
      endpoint: url,
      credentials: { accessKeyId: demoAccessKeyId, secretAccessKey: 'nobody checks it' },
    });
    for await (const { Backups } of paginateDescribeBackups({ client }, {}))
      hash.update(JSON.stringify(Backups));
  }
  assert.equal(hash.digest('hex').slice(0, 16), '207a74456ce05026');
});
