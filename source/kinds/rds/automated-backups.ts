/** What the kinds of automated backups share: those of instances and those of clusters are on one tab. */
import { counted } from '../../model/words.ts';
import type { Derivation } from '../define/derivation.ts';
import { type Finding, numberOf as numberIn, text } from '../define/finding.ts';
import { type Relation, relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { BACKUP_HOLD_READS, heldByBackup } from '../snapshots/backup-hold-columns.ts';
import { UNKNOWN } from '../snapshots/cost-estimate.ts';
import { judge } from '../snapshots/deletability.ts';
import { FILLS, filled, numberOf, sourceFacts, textOf } from '../snapshots/derive-snapshots.ts';
import { AUTOMATED_COLUMNS } from './automated-backup-columns.ts';
import type { AutomatedBackupRow } from './automated-backup-row.ts';
import { RDS_TAB } from './rds-facts.ts';

/** The tab of the automated backups. */
export const AUTOMATED_BACKUPS_TAB = 'autobackups';

const TAB: TabSpec = {
  id: AUTOMATED_BACKUPS_TAB,
  title: 'Automated',
  glance: [
    ...['source', 'region', 'status', 'restorable_from', 'restorable_to', 'retention'],
    ...['deletability', 'monthly_cost_high'],
  ],
  order: { column: 'restorable_to', descending: true },
};

const STATUSES: Statuses = {
  column: 'status',
  good: ['active', 'retained'],
  failed: [],
  underWay: ['creating'],
};

const SOURCES: SourceFacts = {
  unsized: 'AWS tells no size of automated backups',
  title: 'databases',
  id: 'source_resource_id',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: false,
};

const RELATIONS: readonly Relation[] = [
  sameSource('Automated backups of its database', TAB.id, SOURCES),
  relation({
    ...{ id: 'snapshots', title: 'Snapshots of its database', tab: RDS_TAB.id },
    ...{ column: 'source_resource_id', from: ['source_resource_id'], newest: 'creation_time' },
  }),
];

const FINDINGS: readonly Finding[] = [
  {
    id: 'autobackups-retained',
    title: () => 'Automated backups of databases that are gone',
    severity: 'low',
    tab: TAB.id,
    rows: () => ({ filter: 'status:retained' }),
    notChecked: () => ({ filter: 'status:?' }),
    notCheckedReason: () => 'their status is not known',
    restsOn: [],
    reads: ['status', 'source', 'retention'],
    reason: ({ values }) =>
      `kept of ${text(values.source)}, which is gone, for ${counted(numberIn(values.retention) ?? 0, 'day')} after that`,
  },
  {
    id: 'autobackups-unencrypted',
    title: () => 'Automated backups that are not encrypted',
    severity: 'medium',
    tab: TAB.id,
    rows: () => ({ filter: 'encrypted:no' }),
    notChecked: () => ({ filter: 'encrypted:?' }),
    notCheckedReason: () => 'AWS does not say whether they are encrypted',
    restsOn: [],
    reads: ['encrypted'],
    reason: () => 'their data is not encrypted at rest',
  },
];

/** A database has one window, which ends now, or where it was deleted: no newer backup of this sort can be. */
const DERIVATION: Derivation = {
  reads: [
    ...['source', 'source_resource_id', 'source_exists', 'status', 'origin', 'restorable_to', 'retention'],
    'source_account',
    ...BACKUP_HOLD_READS,
  ],
  fills: FILLS,
  groupBy: 'source_resource_id',
  leaders: {},
  values: (row, context) => {
    const { values } = row;
    const held = heldByBackup(values, 'recovery_point_status');
    const days = numberOf(values.retention);
    const isKept = values.status === 'retained' && days !== null;
    const verdict = judge({
      ...sourceFacts(row, context, { complete: STATUSES.good, failed: STATUSES.failed }),
      ...held,
      source: textOf(values.source_resource_id),
      createdAt: numberOf(values.restorable_to),
      amiIds: undefined,
      service: 'RDS',
      keptBy: [
        ...(isKept
          ? [{ by: 'RDS', reason: `RDS deletes them by itself ${counted(days, 'day')} after the database` }]
          : []),
        ...held.keptBy,
      ],
      caveats: [...held.unread, 'snapshots of its database not looked at', 'restores under way not checked'],
    });
    return filled(verdict, UNKNOWN);
  },
};

/** What both kinds declare. */
export const AUTOMATED_FACTS = {
  noun: 'backup',
  group: 'snapshots',
  byDefault: false,
  tab: TAB,
  columns: AUTOMATED_COLUMNS,
  key: ({ arn, resourceId }: AutomatedBackupRow) => arn ?? resourceId,
  identity: 'backup_arn',
  telling: ['snapshot_id', 'restorable_to', 'status'],
  optionalActions: 'none',
  askedLater: 'none',
  derivation: DERIVATION,
  refresh: 'none',
  statuses: STATUSES,
  sources: SOURCES,
  relations: RELATIONS,
  findings: FINDINGS,
  // The list of all: what the page of one is called is not documented.
  consolePage: (of: (column: string) => string | null, region: string) =>
    of('snapshot_id') === null ? null : `rds/home?region=${region}#automatedbackups:`,
  leftOut: 'none',
  leavesAt: ['delete_at'],
  pricedBy: {
    items: [],
    note: 'AWS tells no size of automated backups, and keeps some free of charge: their cost is not known',
  },
  loads: () => import('../../aws/rds.ts'),
} as const;

/** What AWS Backup knows those by that are its continuous recovery points. */
export const pointIds = ({ listed, arn }: AutomatedBackupRow): readonly (string | undefined)[] => [
  listed.AwsBackupRecoveryPointArn,
  arn,
];

/** Those of databases that are gone can be deleted by themselves; the others go with their database. */
export const OF_GONE = { column: 'status', oneOf: ['retained'] } as const;
