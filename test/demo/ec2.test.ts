import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DescribeImagesCommand,
  DescribeSnapshotAttributeCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  paginateDescribeSnapshots,
  paginateDescribeVolumes,
  type Snapshot,
} from '@aws-sdk/client-ec2';
import { clients, demoServer, errorOf, rowsOf } from './helpers.ts';

// Made anew each time: the SDK's paginators write their token into it.
const own = () => ({ OwnerIds: ['self'] });

test('the pages of the snapshots sum up to the estate, each once', async (context) => {
  const { url, estate } = await demoServer(context, { size: 'medium' });
  const { ec2 } = clients(url);
  const { rows, pages } = await rowsOf(
    paginateDescribeSnapshots({ client: ec2, pageSize: 100 }, own()),
    (page) => page.Snapshots,
  );
  assert.deepEqual([rows.length, pages], [1150, 12]);
  assert.equal(new Set(rows.map((row) => row.SnapshotId)).size, 1150);
  assert.equal(estate.rows('snapshots', 'us-east-1').count, 1150);
});

test('a snapshot arrives field by field as the estate has it', async (context) => {
  const { url, estate } = await demoServer(context);
  const { ec2 } = clients(url);
  const { Snapshots = [] } = await ec2.send(new DescribeSnapshotsCommand({ ...own(), MaxResults: 1000 }));
  const truth = estate.rows('snapshots', 'us-east-1');
  const defined = (row: object) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
  assert.deepEqual(
    Snapshots.map(defined),
    Array.from({ length: truth.count }, (_, index) => defined(truth.at(index))),
  );
});

test('everything that varies occurs among the snapshots', async (context) => {
  const { url } = await demoServer(context);
  const { ec2 } = clients(url);
  const { Snapshots = [] } = await ec2.send(new DescribeSnapshotsCommand({ ...own(), MaxResults: 1000 }));
  const values = (field: keyof Snapshot) => [...new Set(Snapshots.map((row) => row[field]))];
  assert.deepEqual(values('State').sort(), ['completed', 'error', 'pending', 'recoverable', 'recovering']);
  assert.deepEqual(values('StorageTier').sort(), ['archive', 'standard']);
  const pending = Snapshots.filter((row) => row.State === 'pending').map((row) => [
    row.Progress,
    row.FullSnapshotSizeInBytes,
    row.CompletionTime,
  ]);
  assert.deepEqual(pending.sort(), [
    ['0%', 0, undefined],
    ['41%', undefined, undefined],
  ]);
  const some = (test: (row: Snapshot) => boolean | undefined) => Snapshots.filter(test).length > 0;
  const tagged = (key: string) => (row: Snapshot) => row.Tags?.some((tag) => tag.Key === key);
  assert.ok(some(tagged('aws:dlm:lifecycle-policy-id')));
  assert.ok(some(tagged('aws:backup:source-resource')));
  assert.ok(some((row) => row.VolumeId === 'vol-ffffffff'));
  assert.ok(some((row) => /^Created by CreateImage\(i-\w+\) for ami-\w+$/.test(row.Description ?? '')));
  assert.ok(some((row) => row.RestoreExpiryTime !== undefined));
  assert.ok(some((row) => row.OutpostArn !== undefined));
  assert.ok(some((row) => row.AvailabilityZone !== undefined));
  assert.ok(some((row) => row.Encrypted === false));
  assert.ok(some((row) => row.Tags?.length === 0));
});

