import type { RedshiftSnapshotRow } from './redshift-snapshot-row.ts';

const ACCOUNT = 'us-east-1:123456789012';

/** A snapshot as AWS might list it, for tests. */
export const redshiftSample = (): RedshiftSnapshotRow => ({
  snapshot: {
    SnapshotIdentifier: 'warehouse-before-upgrade',
    ClusterIdentifier: 'warehouse',
    SnapshotCreateTime: new Date('2026-09-01T04:00:00Z'),
    ClusterCreateTime: new Date('2024-02-03T04:05:06Z'),
    Status: 'available',
    SnapshotType: 'manual',
    NodeType: 'ra3.4xlarge',
    NumberOfNodes: 3,
    DBName: 'dev',
    Encrypted: true,
    KmsKeyId: `arn:aws:kms:${ACCOUNT}:key/1f2e3d4c-90ab-4cde-8f01-23456789abcd`,
    AccountsWithRestoreAccess: [],
    OwnerAccount: '123456789012',
    TotalBackupSizeInMegaBytes: 1_536_000,
    ActualIncrementalBackupSizeInMegaBytes: 20_480,
    ManualSnapshotRetentionPeriod: 90,
    ManualSnapshotRemainingDays: 12,
    Tags: [{ Key: 'Name', Value: 'before-upgrade' }],
    SnapshotArn: `arn:aws:redshift:${ACCOUNT}:snapshot:warehouse/warehouse-before-upgrade`,
  },
  sourceId: 'us-east-1/warehouse of 2024-02-03T04:05:06Z',
  sourceExists: 'yes',
  origin: 'manual',
  sharedWith: [],
  hold: 'not checked',
});
