import type { ColumnSpec, Place, Tag } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import { accountOfArn } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_COLUMNS, type MayBeRecoveryPoint } from '../snapshots/backup-hold-columns.ts';
import type { Origin } from '../snapshots/origin.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import { arnPlace, type SourceExists } from '../snapshots/snapshot-values.ts';

/** A snapshot that RDS keeps, of an instance or of a cluster of any engine: one shape, for they share a tab. */
export interface RdsSnapshotRow extends CollectedRow, MayBeRecoveryPoint {
  readonly arn: string | undefined;
  readonly identifier: string | undefined;
  /** RDS, Aurora, DocumentDB or Neptune. */
  readonly service: string;
  /** `Instance`, or which sort of cluster. */
  readonly sourceType: string;
  /** AWS's SnapshotType. */
  readonly type: string | undefined;
  /** The identifier that its source had; another database may have it by now. */
  readonly source: string | undefined;
  /** What tells its source from every other, for ever. */
  readonly sourceResourceId: string | undefined;
  /** The identifier that its source has now; undefined where it is gone or not known. */
  readonly sourceName: string | undefined;
  /** Null where the databases could not be listed. */
  readonly sourceExists: SourceExists | null;
  readonly engine: string | undefined;
  readonly engineVersion: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  /** Bytes. */
  readonly fullSize: number | undefined;
  readonly status: string | undefined;
  readonly createdAt: Date | undefined;
  readonly originallyCreatedAt: Date | undefined;
  /** Percent. */
  readonly progress: number | undefined;
  readonly encrypted: boolean | undefined;
  /** AWS's StorageEncryptionType. */
  readonly encryptionType: string | undefined;
  readonly kmsKey: string | undefined;
  readonly storageType: string | undefined;
  readonly iops: number | undefined;
  /** MiB/s. */
  readonly throughput: number | undefined;
  readonly origin: Origin | null;
  readonly sourceRegion: string | undefined;
  /** The snapshot that it was copied from. */
  readonly sourceSnapshot: string | undefined;
  readonly name: string | undefined;
  readonly isPublic: boolean | null;
  readonly sharedWith: readonly string[] | null;
  readonly tags: readonly Tag[];
}

/** The databases of a region: identifier by resource id. Undefined: they could not be listed. */
export type DatabasesByResourceId = ReadonlyMap<string, string> | undefined;

/** True for a copy that AWS Backup made, by the name that it gives: of any region or account, of which it need not tell. */
function isCopyOfBackup(identifier: string | undefined): boolean {
  return identifier?.startsWith('awsbackup:copyjob-') === true;
}

/** What tells whether a snapshot's source is still there. */
interface SourceFacts {
  readonly identifier: string | undefined;
  readonly resourceId: string | undefined;
  readonly sourceRegion: string | undefined;
  readonly sourceSnapshot: string | undefined;
}

/**
 * Whether the database that a snapshot was made of is still there, by resource id: identifiers are used again. The
 * source of a copy from another region or account is not in this region's listing, so of that nothing is known.
 */
export function sourceExists(
  facts: SourceFacts,
  place: Place,
  databases: DatabasesByResourceId,
): SourceExists | null {
  const copiedFrom = arnPlace(facts.sourceSnapshot);
  const isElsewhere =
    (facts.sourceRegion ?? place.region) !== place.region ||
    (copiedFrom !== undefined &&
      (copiedFrom.region !== place.region || copiedFrom.account !== place.account));
  if (isElsewhere || facts.resourceId === undefined) return 'unknown';
  if (databases === undefined) return null;
  if (databases.has(facts.resourceId)) return 'yes';
  return isCopyOfBackup(facts.identifier) && copiedFrom === undefined ? 'unknown' : 'no';
}

/**
 * Whether the data is encrypted. `StorageEncryptionType` decides: with a key that AWS owns (`sse-rds`) the older
 * boolean says false though the data is encrypted.
 */
export function isEncrypted(
  encryptionType: string | undefined,
  encrypted: boolean | undefined,
): boolean | undefined {
  if (encryptionType === 'none') return false;
  return encryptionType?.startsWith('sse-') === true ? true : encrypted;
}

/** RDS answers 0 for what it does not know yet, and for a setting that a storage type does not have. */
export function unlessZero(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}