test('a hostile estate has what acts on terminals and spreadsheets in its names', async (context) => {
  const { url } = await demoServer(context, { size: 'hostile' });
  const { ec2 } = clients(url);
  const { Snapshots = [] } = await ec2.send(new DescribeSnapshotsCommand(own()));
  assert.equal(Snapshots.length, 1150);
  const some = (test: (row: Snapshot) => boolean | undefined) => Snapshots.filter(test).length > 1;
  assert.ok(some((row) => row.Description?.startsWith('=HYPERLINK(')));
  assert.ok(some((row) => row.Description?.includes('\u009b31m')));
  assert.ok(some((row) => row.Description?.includes('\u202e')));
  assert.ok(some((row) => row.Description?.includes('\n')));
  const formulas = { Name: 'tag:Name', Values: ['=HYPERLINK*'] };
  const tagged = await ec2.send(new DescribeSnapshotsCommand({ ...own(), Filters: [formulas] }));
  assert.ok(some((row) => tagged.Snapshots?.some(({ SnapshotId }) => SnapshotId === row.SnapshotId)));
});

test('the public ones are a listing of their own, and no scope means everybody', async (context) => {
  const { url } = await demoServer(context);
  const { ec2 } = clients(url);
  const list = async (input: object) => {
    const { rows } = await rowsOf(
      paginateDescribeSnapshots({ client: ec2, pageSize: 1000 }, input),
      (page) => page.Snapshots,
    );
    return rows;
  };
  const publicOnes = await list({ ...own(), RestorableByUserIds: ['all'] });
  assert.equal(publicOnes.length, 2);
  for (const { SnapshotId } of publicOnes) {
    const { CreateVolumePermissions } = await ec2.send(
      new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute: 'createVolumePermission' }),
    );
    assert.deepEqual(CreateVolumePermissions, [{ Group: 'all' }]);
  }
  const restorable = await list({ RestorableByUserIds: ['self'] });
  assert.equal(restorable.length, 70 + 3);
  assert.equal((await list({})).length, 70 + 3 + 500);
  assert.equal((await list({ RestorableByUserIds: ['all'] })).length, 2 + 500);
});

test('filters narrow the snapshots', async (context) => {
  const { url, estate } = await demoServer(context);
  const { ec2 } = clients(url);
  const truth = estate.rows('snapshots', 'us-east-1');
  const rows = Array.from({ length: truth.count }, (_, index) => truth.at(index));
  const count = async (Name: string, ...Values: string[]) => {
    const { Snapshots } = await ec2.send(
      new DescribeSnapshotsCommand({ ...own(), Filters: [{ Name, Values }] }),
    );
    return Snapshots?.length;
  };
  assert.equal(await count('status', 'pending', 'error'), 3);
  assert.equal(
    await count('storage-tier', 'archive'),
    rows.filter((row) => row.StorageTier === 'archive').length,
  );
  assert.equal(await count('encrypted', 'false'), rows.filter((row) => row.Encrypted === false).length);
  assert.equal(
    await count('volume-id', 'vol-ffffffff'),
    rows.filter((row) => row.VolumeId === 'vol-ffffffff').length,
  );
  assert.equal(await count('tag:Name', 'pod-scans-2014-2019*'), 7);
  assert.ok(Number(await count('tag-key', 'aws:dlm:*')) > 5);
  assert.equal(await count('owner-id', '123456789012'), 70);
  const year = rows.filter((row) => row.StartTime instanceof Date && row.StartTime.getUTCFullYear() === 2026);
  assert.equal(await count('start-time', '2026-*'), year.length);
  const unknown = new DescribeSnapshotsCommand({ ...own(), Filters: [{ Name: 'colour', Values: ['red'] }] });
  assert.equal((await errorOf(ec2.send(unknown))).name, 'InvalidParameterValue');
});

