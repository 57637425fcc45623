import type { RdsSnapshotRow } from './rds-snapshot-row.ts';

const ACCOUNT = 'us-east-1:123456789012';

/** A snapshot of a DB instance as AWS might list it, for tests. */
export const rdsSample = (): RdsSnapshotRow => ({
  arn: `arn:aws:rds:${ACCOUNT}:snapshot:orders-before-upgrade`,
  identifier: 'orders-before-upgrade',
  service: 'RDS',
  sourceType: 'Instance',
  type: 'manual',
  source: 'orders',
  sourceResourceId: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  sourceName: 'orders',
  sourceExists: 'yes',
  engine: 'postgres',
  engineVersion: '17.2',
  size: 107_374_182_400,
  fullSize: undefined,
  status: 'available',
  createdAt: new Date('2026-09-01T02:00:00Z'),
  originallyCreatedAt: new Date('2026-09-01T02:00:00Z'),
  progress: 100,
  encrypted: true,
  encryptionType: 'sse-kms',
  kmsKey: `arn:aws:kms:${ACCOUNT}:key/1f2e3d4c-90ab-4cde-8f01-23456789abcd`,
  storageType: 'gp3',
  iops: 3000,
  throughput: 125,
  origin: 'manual',
  sourceRegion: undefined,
  sourceSnapshot: undefined,
  name: undefined,
  isPublic: null,
  sharedWith: ['not checked'],
  hold: 'not checked',
  tags: [['team', 'orders']],
});

/** A snapshot of a cluster as AWS might list it, for tests. */
export const rdsClusterSample = (): RdsSnapshotRow => ({
  ...rdsSample(),
  arn: `arn:aws:rds:${ACCOUNT}:cluster-snapshot:ledger-before-upgrade`,
  identifier: 'ledger-before-upgrade',
  service: 'Aurora',
  sourceType: 'Aurora cluster',
  source: 'ledger',
  sourceResourceId: 'cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  sourceName: 'ledger',
  engine: 'aurora-postgresql',
  size: undefined,
  originallyCreatedAt: undefined,
  storageType: 'aurora',
  iops: undefined,
  throughput: undefined,
});
