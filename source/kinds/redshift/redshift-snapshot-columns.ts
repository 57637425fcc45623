import type { ColumnSpec } from '../../model/columns.ts';
import { BACKUP_HOLD_COLUMNS } from '../snapshots/backup-hold-columns.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import { nameTag, tagsOf } from '../snapshots/snapshot-values.ts';
import { mebibytes, type RedshiftSnapshotRow, remainingDays } from './redshift-snapshot-row.ts';

/** Columns of a Redshift snapshot: those of every snapshot first, in their order. */
export const REDSHIFT_COLUMNS: readonly ColumnSpec<RedshiftSnapshotRow>[] = [
  { ...columns.SERVICE, value: () => 'Redshift' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'manual or automated, as SnapshotType says.',
    value: ({ snapshot }) => snapshot.SnapshotType,
  },
  { ...columns.SNAPSHOT_ID, width: 30, value: ({ snapshot }) => snapshot.SnapshotIdentifier },
  {
    ...columns.SOURCE,
    about: 'The identifier of the cluster when it was made.',
    value: ({ snapshot }) => snapshot.ClusterIdentifier,
  },
  {
    ...columns.SOURCE_NAME,
    about: 'The identifier of the cluster where it is still there; blank where it is gone or not known.',
    value: ({ snapshot, sourceExists }) => (sourceExists === 'yes' ? snapshot.ClusterIdentifier : undefined),
  },
  {
    ...columns.SIZE,
    about: 'All that it would restore from (TotalBackupSizeInMegaBytes), much of it shared with others.',
    value: ({ snapshot }) => mebibytes(snapshot.TotalBackupSizeInMegaBytes),
  },
  { ...columns.STATUS, value: ({ snapshot }) => snapshot.Status },
  { ...columns.CREATION_TIME, value: ({ snapshot }) => snapshot.SnapshotCreateTime },
  { ...columns.ENCRYPTED, value: ({ snapshot }) => snapshot.Encrypted },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  { ...columns.NAME, shown: false, value: ({ snapshot }) => nameTag(snapshot.Tags) },
  {
    ...columns.SOURCE_EXISTS,
    about:
      'yes or no: whether its cluster is still there; unknown for copies, and where a cluster of that name was created at another time; blank where the listing of clusters failed.',
    value: ({ sourceExists }) => sourceExists,
  },
  {
    ...columns.ORIGIN,
    about: 'What made it: AWS Backup, Redshift by itself (automated), somebody (manual), or a copy.',
    value: ({ origin }) => origin,
  },
  {
    header: 'Incremental Size',
    type: 'bytes',
    width: 16,
    shown: true,
    label: 'Added',
    about: 'What it added to the snapshots before it (ActualIncrementalBackupSizeInMegaBytes).',
    value: ({ snapshot }) => mebibytes(snapshot.ActualIncrementalBackupSizeInMegaBytes),
  },
  {
    header: 'Remaining Days',
    type: 'integer',
    unit: 'days',
    width: 14,
    shown: false,
    noChange: 'moves',
    about: 'Days until Redshift deletes a manual snapshot by itself; blank for never.',
    value: ({ snapshot }) => remainingDays(snapshot),
  },
  {
    ...columns.PUBLIC,
    about: 'no: Redshift shares snapshots with single accounts only.',
    value: () => false,
  },
  {
    ...columns.SHARED_WITH,
    about: 'Accounts that may restore it; only manual ones can be shared.',
    value: ({ sharedWith }) => sharedWith,
  },
  columns.derived(columns.SHARING),
  {
    header: 'Node Type',
    type: 'enum',
    width: 12,
    shown: false,
    about: 'The type of the nodes of its cluster.',
    value: ({ snapshot }) => snapshot.NodeType,
  },
  {
    header: 'Nodes',
    type: 'integer',
    unit: 'nodes',
    width: 5,
    shown: false,
    about: 'How many nodes its cluster had.',
    value: ({ snapshot }) => snapshot.NumberOfNodes,
  },
  {
    header: 'Database',
    type: 'text',
    width: 16,
    shown: false,
    about: 'The database that was made with its cluster.',
    value: ({ snapshot }) => snapshot.DBName,
  },
  { ...columns.KMS_KEY, value: ({ snapshot }) => snapshot.KmsKeyId },
  {
    header: 'Source Region',
    type: 'text',
    width: 14,
    shown: false,
    about: 'The region that it was copied from; blank for no copy.',
    value: ({ snapshot }) => snapshot.SourceRegion || undefined,
  },
  {
    header: 'Source Cluster',
    type: 'text',
    width: 40,
    shown: false,
    about: 'Region and name of its cluster and when it was created, which tells it from others of that name.',
    value: ({ sourceId }) => sourceId,
  },
  { ...columns.SOURCE_ACCOUNT, value: ({ snapshot }) => snapshot.OwnerAccount },
  columns.derived(columns.ACROSS_ACCOUNTS),
  {
    header: 'Snapshot ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'Its ARN.',
    value: ({ snapshot }) => snapshot.SnapshotArn,
  },
  ...BACKUP_HOLD_COLUMNS,
  { ...columns.TAGS, value: ({ snapshot }) => tagsOf(snapshot.Tags) },
  columns.derived(columns.OWNER),
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({
    ...columns.MONTHLY_COST_LOW,
    about:
      '0 US dollars: it may lie within what Redshift keeps free of charge; blank where price or size is not known.',
  }),
  columns.derived({
    ...columns.MONTHLY_COST_HIGH,
    about:
      'The most that keeping it costs a month, in US dollars: all that it would restore from, as if it shared nothing with others; blank where price or size is not known.',
  }),
];

/** What Redshift Serverless does not tell. */
const OF_CLUSTERS: readonly string[] = [
  ...['Name', 'Node Type', 'Nodes', 'Database', 'Source Region', 'Tags', 'Owner'],
];

/** What columns mean of one of Redshift Serverless. */
const SERVERLESS_WORDS: Readonly<Partial<Record<string, string>>> = {
  Type: 'manual: what Redshift Serverless makes by itself are recovery points, which are not listed here.',
  Source: 'The name of its namespace.',
  'Source Name': 'The name of its namespace where it is still there; blank where it is gone or not known.',
  'Source Exists':
    'yes or no: whether its namespace is still there; unknown for one of another account; blank where the listing of namespaces failed.',
  Size: 'All that it would restore from (totalBackupSizeInMegaBytes), much of it shared with others.',
  'Incremental Size': 'What it added to the snapshots before it (actualIncrementalBackupSizeInMegaBytes).',
  Encrypted: 'yes: Redshift Serverless keeps every snapshot encrypted.',
  'Remaining Days': 'Days until Redshift deletes it by itself; blank for never.',
  'Shared With': 'Accounts that may restore it, to a namespace or to a cluster.',
  'Source Cluster': 'ARN of its namespace, which tells it from others of that name.',
};

/** Columns of a snapshot of Redshift Serverless: those of one of a cluster that it has, too. */
export function serverlessColumns(): readonly ColumnSpec<RedshiftSnapshotRow>[] {
  return REDSHIFT_COLUMNS.filter(({ header }) => !OF_CLUSTERS.includes(header)).map((column) => ({
    ...column,
    about: SERVERLESS_WORDS[column.header] ?? column.about,
  }));
}
