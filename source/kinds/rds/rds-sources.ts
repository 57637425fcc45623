/** DB instances and clusters as they are listed: what snapshots are of, and what there is to protect. */
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import { valueProblems } from '../../aws/value-problems.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { ListedSource } from '../define/listed-source.ts';
import { gibibytes, nameTag, tagsOf } from '../snapshots/snapshot-values.ts';
import { clusterService, clusterSize } from './rds-cluster-service.ts';
import { isEncrypted, unlessZero } from './rds-snapshot-row.ts';

type Rds = typeof import('../../aws/rds.ts');

/** The databases of a region. */
export interface ListedDatabases {
  /** Identifier by resource id. */
  readonly byResourceId: ReadonlyMap<string, string>;
  readonly sources: readonly ListedSource[];
}

/** The DB instances of a region; members of a cluster are no sources, since their cluster is. */
export async function listInstances(context: CollectContext, rds: Rds): Promise<ListedDatabases> {
  const byResourceId = new Map<string, string>();
  const sources: ListedSource[] = [];
  for await (const { DBInstances } of context.pages(rds.describeDBInstances, {})) {
    for (const instance of DBInstances ?? []) {
      const { DbiResourceId: key, DBInstanceIdentifier, DBClusterIdentifier } = instance;
      if (key === undefined) continue;
      byResourceId.set(key, DBInstanceIdentifier ?? '');
      if ((DBClusterIdentifier ?? '') === '') sources.push(instanceSource(instance, key));
    }
  }
  return { byResourceId, sources };
}

function instanceSource(instance: DBInstance, key: string): ListedSource {
  return {
    key,
    id: instance.DBInstanceIdentifier ?? key,
    arn: instance.DBInstanceArn,
    service: 'RDS',
    name: nameTag(instance.TagList),
    size: gibibytes(unlessZero(instance.AllocatedStorage)),
    state: instance.DBInstanceStatus,
    inUseBy: null,
    restorableFrom: undefined,
    restorableTo: restorableTo(instance),
    continuousBy: continuousBy(instance),
    encrypted: isEncrypted(instance.StorageEncryptionType, instance.StorageEncrypted),
    tags: tagsOf(instance.TagList),
    replicaOf:
      instance.ReadReplicaSourceDBInstanceIdentifier ||
      instance.ReadReplicaSourceDBClusterIdentifier ||
      undefined,
    problem: valueProblems(instance).join('; ') || null,
  };
}

/** The clusters of a region, of every engine. */
export async function listClusters(context: CollectContext, rds: Rds): Promise<ListedDatabases> {
  const byResourceId = new Map<string, string>();
  const sources: ListedSource[] = [];
  for await (const { DBClusters } of context.pages(rds.describeDBClusters, {})) {
    for (const cluster of DBClusters ?? []) {
      const { DbClusterResourceId: key, DBClusterIdentifier } = cluster;
      if (key === undefined) continue;
      byResourceId.set(key, DBClusterIdentifier ?? '');
      sources.push(clusterSource(cluster, key));
    }
  }
  return { byResourceId, sources };
}

function clusterSource(cluster: DBCluster, key: string): ListedSource {
  const to = restorableTo(cluster);
  return {
    key,
    id: cluster.DBClusterIdentifier ?? key,
    arn: cluster.DBClusterArn,
    service: clusterService(cluster.Engine).service,
    name: nameTag(cluster.TagList),
    size: clusterSize(cluster.AllocatedStorage),
    state: cluster.Status,
    inUseBy: null,
    restorableFrom: to === undefined ? undefined : cluster.EarliestRestorableTime,
    restorableTo: to,
    continuousBy: continuousBy(cluster),
    encrypted: isEncrypted(cluster.StorageEncryptionType, cluster.StorageEncrypted),
    tags: tagsOf(cluster.TagList),
    replicaOf: cluster.ReplicationSourceIdentifier || undefined,
    problem: valueProblems(cluster).join('; ') || null,
  };
}

/** Without automated backups nothing is restored by time, whatever time is left over from when there were some. */
function restorableTo(database: {
  readonly BackupRetentionPeriod?: number | undefined;
  readonly LatestRestorableTime?: Date | undefined;
}): Date | undefined {
  return database.BackupRetentionPeriod === 0 ? undefined : database.LatestRestorableTime;
}

/** AWS Backup may have taken them over. */
function continuousBy(database: {
  readonly AwsBackupRecoveryPointArn?: string | undefined;
}): string | undefined {
  return (database.AwsBackupRecoveryPointArn ?? '') === '' ? undefined : 'AWS Backup';
}
