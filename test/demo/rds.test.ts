import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshotsCommand,
  paginateDescribeDBClusterSnapshots,
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribeDBSnapshots,
} from '@aws-sdk/client-rds';
import { clients, demoServer, errorOf, rowsOf } from './helpers.ts';

test('snapshots come in pages of a hundred at most, and twenty at least', async (context) => {
  const { url } = await demoServer(context, { size: 'medium' });
  const { rds } = clients(url);
  const { rows, pages } = await rowsOf(
    paginateDescribeDBSnapshots({ client: rds }, {}),
    (page) => page.DBSnapshots,
  );
  assert.deepEqual([rows.length, pages], [230, 3]);
  assert.equal(new Set(rows.map((row) => row.DBSnapshotArn)).size, 230);
  for (const MaxRecords of [19, 101]) {
    const { name, status } = await errorOf(rds.send(new DescribeDBSnapshotsCommand({ MaxRecords })));
    assert.deepEqual([name, status], ['InvalidParameterValue', 400]);
  }
});

test("AWS Backup's snapshots have to be asked for", async (context) => {
  const { url } = await demoServer(context);
  const { rds } = clients(url);
  const typesOf = async (SnapshotType?: string) => {
    const { DBSnapshots = [] } = await rds.send(new DescribeDBSnapshotsCommand({ SnapshotType }));
    return Object.entries(Object.groupBy(DBSnapshots, (row) => row.SnapshotType ?? '')).map(
      ([type, rows]) => [type, rows?.length],
    );
  };
  assert.deepEqual((await typesOf()).sort(), [
    ['automated', 6],
    ['manual', 20],
  ]);
  assert.deepEqual(await typesOf('awsbackup'), [['awsbackup', 5]]);
  assert.deepEqual(await typesOf('automated'), [['automated', 6]]);
  assert.equal((await errorOf(typesOf('weekly'))).name, 'InvalidParameterValue');
});

test('a marker belongs to its request', async (context) => {
  const { url } = await demoServer(context);
  const { rds } = clients(url);
  const { Marker } = await rds.send(new DescribeDBSnapshotsCommand({ MaxRecords: 20 }));
  assert.equal(typeof Marker, 'string');
  const { DBSnapshots } = await rds.send(new DescribeDBSnapshotsCommand({ MaxRecords: 20, Marker }));
  assert.equal(DBSnapshots?.length, 6);
  const other = new DescribeDBSnapshotsCommand({ MaxRecords: 20, Marker, SnapshotType: 'manual' });
  assert.equal((await errorOf(rds.send(other))).name, 'InvalidParameterValue');
});

test('everything that varies occurs among the snapshots', async (context) => {
  const { url } = await demoServer(context);
  const { rds } = clients(url);
  const { rows } = await rowsOf(paginateDescribeDBSnapshots({ client: rds }, {}), (page) => page.DBSnapshots);
  const instances = await rowsOf(
    paginateDescribeDBInstances({ client: rds }, {}),
    (page) => page.DBInstances,
  );
  const creating = rows.find((row) => row.Status === 'creating');
  assert.deepEqual([creating?.PercentProgress, creating?.SnapshotCreateTime], [12, undefined]);
  const ownKey = rows.find((row) => row.StorageEncryptionType === 'sse-rds');
  assert.equal(ownKey?.Encrypted, false);
  const copy = rows.find((row) => row.SourceRegion !== undefined);
  assert.ok(copy?.SnapshotCreateTime && copy.OriginalSnapshotCreateTime);
  assert.ok(copy.OriginalSnapshotCreateTime < copy.SnapshotCreateTime);
  const byName = new Map(instances.rows.map((row) => [row.DBInstanceIdentifier, row.DbiResourceId]));
  const reused = rows.filter((row) => {
    const resource = byName.get(row.DBInstanceIdentifier);
    return resource !== undefined && resource !== row.DbiResourceId;
  });
  assert.equal(reused.length, 1);
  assert.ok(rows.some((row) => !byName.has(row.DBInstanceIdentifier)));
});

test('clusters of all engines are in one listing, their sizes 0 or 1 where Aurora tells none', async (context) => {
  const { url } = await demoServer(context);
  const { rds } = clients(url);
  const { rows } = await rowsOf(
    paginateDescribeDBClusterSnapshots({ client: rds }, {}),
    (page) => page.DBClusterSnapshots,
  );
  assert.equal(rows.length, 18);
  assert.deepEqual([...new Set(rows.map((row) => row.Engine))].sort(), [
    'aurora-mysql',
    'aurora-postgresql',
    'docdb',
    'mysql',
    'neptune',
  ]);
  const aurora = rows.filter((row) => row.Engine?.startsWith('aurora') && row.AllocatedStorage !== 2048);
  assert.deepEqual([...new Set(aurora.map((row) => row.AllocatedStorage))].sort(), [0, 1]);
  const clusters = await rowsOf(paginateDescribeDBClusters({ client: rds }, {}), (page) => page.DBClusters);
  assert.equal(clusters.rows.length, 5);
  const live = new Set(clusters.rows.map((row) => row.DbClusterResourceId));
  assert.ok(rows.some((row) => live.has(row.DbClusterResourceId)));
  assert.ok(rows.some((row) => !live.has(row.DbClusterResourceId)));
});

test('manual snapshots tell who may restore them', async (context) => {
  const { url } = await demoServer(context);
  const { rds } = clients(url);
  const { DBSnapshotAttributesResult } = await rds.send(
    new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: 'open-freight-benchmark-public' }),
  );
  assert.deepEqual(DBSnapshotAttributesResult?.DBSnapshotAttributes, [
    { AttributeName: 'restore', AttributeValues: ['all'] },
  ]);
  const { DBClusterSnapshots = [] } = await rds.send(new DescribeDBClusterSnapshotsCommand({}));
  const restorable = DBClusterSnapshots.find((row) => row.DBClusterSnapshotIdentifier?.includes('-public-'));
  const { DBClusterSnapshotAttributesResult } = await rds.send(
    new DescribeDBClusterSnapshotAttributesCommand({
      DBClusterSnapshotIdentifier: restorable?.DBClusterSnapshotIdentifier,
    }),
  );
  assert.deepEqual(DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes, [
    { AttributeName: 'restore', AttributeValues: ['all'] },
  ]);
});

test('what does not exist is not found, by the name that the SDK knows', async (context) => {
  const { url } = await demoServer(context);
  const { rds } = clients(url);
  const snapshot = await errorOf(
    rds.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: 'nothing' })),
  );
  assert.deepEqual([snapshot.name, snapshot.status], ['DBSnapshotNotFoundFault', 404]);
  const instance = await errorOf(
    rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'nothing' })),
  );
  assert.deepEqual([instance.name, instance.status], ['DBInstanceNotFoundFault', 404]);
});
