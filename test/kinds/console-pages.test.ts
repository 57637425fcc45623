import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleUrl } from '../../source/kinds/console-pages.ts';
import { sourceRowKind } from '../../source/kinds/sources/source-columns.ts';
import type { Value } from '../../source/model/columns.ts';

function url(
  kind: string,
  values: Readonly<Record<string, Value>>,
  partition = 'aws',
  region = 'eu-west-1',
): string | null {
  return consoleUrl({ kind, region, values }, partition);
}

test('a row has its page in the console of its partition', () => {
  const values = { snapshot_id: 'snap-1' };
  const place = '/ec2/home?region=eu-west-1#SnapshotDetails:snapshotId=snap-1';
  assert.equal(url('ebs-snapshot', values), `https://eu-west-1.console.aws.amazon.com${place}`);
  assert.equal(url('ebs-snapshot', values, 'aws-cn'), `https://eu-west-1.console.amazonaws.cn${place}`);
  assert.equal(
    url('ebs-snapshot', values, 'aws-us-gov'),
    `https://eu-west-1.console.amazonaws-us-gov.com${place}`,
  );
  assert.equal(
    url('ebs-snapshot', values, 'aws-eusc'),
    `https://eu-west-1.console.amazonaws-eusc.eu${place}`,
  );
});

test('there is no page in a partition without a public console, of a kind of another version, or without an id', () => {
  assert.equal(url('ebs-snapshot', { snapshot_id: 'snap-1' }, 'aws-iso'), null);
  assert.equal(url('glacier-vault', { snapshot_id: 'snap-1' }), null);
  for (const id of [null, '', 7, ['snap-1']]) assert.equal(url('ebs-snapshot', { snapshot_id: id }), null);
  assert.equal(url('ebs-snapshot', {}), null);
});

test('a region that is no region leads nowhere, for it would be the host of the address', () => {
  for (const region of ['', 'evil.example/', 'eu-west-1.evil', '@evil', 'EU'])
    assert.equal(url('ebs-snapshot', { snapshot_id: 'snap-1' }, 'aws', region), null, region);
});

test('a name is written so that it stays one part of the address, with its colons', () => {
  assert.equal(
    url('rds-snapshot', { snapshot_id: 'rds:db-2026/10?x#y z' }),
    'https://eu-west-1.console.aws.amazon.com/rds/home?region=eu-west-1#db-snapshot:id=rds:db-2026%2F10%3Fx%23y%20z',
  );
});

test('a snapshot of a cluster has its page in the console of its engine', () => {
  const page = (engine: string | null) => url('rds-cluster-snapshot', { snapshot_id: 'c-1', engine });
  const console = 'https://eu-west-1.console.aws.amazon.com';
  assert.equal(page('aurora-postgresql'), `${console}/rds/home?region=eu-west-1#db-snapshot:id=c-1`);
  assert.equal(page(null), `${console}/rds/home?region=eu-west-1#db-snapshot:id=c-1`);
  assert.equal(page('docdb'), `${console}/docdb/home?region=eu-west-1#snapshot-details/c-1`);
  // Neptune's console has no page of one snapshot.
  assert.equal(page('neptune'), `${console}/neptune/home?region=eu-west-1#snapshots:`);
  assert.equal(page('my-neptune'), `${console}/rds/home?region=eu-west-1#db-snapshot:id=c-1`);
  assert.equal(page('my-docdb'), `${console}/rds/home?region=eu-west-1#db-snapshot:id=c-1`);
});

test('a resource that goes by its ARN has its page by the last part of it', () => {
  const task_arn = 'arn:aws:datasync:eu-west-1:123456789012:task/task-1';
  assert.equal(
    url('datasync-task', { task_arn }),
    'https://eu-west-1.console.aws.amazon.com/datasync/home?region=eu-west-1#/tasks/task-1',
  );
  assert.equal(url('datasync-task', { task_arn: null }), null);
});

test('a source has its page where its address is known', () => {
  const page = (kind: string, source_id: string) =>
    url(sourceRowKind(kind), { source_id })?.replace('https://eu-west-1.console.aws.amazon.com/', '');
  assert.deepEqual(
    [
      page('ebs-snapshot', 'vol-1'),
      page('rds-snapshot', 'orders'),
      page('rds-cluster-snapshot', 'orders'),
      page('efs-recovery-point', 'fs-1'),
      page('fsx-backup', 'fs-1'),
      page('fsx-backup', 'fsvol-1'),
      page('dynamodb-backup', 'orders'),
      page('redshift-snapshot', 'dwh'),
      page('elasticache-snapshot', 'sessions'),
    ],
    [
      'ec2/home?region=eu-west-1#VolumeDetails:volumeId=vol-1',
      'rds/home?region=eu-west-1#database:id=orders;is-cluster=false',
      'rds/home?region=eu-west-1#database:id=orders;is-cluster=true',
      'efs/home?region=eu-west-1#/file-systems/fs-1',
      'fsx/home?region=eu-west-1#file-system-details/fs-1',
      'fsx/home?region=eu-west-1#volume-details/fsvol-1',
      'dynamodbv2/home?region=eu-west-1#table?name=orders',
      'redshiftv2/home?region=eu-west-1#cluster-details?cluster=dwh',
      undefined,
    ],
  );
});
