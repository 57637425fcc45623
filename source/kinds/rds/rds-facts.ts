/** What differs in snapshots of databases from other kinds, as data: those of instances and of clusters share a tab. */

import { encoded } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import { type DescribeCommand, describedBy } from '../define/describe-command.ts';
import type { Finding } from '../define/finding.ts';
import { copiedFrom, copies, type Relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { LOCKED_BY_VAULT, MADE_BY_PLAN, SPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { backupHoldFindings } from '../snapshots/backup-hold-findings.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';
import { DELETED_BY_BACKUP } from '../snapshots/vault-facts.ts';

export const RDS_TAB: TabSpec = {
  id: 'rds',
  title: 'RDS',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

export const RDS_STATUSES: Statuses = {
  column: 'status',
  good: ['available'],
  failed: ['failed', 'incompatible-restore', 'incompatible-parameters'],
  underWay: ['creating', 'copying'],
};

/** The sources of either kind: `title` is what they are. */
export function rdsSources(title: string, isCluster = false): SourceFacts {
  return {
    title,
    id: 'source_resource_id',
    name: 'source_name',
    exists: 'source_exists',
    sameRegion: true,
    backups: {
      page: (text, region) =>
        encoded(
          text('source_id'),
          (id) => `rds/home?region=${region}#database:id=${id};is-cluster=${isCluster}`,
        ),
      ...{ id: 'snapshot_id', made: 'creation_time', firstMade: 'original_creation_time' },
      ...{ copiedFrom: 'source_snapshot', size: 'size' },
      elsewhere: { region: 'source_region' },
      spoiled: [SPOILED_BY_BACKUP],
      makers: [MADE_BY_PLAN],
      locked: LOCKED_BY_VAULT,
    },
  };
}

export const RDS_RELATIONS: readonly Relation[] = [
  sameSource('Snapshots of its source', RDS_TAB.id, rdsSources('databases')),
  copiedFrom({ tab: RDS_TAB.id, column: 'snapshot_arn', from: ['source_snapshot'] }, 'arn'),
  copies({ tab: RDS_TAB.id, column: 'source_snapshot', from: ['snapshot_arn'] }),
];

export const RDS_FINDINGS: readonly Finding[] = [
  ...snapshotFindings({
    tab: RDS_TAB.id,
    title: 'RDS snapshots',
    stuck: RDS_STATUSES.underWay,
    failed: RDS_STATUSES.failed,
    isShareable: true,
    hasStatusMessage: false,
  }),
  ...backupHoldFindings(RDS_TAB.id, 'RDS snapshots'),
];

/** Only manual ones: RDS deletes automated ones itself, and AWS Backup its own. */
export function rdsDelete(operation: string, option: string): DeleteCommand {
  return {
    service: 'rds',
    operation,
    options: [{ option, column: 'snapshot_id' }],
    only: { column: 'type', oneOf: ['manual'] },
    instead: DELETED_BY_BACKUP,
  };
}

/** RDS finds an automated snapshot, and one of AWS Backup, only where its type is given, too. */
export function rdsDescribe(operation: string, option: string): readonly DescribeCommand[] {
  const ifGiven = [{ option: '--snapshot-type', column: 'type' }];
  return [{ ...describedBy('rds', operation, option, 'snapshot_id'), ifGiven }];
}
