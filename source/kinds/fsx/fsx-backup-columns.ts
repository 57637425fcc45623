import type { ColumnSpec } from '../../model/columns.ts';
import { accountOfArn } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_COLUMNS } from '../snapshots/backup-hold-columns.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import { nameTag, tagsOf } from '../snapshots/snapshot-values.ts';
import type { FsxBackupRow } from './fsx-backup-row.ts';

/** How FSx's types of a backup read in the column that every snapshot has. */
const TYPES: Readonly<Partial<Record<string, string>>> = {
  AUTOMATIC: 'automated',
  AWS_BACKUP: 'automated',
  USER_INITIATED: 'manual',
};

/** Columns of an FSx backup: those of every snapshot first, in their order. */
export const FSX_COLUMNS: readonly ColumnSpec<FsxBackupRow>[] = [
  { ...columns.SERVICE, value: () => 'FSx' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'automated where FSx or AWS Backup made it, manual where somebody did; else as AWS gives it.',
    value: ({ backup: { Type } }) => (Type === undefined ? undefined : (TYPES[Type] ?? Type)),
  },
  { ...columns.SNAPSHOT_ID, value: ({ backup }) => backup.BackupId },
  {
    ...columns.SOURCE,
    about: 'The file system, or for ONTAP the volume, that it was made of.',
    value: ({ sourceId }) => sourceId,
  },
  {
    ...columns.SOURCE_NAME,
    about: 'Name of the file system or volume now; where it is gone, the name that it had.',
    shown: true,
    value: ({ sourceName }) => sourceName,
  },
  {
    ...columns.SIZE,
    about: 'SizeInBytes: what it would restore to; AWS does not say what it takes.',
    value: ({ backup }) => backup.SizeInBytes,
  },
  { ...columns.STATUS, width: 12, value: ({ backup }) => backup.Lifecycle },
  { ...columns.CREATION_TIME, value: ({ backup }) => backup.CreationTime },
  {
    ...columns.ENCRYPTED,
    about: 'yes where AWS names the key that it is encrypted with.',
    value: ({ backup }) => (backup.KmsKeyId === undefined ? undefined : true),
  },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  {
    header: 'File System Type',
    label: 'Kind',
    type: 'enum',
    width: 8,
    shown: true,
    about: 'WINDOWS, LUSTRE, OPENZFS or ONTAP.',
    value: ({ backup }) => backup.FileSystem?.FileSystemType,
  },
  {
    header: 'Source Type',
    type: 'enum',
    width: 11,
    shown: false,
    about: 'FILE_SYSTEM, or VOLUME for a volume of ONTAP.',
    value: ({ backup }) => backup.ResourceType,
  },
  { ...columns.NAME, shown: false, value: ({ backup }) => nameTag(backup.Tags) },
  { ...columns.SOURCE_EXISTS, value: ({ sourceExists }) => sourceExists },
  {
    ...columns.ORIGIN,
    about:
      'What made it: AWS Backup, a copy of another backup, FSx by itself (automated) or somebody (manual).',
    value: ({ origin }) => origin,
  },
  { ...columns.PROGRESS, value: ({ backup }) => backup.ProgressPercent },
  { ...columns.STATUS_MESSAGE, value: ({ backup }) => backup.FailureDetails?.Message },
  { ...columns.KMS_KEY, value: ({ backup }) => backup.KmsKeyId },
  {
    header: 'Source Region',
    type: 'text',
    width: 14,
    shown: false,
    about: 'The region that it was copied from; blank for no copy.',
    value: ({ backup }) => backup.SourceBackupRegion,
  },
  {
    header: 'Source Backup',
    type: 'text',
    width: 24,
    shown: false,
    about: 'The backup that it was copied from; blank for no copy.',
    value: ({ backup }) => backup.SourceBackupId,
  },
  {
    header: 'Source ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'ARN of the file system or volume; its region and account tell where a copy comes from.',
    value: ({ sourceArn }) => sourceArn,
  },
  { ...columns.SOURCE_ACCOUNT, value: ({ sourceArn }) => accountOfArn(sourceArn) },
  columns.derived(columns.ACROSS_ACCOUNTS),
  {
    header: 'File System ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'ARN of the file system, of a volume the one that it is on.',
    value: ({ backup }) => backup.FileSystem?.ResourceARN,
  },
  {
    header: 'Backup ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'Its ARN.',
    value: ({ backup }) => backup.ResourceARN,
  },
  ...BACKUP_HOLD_COLUMNS,
  { ...columns.TAGS, value: ({ backup }) => tagsOf(backup.Tags) },
  columns.derived(columns.OWNER),
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({
    ...columns.MONTHLY_COST_LOW,
    about:
      '0 US dollars: AWS bills what a backup adds to the others of its source, which may be next to nothing; blank where price or size is not known.',
  }),
  columns.derived({
    ...columns.MONTHLY_COST_HIGH,
    about:
      'The most that keeping it costs a month, in US dollars: all that it would restore to; blank where price or size is not known.',
  }),
];
