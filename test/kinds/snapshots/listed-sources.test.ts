/** What there is to protect, as the kinds beside the usual ones list it: facts, and what AWS backs up in no way. */
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { ResourceKind } from '../../../source/kinds/define/define-resource.ts';
import { dynamodbBackup } from '../../../source/kinds/dynamodb/dynamodb-backup.ts';
import { elasticacheServerlessSnapshot } from '../../../source/kinds/elasticache/elasticache-serverless-snapshot.ts';
import { elasticacheSnapshot } from '../../../source/kinds/elasticache/elasticache-snapshot.ts';
import { fsxBackup } from '../../../source/kinds/fsx/fsx-backup.ts';
import { rdsSnapshot } from '../../../source/kinds/rds/rds-snapshot.ts';
import { redshiftSnapshot } from '../../../source/kinds/redshift/redshift-snapshot.ts';
import { awsError, collectAll, type FakeContextSettings, fakeContext } from '../../helpers/fake-context.ts';

const GIB = 1024 ** 3;
const [FROM, TO] = [new Date('2026-08-28T12:00:00Z'), new Date('2026-10-01T11:55:00Z')];

type Answers = FakeContextSettings['answers'];

async function listed(kind: ResourceKind, answers: Answers, options: FakeContextSettings['options'] = {}) {
  const fake = fakeContext({ answers, options });
  const { error } = await collectAll(kind, fake);
  assert.equal(error, undefined);
  return { sources: await fake.sources(), missing: fake.missing, calls: fake.calls.length };
}

describe('the sources of FSx', () => {
  const FSX = 'arn:aws:fsx:us-east-1:123456789012';
  const answers: Answers = {
    DescribeBackups: [{ Backups: [] }],
    DescribeFileSystems: [
      {
        FileSystems: [
          {
            ...{ FileSystemId: 'fs-1', FileSystemType: 'WINDOWS', ResourceARN: `${FSX}:file-system/fs-1` },
            ...{ StorageCapacity: 1024, Lifecycle: 'AVAILABLE', KmsKeyId: 'key' },
            Tags: [{ Key: 'Name', Value: 'profiles' }],
          },
          ...['SCRATCH_2', 'PERSISTENT_2'].map((DeploymentType, index) => ({
            ...{ FileSystemId: `fs-${index + 2}`, FileSystemType: 'LUSTRE' },
            LustreConfiguration: { DeploymentType },
          })),
          { FileSystemId: 'fs-4', FileSystemType: 'ONTAP' },
          {},
        ],
      },
    ],
    DescribeVolumes: [
      {
        Volumes: [
          ...['RW', 'DP', 'LS'].map((OntapVolumeType) => ({
            ...{
              VolumeId: `fsvol-${OntapVolumeType}`,
              VolumeType: 'ONTAP',
              FileSystemId: 'fs-4',
              Name: 'data',
            },
            OntapConfiguration: { OntapVolumeType, SizeInMegabytes: 2048 },
          })),
          { VolumeId: 'fsvol-zfs', VolumeType: 'OPENZFS' },
        ],
      },
    ],
  };

  it('are file systems, and of ONTAP the volumes; scratch storage and mirrors are not backed up', async () => {
    const { sources } = await listed(fsxBackup, answers);
    assert.deepEqual(
      sources?.map(({ key, name, size, exempt }) => [key, name, size, exempt]),
      [
        [`${FSX}:file-system/fs-1`, 'profiles', 1024 * GIB, undefined],
        [`${FSX}:file-system/fs-2`, undefined, undefined, 'FSx backs up no scratch file systems of Lustre'],
        [`${FSX}:file-system/fs-3`, undefined, undefined, undefined],
        [`${FSX}:volume/fs-4/fsvol-RW`, 'data', 2 * GIB, undefined],
        [
          `${FSX}:volume/fs-4/fsvol-DP`,
          'data',
          2 * GIB,
          'FSx backs up no DP volumes, which mirror another one',
        ],
        [
          `${FSX}:volume/fs-4/fsvol-LS`,
          'data',
          2 * GIB,
          'FSx backs up no LS volumes, which mirror another one',
        ],
      ],
    );
  });

  it('are not known where one of their listings is refused', async () => {
    const DescribeVolumes = [awsError('AccessDeniedException')];
    const { sources } = await listed(fsxBackup, { ...answers, DescribeVolumes });
    assert.equal(sources, undefined);
  });
});

test('the continuous backups of a database are those of RDS until AWS Backup takes them over', async () => {
  const database = (id: string, point: string | undefined) => ({
    ...{ DbiResourceId: `db-${id}`, DBInstanceIdentifier: id, BackupRetentionPeriod: 7 },
    ...{ LatestRestorableTime: TO, AwsBackupRecoveryPointArn: point },
  });
  const point = 'arn:aws:backup:us-east-1:123456789012:recovery-point:continuous:db-two-1';
  const { sources } = await listed(rdsSnapshot, {
    DescribeDBSnapshots: () => ({ DBSnapshots: [] }),
    DescribeDBInstances: [
      { DBInstances: [database('one', undefined), database('two', point), database('three', '')] },
    ],
  });
  assert.deepEqual(
    sources?.map(({ id, restorableTo, continuousBy }) => [id, restorableTo, continuousBy]),
    [
      ['one', TO, undefined],
      ['two', TO, 'AWS Backup'],
      ['three', TO, undefined],
    ],
  );
});

