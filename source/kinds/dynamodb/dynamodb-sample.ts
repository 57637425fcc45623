import type { DynamodbBackupRow } from './dynamodb-backup-row.ts';

const TABLE_ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';

/** A backup as AWS might list it, for tests. */
export const dynamodbSample = (): DynamodbBackupRow => ({
  backup: {
    TableName: 'orders',
    TableId: '0a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8',
    TableArn: TABLE_ARN,
    BackupArn: `${TABLE_ARN}/backup/01788235200000-73d8d5bc`,
    BackupName: 'orders-before-reindex',
    BackupCreationDateTime: new Date('2026-09-01T04:00:00Z'),
    BackupExpiryDateTime: new Date('2026-10-06T04:00:00Z'),
    BackupStatus: 'AVAILABLE',
    BackupType: 'USER',
    BackupSizeBytes: 48_318_382_080,
  },
  id: '01788235200000-73d8d5bc',
  sourceExists: 'yes',
  origin: 'manual',
  hold: 'not checked',
});
