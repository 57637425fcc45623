/** Columns that recovery points of every type have alike, by what AWS Backup says of a point and of its vault. */
import type { ColumnSpec } from '../../model/columns.ts';
import { planOf, ruleOf } from './backup-hold-columns.ts';
import type { PointKeeping } from './point-keeping.ts';
import type { VaultPoint } from './recovery-points.ts';
import * as columns from './snapshot-columns.ts';
import * as vaults from './vault-columns.ts';

/** The kind of its vault, what its lifecycle does, and what made it. */
export const KEPT_COLUMNS: readonly ColumnSpec<VaultPoint & PointKeeping>[] = [
  { ...vaults.VAULT_TYPE, value: ({ vault, point }) => vault.VaultType ?? point.VaultType },
  { ...vaults.MOVE_TO_COLD_STORAGE_AT, value: ({ point }) => point.CalculatedLifecycle?.MoveToColdStorageAt },
  { ...vaults.DELETE_AT, value: ({ point }) => point.CalculatedLifecycle?.DeleteAt },
  { ...columns.COMPLETION_TIME, value: ({ point }) => point.CompletionDate },
  { ...vaults.BACKUP_PLAN, value: planOf },
  { ...vaults.BACKUP_RULE, value: ruleOf },
  { ...vaults.PLAN_EXISTS, value: ({ planExists }) => planExists },
  { ...vaults.LEGAL_HOLD, value: ({ legalHolds }) => legalHolds },
];

/** What it is encrypted with, where it was copied from, and what AWS Backup says of its status. */
export const KEY_COLUMNS: readonly ColumnSpec<VaultPoint>[] = [
  { ...columns.ENCRYPTION_TYPE, value: ({ point }) => point.EncryptionKeyType },
  { ...columns.KMS_KEY, value: ({ point }) => point.EncryptionKeyArn },
  { ...vaults.SOURCE_VAULT, value: ({ point }) => point.SourceBackupVaultArn },
  { ...columns.STATUS_MESSAGE, value: ({ point }) => point.StatusMessage },
];

/** AWS answers 0 while a recovery point is being made: not known yet. */
export function pointSize({
  point: { BackupSizeInBytes: size, Status },
}: Pick<VaultPoint, 'point'>): number | undefined {
  return size === 0 && Status === 'CREATING' ? undefined : size;
}
