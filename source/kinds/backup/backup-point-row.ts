import type { CollectedRow } from '../define/define-resource.ts';
import { efsOrigin, type Origin } from '../snapshots/origin.ts';
import type { PointKeeping } from '../snapshots/point-keeping.ts';
import { OWN_ARN, type VaultPoint } from '../snapshots/recovery-points.ts';
import { arnPlace } from '../snapshots/snapshot-values.ts';
import { storageTier } from '../snapshots/vault-walk.ts';

/** A recovery point of any type as AWS Backup lists it, with its vault. */
export interface BackupPointRow extends CollectedRow, VaultPoint, PointKeeping {
  readonly recoveryPointId: string | undefined;
  /** The last part of the ARN of what it was made of. */
  readonly source: string | undefined;
  readonly origin: Origin;
  readonly storageTier: 'warm' | 'cold' | undefined;
  /** The service whose resource it would be was read, and does not list it. */
  readonly isUnlisted: boolean;
}

/** Puts one recovery point into a row; `now` is the scan's start, `isMissed`: it is another kind's, which has not found it. */
export function backupPointRow(
  { point, vault }: VaultPoint,
  keeping: PointKeeping,
  now: Date,
  isMissed = false,
): BackupPointRow {
  const { RecoveryPointArn, ResourceArn, CreatedBy, SourceBackupVaultArn } = point;
  return {
    point,
    vault,
    ...keeping,
    recoveryPointId: lastPart(RecoveryPointArn),
    source: lastPart(ResourceArn),
    origin: efsOrigin({
      backupPlanId: CreatedBy?.BackupPlanId,
      backupPlanName: CreatedBy?.BackupPlanName,
      sourceVaultArn: SourceBackupVaultArn,
    }),
    storageTier: storageTier(point, now),
    isUnlisted: isMissed && !OWN_ARN.test(RecoveryPointArn ?? ''),
  };
}

/** The end of an ARN's resource: `table/T/backup/B` is known by B, `recovery-point:P` by P. */
function lastPart(arn: string | undefined): string | undefined {
  return arnPlace(arn)?.resource.split(/[:/]/).at(-1) ?? arn;
}
