/** Recovery points of what FSx, DynamoDB and Redshift list as well. */
import {
  type Collection,
  collectionOf,
  emptyCollection,
  findRow,
  type Row,
  rowsOf,
} from '../estate/collection.ts';
import type { RegionEstate } from '../estate/index.ts';
import { pointCommon } from '../estate/recovery-points.ts';
import { dynamodbBackups } from './dynamodb.ts';
import { fsxBackups } from './fsx.ts';
import type { World } from './operation.ts';
import { redshiftSnapshots } from './redshift.ts';

const made = new WeakMap<RegionEstate, Collection>();

/** The part that is in a vault: all of a region are in the first one that is not for file systems alone. */
export function serviceTwins(world: World, vault: string): Collection {
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
  const twins = [...ofFsx(world), ...ofDynamodb(world), ...ofRedshift(world)];
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

function asRow(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
