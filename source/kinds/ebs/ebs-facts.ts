/** What differs in EBS snapshots from other kinds, as data. */
import { type ConsolePage, encoded } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import type { Finding } from '../define/finding.ts';
import { copiedFrom, copies, type Relation, relation, sameSource } from '../define/relation.ts';
import type { MakerColumns, SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { LOCKED_BY_VAULT, MADE_BY_PLAN, SPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { backupHoldFindings } from '../snapshots/backup-hold-findings.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';
import { DELETED_BY_BACKUP } from '../snapshots/vault-facts.ts';
import { HOLD_FINDINGS } from './hold-findings.ts';
import { IMAGE_FINDINGS } from './image-findings.ts';
import { SPOILED_BY_IMAGE } from './image-sets.ts';

export const EBS_TAB: TabSpec = {
  id: 'ebs',
  title: 'EBS',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

export const EBS_STATUSES: Statuses = {
  column: 'status',
  good: ['completed'],
  failed: ['error'],
  underWay: ['pending'],
};

/** The policy of Data Lifecycle Manager that made a row. */
const MADE_BY_POLICY: MakerColumns = {
  ...{ title: 'lifecycle policy', name: 'dlm_policy', none: [], untold: [], origin: 'DLM' },
  ended: { column: 'dlm_policy_state', oneOf: ['gone', 'DISABLED'] },
};

export const EBS_SOURCES: SourceFacts = {
  title: 'volumes',
  id: 'source',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: true,
  backups: {
    page: (text, region) =>
      encoded(text('source_id'), (id) => `ec2/home?region=${region}#VolumeDetails:volumeId=${id}`),
    arns: /^arn:[^:]+:ec2:[^:]+:[^:]+:volume\//,
    ...{ id: 'snapshot_id', made: 'creation_time', copiedFrom: 'source_snapshot', size: 'size' },
    elsewhere: { copyOf: 'source_snapshot' },
    spoiled: [SPOILED_BY_BACKUP, SPOILED_BY_IMAGE],
    makers: [MADE_BY_PLAN, MADE_BY_POLICY],
    locked: {
      ...LOCKED_BY_VAULT,
      own: {
        column: 'lock',
        locked: ['governance', 'compliance', 'compliance-cooloff'],
        free: ['none', 'expired'],
      },
    },
  },
};

export const EBS_RELATIONS: readonly Relation[] = [
  sameSource('Snapshots of its volume', EBS_TAB.id, EBS_SOURCES),
  relation({
    id: 'same-ami',
    title: 'Snapshots of its AMIs',
    tab: EBS_TAB.id,
    column: 'ami_ids',
    from: ['ami_ids'],
    subject: 'ami_ids',
    sameRegion: true,
    newest: 'creation_time',
  }),
  relation({
    ...{ id: 'amis', title: 'AMIs that use it', tab: 'amis', column: 'snapshot_id', from: ['ami_ids'] },
    ...{ sameRegion: true, newest: 'creation_time', onlyIfGiven: true },
  }),
  copiedFrom({ tab: EBS_TAB.id, column: 'snapshot_id', from: ['source_snapshot'] }, 'anywhere'),
  copies({ tab: EBS_TAB.id, column: 'source_snapshot', from: ['snapshot_id'] }),
  relation({
    ...{ id: 'base', title: 'Its volume was made of', tab: EBS_TAB.id },
    ...{ column: 'snapshot_id', from: ['base_snapshot'], placed: 'anywhere', onlyIfGiven: true },
  }),
  relation({
    ...{ id: 'volumes-of-it', title: 'Of volumes made of it', tab: EBS_TAB.id },
    ...{ column: 'base_snapshot', from: ['snapshot_id'], newest: 'creation_time', tellsAccounts: true },
  }),
  relation({
    ...{ id: 'shared-images', title: 'AMI shared with', tab: EBS_TAB.id, sameRegion: true },
    ...{ column: 'base_snapshot', from: ['snapshot_id'], newest: 'creation_time' },
    shared: {
      ...{ of: 'ami_ids', with: 'ami_shared_with', isPublic: 'ami_public' },
      made: { column: EBS_SOURCES.id, title: EBS_SOURCES.title },
    },
  }),
];

export const EBS_FINDINGS: readonly Finding[] = [
  ...snapshotFindings({
    tab: EBS_TAB.id,
    title: 'EBS snapshots',
    stuck: EBS_STATUSES.underWay,
    failed: EBS_STATUSES.failed,
    isShareable: true,
    hasStatusMessage: true,
  }),
  ...IMAGE_FINDINGS,
  ...HOLD_FINDINGS,
  ...backupHoldFindings(EBS_TAB.id, 'EBS snapshots', ['ami_ids', 'lock']),
];

export const ebsConsolePage: ConsolePage = (text, region) =>
  encoded(text('snapshot_id'), (id) => `ec2/home?region=${region}#SnapshotDetails:snapshotId=${id}`);

/** AWS Backup's own are recovery points: EC2 refuses to delete them. */
export const EBS_DELETE: DeleteCommand = {
  service: 'ec2',
  operation: 'delete-snapshot',
  options: [{ option: '--snapshot-id', column: 'snapshot_id' }],
  instead: DELETED_BY_BACKUP,
  terms: [
    {
      ...{ column: 'storage_tier', oneOf: ['archive'] },
      words: 'archived: deleted within 90 days of its archiving, AWS bills the rest of the 90 days at once',
    },
  ],
};
