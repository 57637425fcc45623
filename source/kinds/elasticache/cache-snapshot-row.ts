import type { ServerlessCacheSnapshot, Snapshot } from '@aws-sdk/client-elasticache';
import type { ClusterFacts } from '../snapshots/plain-columns.ts';
import {
  existsIn,
  isGiven,
  MISREAD,
  plainOrigin,
  type SourceNames,
  sumOfParts,
} from '../snapshots/plain-snapshot.ts';

/** A snapshot of a cache, as ElastiCache lists those of its clusters or its serverless caches. */
export interface CacheSnapshotRow extends ClusterFacts {
  /** As it was listed. */
  readonly listed: Snapshot | ServerlessCacheSnapshot;
  /** When ElastiCache deletes it by itself, where it says that. */
  readonly expiresAt: Date | undefined;
}

/** A snapshot of a cluster or replication group; `sources` are several listings, of which each may have failed. */
export function clusterSnapshotRow(snapshot: Snapshot, sources: readonly SourceNames[]): CacheSnapshotRow {
  const nodes = snapshot.NodeSnapshots ?? [];
  const source = snapshot.ReplicationGroupId ?? snapshot.CacheClusterId;
  return {
    listed: snapshot,
    id: snapshot.SnapshotName,
    arn: snapshot.ARN,
    source,
    sourceExists: existsIn(source, sources),
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
  const source = configuration?.ServerlessCacheName;
  const size = wholeNumber(snapshot.BytesUsedForCache);
  return {
    listed: snapshot,
    id: snapshot.ServerlessCacheSnapshotName,
    arn: snapshot.ARN,
    source,
    sourceExists: existsIn(source, [caches]),
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

/** ElastiCache writes sizes as text. */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
