import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { type AutomatedBackupRow, instanceBackupRow, instanceBackupSample } from './automated-backup-row.ts';
import { AUTOMATED_FACTS, OF_GONE } from './automated-backups.ts';

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
  sample: instanceBackupSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<AutomatedBackupRow>, void, undefined> {
  const rds = await import('../../aws/rds.ts');
  for await (const page of context.pages(rds.describeDBInstanceAutomatedBackups, {})) {
    const backups = page.DBInstanceAutomatedBackups ?? [];
    yield {
      rows: backups.map((backup) => instanceBackupRow(backup, context.place)),
      cursor: page.Marker ?? null,
    };
  }
}
