import type { ServerlessCacheSnapshot, Snapshot } from '@aws-sdk/client-elasticache';
import type { ClusterFacts } from '../snapshots/plain-columns.ts';
import {
  isGiven,
  MISREAD,
  plainOrigin,
  type SourceNames,
  sourceByName,
  sumOfParts,
} from '../snapshots/plain-snapshot.ts';

/** A snapshot of a cache, as ElastiCache lists those of its clusters or its serverless caches. */
export interface CacheSnapshotRow extends ClusterFacts {
  /** As it was listed. */
  readonly listed: Snapshot | ServerlessCacheSnapshot;
  /** When ElastiCache deletes it by itself, where it says that. */
  readonly expiresAt: Date | undefined;
}

/**
 * A snapshot of a cluster or replication group; `sources` are several listings, of which each may have failed. Of a group
 * with one shard AWS may name the node alone that it was made on: `groupOf` tells whose node that is.
 */
export function clusterSnapshotRow(
  snapshot: Snapshot,
  sources: readonly SourceNames[],
  groupOf?: ReadonlyMap<string, string>,
): CacheSnapshotRow {
  const nodes = snapshot.NodeSnapshots ?? [];
  const node = snapshot.CacheClusterId;
  const source =
    snapshot.ReplicationGroupId ?? groupOf?.get(node ?? '') ?? formerGroup(node, sources) ?? node;
  return {
    listed: snapshot,
    id: snapshot.SnapshotName,
    arn: snapshot.ARN,
    ...sourceByName(source, sources),
    type: snapshot.SnapshotSource,
    origin: plainOrigin(snapshot.SnapshotSource),
    ...sumOfParts(nodes.map(({ CacheSize: size, SnapshotCreateTime: createdAt }) => ({ size, createdAt }))),
    status: snapshot.SnapshotStatus,
    expiresAt: undefined,
    kmsKey: snapshot.KmsKeyId,
    engine: snapshot.Engine,
    engineVersion: snapshot.EngineVersion,
    nodeType: snapshot.CacheNodeType,
    shards: snapshot.NumNodeGroups ?? (nodes.length === 0 ? undefined : nodes.length),
  };
}

/** A snapshot of a serverless cache. */
export function serverlessSnapshotRow(
  snapshot: ServerlessCacheSnapshot,
  caches: SourceNames,
): CacheSnapshotRow {
  const { ServerlessCacheConfiguration: configuration } = snapshot;
  const size = wholeNumber(snapshot.BytesUsedForCache);
  return {
    listed: snapshot,
    id: snapshot.ServerlessCacheSnapshotName,
    arn: snapshot.ARN,
    ...sourceByName(configuration?.ServerlessCacheName, [caches]),
    type: snapshot.SnapshotType,
    origin: plainOrigin(snapshot.SnapshotType),
    size,
    problem: isGiven(snapshot.BytesUsedForCache) && size === undefined ? MISREAD : undefined,
    status: snapshot.Status,
    createdAt: snapshot.CreateTime,
    expiresAt: snapshot.ExpiryTime,
    kmsKey: snapshot.KmsKeyId,
    engine: configuration?.Engine,
    engineVersion: configuration?.MajorEngineVersion,
    nodeType: undefined,
    shards: undefined,
  };
}

/** The group of a node that is gone: nodes are named by their group and a number, unless a cluster has that name. */
function formerGroup(node: string | undefined, sources: readonly SourceNames[]): string | undefined {
  const group = /^(.+)-\d{3}$/.exec(node ?? '')?.[1];
  if (group === undefined || node === undefined) return undefined;
  const [groups, ...clusters] = sources;
  const isCluster = clusters.some((names) => names?.has(node) !== false);
  return groups?.has(group) === true && !isCluster ? group : undefined;
}

/** ElastiCache writes sizes as text. */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
