import { KEEPING_NOT_CHECKED } from '../snapshots/point-keeping.ts';
import type { EfsRecoveryPointRow } from './efs-recovery-point-columns.ts';

const ACCOUNT = 'us-east-1:123456789012';

/** A recovery point as AWS might list it, for tests. */
export const efsSample = (): EfsRecoveryPointRow => ({
  point: {
    RecoveryPointArn: `arn:aws:backup:${ACCOUNT}:recovery-point:1b2c3d4e-5f60-4718-9293-a4b5c6d7e8f9`,
    ResourceArn: `arn:aws:elasticfilesystem:${ACCOUNT}:file-system/fs-0123456789abcdef0`,
    ResourceName: 'home',
    Status: 'COMPLETED',
    CreationDate: new Date('2026-09-01T05:00:00Z'),
    CompletionDate: new Date('2026-09-01T05:40:00Z'),
    BackupSizeInBytes: 21_474_836_480,
    IsEncrypted: true,
    CreatedBy: { BackupPlanId: 'plan-1', BackupPlanName: 'nightly' },
  },
  vault: {
    BackupVaultName: 'Default',
    BackupVaultArn: `arn:aws:backup:${ACCOUNT}:backup-vault:Default`,
    VaultType: 'BACKUP_VAULT',
    Locked: false,
  },
  recoveryPointId: '1b2c3d4e-5f60-4718-9293-a4b5c6d7e8f9',
  fileSystemId: 'fs-0123456789abcdef0',
  fileSystem: { name: 'home', lifeCycleState: 'available', performanceMode: 'generalPurpose' },
  sourceExists: 'yes',
  origin: 'AWS Backup',
  storageTier: 'warm',
  ...KEEPING_NOT_CHECKED,
});
