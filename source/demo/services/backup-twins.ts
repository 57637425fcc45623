/** Recovery points of what FSx, DynamoDB and Redshift list as well, EC2 of images, and RDS of continuous backups. */
import {
  type Collection,
  collectionOf,
  concatenated,
  emptyCollection,
  findRow,
  type Row,
  rowsOf,
} from '../estate/collection.ts';
import type { VaultPoints } from '../estate/efs.ts';
import type { RegionEstate } from '../estate/index.ts';
import { pointCommon } from '../estate/recovery-points.ts';
import { automatedBackupsOf } from './automated-backups.ts';
import { dynamodbBackups } from './dynamodb.ts';
import { fsxBackups } from './fsx.ts';
import type { World } from './operation.ts';
import { redshiftSnapshots } from './redshift.ts';

/** All points of a vault; undefined: there is no such vault. */
export function vaultPoints(world: World, vault: string): VaultPoints | undefined {
  const points = world.region.efs.points(vault);
  return points && { ...points, other: concatenated([points.other, serviceTwins(world, vault)]) };
}

const made = new WeakMap<RegionEstate, Collection>();

/** The part that is in a vault: all of a region are in the first one that is not for file systems alone. */
function serviceTwins(world: World, vault: string): Collection {
  const { counts } = world.region;
  const first = counts.vaults.find(({ other, isCentral }) => other > 0 && isCentral !== true);
  if (first?.name !== vault) return emptyCollection;
  const known = made.get(world.region) ?? twinsIn(world, vault);
  made.set(world.region, known);
  return known;
}

function twinsIn(world: World, vault: string): Collection {
  const { context, efs } = world.region;
  const arn = findRow(efs.vaults, (row) => row.BackupVaultName === vault)?.BackupVaultArn;
  const twins = [
    ...ofFsx(world),
    ...ofDynamodb(world),
    ...ofRedshift(world),
    ...ofImages(world),
    ...ofInstances(world),
  ];
  return collectionOf(
    twins.map((row, index) => ({ ...pointCommon(context, vault, String(arn), index), ...row })),
  );
}

function* ofFsx(world: World): Generator<Row> {
  for (const backup of rowsOf(fsxBackups(world))) {
    if (backup.Type !== 'AWS_BACKUP') continue;
    const source = asRow(backup.Volume ?? backup.FileSystem);
    yield {
      RecoveryPointArn: backup.ResourceARN,
      ResourceArn: source.ResourceARN,
      ResourceType: 'FSx',
      BackupSizeInBytes: backup.SizeInBytes,
      CreationDate: backup.CreationTime,
      CompletionDate: backup.CreationTime,
    };
  }
}

function* ofDynamodb(world: World): Generator<Row> {
  for (const backup of rowsOf(dynamodbBackups(world))) {
    if (backup.BackupType !== 'AWS_BACKUP') continue;
    yield {
      RecoveryPointArn: backup.BackupArn,
      ResourceArn: backup.TableArn,
      ResourceName: backup.TableName,
      ResourceType: 'DynamoDB',
      BackupSizeInBytes: backup.BackupSizeBytes,
      CreationDate: backup.BackupCreationDateTime,
      CompletionDate: backup.BackupCreationDateTime,
    };
  }
}

function* ofRedshift(world: World): Generator<Row> {
  for (const snapshot of rowsOf(redshiftSnapshots(world))) {
    if (!String(snapshot.SnapshotIdentifier).startsWith('awsbackup:')) continue;
    const arn = String(snapshot.SnapshotArn);
    yield {
      RecoveryPointArn: arn,
      ResourceArn: arn.replace(/:snapshot:([^/]+)\/.*$/, ':cluster:$1'),
      ResourceName: snapshot.ClusterIdentifier,
      ResourceType: 'Redshift',
      CreationDate: snapshot.SnapshotCreateTime,
      CompletionDate: snapshot.SnapshotCreateTime,
    };
  }
}

function* ofImages({ region: { context, ebs } }: World): Generator<Row> {
  const { region, owner } = context;
  for (const { ImageId, SourceInstanceId, CreationDate } of ebs.backupImages) {
    const made = new Date(String(CreationDate));
    yield {
      RecoveryPointArn: `arn:aws:ec2:${region}::image/${String(ImageId)}`,
      ResourceArn: `arn:aws:ec2:${region}:${owner.id}:instance/${String(SourceInstanceId)}`,
      ResourceType: 'EC2',
      CreationDate: made,
      CompletionDate: made,
    };
  }
}

/** Continuous backups of instances, which RDS calls automated ones. */
function* ofInstances(world: World): Generator<Row> {
  for (const backup of rowsOf(automatedBackupsOf(world).instances)) {
    if (backup.AwsBackupRecoveryPointArn === undefined) continue;
    const { EarliestTime } = asRow(backup.RestoreWindow);
    yield {
      RecoveryPointArn: backup.AwsBackupRecoveryPointArn,
      ResourceArn: backup.DBInstanceArn,
      ResourceName: backup.DBInstanceIdentifier,
      ResourceType: 'RDS',
      Status: 'AVAILABLE',
      CreationDate: EarliestTime,
      CompletionDate: undefined,
      CalculatedLifecycle: undefined,
    };
  }
}

function asRow(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