describe('the tables of DynamoDB', () => {
  const named: Answers = {
    ListBackups: () => ({ BackupSummaries: [] }),
    ListTables: [{ TableNames: ['orders', 'carts'] }],
  };
  const asked: Answers = {
    ...named,
    DescribeTable: ({ TableName }) => ({
      Table: { TableName, TableId: `id of ${String(TableName)}`, TableSizeBytes: 7, TableStatus: 'ACTIVE' },
    }),
    DescribeContinuousBackups: ({ TableName }) => ({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription:
          TableName === 'orders'
            ? {
                PointInTimeRecoveryStatus: 'ENABLED',
                ...{ EarliestRestorableDateTime: FROM, LatestRestorableDateTime: TO },
              }
            : { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    }),
  };
  const facts = ({ sources }: Awaited<ReturnType<typeof listed>>) =>
    sources?.map(({ id, size, restorableTo, unasked }) => [id, size, restorableTo, unasked]);

  it('are known by name alone where nobody asks for each, and may be restorable by time', async () => {
    const found = await listed(dynamodbBackup, named);
    const unasked = 'its point-in-time recovery was not asked for (--attributes does)';
    assert.deepEqual(facts(found), [
      ['orders', undefined, undefined, unasked],
      ['carts', undefined, undefined, unasked],
    ]);
    assert.deepEqual(
      found.sources?.map(({ key }) => key),
      [
        'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
        'arn:aws:dynamodb:us-east-1:123456789012:table/carts',
      ],
    );
  });

  it('are asked for one by one with --attributes: two calls each', async () => {
    const found = await listed(dynamodbBackup, asked, { attributes: true });
    assert.deepEqual(facts(found), [
      ['orders', 7, TO, undefined],
      ['carts', 7, undefined, undefined],
    ]);
    assert.equal(found.calls, 3 + 4);
  });

  it('leave open whether they are restorable by time where that is refused, and say so of the cell', async () => {
    const DescribeContinuousBackups = () => awsError('AccessDeniedException');
    const found = await listed(dynamodbBackup, { ...asked, DescribeContinuousBackups }, { attributes: true });
    const unasked = 'whether it has point-in-time recovery could not be read';
    assert.deepEqual(facts(found)?.[0], ['orders', 7, undefined, unasked]);
    assert.deepEqual(found.missing[0], {
      what: 'continuous backups of table orders',
      reason: 'AccessDeniedException',
    });
  });
});

describe('the clusters of Redshift', () => {
  it('go by their identifier in their region', async () => {
    const { sources } = await listed(redshiftSnapshot, {
      DescribeClusterSnapshots: [{ Snapshots: [] }],
      DescribeClusters: [
        {
          Clusters: [
            {
              ...{ ClusterIdentifier: 'warehouse', ClusterStatus: 'available', Encrypted: true },
              TotalStorageCapacityInMegaBytes: 4096,
            },
            {},
          ],
        },
      ],
    });
    assert.deepEqual(
      sources?.map(({ key, arn, size, state, encrypted }) => [key, arn, size, state, encrypted]),
      [
        [
          'warehouse',
          'arn:aws:redshift:us-east-1:123456789012:cluster:warehouse',
          4 * GIB,
          'available',
          true,
        ],
      ],
    );
  });
});

describe('the caches of ElastiCache', () => {
  const answers: Answers = {
    DescribeSnapshots: [{ Snapshots: [] }],
    DescribeReplicationGroups: [
      { ReplicationGroups: [{ ReplicationGroupId: 'sessions', Status: 'available' }] },
    ],
    DescribeCacheClusters: [
      {
        CacheClusters: [
          { CacheClusterId: 'sessions-001', ReplicationGroupId: 'sessions' },
          { CacheClusterId: 'alone', Engine: 'redis' },
          { CacheClusterId: 'pages', Engine: 'memcached' },
        ],
      },
    ],
  };

  it('are groups and the clusters of none; of memcached there are no snapshots', async () => {
    const { sources } = await listed(elasticacheSnapshot, answers);
    assert.deepEqual(
      sources?.map(({ key, exempt }) => [key, exempt]),
      [
        ['sessions', undefined],
        ['alone', undefined],
        ['pages', 'ElastiCache makes no snapshots of memcached clusters'],
      ],
    );
  });

  it('have the snapshots of their nodes, those of nodes that are gone too', async () => {
    const nodes = ['sessions-001', 'sessions-002', 'alone', 'other-001'];
    const Snapshots = nodes.map((CacheClusterId) => ({ SnapshotName: CacheClusterId, CacheClusterId }));
    const { rows } = await collectAll(
      elasticacheSnapshot,
      fakeContext({ answers: { ...answers, DescribeSnapshots: [{ Snapshots }] } }),
    );
    assert.deepEqual(
      rows.map(({ values }) => [values.source, values.source_exists]),
      [
        ['sessions', 'yes'],
        ['sessions', 'yes'],
        ['alone', 'yes'],
        ['other-001', 'no'],
      ],
    );
  });

  it('without servers are all encrypted', async () => {
    const { sources } = await listed(elasticacheServerlessSnapshot, {
      DescribeServerlessCacheSnapshots: [{ ServerlessCacheSnapshots: [] }],
      DescribeServerlessCaches: [
        { ServerlessCaches: [{ ServerlessCacheName: 'rates', Status: 'available' }, {}] },
      ],
    });
    assert.deepEqual(
      sources?.map(({ key, encrypted }) => [key, encrypted]),
      [['rates', true]],
    );
  });
});
