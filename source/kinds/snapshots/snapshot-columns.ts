import { type ColumnFacts, type ColumnSpec, columnId } from '../../model/columns.ts';

/**
 * Columns that mean the same for every kind of snapshot, so that one word filters and one total adds up all of them.
 * Each kind says where its value comes from.
 */

const inOldScript = (facts: Omit<ColumnFacts, 'answers'>, oldHeader = facts.header): ColumnFacts => ({
  ...facts,
  answers: `Snapshots: ${oldHeader}`,
});

export const SERVICE = inOldScript({
  header: 'Service',
  type: 'enum',
  width: 10,
  shown: false,
  about: 'What it is a snapshot of: EBS, RDS, EFS, and by engine Aurora, DocumentDB and Neptune.',
});

export const REGION = inOldScript({
  header: 'Region',
  type: 'text',
  width: 14,
  shown: false,
  about: 'The region that it is kept in.',
});

export const TYPE = inOldScript({
  header: 'Type',
  type: 'enum',
  width: 9,
  shown: false,
  about:
    'manual, or automated where a schedule or a service made it; for RDS its SnapshotType as AWS gives it.',
});

export const SNAPSHOT_ID = inOldScript({
  header: 'Snapshot ID',
  type: 'text',
  width: 22,
  shown: true,
  about: 'The snapshot as AWS names it.',
});

export const SOURCE = inOldScript({
  header: 'Source',
  type: 'text',
  width: 21,
  shown: true,
  about: 'What it was made of; blank where AWS does not say.',
});

export const SOURCE_NAME = inOldScript({
  header: 'Source Name',
  type: 'text',
  width: 20,
  shown: false,
  noChange: 'tells of others',
  about: 'What its source is called now; blank where the source is gone or has no name.',
});

export const ENGINE = inOldScript({
  header: 'Engine',
  type: 'enum',
  width: 17,
  shown: true,
  about: 'The database engine, as AWS spells it.',
});

export const SIZE = inOldScript(
  {
    header: 'Size',
    type: 'bytes',
    width: 9,
    shown: true,
    about: 'The size that its service gives; blank where unknown.',
  },
  'Size (GB)',
);

export const STATUS = inOldScript({
  header: 'Status',
  type: 'enum',
  width: 10,
  shown: true,
  about: 'Its state in the words of its service.',
});

export const CREATION_TIME = inOldScript({
  header: 'Creation Time',
  label: 'Created',
  type: 'instant',
  width: 16,
  shown: true,
  about: 'When it was begun; blank while AWS has not said.',
});

export const ENCRYPTED = inOldScript({
  header: 'Encrypted',
  label: 'Enc',
  type: 'boolean',
  width: 3,
  shown: true,
  about: 'Whether the data is encrypted at rest.',
});

export const DESCRIPTION = inOldScript({
  header: 'Description',
  type: 'text',
  width: 30,
  shown: false,
  about: 'The description given when it was made.',
});

export const VOLUME_TYPE = inOldScript({
  header: 'Volume Type',
  type: 'enum',
  width: 11,
  shown: false,
  about: 'The type of storage that it was made of.',
});

export const VOLUME_IOPS = inOldScript({
  header: 'Volume IOPS',
  type: 'integer',
  unit: 'operations a second',
  width: 11,
  shown: false,
  about: 'Operations a second of that storage; blank where its type has no setting for them.',
});

export const VOLUME_THROUGHPUT = inOldScript({
  header: 'Volume Throughput',
  type: 'integer',
  unit: 'MiB/s',
  width: 17,
  shown: false,
  about: 'Throughput of that storage in MiB/s; blank where its type has no setting for it.',
});

export const LIFE_CYCLE_STATE = inOldScript({
  header: 'LifeCycleState',
  type: 'enum',
  width: 14,
  shown: false,
  noChange: 'tells of others',
  about: 'State of the file system now; blank where it is gone.',
});

export const RESTORE_PROGRESS = inOldScript({
  header: 'RestoreProgress',
  type: 'text',
  width: 20,
  shown: false,
  about:
    '"temporarily restored" while an archived snapshot is out of the archive (it has a RestoreExpiryTime); blank otherwise.',
});

export const PERFORMANCE_MODE = inOldScript({
  header: 'PerformanceMode',
  type: 'enum',
  width: 15,
  shown: false,
  noChange: 'tells of others',
  about: 'Performance mode of the file system; blank where it is gone.',
});

export const ACCOUNT: ColumnFacts = {
  header: 'Account',
  type: 'text',
  width: 12,
  shown: false,
  about: 'Id of the account that it was found in.',
};

export const NAME: ColumnFacts = {
  header: 'Name',
  type: 'text',
  width: 20,
  shown: true,
  about: 'Its Name tag.',
};

export const SOURCE_EXISTS: ColumnFacts = {
  header: 'Source Exists',
  type: 'enum',
  width: 7,
  shown: false,
  noChange: 'tells of others',
  about:
    'yes or no: whether its source is still there; unknown where it cannot be told; blank where the listing of sources failed.',
};

export const ORIGIN: ColumnFacts = {
  header: 'Origin',
  type: 'enum',
  width: 10,
  shown: true,
  noChange: 'tells of others',
  about: 'What made it: manual, automated, AWS Backup, AMI, DLM (Data Lifecycle Manager) or copy.',
};

