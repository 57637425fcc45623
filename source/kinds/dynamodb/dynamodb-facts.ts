/** What differs in DynamoDB backups from other kinds, as data. */
import { type ConsolePage, encoded } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import type { Finding } from '../define/finding.ts';
import { exactly, type PricedBy } from '../define/price-items.ts';
import { type Relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { LOCKED_BY_VAULT, MADE_BY_PLAN, SPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { backupHoldFindings } from '../snapshots/backup-hold-findings.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';
import { DELETED_BY_BACKUP } from '../snapshots/vault-facts.ts';

export const DYNAMODB_TAB: TabSpec = {
  id: 'dynamodb',
  title: 'DynamoDB',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

/** A backup of DynamoDB cannot fail. */
export const DYNAMODB_STATUSES: Statuses = {
  column: 'status',
  good: ['AVAILABLE'],
  failed: [],
  underWay: ['CREATING'],
};

export const DYNAMODB_SOURCES: SourceFacts = {
  title: 'tables',
  id: 'table_id',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: true,
  backups: {
    page: (text, region) =>
      encoded(text('source_id'), (name) => `dynamodbv2/home?region=${region}#table?name=${name}`),
    ...{ arns: /^arn:[^:]+:dynamodb:[^:]+:[^:]+:table\/[^/]+$/, isKeptInVaults: true },
    ...{ source: 'table_arn', isNamedAgain: true, id: 'snapshot_id', made: 'creation_time' },
    ...{ copiedFrom: null, size: 'size', elsewhere: { arn: 'table_arn' } },
    ...{ spoiled: [SPOILED_BY_BACKUP], makers: [MADE_BY_PLAN], locked: LOCKED_BY_VAULT },
  },
};

export const DYNAMODB_RELATIONS: readonly Relation[] = [
  sameSource('Backups of its table', DYNAMODB_TAB.id, DYNAMODB_SOURCES),
];

export const DYNAMODB_FINDINGS: readonly Finding[] = [
  ...snapshotFindings({
    tab: DYNAMODB_TAB.id,
    title: 'DynamoDB backups',
    stuck: DYNAMODB_STATUSES.underWay,
    failed: DYNAMODB_STATUSES.failed,
    isShareable: false,
    hasStatusMessage: false,
  }),
  ...backupHoldFindings(DYNAMODB_TAB.id, 'DynamoDB backups'),
];

/** The list of all backups: the console has a page for each, whose address is not documented. */
export const dynamodbConsolePage: ConsolePage = (text, region) =>
  text('backup_arn') === null ? null : `dynamodbv2/home?region=${region}#backups`;

/** Not asked for in AWS's price list: every scan would, with or without backups of DynamoDB. */
export const DYNAMODB_PRICES: PricedBy = {
  items: [
    { id: 'dynamodb_backup', about: 'DynamoDB backups on demand', builtIn: { 'us-east-1': exactly(0.1) } },
  ],
  note: null,
};

/** DynamoDB deletes those of deleted tables itself, and AWS Backup its own. */
export const DYNAMODB_DELETE: DeleteCommand = {
  service: 'dynamodb',
  operation: 'delete-backup',
  options: [{ option: '--backup-arn', column: 'backup_arn' }],
  only: { column: 'origin', oneOf: ['manual'] },
  instead: DELETED_BY_BACKUP,
  isWhole: true,
};
