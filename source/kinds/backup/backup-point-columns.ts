import type { ColumnSpec } from '../../model/columns.ts';
import { accountOfArn } from '../snapshots/across-accounts.ts';
import { KEPT_COLUMNS, KEY_COLUMNS, pointSize } from '../snapshots/point-columns.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import * as vaults from '../snapshots/vault-columns.ts';
import type { BackupPointRow } from './backup-point-row.ts';

/** Columns of a recovery point of any type. */
export const BACKUP_COLUMNS: readonly ColumnSpec<BackupPointRow>[] = [
  { ...columns.SERVICE, value: () => 'AWS Backup' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'automated where a backup plan made it, manual where it was made on demand.',
    value: ({ point }) => (point.CreatedBy?.BackupPlanId === undefined ? 'manual' : 'automated'),
  },
  { ...columns.SNAPSHOT_ID, about: 'The last part of its ARN.', value: (row) => row.recoveryPointId },
  {
    ...columns.SOURCE,
    about: 'The last part of the ARN of what it was made of.',
    value: (row) => row.source,
  },
  {
    ...columns.SOURCE_NAME,
    about: 'The name that what it was made of had then.',
    shown: true,
    value: ({ point }) => point.ResourceName,
  },
  {
    ...columns.SIZE,
    about: 'BackupSizeInBytes; AWS does not say whether that is the whole or what was added.',
    value: pointSize,
  },
  { ...columns.STATUS, value: ({ point }) => point.Status },
  { ...columns.CREATION_TIME, value: ({ point }) => point.CreationDate },
  { ...columns.ENCRYPTED, value: ({ point }) => point.IsEncrypted },
  {
    header: 'Resource Type',
    type: 'enum',
    width: 14,
    shown: true,
    about: 'What it was made of, as AWS Backup names its types: S3, DynamoDB, VirtualMachine, EC2.',
    value: ({ point }) => point.ResourceType,
  },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  { ...vaults.VAULT, value: ({ vault }) => vault.BackupVaultName },
  {
    ...columns.SOURCE_EXISTS,
    about: 'unknown: what it was made of is not listed.',
    value: () => 'unknown',
  },
  {
    ...columns.ORIGIN,
    about: 'copy (from another vault), AWS Backup (a plan), automated (the plan that EFS makes) or manual.',
    value: ({ origin }) => origin,
  },
  {
    ...columns.STORAGE_TIER,
    about: 'warm, or cold from the time on at which its lifecycle moves it to cold storage.',
    value: (row) => row.storageTier,
  },
  { ...vaults.VAULT_LOCKED, value: ({ vault }) => vault.Locked },
  {
    header: 'Vault Min Retention',
    type: 'integer',
    width: 19,
    shown: false,
    noChange: 'tells of others',
    about: 'Days for which a lock of its vault keeps recovery points at least; blank for no such bound.',
    value: ({ vault }) => vault.MinRetentionDays,
  },
  ...KEPT_COLUMNS,
  {
    header: 'Listed By Service',
    type: 'enum',
    width: 17,
    shown: false,
    noChange: 'tells of others',
    about:
      'no where the service whose resource it would be (an EBS snapshot, one of a database) was asked, and does not list it: it is gone, or not all was listed. It counts as no backup then.',
    value: ({ isUnlisted }) => (isUnlisted ? 'no' : undefined),
  },
  {
    header: 'Is Parent',
    type: 'boolean',
    width: 9,
    shown: false,
    about: 'Whether it is made up of others, as that of a CloudFormation stack is.',
    value: ({ point }) => point.IsParent,
  },
  {
    header: 'Parent ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'The recovery point that it is a part of; blank for none.',
    value: ({ point }) => point.ParentRecoveryPointArn,
  },
  ...KEY_COLUMNS,
  {
    header: 'Source ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'ARN of what it was made of; its region and account tell where a copy comes from.',
    value: ({ point }) => point.ResourceArn,
  },
  { ...columns.SOURCE_ACCOUNT, value: ({ point }) => accountOfArn(point.ResourceArn) },
  columns.derived(columns.ACROSS_ACCOUNTS),
  { ...vaults.VAULT_ARN, value: ({ vault }) => vault.BackupVaultArn },
  { ...vaults.RECOVERY_POINT_ARN, value: ({ point }) => point.RecoveryPointArn },
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived(columns.MONTHLY_COST_LOW),
  columns.derived(columns.MONTHLY_COST_HIGH),
];
