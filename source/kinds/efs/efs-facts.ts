/** What differs in EFS recovery points from other kinds, as data. */
import { formatDay } from '../../model/format.ts';
import { LOCATIONS_TAB } from '../datasync/datasync-facts.ts';
import { type ConsolePage, encoded, pathPart } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import { detail, type Finding, numberOf, text } from '../define/finding.ts';
import { atSource, copiedFrom, copies, type Relation, relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';

export const EFS_TAB: TabSpec = {
  id: 'efs',
  title: 'EFS',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

export const EFS_STATUSES: Statuses = {
  column: 'status',
  good: ['COMPLETED', 'AVAILABLE'],
  failed: ['PARTIAL', 'EXPIRED'],
  underWay: ['CREATING'],
};

/** File systems go by ARN, since copies from other regions and accounts keep theirs. */
export const EFS_SOURCES: SourceFacts = {
  unsized: 'a recovery point that is being made has no size yet',
  title: 'file systems',
  id: 'source_arn',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: false,
  backups: {
    ...{ id: 'snapshot_id', made: 'creation_time', copiedFrom: 'source_vault' },
    ...{ size: 'size', locked: 'vault_locked', elsewhere: { arn: 'source_arn' } },
  },
};

export const EFS_RELATIONS: readonly Relation[] = [
  sameSource('Points of its file system', EFS_TAB.id, EFS_SOURCES),
  relation({
    id: 'same-vault',
    title: 'Points in its vault',
    tab: EFS_TAB.id,
    column: 'vault',
    from: ['vault'],
    subject: 'vault',
    sameRegion: true,
    newest: 'creation_time',
  }),
  atSource(EFS_TAB.id, EFS_SOURCES),
  // AWS names the vault that it was copied from, not the recovery point.
  copiedFrom(
    {
      ...{ tab: EFS_TAB.id, column: 'vault_arn', from: ['source_vault'] },
      ...{ alsoSame: ['source_arn'], newest: 'creation_time' },
    },
    'arn',
  ),
  copies({ tab: EFS_TAB.id, column: 'source_vault', from: ['vault_arn'], alsoSame: ['source_arn'] }),
  relation({
    id: 'locations',
    title: 'DataSync locations of it',
    tab: LOCATIONS_TAB.id,
    column: 'efs_arn',
    from: ['source_arn'],
  }),
];

const EXPIRED: Finding = {
  id: 'efs-expired',
  title: () => 'EFS recovery points that have expired',
  severity: 'medium',
  tab: EFS_TAB.id,
  rows: () => ({ filter: 'status:EXPIRED' }),
  notChecked: () => ({ filter: 'status:?' }),
  notCheckedReason: () => 'their status is not known',
  restsOn: [],
  reads: ['status', 'delete_at', 'status_message'],
  reason: ({ values }) => {
    const due = formatDay(numberOf(values.delete_at));
    const since = due === '' ? '' : `, due since ${due}`;
    return `AWS Backup should have deleted it${since}${detail(values.status_message)}`;
  },
};

/** What is central is told by what it holds: recovery points of other accounts. */
const OF_OTHERS = 'across_accounts:within,"from outside",elsewhere';

const CENTRAL_UNLOCKED: Finding = {
  id: 'efs-central-unlocked',
  title: () => 'EFS recovery points in a central vault without a lock',
  severity: 'medium',
  tab: EFS_TAB.id,
  rows: () => ({ filter: `${OF_OTHERS} vault_locked:no` }),
  notChecked: () => ({ filter: `${OF_OTHERS} vault_locked:?` }),
  notCheckedReason: () => 'AWS does not say whether their vault is locked',
  restsOn: [],
  reads: ['across_accounts', 'vault', 'vault_locked', 'source_account'],
  reason: ({ values }) =>
    `vault ${text(values.vault)} keeps it for account ${text(values.source_account)} and has no lock`,
};

export const EFS_FINDINGS: readonly Finding[] = [
  ...snapshotFindings({
    tab: EFS_TAB.id,
    title: 'EFS recovery points',
    stuck: EFS_STATUSES.underWay,
    failed: ['PARTIAL'],
    isShareable: false,
    hasStatusMessage: true,
  }),
  EXPIRED,
  CENTRAL_UNLOCKED,
];

export const efsConsolePage: ConsolePage = (text, region) =>
  encoded(text('vault'), (vault) => {
    const point = text('recovery_point_arn');
    const page = `backup/home?region=${region}#/backupvaults/details/${vault}`;
    return point === null ? page : `${page}/${pathPart(point)}`;
  });

export const EFS_DELETE: DeleteCommand = {
  service: 'backup',
  operation: 'delete-recovery-point',
  options: [
    { option: '--backup-vault-name', column: 'vault' },
    { option: '--recovery-point-arn', column: 'recovery_point_arn' },
  ],
  terms: [
    {
      ...{ column: 'storage_tier', oneOf: ['cold'] },
      words: 'in cold storage: deleted within 90 days there, AWS bills the rest of the 90 days at once',
    },
  ],
};
