/** What differs in recovery points of every type from other kinds, as data. */
import type { Finding } from '../define/finding.ts';
import type { PricedBy } from '../define/price-items.ts';
import { atSource, copiedFrom, copies, type Relation, relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { TabSpec } from '../define/tab.ts';
import { MADE_BY_PLAN } from '../snapshots/backup-hold-columns.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';
import { centralUnlocked, expiredPoints, POINT_STATUSES, planGone } from '../snapshots/vault-facts.ts';

export const BACKUP_TAB: TabSpec = {
  id: 'points',
  title: 'Backup',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

/** They go by ARN, since copies from other regions and accounts keep theirs. */
export const BACKUP_SOURCES: SourceFacts = {
  unsized: 'a recovery point that is being made has no size yet',
  title: 'resources',
  id: 'source_arn',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: false,
  backups: {
    ...{ id: 'snapshot_id', made: 'creation_time', copiedFrom: 'source_vault', service: 'resource_type' },
    ...{ size: 'size', locked: { vault: 'vault_locked', inNoVault: [] }, elsewhere: { arn: 'source_arn' } },
    spoiled: [{ column: 'listed_by_service', oneOf: ['no'] }],
    makers: [MADE_BY_PLAN],
  },
};

export const BACKUP_RELATIONS: readonly Relation[] = [
  sameSource('Points of its source', BACKUP_TAB.id, BACKUP_SOURCES),
  relation({
    ...{ id: 'same-vault', title: 'Points in its vault', tab: BACKUP_TAB.id, column: 'vault' },
    ...{ from: ['vault'], subject: 'vault', sameRegion: true, newest: 'creation_time' },
  }),
  relation({
    ...{ id: 'parent', title: 'Part of', tab: BACKUP_TAB.id, column: 'recovery_point_arn' },
    ...{ from: ['parent_arn'], onlyIfGiven: true },
  }),
  relation({
    ...{ id: 'parts', title: 'Its parts', tab: BACKUP_TAB.id, column: 'parent_arn' },
    from: ['recovery_point_arn'],
  }),
  atSource(BACKUP_TAB.id, BACKUP_SOURCES),
  // AWS names the vault that it was copied from, not the recovery point.
  copiedFrom(
    {
      ...{ tab: BACKUP_TAB.id, column: 'vault_arn', from: ['source_vault'] },
      ...{ alsoSame: ['source_arn'], newest: 'creation_time' },
    },
    'arn',
  ),
  copies({ tab: BACKUP_TAB.id, column: 'source_vault', from: ['vault_arn'], alsoSame: ['source_arn'] }),
];

const TITLE = 'AWS Backup recovery points';

export const BACKUP_FINDINGS: readonly Finding[] = [
  ...snapshotFindings({
    tab: BACKUP_TAB.id,
    title: TITLE,
    stuck: POINT_STATUSES.underWay,
    failed: ['PARTIAL'],
    isShareable: false,
    hasStatusMessage: true,
  }),
  expiredPoints(BACKUP_TAB.id, TITLE),
  planGone(BACKUP_TAB.id, TITLE),
  centralUnlocked(BACKUP_TAB.id, TITLE),
];

/** Prices differ by type, so that only a list of one's own (`--prices`) has one. */
export const BACKUP_PRICES: PricedBy = {
  items: [
    { id: 'backup_warm', about: 'recovery points of other types in warm storage', builtIn: {} },
    { id: 'backup_cold', about: 'recovery points of other types in cold storage', builtIn: {} },
  ],
  note: null,
};
