import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DBSnapshot } from '@aws-sdk/client-rds';
import { rdsSnapshot, rdsSnapshotRow } from '../../../source/kinds/rds/rds-snapshot.ts';
import { SHARING_NOT_CHECKED } from '../../../source/kinds/snapshots/snapshot-sharing.ts';
import { BACKUP_NOT_ASKED } from '../../helpers/backup-not-asked.ts';
import {
  awsError,
  collectAll,
  FAKE_PLACE,
  type FakeContextSettings,
  fakeContext,
  inPages,
  type Script,
} from '../../helpers/fake-context.ts';

const GIB = 1024 ** 3;
const CREATED = new Date('2026-09-01T09:12:00Z');
const arn = (name: string) => `arn:aws:rds:us-east-1:123456789012:snapshot:${name}`;

const SNAPSHOT: DBSnapshot = {
  DBSnapshotIdentifier: 'orders-final',
  DBSnapshotArn: arn('orders-final'),
  DBInstanceIdentifier: 'orders',
  DbiResourceId: 'db-ORDERS',
  Engine: 'postgres',
  EngineVersion: '16.4',
  SnapshotType: 'manual',
  Status: 'available',
  PercentProgress: 100,
  SnapshotCreateTime: CREATED,
  OriginalSnapshotCreateTime: new Date('2026-08-01T00:00:00Z'),
  AllocatedStorage: 100,
  FullSnapshotSizeInBytes: 54_321,
  StorageType: 'gp3',
  Iops: 3000,
  StorageThroughput: 125,
  Encrypted: true,
  StorageEncryptionType: 'sse-kms',
  KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k',
  SourceRegion: 'us-east-1',
  TagList: [{ Key: 'Name', Value: 'orders' }],
};
const INSTANCES = new Map([['db-ORDERS', 'orders-2']]);

interface RegionScript {
  /** Automated and manual ones: what AWS lists without a type. */
  readonly own: Exclude<Script, readonly unknown[]>;
  readonly ofBackup?: object | Error;
  readonly answers?: FakeContextSettings['answers'];
  readonly options?: FakeContextSettings['options'];
}

function region({ own, ofBackup = { DBSnapshots: [] }, answers = {}, options = {} }: RegionScript) {
  const listing: Script = (input) => (input.SnapshotType === undefined ? own(input) : ofBackup);
  const instances = [{ DBInstances: [{ DbiResourceId: 'db-ORDERS', DBInstanceIdentifier: 'orders-2' }] }];
  return fakeContext({
    answers: { DescribeDBSnapshots: listing, DescribeDBInstances: instances, ...answers },
    options,
  });
}

const byMarker = (pages: readonly object[]) => inPages(pages, { ask: 'Marker', answer: 'Marker' });
const rowOf = (changes: Partial<DBSnapshot>) =>
  rdsSnapshotRow({ ...SNAPSHOT, ...changes }, FAKE_PLACE, INSTANCES, SHARING_NOT_CHECKED);

test('every column of an RDS snapshot has its value', async () => {
  const { rows, error } = await collectAll(
    rdsSnapshot,
    region({ own: byMarker([{ DBSnapshots: [SNAPSHOT] }]) }),
  );
  assert.equal(error, undefined);
  assert.deepEqual(rows, [
    {
      key: arn('orders-final'),
      problem: null,
      values: {
        service: 'RDS',
        region: 'us-east-1',
        type: 'manual',
        snapshot_id: 'orders-final',
        source: 'orders',
        source_name: 'orders-2',
        engine: 'postgres',
        size: 100 * GIB,
        status: 'available',
        creation_time: CREATED.getTime(),
        encrypted: true,
        volume_type: 'gp3',
        volume_iops: 3000,
        volume_throughput: 125,
        account: '123456789012',
        across_accounts: null,
        ...BACKUP_NOT_ASKED,
        source_account: '123456789012',
        sharing: null,
        source_type: 'Instance',
        name: 'orders',
        source_exists: 'yes',
        origin: 'manual',
        engine_version: '16.4',
        public: null,
        shared_with: ['not checked'],
        full_size: 54_321,
        encryption_type: 'sse-kms',
        kms_key: 'arn:aws:kms:us-east-1:123456789012:key/k',
        original_creation_time: Date.UTC(2026, 7, 1),
        progress: 100,
        source_region: 'us-east-1',
        source_snapshot: null,
        source_resource_id: 'db-ORDERS',
        snapshot_arn: arn('orders-final'),
        tags: [['Name', 'orders']],
        owner: null,
        deletability: null,
        deletability_reasons: null,
        monthly_cost_low: null,
        monthly_cost_high: null,
      },
    },
  ]);
});

test('a source is found by its resource id: another database under the same name is not it', () => {
  assert.equal(rowOf({}).sourceExists, 'yes');
  assert.equal(rowOf({ DBInstanceIdentifier: 'orders-2', DbiResourceId: 'db-FORMER' }).sourceExists, 'no');
  assert.equal(rowOf({ DbiResourceId: undefined }).sourceExists, 'unknown');
});

test('of the source of a copy from another region or account nothing is known', () => {
  const elsewhere = 'arn:aws:rds:eu-west-1:123456789012:snapshot:x';
  const otherAccount = 'arn:aws:rds:us-east-1:999999999999:snapshot:x';
  assert.equal(rowOf({ SourceRegion: 'eu-west-1' }).sourceExists, 'unknown');
  assert.equal(rowOf({ SourceDBSnapshotIdentifier: elsewhere }).sourceExists, 'unknown');
  assert.equal(rowOf({ SourceDBSnapshotIdentifier: otherAccount }).sourceExists, 'unknown');
  assert.equal(rowOf({ SourceDBSnapshotIdentifier: otherAccount }).origin, 'copy');
});

