import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { type AutomatedBackupRow, instanceBackupRow, instanceBackupSample } from './automated-backup-row.ts';
import { AUTOMATED_FACTS, OF_GONE, pointIds } from './automated-backups.ts';

/** Automated backups of DB instances, current ones and those of instances that are gone. */
export const rdsAutomatedBackup = defineResource<AutomatedBackupRow>({
  ...AUTOMATED_FACTS,
  id: 'rds-automated-backup',
  title: 'RDS automated instance backups',
  service: 'RDS',
  gridHeader: 'Automated',
  sheets: [{ name: 'RDS Automated Backups', position: 22 }],
  actions: ['rds:DescribeDBInstanceAutomatedBackups'],
  collect,
  deleteCommand: {
    service: 'rds',
    operation: 'delete-db-instance-automated-backup',
    options: [{ option: '--dbi-resource-id', column: 'source_resource_id' }],
    only: OF_GONE,
  },
  describeCommands: [
    describedBy('rds', 'describe-db-instance-automated-backups', '--dbi-resource-id', 'source_resource_id'),
  ],
  recoveryPoints: {
    arn: /^arn:[^:]+:rds:[^:]*:[^:]*:auto-backup:/,
    andOfType: 'RDS',
    by: 'arn',
    ids: pointIds,
  },
  sample: instanceBackupSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<AutomatedBackupRow>, void, undefined> {
  const rds = await import('../../aws/rds.ts');
  const holds = backupHolds(context);
  for await (const page of context.pages(rds.describeDBInstanceAutomatedBackups, {})) {
    const backups = page.DBInstanceAutomatedBackups ?? [];
    const holdOf = backups.length === 0 ? undefined : await holds();
    yield {
      rows: backups.map((backup) => instanceBackupRow(backup, context.place, holdOf)),
      cursor: page.Marker ?? null,
    };
  }
}
