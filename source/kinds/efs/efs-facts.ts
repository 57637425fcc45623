/** What differs in EFS recovery points from other kinds, as data. */
import { LOCATIONS_TAB } from '../datasync/datasync-facts.ts';
import { encoded } from '../define/console-page.ts';
import type { Finding } from '../define/finding.ts';
import { atSource, copiedFrom, copies, type Relation, relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { TabSpec } from '../define/tab.ts';
import { MADE_BY_PLAN } from '../snapshots/backup-hold-columns.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';
import { centralUnlocked, expiredPoints, POINT_STATUSES, planGone } from '../snapshots/vault-facts.ts';

export const EFS_TAB: TabSpec = {
  id: 'efs',
  title: 'EFS',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

export const EFS_STATUSES = POINT_STATUSES;

/** File systems go by ARN, since copies from other regions and accounts keep theirs. */
export const EFS_SOURCES: SourceFacts = {
  unsized: 'a recovery point that is being made has no size yet',
  title: 'file systems',
  id: 'source_arn',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: false,
  backups: {
    page: (text, region) =>
      encoded(text('source_id'), (id) => `efs/home?region=${region}#/file-systems/${id}`),
    arns: /^arn:[^:]+:elasticfilesystem:[^:]+:[^:]+:file-system\//,
    ...{ id: 'snapshot_id', made: 'creation_time', copiedFrom: 'source_vault' },
    ...{ size: 'size', makers: [MADE_BY_PLAN], locked: { vault: 'vault_locked', inNoVault: [] } },
    elsewhere: { arn: 'source_arn' },
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

export const EFS_FINDINGS: readonly Finding[] = [
  ...snapshotFindings({
    tab: EFS_TAB.id,
    title: 'EFS recovery points',
    stuck: EFS_STATUSES.underWay,
    failed: ['PARTIAL'],
    isShareable: false,
    hasStatusMessage: true,
  }),
  expiredPoints(EFS_TAB.id, 'EFS recovery points'),
  planGone(EFS_TAB.id, 'EFS recovery points'),
  centralUnlocked(EFS_TAB.id, 'EFS recovery points'),
];