test('StorageEncryptionType says whether a snapshot is encrypted: sse-rds is, whatever the older field says', () => {
  assert.equal(rowOf({ StorageEncryptionType: 'sse-rds', Encrypted: false }).encrypted, true);
  assert.equal(rowOf({ StorageEncryptionType: 'none', Encrypted: false }).encrypted, false);
  assert.equal(rowOf({ StorageEncryptionType: 'none', Encrypted: true }).encrypted, false);
  assert.equal(rowOf({ StorageEncryptionType: 'sse-kms', Encrypted: false }).encrypted, true);
  // A word of tomorrow: the older field is all that is known.
  assert.equal(rowOf({ StorageEncryptionType: 'quantum' as never, Encrypted: false }).encrypted, false);
  assert.equal(rowOf({ StorageEncryptionType: undefined, Encrypted: true }).encrypted, true);
  assert.equal(rowOf({ StorageEncryptionType: undefined, Encrypted: undefined }).encrypted, undefined);
});

test('a storage of 0 is not known yet, and settings of 0 are none', () => {
  const { size, iops, throughput, fullSize } = rowOf({
    AllocatedStorage: 0,
    Iops: 0,
    StorageThroughput: 0,
    FullSnapshotSizeInBytes: undefined,
  });
  assert.deepEqual([size, iops, throughput, fullSize], [undefined, undefined, undefined, undefined]);
});

test('denied instances leave the source columns blank and are named', async () => {
  const fake = region({
    own: byMarker([{ DBSnapshots: [SNAPSHOT] }]),
    answers: { DescribeDBInstances: [awsError('AccessDenied')] },
  });
  const { rows } = await collectAll(rdsSnapshot, fake);
  assert.deepEqual([rows[0]?.values.source_exists, rows[0]?.values.source_name], [null, null]);
  assert.deepEqual(fake.missing, [{ what: 'source instances', reason: 'AccessDenied' }]);
});

test('a refused listing of AWS Backup’s snapshots keeps the others', async () => {
  const fake = region({
    own: byMarker([{ DBSnapshots: [SNAPSHOT] }]),
    ofBackup: awsError('InvalidParameterValue'),
  });
  const { rows, error } = await collectAll(rdsSnapshot, fake);
  assert.deepEqual([rows.length, error], [1, undefined]);
  assert.deepEqual(fake.missing, [{ what: 'snapshots of AWS Backup', reason: 'InvalidParameterValue' }]);
});

test('each page is asked for once, 100 snapshots at a time', async () => {
  const second = { ...SNAPSHOT, DBSnapshotArn: arn('second') };
  const fake = region({ own: byMarker([{ DBSnapshots: [SNAPSHOT] }, { DBSnapshots: [second] }]) });
  const { rows } = await collectAll(rdsSnapshot, fake);
  assert.equal(rows.length, 2);
  assert.deepEqual(
    fake.calls.map(({ action, input }) => [action, input.SnapshotType, input.Marker, input.MaxRecords]),
    [
      ['rds:DescribeDBInstances', undefined, undefined, 100],
      ['rds:DescribeDBSnapshots', undefined, undefined, 100],
      ['rds:DescribeDBSnapshots', 'awsbackup', undefined, 100],
      ['rds:DescribeDBSnapshots', undefined, 'page-1', 100],
    ],
  );
});

test('with attributes only manual snapshots are asked who they are shared with: the others can be shared with nobody', async () => {
  const automated = { ...SNAPSHOT, DBSnapshotArn: arn('rds:orders'), SnapshotType: 'automated' };
  const shared = { ...SNAPSHOT, DBSnapshotArn: arn('shared'), DBSnapshotIdentifier: 'shared' };
  const fake = region({
    own: byMarker([{ DBSnapshots: [SNAPSHOT, automated, shared] }]),
    answers: {
      DescribeDBSnapshotAttributes: [
        {
          DBSnapshotAttributesResult: {
            DBSnapshotAttributes: [
              { AttributeName: 'restore', AttributeValues: ['all'] },
              { AttributeName: 'other', AttributeValues: ['x'] },
            ],
          },
        },
        awsError('AccessDenied'),
      ],
    },
    options: { attributes: true },
  });
  const { rows } = await collectAll(rdsSnapshot, fake);
  assert.deepEqual(
    rows.map(({ values, problem }) => [values.shared_with, values.public, problem]),
    [
      [['all'], true, null],
      [['not shareable'], false, null],
      [null, null, 'who it is shared with could not be read'],
    ],
  );
  assert.deepEqual(fake.missing, [{ what: 'sharing of shared', reason: 'AccessDenied' }]);
  assert.equal(fake.callsOf('DescribeDBSnapshotAttributes'), 2);
});

test('a snapshot of which AWS gives no type is not called one that nobody can share', async () => {
  const untyped = { ...SNAPSHOT, SnapshotType: undefined };
  const fake = region({ own: byMarker([{ DBSnapshots: [untyped] }]), options: { attributes: true } });
  const { rows } = await collectAll(rdsSnapshot, fake);
  assert.deepEqual([rows[0]?.values.shared_with, rows[0]?.values.public], [null, null]);
  assert.equal(fake.callsOf('DescribeDBSnapshotAttributes'), 0);
});

test('--since keeps RDS snapshots by creation time and those that have none yet', async () => {
  const creating = { ...SNAPSHOT, DBSnapshotArn: arn('new'), SnapshotCreateTime: undefined };
  const fake = region({
    own: byMarker([{ DBSnapshots: [SNAPSHOT, creating] }]),
    options: { since: CREATED.getTime() + 1 },
  });
  const { rows } = await collectAll(rdsSnapshot, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    [arn('new')],
  );
});
