import { type CacheSnapshotRow, clusterSnapshotRow, serverlessSnapshotRow } from './cache-snapshot-row.ts';

const ACCOUNT = 'us-east-1:123456789012';
const KEY = `arn:aws:kms:${ACCOUNT}:key/1f2e3d4c-90ab-4cde-8f01-23456789abcd`;

/** A snapshot of a replication group as AWS might list it, for tests. */
export const clusterSnapshotSample = (): CacheSnapshotRow =>
  clusterSnapshotRow(
    {
      SnapshotName: 'sessions-before-upgrade',
      ReplicationGroupId: 'sessions',
      SnapshotStatus: 'available',
      SnapshotSource: 'manual',
      CacheNodeType: 'cache.r7g.large',
      Engine: 'valkey',
      EngineVersion: '7.2.6',
      NumNodeGroups: 2,
      NodeSnapshots: [
        { CacheSize: '6 MB', SnapshotCreateTime: new Date('2026-09-01T03:00:00Z') },
        { CacheSize: '8 MB', SnapshotCreateTime: new Date('2026-09-01T03:01:00Z') },
      ],
      KmsKeyId: KEY,
      ARN: `arn:aws:elasticache:${ACCOUNT}:snapshot:sessions-before-upgrade`,
    },
    [new Set(['sessions']), new Set()],
  );

/** A snapshot of a serverless cache as AWS might list it, for tests. */
export const serverlessSnapshotSample = (): CacheSnapshotRow =>
  serverlessSnapshotRow(
    {
      ServerlessCacheSnapshotName: 'quotes-friday',
      SnapshotType: 'manual',
      Status: 'available',
      CreateTime: new Date('2026-09-04T03:00:00Z'),
      ExpiryTime: new Date('2026-12-04T03:00:00Z'),
      BytesUsedForCache: '73400320',
      KmsKeyId: KEY,
      ARN: `arn:aws:elasticache:${ACCOUNT}:serverlesssnapshot:quotes-friday`,
      ServerlessCacheConfiguration: {
        ServerlessCacheName: 'quotes',
        Engine: 'valkey',
        MajorEngineVersion: '8',
      },
    },
    new Set(['quotes']),
  );
