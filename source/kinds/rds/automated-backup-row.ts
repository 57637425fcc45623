import type { DBClusterAutomatedBackup, DBInstanceAutomatedBackup } from '@aws-sdk/client-rds';
import type { Place } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import type { MayBeRecoveryPoint } from '../snapshots/backup-hold-columns.ts';
import type { Origin } from '../snapshots/origin.ts';
import type { HoldOf } from '../snapshots/recovery-points.ts';
import { arnPlace, type SourceExists } from '../snapshots/snapshot-values.ts';
import { clusterService } from './rds-cluster-service.ts';

/** Automated backups of one database: the window from which it can be restored to any point in time. */
export interface AutomatedBackupRow extends CollectedRow, MayBeRecoveryPoint {
  /** As it was listed. */
  readonly listed: DBInstanceAutomatedBackup | DBClusterAutomatedBackup;
  readonly service: string;
  /** What the backups are called: the end of their ARN, else the resource id of the database. */
  readonly id: string | undefined;
  readonly arn: string | undefined;
  /** The identifier of the database. */
  readonly source: string | undefined;
  /** What no other database ever has. */
  readonly resourceId: string | undefined;
  readonly sourceExists: SourceExists;
  readonly sourceRegion: string | undefined;
  readonly origin: Origin;
  readonly encrypted: boolean | undefined;
}

const NOT_ASKED: HoldOf = () => 'not checked';

/** Those of a DB instance. */
export function instanceBackupRow(
  backup: DBInstanceAutomatedBackup,
  place: Place,
  holdOf: HoldOf = NOT_ASKED,
): AutomatedBackupRow {
  const { DBInstanceArn, DBInstanceIdentifier, DbiResourceId, Encrypted } = backup;
  const arn = backup.DBInstanceAutomatedBackupsArn;
  return {
    listed: backup,
    service: 'RDS',
    ...{ id: endOf(arn) ?? DbiResourceId, arn, source: DBInstanceIdentifier, resourceId: DbiResourceId },
    ...sourceOf(backup, DBInstanceArn, place),
    encrypted: Encrypted,
    hold: holdOf([backup.AwsBackupRecoveryPointArn, arn]),
  };
}

/** Those of a cluster of any engine. */
export function clusterBackupRow(
  backup: DBClusterAutomatedBackup,
  place: Place,
  holdOf: HoldOf = NOT_ASKED,
): AutomatedBackupRow {
  const { DBClusterArn, DBClusterIdentifier, DbClusterResourceId, StorageEncrypted } = backup;
  const arn = backup.DBClusterAutomatedBackupsArn;
  return {
    listed: backup,
    service: clusterService(backup.Engine).service,
    ...{ id: endOf(arn) ?? DbClusterResourceId, arn },
    ...{ source: DBClusterIdentifier, resourceId: DbClusterResourceId },
    ...sourceOf(backup, DBClusterArn, place),
    encrypted: StorageEncrypted,
    hold: holdOf([backup.AwsBackupRecoveryPointArn, arn]),
  };
}

/** `arn:aws:rds:us-east-1:123456789012:auto-backup:ab-1` ends with what RDS calls them. */
function endOf(arn: string | undefined): string | undefined {
  return arn?.slice(arn.lastIndexOf(':') + 1);
}

type SourceFacts = Pick<AutomatedBackupRow, 'sourceExists' | 'sourceRegion' | 'origin'>;

/** Its state tells whether the database is there; of one that is replicated from elsewhere only that it is gone. */
function sourceOf(
  { Status, AwsBackupRecoveryPointArn }: AutomatedBackupRow['listed'],
  databaseArn: string | undefined,
  { region }: Place,
): SourceFacts {
  const from = arnPlace(databaseArn)?.region;
  const isReplicated = from !== undefined && from !== region;
  const isBackups = AwsBackupRecoveryPointArn !== undefined && AwsBackupRecoveryPointArn !== '';
  return {
    sourceExists: existsBy(Status, isReplicated),
    sourceRegion: isReplicated ? from : undefined,
    origin: isBackups ? 'AWS Backup' : isReplicated ? 'copy' : 'automated',
  };
}

function existsBy(status: string | undefined, isReplicated: boolean): SourceExists {
  if (status === 'retained') return 'no';
  return status === 'active' && !isReplicated ? 'yes' : 'unknown';
}

const PLACE = { account: '123456789012', partition: 'aws', region: 'us-east-1' };
const HERE = `arn:aws:rds:${PLACE.region}:${PLACE.account}`;
const WINDOW = {
  EarliestTime: new Date('2026-09-24T03:00:00Z'),
  LatestTime: new Date('2026-10-01T11:55:00Z'),
};
const COMMON = {
  ...{ Region: PLACE.region, RestoreWindow: WINDOW, AllocatedStorage: 100, Status: 'active' },
  ...{ BackupRetentionPeriod: 7, StorageType: 'gp3' },
  KmsKeyId: `arn:aws:kms:${PLACE.region}:${PLACE.account}:key/1f2e3d4c-90ab-4cde-8f01-23456789abcd`,
};

/** Backups of an instance as AWS might list them, for tests. */
export const instanceBackupSample = (): AutomatedBackupRow =>
  instanceBackupRow(
    {
      ...{ ...COMMON, Engine: 'postgres', EngineVersion: '16.3', Encrypted: true },
      ...{ DBInstanceIdentifier: 'orders', DBInstanceArn: `${HERE}:db:orders` },
      DbiResourceId: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
      DBInstanceAutomatedBackupsArn: `${HERE}:auto-backup:ab-orders`,
    },
    PLACE,
  );

/** Backups of a cluster as AWS might list them, for tests. */
export const clusterBackupSample = (): AutomatedBackupRow =>
  clusterBackupRow(
    {
      ...{ ...COMMON, Engine: 'aurora-postgresql', EngineVersion: '16.3', StorageEncrypted: true },
      ...{ DBClusterIdentifier: 'ledger', DBClusterArn: `${HERE}:cluster:ledger` },
      DbClusterResourceId: 'cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
      DBClusterAutomatedBackupsArn: `${HERE}:cluster-auto-backup:ab-ledger`,
    },
    PLACE,
  );