test('snapshots and volumes are found by id, and missing ones are named', async (context) => {
  const { url } = await demoServer(context);
  const { ec2 } = clients(url);
  const { Snapshots = [] } = await ec2.send(new DescribeSnapshotsCommand({ ...own(), MaxResults: 5 }));
  const SnapshotIds = Snapshots.flatMap((row) => row.SnapshotId ?? []);
  const again = await ec2.send(new DescribeSnapshotsCommand({ SnapshotIds }));
  assert.deepEqual(again.Snapshots, Snapshots);
  assert.equal(
    (await errorOf(ec2.send(new DescribeSnapshotsCommand({ SnapshotIds, MaxResults: 5 })))).name,
    'InvalidParameterCombination',
  );
  const absent = new DescribeSnapshotsCommand({ SnapshotIds: ['snap-00000000000000000'] });
  assert.deepEqual(await errorOf(ec2.send(absent)), {
    name: 'InvalidSnapshot.NotFound',
    status: 400,
    message: "The snapshot 'snap-00000000000000000' does not exist.",
  });
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ MaxResults: 5 }));
  const VolumeIds = Volumes.flatMap((row) => row.VolumeId ?? []);
  assert.deepEqual((await ec2.send(new DescribeVolumesCommand({ VolumeIds }))).Volumes, Volumes);
  const gone = new DescribeVolumesCommand({ VolumeIds: ['vol-00000000000000000'] });
  assert.equal((await errorOf(ec2.send(gone))).name, 'InvalidVolume.NotFound');
});

test('page sizes have the limits of the service, and tokens their request', async (context) => {
  const { url } = await demoServer(context);
  const { ec2 } = clients(url);
  for (const MaxResults of [4, 1001]) {
    const { name } = await errorOf(ec2.send(new DescribeSnapshotsCommand({ ...own(), MaxResults })));
    assert.equal(name, 'InvalidParameterValue');
  }
  const tooMany = new DescribeVolumesCommand({ MaxResults: 501 });
  assert.equal((await errorOf(ec2.send(tooMany))).name, 'InvalidParameterValue');
  const { NextToken } = await ec2.send(new DescribeSnapshotsCommand({ ...own(), MaxResults: 5 }));
  const other = new DescribeSnapshotsCommand({ RestorableByUserIds: ['self'], MaxResults: 5, NextToken });
  assert.equal((await errorOf(ec2.send(other))).name, 'InvalidPaginationToken');
  const invented = new DescribeSnapshotsCommand({ ...own(), MaxResults: 5, NextToken: 'bm9uc2Vuc2U=' });
  assert.equal((await errorOf(ec2.send(invented))).name, 'InvalidPaginationToken');
});

test('volumes page, some snapshots outlive theirs, and images name their snapshots', async (context) => {
  const { url } = await demoServer(context, { size: 'medium' });
  const { ec2 } = clients(url);
  const volumes = await rowsOf(
    paginateDescribeVolumes({ client: ec2, pageSize: 500 }, {}),
    (page) => page.Volumes,
  );
  assert.deepEqual([volumes.rows.length, volumes.pages], [520, 2]);
  const { Snapshots = [] } = await ec2.send(new DescribeSnapshotsCommand(own()));
  const living = new Set(volumes.rows.map((row) => row.VolumeId));
  assert.ok(Snapshots.some((row) => living.has(row.VolumeId)));
  assert.ok(Snapshots.some((row) => row.VolumeId !== 'vol-ffffffff' && !living.has(row.VolumeId)));
  const images = await ec2.send(new DescribeImagesCommand({ Owners: ['self'], IncludeDisabled: true }));
  const without = await ec2.send(new DescribeImagesCommand({ Owners: ['self'] }));
  const disabled = images.Images?.filter((image) => image.State === 'disabled').length ?? 0;
  assert.ok(disabled > 0);
  assert.equal(without.Images?.length, (images.Images?.length ?? 0) - disabled);
  const ids = new Set(Snapshots.map((row) => row.SnapshotId));
  const mapped = images.Images?.flatMap((image) => image.BlockDeviceMappings ?? []) ?? [];
  assert.ok(mapped.every(({ Ebs }) => Ebs === undefined || ids.has(Ebs.SnapshotId)));
  const named = Snapshots.filter((row) => row.Description?.startsWith('Created by CreateImage'));
  const existing = new Set(images.Images?.map((image) => image.ImageId));
  assert.ok(named.some((row) => !existing.has(row.Description?.split(' for ')[1])));
});