/** Columns of both kinds of RDS snapshot: those of the old script first, in their order. */
export const RDS_COLUMNS: readonly ColumnSpec<RdsSnapshotRow>[] = [
  { ...columns.SERVICE, value: (row) => row.service },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'manual, automated or awsbackup, as SnapshotType says.',
    value: (row) => row.type,
  },
  { ...columns.SNAPSHOT_ID, width: 30, value: (row) => row.identifier },
  {
    ...columns.SOURCE,
    about: 'The identifier of the DB instance or cluster when it was made.',
    value: (row) => row.source,
  },
  {
    ...columns.SOURCE_NAME,
    about: 'The identifier that the same database has now; blank where it is gone.',
    value: (row) => row.sourceName,
  },
  { ...columns.ENGINE, value: (row) => row.engine },
  {
    ...columns.SIZE,
    about: 'Storage of the database when it was made (AllocatedStorage); blank where AWS gives none.',
    value: (row) => row.size,
  },
  { ...columns.STATUS, value: (row) => row.status },
  { ...columns.CREATION_TIME, value: (row) => row.createdAt },
  {
    ...columns.ENCRYPTED,
    about: 'Whether the data is encrypted at rest, with a key that AWS owns too.',
    value: (row) => row.encrypted,
  },
  { ...columns.VOLUME_TYPE, value: (row) => row.storageType },
  { ...columns.VOLUME_IOPS, value: (row) => row.iops },
  { ...columns.VOLUME_THROUGHPUT, value: (row) => row.throughput },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  {
    header: 'Source Type',
    label: 'Kind',
    type: 'enum',
    width: 18,
    shown: true,
    about: 'Instance, or which sort of cluster it is a snapshot of.',
    value: (row) => row.sourceType,
  },
  { ...columns.NAME, shown: false, value: (row) => row.name },
  { ...columns.SOURCE_EXISTS, value: (row) => row.sourceExists },
  { ...columns.ORIGIN, value: (row) => row.origin },
  {
    header: 'Engine Version',
    type: 'text',
    width: 14,
    shown: false,
    about: 'Version of the engine when it was made.',
    value: (row) => row.engineVersion,
  },
  { ...columns.PUBLIC, value: (row) => row.isPublic },
  {
    ...columns.SHARED_WITH,
    about:
      'Accounts that may restore it ("all" is everybody); "not checked" without --attributes; only manual ones can be shared.',
    value: (row) => row.sharedWith,
  },
  columns.derived(columns.SHARING),
  { ...columns.FULL_SIZE, value: (row) => row.fullSize },
  { ...columns.ENCRYPTION_TYPE, value: (row) => row.encryptionType },
  { ...columns.KMS_KEY, value: (row) => row.kmsKey },
  {
    header: 'Original Creation Time',
    type: 'instant',
    width: 16,
    shown: false,
    about:
      'When the first of its copies was made; Creation Time changes with each copy. Not given for clusters.',
    value: (row) => row.originallyCreatedAt,
  },
  { ...columns.PROGRESS, value: (row) => row.progress },
  {
    header: 'Source Region',
    type: 'text',
    width: 14,
    shown: false,
    about: 'The region that it was made in or copied from.',
    value: (row) => row.sourceRegion,
  },
  {
    header: 'Source Snapshot',
    type: 'arn',
    width: 30,
    shown: false,
    about:
      'The snapshot that it was copied from; for instances AWS names only those of other regions or accounts.',
    value: (row) => row.sourceSnapshot,
  },
  {
    header: 'Source Resource ID',
    type: 'text',
    width: 30,
    shown: false,
    about: 'Id of the database that no other ever has; Source Exists goes by it.',
    value: (row) => row.sourceResourceId,
  },
  {
    header: 'Snapshot ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'Its ARN.',
    value: (row) => row.arn,
  },
  {
    ...columns.SOURCE_ACCOUNT,
    about: 'The account of the snapshot that it was copied from; its own for no copy.',
    value: ({ arn, identifier, sourceSnapshot }) =>
      accountOfArn(sourceSnapshot || (isCopyOfBackup(identifier) ? undefined : arn)),
  },
  columns.derived(columns.ACROSS_ACCOUNTS),
  ...BACKUP_HOLD_COLUMNS,
  { ...columns.TAGS, value: (row) => row.tags },
  columns.derived(columns.OWNER),
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({
    ...columns.MONTHLY_COST_LOW,
    about:
      "0 US dollars: it may lie within the free allowance, as much as the region's databases have storage; blank where price or size is not known.",
  }),
  columns.derived({
    ...columns.MONTHLY_COST_HIGH,
    about:
      'The most that keeping it costs a month, in US dollars: its size beyond the free allowance; blank where price or size is not known.',
  }),
];
