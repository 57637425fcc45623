import type { ColumnSpec } from '../../model/columns.ts';
import { accountOfArn } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_COLUMNS } from '../snapshots/backup-hold-columns.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import { gibibytes } from '../snapshots/snapshot-values.ts';
import { RECOVERY_POINT_ARN } from '../snapshots/vault-columns.ts';
import type { AutomatedBackupRow } from './automated-backup-row.ts';
import { clusterSize } from './rds-cluster-service.ts';

const NO_SIZE = 'Blank: AWS tells no size of automated backups.';

/** Columns of the automated backups of a database: those of every snapshot first, in their order. */
export const AUTOMATED_COLUMNS: readonly ColumnSpec<AutomatedBackupRow>[] = [
  { ...columns.SERVICE, value: ({ service }) => service },
  { ...columns.REGION, value: (_row, { region }) => region },
  { ...columns.TYPE, about: 'automated.', value: () => 'automated' },
  {
    ...columns.SNAPSHOT_ID,
    about:
      'What RDS calls the backups of the database: the end of their ARN, else the resource id of the database.',
    value: ({ id }) => id,
  },
  { ...columns.SOURCE, about: 'The identifier of the database.', value: ({ source }) => source },
  {
    ...columns.SOURCE_NAME,
    about: 'The same where the database is there; blank where it is gone or not known.',
    value: ({ source, sourceExists }) => (sourceExists === 'yes' ? source : undefined),
  },
  { ...columns.ENGINE, value: ({ listed }) => listed.Engine },
  { ...columns.SIZE, shown: false, about: NO_SIZE, value: () => undefined },
  {
    ...columns.STATUS,
    about:
      'active: of a database that is there; retained: kept of one that is gone; creating: not restorable yet.',
    value: ({ listed }) => listed.Status,
  },
  {
    ...columns.CREATION_TIME,
    shown: false,
    about:
      'Blank: they go on from day to day; what can be restored is between Restorable From and Restorable To.',
    value: () => undefined,
  },
  { ...columns.ENCRYPTED, value: ({ encrypted }) => encrypted },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  {
    header: 'Restorable From',
    label: 'From',
    type: 'instant',
    width: 16,
    shown: true,
    noChange: 'moves',
    about: 'The earliest time that the database can be restored to.',
    value: ({ listed }) => listed.RestoreWindow?.EarliestTime,
  },
  {
    header: 'Restorable To',
    label: 'To',
    type: 'instant',
    width: 16,
    shown: true,
    noChange: 'moves',
    about: 'The latest time that the database can be restored to.',
    value: ({ listed }) => listed.RestoreWindow?.LatestTime,
  },
  {
    header: 'Retention',
    type: 'integer',
    unit: 'days',
    width: 9,
    shown: true,
    about:
      'For how many days RDS keeps them; of a database that is gone, it deletes them by itself after that time.',
    value: ({ listed }) => listed.BackupRetentionPeriod,
  },
  {
    header: 'Database Size',
    type: 'bytes',
    width: 13,
    shown: false,
    about: 'The storage of the database, which is not what its backups take; blank where it grows by itself.',
    value: ({ listed, service }) =>
      service === 'RDS' ? gibibytes(listed.AllocatedStorage) : clusterSize(listed.AllocatedStorage),
  },
  {
    ...columns.SOURCE_EXISTS,
    about:
      'yes of active ones, no of retained ones; unknown of those that are replicated from another region, or in another state.',
    value: ({ sourceExists }) => sourceExists,
  },
  {
    ...columns.ORIGIN,
    about: 'What makes them: RDS (automated), AWS Backup, or a replication from another region (copy).',
    value: ({ origin }) => origin,
  },
  {
    header: 'Engine Version',
    type: 'text',
    width: 14,
    shown: false,
    about: 'The version of the engine.',
    value: ({ listed }) => listed.EngineVersion,
  },
  {
    header: 'Source Region',
    type: 'text',
    width: 14,
    shown: false,
    about: 'The region that they are replicated from; blank for none.',
    value: ({ sourceRegion }) => sourceRegion,
  },
  {
    header: 'Source Resource ID',
    type: 'text',
    width: 30,
    shown: false,
    about: 'What tells the database from every other there ever was.',
    value: ({ resourceId }) => resourceId,
  },
  {
    ...RECOVERY_POINT_ARN,
    about: 'The continuous recovery point of AWS Backup that they are; blank for none.',
    value: ({ listed }) => listed.AwsBackupRecoveryPointArn,
  },
  // RDS itself names the recovery point.
  ...BACKUP_HOLD_COLUMNS.filter(({ header }) => header !== RECOVERY_POINT_ARN.header),
  { ...columns.KMS_KEY, value: ({ listed }) => listed.KmsKeyId },
  { ...columns.SOURCE_ACCOUNT, value: ({ arn }) => accountOfArn(arn) },
  {
    header: 'Backup ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'Their ARN.',
    value: ({ arn }) => arn,
  },
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({ ...columns.MONTHLY_COST_LOW, about: NO_SIZE }),
  columns.derived({ ...columns.MONTHLY_COST_HIGH, about: NO_SIZE }),
];
