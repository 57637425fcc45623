import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { type AutomatedBackupRow, clusterBackupRow, clusterBackupSample } from './automated-backup-row.ts';
import { AUTOMATED_FACTS, OF_GONE, pointIds } from './automated-backups.ts';

/** Automated backups of clusters of every engine, current ones and those of clusters that are gone. */
export const rdsAutomatedClusterBackup = defineResource<AutomatedBackupRow>({
  ...AUTOMATED_FACTS,
  id: 'rds-automated-cluster-backup',
  title: 'RDS automated cluster backups',
  service: 'RDS',
  gridHeader: 'Auto cluster',
  sheets: [{ name: 'Cluster Automated Backups', position: 23 }],
  actions: ['rds:DescribeDBClusterAutomatedBackups'],
  collect,
  deleteCommand: {
    service: 'rds',
    operation: 'delete-db-cluster-automated-backup',
    options: [{ option: '--db-cluster-resource-id', column: 'source_resource_id' }],
    only: OF_GONE,
  },
  describeCommands: [
    describedBy(
      'rds',
      'describe-db-cluster-automated-backups',
      '--db-cluster-resource-id',
      'source_resource_id',
    ),
  ],
  recoveryPoints: {
    arn: /^arn:[^:]+:rds:[^:]*:[^:]*:cluster-auto-backup:/,
    andOfType: 'Aurora',
    by: 'arn',
    ids: pointIds,
  },
  sample: clusterBackupSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<AutomatedBackupRow>, void, undefined> {
  const rds = await import('../../aws/rds.ts');
  const holds = backupHolds(context);
  for await (const page of context.pages(rds.describeDBClusterAutomatedBackups, {})) {
    const backups = page.DBClusterAutomatedBackups ?? [];
    const holdOf = backups.length === 0 ? undefined : await holds();
    yield {
      rows: backups.map((backup) => clusterBackupRow(backup, context.place, holdOf)),
      cursor: page.Marker ?? null,
    };
  }
}
