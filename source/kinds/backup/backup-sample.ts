import { type BackupPointRow, backupPointRow } from './backup-point-row.ts';

const ACCOUNT = 'us-east-1:123456789012';

/** A recovery point as AWS might list it, for tests. */
export const backupSample = (): BackupPointRow =>
  backupPointRow(
    {
      point: {
        RecoveryPointArn: `arn:aws:backup:${ACCOUNT}:recovery-point:6e5f4d3c-2b1a-4098-8765-43210fedcba9`,
        ResourceArn: 'arn:aws:s3:::shipping-labels',
        ResourceName: 'shipping-labels',
        ResourceType: 'S3',
        Status: 'COMPLETED',
        CreationDate: new Date('2026-09-01T05:00:00Z'),
        CompletionDate: new Date('2026-09-01T05:40:00Z'),
        BackupSizeInBytes: 21_474_836_480,
        IsEncrypted: true,
        IsParent: false,
        CreatedBy: { BackupPlanId: 'plan-1', BackupPlanName: 'nightly' },
      },
      vault: {
        BackupVaultName: 'Default',
        BackupVaultArn: `arn:aws:backup:${ACCOUNT}:backup-vault:Default`,
        VaultType: 'BACKUP_VAULT',
        Locked: false,
      },
    },
    { planExists: 'yes', legalHolds: [] },
    new Date('2026-10-01T12:00:00Z'),
  );