export const PUBLIC: ColumnFacts = {
  header: 'Public',
  type: 'boolean',
  width: 6,
  shown: false,
  about: 'Whether every AWS account may restore it; blank where not checked.',
};

export const SHARED_WITH: ColumnFacts = {
  header: 'Shared With',
  type: 'list',
  width: 14,
  shown: false,
  about: 'Accounts that may restore it ("all" is everybody); "not checked" without --attributes.',
};

export const SHARING: ColumnFacts = {
  header: 'Sharing',
  type: 'enum',
  width: 8,
  shown: false,
  derived: true,
  about:
    'How far it is shared: public, outside or within the organization, shared (with accounts of which nobody knows whose they are) or nobody; blank where not checked.',
};

export const SOURCE_ACCOUNT: ColumnFacts = {
  header: 'Source Account',
  type: 'text',
  width: 14,
  shown: false,
  about: 'The account that its source is in, or that it was copied from; blank where AWS does not say.',
};

export const ACROSS_ACCOUNTS: ColumnFacts = {
  header: 'Across Accounts',
  type: 'enum',
  width: 15,
  shown: false,
  derived: true,
  about:
    'Whether its source is in another account: no; within the organization; from outside or to outside of it; elsewhere where nobody knows whose an account is; blank where AWS names none.',
};

export const STORAGE_TIER: ColumnFacts = {
  header: 'Storage Tier',
  label: 'Tier',
  type: 'enum',
  width: 8,
  shown: true,
  about: 'The tier that it is kept in.',
};

export const FULL_SIZE: ColumnFacts = {
  header: 'Full Size',
  type: 'bytes',
  width: 9,
  shown: false,
  about:
    'Size of all blocks written to the source when it was made (FullSnapshotSizeInBytes): an upper bound of what it stores.',
};

export const ENCRYPTION_TYPE: ColumnFacts = {
  header: 'Encryption Type',
  type: 'enum',
  width: 15,
  shown: false,
  about: 'Whose key protects it, as AWS spells it.',
};

export const KMS_KEY: ColumnFacts = {
  header: 'KMS Key',
  type: 'arn',
  width: 30,
  shown: false,
  about: 'The key that it is encrypted with.',
};

export const COMPLETION_TIME: ColumnFacts = {
  header: 'Completion Time',
  label: 'Completed',
  type: 'instant',
  width: 16,
  shown: false,
  about: 'When it was complete.',
};

export const PROGRESS: ColumnFacts = {
  header: 'Progress',
  type: 'integer',
  unit: '%',
  width: 8,
  shown: false,
  noChange: 'moves',
  about: 'How much of it is done, in percent.',
};

export const STATUS_MESSAGE: ColumnFacts = {
  header: 'Status Message',
  type: 'text',
  width: 30,
  shown: false,
  about: 'Why it is in this state, where AWS says.',
};

export const TAGS: ColumnFacts = {
  header: 'Tags',
  type: 'tags',
  width: 30,
  shown: false,
  about: 'Its tags, as key=value.',
};

export const OWNER: ColumnFacts = {
  header: 'Owner',
  type: 'text',
  width: 16,
  shown: false,
  derived: true,
  about:
    'The value of its owner tag: the first of owner_tags in config.json (owner, team) that it has, in any case; blank for none.',
};

export const DELETABILITY: ColumnFacts = {
  header: 'Deletability',
  label: 'Delete?',
  type: 'enum',
  width: 11,
  shown: true,
  derived: true,
  about:
    'What speaks against deleting it: locked, in use, last backup (no newer one of its source is known), managed by what keeps and deletes it, unknown, or candidate (it may go, as far as can be known); the reasons stand beside it. verdict:candidate finds them, too.',
};

export const DELETABILITY_REASONS: ColumnFacts = {
  header: 'Deletability Reasons',
  type: 'list',
  width: 40,
  shown: false,
  derived: true,
  about: 'What Deletability rests on, and what was not checked.',
};

export const MONTHLY_COST_LOW: ColumnFacts = {
  header: 'Monthly Cost Low',
  label: 'Cost low',
  type: 'money',
  width: 9,
  shown: false,
  derived: true,
  about:
    'The least that keeping it costs a month, in US dollars: its full size where it is the newest of its source, else 0, since AWS bills only what it adds; blank where price or size is not known.',
};

export const MONTHLY_COST_HIGH: ColumnFacts = {
  header: 'Monthly Cost High',
  label: 'Cost high',
  type: 'money',
  width: 9,
  shown: false,
  derived: true,
  about:
    'The most that keeping it costs a month, in US dollars: its full size, as if it shared nothing with others; blank where price or size is not known.',
};

/** What says at a glance of a snapshot what, where, of what, how big, when, whether it may go and how dear it is. */
export const SNAPSHOT_GLANCE: readonly string[] = [
  SNAPSHOT_ID,
  REGION,
  SOURCE,
  SIZE,
  CREATION_TIME,
  DELETABILITY,
  MONTHLY_COST_HIGH,
].map(({ header }) => columnId(header));

/** A column that is filled at the end of the cell. */
export function derived(facts: ColumnFacts): ColumnSpec<unknown> {
  return { ...facts, value: () => null };
}
