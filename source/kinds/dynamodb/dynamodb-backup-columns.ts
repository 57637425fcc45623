import type { ColumnSpec } from '../../model/columns.ts';
import { accountOfArn } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_COLUMNS } from '../snapshots/backup-hold-columns.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import type { DynamodbBackupRow } from './dynamodb-backup-row.ts';

/** How DynamoDB's types of a backup read in the column that every snapshot has. */
const TYPES: Readonly<Partial<Record<string, string>>> = {
  AWS_BACKUP: 'automated',
  SYSTEM: 'automated',
  USER: 'manual',
};

/** Columns of a DynamoDB backup: those of every snapshot first, in their order. */
export const DYNAMODB_COLUMNS: readonly ColumnSpec<DynamodbBackupRow>[] = [
  { ...columns.SERVICE, value: () => 'DynamoDB' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'manual where somebody made it, automated where DynamoDB or AWS Backup did; else as AWS gives it.',
    value: ({ backup: { BackupType } }) =>
      BackupType === undefined ? undefined : (TYPES[BackupType] ?? BackupType),
  },
  {
    ...columns.SNAPSHOT_ID,
    about: 'The end of its ARN, by which DynamoDB tells it from the others of its table.',
    value: ({ id }) => id,
  },
  { ...columns.SOURCE, about: 'The table that it was made of.', value: ({ backup }) => backup.TableName },
  {
    ...columns.SOURCE_NAME,
    about: 'The name of its table where there is one of that name; blank where it is gone or not known.',
    value: ({ backup, sourceExists }) => (sourceExists === 'yes' ? backup.TableName : undefined),
  },
  {
    ...columns.SIZE,
    about: 'BackupSizeBytes: the size of the table when it was made; every backup is a full one.',
    value: ({ backup }) => backup.BackupSizeBytes,
  },
  { ...columns.STATUS, value: ({ backup }) => backup.BackupStatus },
  { ...columns.CREATION_TIME, value: ({ backup }) => backup.BackupCreationDateTime },
  {
    ...columns.ENCRYPTED,
    about: 'yes: DynamoDB keeps every table and every backup encrypted.',
    value: () => true,
  },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  { ...columns.NAME, about: 'The name that it was given.', value: ({ backup }) => backup.BackupName },
  {
    ...columns.SOURCE_EXISTS,
    about:
      'yes where there is a table of that name (it may be another one by now, which --attributes tells), no where there is none or DynamoDB made the backup as it deleted the table; blank where the listing of tables failed.',
    value: ({ sourceExists }) => sourceExists,
  },
  {
    ...columns.ORIGIN,
    about: 'What made it: somebody (manual), DynamoDB as a table was deleted (automated), or AWS Backup.',
    value: ({ origin }) => origin,
  },
  {
    header: 'Expires At',
    type: 'instant',
    width: 16,
    shown: false,
    mayBeFuture: true,
    about: 'When DynamoDB deletes it by itself; blank for never.',
    value: ({ backup }) => backup.BackupExpiryDateTime,
  },
  {
    header: 'Table ID',
    type: 'text',
    width: 36,
    shown: false,
    about: 'Id of the table that no other ever has, of the same name or not.',
    value: ({ backup }) => backup.TableId,
  },
  {
    header: 'Table ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'ARN of the table, which another of the same name has too.',
    value: ({ backup }) => backup.TableArn,
  },
  { ...columns.SOURCE_ACCOUNT, value: ({ backup }) => accountOfArn(backup.TableArn) },
  columns.derived(columns.ACROSS_ACCOUNTS),
  {
    header: 'Backup ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'Its ARN.',
    value: ({ backup }) => backup.BackupArn,
  },
  ...BACKUP_HOLD_COLUMNS,
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({
    ...columns.MONTHLY_COST_LOW,
    about:
      'What keeping it costs a month, in US dollars: all of its size, since every backup is a full one; 0 for those that DynamoDB makes as a table is deleted; blank where price or size is not known, or AWS Backup bills it.',
  }),
  columns.derived({
    ...columns.MONTHLY_COST_HIGH,
    about: 'The same as Monthly Cost Low where a price has no range: every backup is a full one.',
  }),
];
