import type { FsxBackupRow } from './fsx-backup-row.ts';

const ACCOUNT = 'us-east-1:123456789012';
const FILE_SYSTEM_ARN = `arn:aws:fsx:${ACCOUNT}:file-system/fs-0a1b2c3d4e5f60718`;

/** A backup as AWS might list it, for tests. */
export const fsxSample = (): FsxBackupRow => ({
  backup: {
    BackupId: 'backup-0a1b2c3d4e5f60718',
    Lifecycle: 'AVAILABLE',
    Type: 'USER_INITIATED',
    ResourceType: 'FILE_SYSTEM',
    ProgressPercent: 100,
    CreationTime: new Date('2026-09-01T04:00:00Z'),
    KmsKeyId: `arn:aws:kms:${ACCOUNT}:key/1f2e3d4c-90ab-4cde-8f01-23456789abcd`,
    ResourceARN: `arn:aws:fsx:${ACCOUNT}:backup/backup-0a1b2c3d4e5f60718`,
    SizeInBytes: 343_597_383_680,
    Tags: [{ Key: 'Name', Value: 'profiles-before-upgrade' }],
    FileSystem: {
      FileSystemId: 'fs-0a1b2c3d4e5f60718',
      FileSystemType: 'WINDOWS',
      ResourceARN: FILE_SYSTEM_ARN,
    },
  },
  sourceId: 'fs-0a1b2c3d4e5f60718',
  sourceArn: FILE_SYSTEM_ARN,
  sourceName: 'profiles',
  sourceExists: 'yes',
  origin: 'manual',
  hold: 'not checked',
});
