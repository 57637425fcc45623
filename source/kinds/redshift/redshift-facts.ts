/** What differs in Redshift snapshots from other kinds, as data. */
import { type ConsolePage, encoded } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import type { Finding } from '../define/finding.ts';
import type { PricedBy } from '../define/price-items.ts';
import { type Relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { LOCKED_BY_VAULT, MADE_BY_PLAN, SPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { backupHoldFindings } from '../snapshots/backup-hold-findings.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';
import { DELETED_BY_BACKUP } from '../snapshots/vault-facts.ts';

export const REDSHIFT_TAB: TabSpec = {
  id: 'redshift',
  title: 'Redshift',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

/** Of "final snapshot" AWS does not say whether it is whole. */
export const REDSHIFT_STATUSES: Statuses = {
  column: 'status',
  good: ['available'],
  failed: ['failed'],
  underWay: ['creating'],
};

/** Of Redshift Serverless, which shouts. */
export const SERVERLESS_STATUSES: Statuses = {
  column: 'status',
  good: ['AVAILABLE'],
  failed: ['FAILED', 'CANCELLED'],
  underWay: ['CREATING', 'COPYING'],
};

export const REDSHIFT_SOURCES: SourceFacts = {
  title: 'clusters',
  id: 'source_cluster',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: false,
  backups: {
    page: (text, region) =>
      encoded(text('source_id'), (id) => `redshiftv2/home?region=${region}#cluster-details?cluster=${id}`),
    ...{ source: 'source', isNamedAgain: true, id: 'snapshot_id', made: 'creation_time' },
    ...{ copiedFrom: 'source_region', size: 'size', elsewhere: { region: 'source_region' } },
    ...{ spoiled: [SPOILED_BY_BACKUP], makers: [MADE_BY_PLAN], locked: LOCKED_BY_VAULT },
  },
};

export const REDSHIFT_RELATIONS: readonly Relation[] = [
  sameSource('Snapshots of its cluster', REDSHIFT_TAB.id, REDSHIFT_SOURCES),
];

export const REDSHIFT_FINDINGS: readonly Finding[] = [
  ...snapshotFindings({
    tab: REDSHIFT_TAB.id,
    title: 'Redshift snapshots',
    // Filters read capitals like small letters.
    stuck: ['creating', 'copying'],
    failed: ['failed', 'cancelled'],
    isShareable: true,
    hasStatusMessage: false,
  }),
  ...backupHoldFindings(REDSHIFT_TAB.id, 'Redshift snapshots'),
];

/** The list of all snapshots: the console has a page for each, whose address is not documented. */
export const redshiftConsolePage: ConsolePage = (text, region) =>
  text('snapshot_id') === null ? null : `redshiftv2/home?region=${region}#snapshots`;

/** No source was found for a price, so that only a list of one's own (`--prices`) has it. */
export const REDSHIFT_PRICES: PricedBy = {
  items: [{ id: 'redshift_snapshot', about: 'Redshift snapshots', builtIn: {} }],
  note: null,
};

/** Only manual ones: Redshift deletes automated ones itself, and AWS Backup its own. */
export const REDSHIFT_DELETE: DeleteCommand = {
  service: 'redshift',
  operation: 'delete-cluster-snapshot',
  options: [
    { option: '--snapshot-identifier', column: 'snapshot_id' },
    { option: '--snapshot-cluster-identifier', column: 'source' },
  ],
  only: { column: 'type', oneOf: ['manual'] },
  instead: DELETED_BY_BACKUP,
};
