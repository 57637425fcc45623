import type { BackupVaultListMember, RecoveryPointByBackupVault } from '@aws-sdk/client-backup';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { Place } from '../../model/columns.ts';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { efsOrigin } from '../snapshots/origin.ts';
import { KEEPING_NOT_CHECKED, pointKeeping } from '../snapshots/point-keeping.ts';
import { join } from '../snapshots/snapshot-joins.ts';
import { arnPlace, isWanted, type SourceExists } from '../snapshots/snapshot-values.ts';
import { POINT_DELETE, POINT_DESCRIBE, pointConsolePage } from '../snapshots/vault-facts.ts';
import { startVaultTally, storageTier, type VaultPage, vaultPages } from '../snapshots/vault-walk.ts';
import { EFS_PRICES } from './efs-cost.ts';
import { EFS_DERIVATION } from './efs-derivation.ts';
import { EFS_FINDINGS, EFS_RELATIONS, EFS_SOURCES, EFS_STATUSES, EFS_TAB } from './efs-facts.ts';
import {
  EFS_COLUMNS,
  type EfsRecoveryPointRow,
  type FileSystemFacts,
  type FileSystems,
} from './efs-recovery-point-columns.ts';
import { efsSample } from './efs-sample.ts';
import { listFileSystems } from './efs-sources.ts';

/** Puts one recovery point and what is known of its surroundings into a row; `now` is the scan's start. */
export function efsRecoveryPointRow(
  point: RecoveryPointByBackupVault,
  vault: BackupVaultListMember,
  fileSystems: FileSystems,
  place: Place,
  now: Date,
  keeping = KEEPING_NOT_CHECKED,
): EfsRecoveryPointRow {
  const resource = arnPlace(point.ResourceArn);
  const fileSystemId = resource?.resource.split('/').at(-1);
  const isHere = resource?.region === place.region && resource.account === place.account;
  const fileSystem = isHere ? fileSystems?.get(fileSystemId ?? '') : undefined;
  return {
    point,
    vault,
    ...keeping,
    recoveryPointId: arnPlace(point.RecoveryPointArn)?.resource.split(':').at(-1) ?? point.RecoveryPointArn,
    fileSystemId,
    fileSystem,
    sourceExists: isHere ? fileSystemExists(fileSystem, fileSystems) : 'unknown',
    origin: efsOrigin({
      backupPlanId: point.CreatedBy?.BackupPlanId,
      backupPlanName: point.CreatedBy?.BackupPlanName,
      sourceVaultArn: point.SourceBackupVaultArn,
    }),
    storageTier: storageTier(point, now),
  };
}

function fileSystemExists(fileSystem: FileSystemFacts | undefined, all: FileSystems): SourceExists | null {
  if (all === undefined) return null;
  return fileSystem === undefined || fileSystem.lifeCycleState === 'deleted' ? 'no' : 'yes';
}

/** EFS recovery points, vault by vault: so those of deleted file systems are found, with all of their fields. */
export const efsRecoveryPoint = defineResource<EfsRecoveryPointRow>({
  id: 'efs-recovery-point',
  title: 'EFS recovery points',
  noun: 'recovery point',
  group: 'snapshots',
  service: 'EFS',
  byDefault: true,
  gridHeader: 'EFS',
  tab: EFS_TAB,
  sheets: [{ name: 'EFS Recovery Points', position: 11 }],
  columns: EFS_COLUMNS,
  key: ({ point }) => point.RecoveryPointArn,
  identity: 'recovery_point_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: [
    'backup:ListBackupVaults',
    'backup:ListRecoveryPointsByBackupVault',
    'elasticfilesystem:DescribeFileSystems',
  ],
  optionalActions: 'none',
  askedLater: 'none',
  collect,
  derivation: EFS_DERIVATION,
  refresh: 'none',
  statuses: EFS_STATUSES,
  sources: EFS_SOURCES,
  relations: EFS_RELATIONS,
  findings: EFS_FINDINGS,
  consolePage: pointConsolePage,
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['delete_at'],
  pricedBy: EFS_PRICES,
  deleteCommand: POINT_DELETE,
  describeCommands: POINT_DESCRIBE,
  recoveryPoints: { resourceType: 'EFS' },
  loads: () => Promise.all([import('../../aws/backup.ts'), import('../../aws/efs.ts')]),
  sample: efsSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<EfsRecoveryPointRow>, void, undefined> {
  const [backup, efs] = await Promise.all([import('../../aws/backup.ts'), import('../../aws/efs.ts')]);
  const listed = listFileSystems(context, efs);
  context.sources(listed.then(({ sources }) => sources));
  const fileSystems = join(
    context,
    'source file systems',
    listed.then(({ byId }) => byId),
  );
  const keeping = pointKeeping(context);
  const rowsOf = async ({ vault, output }: VaultPage): Promise<Page<EfsRecoveryPointRow>> => {
    const points = (output.RecoveryPoints ?? []).filter(({ CreationDate }) =>
      isWanted(CreationDate, context.options),
    );
    const cursor = output.NextToken === undefined ? null : `${vault.BackupVaultName} ${output.NextToken}`;
    if (points.length === 0) return { rows: [], cursor };
    const [known, keepingOf] = await Promise.all([fileSystems.result(), keeping()]);
    const { place, scanStart } = context;
    return {
      rows: points.map((point) =>
        efsRecoveryPointRow(point, vault, known, place, scanStart, keepingOf(point)),
      ),
      cursor,
    };
  };
  yield* mapConcurrently(vaultPages(context, backup, startVaultTally(), 'EFS'), 1, rowsOf);
  await fileSystems.over;
}
