import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DBClusterSnapshot } from '@aws-sdk/client-rds';
import { clusterSize } from '../../../source/kinds/rds/rds-cluster-service.ts';
import { rdsClusterSnapshot, rdsClusterSnapshotRow } from '../../../source/kinds/rds/rds-cluster-snapshot.ts';
import { SHARING_NOT_CHECKED } from '../../../source/kinds/snapshots/snapshot-sharing.ts';
import { BACKUP_NOT_ASKED } from '../../helpers/backup-not-asked.ts';
import { awsError, collectAll, FAKE_PLACE, fakeContext, inPages } from '../../helpers/fake-context.ts';

const GIB = 1024 ** 3;
const arn = (name: string) => `arn:aws:rds:us-east-1:123456789012:cluster-snapshot:${name}`;

const SNAPSHOT: DBClusterSnapshot = {
  DBClusterSnapshotIdentifier: 'ledger-final',
  DBClusterSnapshotArn: arn('ledger-final'),
  DBClusterIdentifier: 'ledger',
  DbClusterResourceId: 'cluster-LEDGER',
  Engine: 'aurora-postgresql',
  EngineVersion: '16.4',
  SnapshotType: 'manual',
  Status: 'available',
  PercentProgress: 100,
  SnapshotCreateTime: new Date('2026-09-01T09:12:00Z'),
  AllocatedStorage: 0,
  StorageType: 'aurora',
  StorageEncrypted: false,
  StorageEncryptionType: 'sse-rds',
  TagList: [],
};
const CLUSTERS = new Map([['cluster-LEDGER', 'ledger']]);
const rowOf = (changes: Partial<DBClusterSnapshot>) =>
  rdsClusterSnapshotRow({ ...SNAPSHOT, ...changes }, FAKE_PLACE, CLUSTERS, SHARING_NOT_CHECKED);

test('a cluster’s engine says which service it is counted under', () => {
  const by = (Engine: string) => {
    const { service, sourceType } = rowOf({ Engine });
    return [service, sourceType];
  };
  assert.deepEqual(by('aurora-mysql'), ['Aurora', 'Aurora cluster']);
  assert.deepEqual(by('docdb'), ['DocumentDB', 'DocumentDB cluster']);
  assert.deepEqual(by('neptune'), ['Neptune', 'Neptune cluster']);
  assert.deepEqual(by('mysql'), ['RDS', 'Multi-AZ cluster']);
});

test('a cluster size of 0 or 1 GiB is unknown and any other is what AWS says', () => {
  assert.equal(clusterSize(0), undefined);
  assert.equal(clusterSize(1), undefined);
  assert.equal(clusterSize(undefined), undefined);
  assert.equal(clusterSize(400), 400 * GIB);
});

test('a cluster with a key that AWS owns is encrypted though StorageEncrypted is false', () => {
  assert.equal(rowOf({}).encrypted, true);
  assert.equal(rowOf({ StorageEncryptionType: 'none' }).encrypted, false);
});

test('a cluster is found by its resource id, and a copy’s region comes from the ARN it was copied from', () => {
  assert.equal(rowOf({}).sourceExists, 'yes');
  assert.equal(rowOf({ DbClusterResourceId: 'cluster-GONE' }).sourceExists, 'no');
  const copy = rowOf({ SourceDBClusterSnapshotArn: 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:x' });
  assert.deepEqual([copy.sourceExists, copy.sourceRegion, copy.origin], ['unknown', 'eu-west-1', 'copy']);
});

test('every column of a cluster snapshot has its value', async () => {
  const fake = fakeContext({
    answers: {
      DescribeDBClusterSnapshots: [{ DBClusterSnapshots: [SNAPSHOT] }],
      DescribeDBClusters: [
        { DBClusters: [{ DbClusterResourceId: 'cluster-LEDGER', DBClusterIdentifier: 'ledger' }] },
      ],
    },
  });
  const { rows, error } = await collectAll(rdsClusterSnapshot, fake);
  assert.equal(error, undefined);
  assert.deepEqual(rows, [
    {
      key: arn('ledger-final'),
      problem: null,
      values: {
        service: 'Aurora',
        region: 'us-east-1',
        type: 'manual',
        snapshot_id: 'ledger-final',
        source: 'ledger',
        source_name: 'ledger',
        engine: 'aurora-postgresql',
        size: null,
        status: 'available',
        creation_time: Date.UTC(2026, 8, 1, 9, 12),
        encrypted: true,
        volume_type: 'aurora',
        volume_iops: null,
        volume_throughput: null,
        account: '123456789012',
        across_accounts: null,
        ...BACKUP_NOT_ASKED,
        source_account: '123456789012',
        sharing: null,
        source_type: 'Aurora cluster',
        name: null,
        source_exists: 'yes',
        origin: 'manual',
        engine_version: '16.4',
        public: null,
        shared_with: ['not checked'],
        full_size: null,
        encryption_type: 'sse-rds',
        kms_key: null,
        original_creation_time: null,
        progress: 100,
        source_region: null,
        source_snapshot: null,
        source_resource_id: 'cluster-LEDGER',
        snapshot_arn: arn('ledger-final'),
        tags: [],
        owner: null,
        deletability: null,
        deletability_reasons: null,
        monthly_cost_low: null,
        monthly_cost_high: null,
      },
    },
  ]);
});

test('with attributes a manual cluster snapshot is asked once who it is shared with', async () => {
  const automated = { ...SNAPSHOT, DBClusterSnapshotArn: arn('rds:ledger'), SnapshotType: 'automated' };
  const pages = [{ DBClusterSnapshots: [SNAPSHOT] }, { DBClusterSnapshots: [automated] }];
  const fake = fakeContext({
    answers: {
      DescribeDBClusterSnapshots: inPages(pages, { ask: 'Marker', answer: 'Marker' }),
      DescribeDBClusters: [awsError('AccessDenied')],
      DescribeDBClusterSnapshotAttributes: [
        {
          DBClusterSnapshotAttributesResult: {
            DBClusterSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['111122223333'] }],
          },
        },
      ],
    },
    options: { attributes: true },
  });
  const { rows } = await collectAll(rdsClusterSnapshot, fake);
  assert.deepEqual(
    rows.map(({ values }) => [values.shared_with, values.public, values.source_exists]),
    [
      [['111122223333'], false, null],
      [['not shareable'], false, null],
    ],
  );
  assert.deepEqual(fake.missing, [{ what: 'source clusters', reason: 'AccessDenied' }]);
});
