import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { RECOVERY_POINT_KIND } from '../define/point-claims.ts';
import { pointKeeping } from '../snapshots/point-keeping.ts';
import { regionPoints, type VaultPoint } from '../snapshots/recovery-points.ts';
import { isWanted } from '../snapshots/snapshot-values.ts';
import { POINT_DELETE, POINT_DESCRIBE, POINT_STATUSES, pointConsolePage } from '../snapshots/vault-facts.ts';
import { BACKUP_DERIVATION } from './backup-derivation.ts';
import {
  BACKUP_FINDINGS,
  BACKUP_PRICES,
  BACKUP_RELATIONS,
  BACKUP_SOURCES,
  BACKUP_TAB,
} from './backup-facts.ts';
import { BACKUP_COLUMNS } from './backup-point-columns.ts';
import { type BackupPointRow, backupPointRow } from './backup-point-row.ts';
import { backupSample } from './backup-sample.ts';
import { protectedResources } from './protected-resources.ts';

/**
 * Recovery points of every type, vault by vault. Those that are resources of other scanned kinds are rows there, which
 * are told how AWS Backup keeps them (see `recovery-points.ts`).
 */
export const backupRecoveryPoint = defineResource<BackupPointRow>({
  id: RECOVERY_POINT_KIND,
  title: 'AWS Backup recovery points',
  noun: 'recovery point',
  group: 'snapshots',
  service: 'AWS Backup',
  byDefault: false,
  gridHeader: 'Backup',
  tab: BACKUP_TAB,
  sheets: [{ name: 'Backup Recovery Points', position: 17 }],
  columns: BACKUP_COLUMNS,
  key: ({ point }) => point.RecoveryPointArn,
  identity: 'recovery_point_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: [
    ...['backup:ListBackupVaults', 'backup:ListRecoveryPointsByBackupVault', 'backup:ListBackupPlans'],
    ...['backup:ListLegalHolds', 'backup:ListRecoveryPointsByLegalHold', 'backup:ListProtectedResources'],
  ],
  optionalActions: 'none',
  askedLater: 'none',
  collect,
  derivation: BACKUP_DERIVATION,
  refresh: 'none',
  statuses: POINT_STATUSES,
  sources: BACKUP_SOURCES,
  relations: BACKUP_RELATIONS,
  findings: BACKUP_FINDINGS,
  consolePage: pointConsolePage,
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['delete_at'],
  pricedBy: BACKUP_PRICES,
  deleteCommand: POINT_DELETE,
  describeCommands: POINT_DESCRIBE,
  recoveryPoints: 'none',
  loads: () => import('../../aws/backup.ts'),
  sample: backupSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<BackupPointRow>, void, undefined> {
  const points = regionPoints(context);
  // Begun before anything is waited for: whoever asks how AWS Backup keeps a row then waits for this walk.
  const pages = points.walk(context);
  context.sources(import('../../aws/backup.ts').then((backup) => protectedResources(context, backup)));
  const keeping = pointKeeping(context);
  const rowsOf = async (
    found: readonly VaultPoint[],
    isMissed = false,
  ): Promise<readonly BackupPointRow[]> => {
    const wanted = found.filter(({ point }) => isWanted(point.CreationDate, context.options));
    if (wanted.length === 0) return [];
    const keepingOf = await keeping();
    return wanted.map((one) => backupPointRow(one, keepingOf(one.point), context.scanStart, isMissed));
  };
  for await (const page of pages) yield { rows: await rowsOf(page.points), cursor: page.cursor };
  yield { rows: await rowsOf(await points.unclaimed(context), true), cursor: null };
}
