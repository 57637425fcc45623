import type { ServerlessCacheSnapshot, Snapshot } from '@aws-sdk/client-elasticache';
import type { CollectedRow } from '../define/define-resource.ts';
import type { Origin } from '../snapshots/origin.ts';
import type { SourceExists } from '../snapshots/snapshot-values.ts';

/** A snapshot of a cache, as ElastiCache lists those of its clusters or its serverless caches. */
export interface CacheSnapshotRow extends CollectedRow {
  /** As it was listed. */
  readonly listed: Snapshot | ServerlessCacheSnapshot;
  readonly id: string | undefined;
  readonly arn: string | undefined;
  /** The replication group, the cluster, or the serverless cache. */
  readonly source: string | undefined;
  /** Null where they could not be listed. */
  readonly sourceExists: SourceExists | null;
  /** In AWS's word. */
  readonly type: string | undefined;
  /** Null where AWS gives a type that is not known here. */
  readonly origin: Origin | null;
  /** Bytes. */
  readonly size: number | undefined;
  readonly status: string | undefined;
  /** The instant that its data is of. */
  readonly createdAt: Date | undefined;
  /** When ElastiCache deletes it by itself, where it says that. */
  readonly expiresAt: Date | undefined;
  readonly kmsKey: string | undefined;
  readonly engine: string | undefined;
  readonly engineVersion: string | undefined;
  readonly nodeType: string | undefined;
  readonly shards: number | undefined;
}

/** The names of caches that are there; undefined: they could not be listed. */
export type CacheNames = ReadonlySet<string> | undefined;

/** A snapshot of a cluster or replication group; `sources` are several listings, of which each may have failed. */
export function clusterSnapshotRow(snapshot: Snapshot, sources: readonly CacheNames[]): CacheSnapshotRow {
  const nodes = snapshot.NodeSnapshots ?? [];
  const source = snapshot.ReplicationGroupId ?? snapshot.CacheClusterId;
  const sizes = nodes.map(({ CacheSize }) => cacheBytes(CacheSize));
  const isMisread = nodes.some(({ CacheSize }, index) => isGiven(CacheSize) && sizes[index] === undefined);
  return {
    listed: snapshot,
    id: snapshot.SnapshotName,
    arn: snapshot.ARN,
    source,
    sourceExists: existsIn(source, sources),
    type: snapshot.SnapshotSource,
    origin: originOf(snapshot.SnapshotSource),
    size: sumOfAll(sizes),
    problem: isMisread ? MISREAD : undefined,
    status: snapshot.SnapshotStatus,
    createdAt: earliest(nodes.map(({ SnapshotCreateTime }) => SnapshotCreateTime)),
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
  caches: CacheNames,
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
    origin: originOf(snapshot.SnapshotType),
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
const MISREAD = 'its size cannot be read';

function isGiven(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

/** A cache of that name is there, which another may have by now. */
function existsIn(source: string | undefined, listings: readonly CacheNames[]): SourceExists | null {
  if (source === undefined) return 'unknown';
  if (listings.some((names) => names?.has(source) === true)) return 'yes';
  return listings.includes(undefined) ? null : 'no';
}

/** Clusters say `automated` and `manual`, serverless caches are asked for by `system` and `user`. */
function originOf(type: string | undefined): Origin | null {
  if (type === 'automated' || type === 'system') return 'automated';
  return type === 'manual' || type === 'user' ? 'manual' : null;
}

const UNITS: Readonly<Record<string, number>> = { B: 0, KB: 1, MB: 2, GB: 3, TB: 4 };

/** A size as ElastiCache writes it of a node (`6 MB`) in bytes; undefined: it gives none, or one that is no size. */
export function cacheBytes(text: string | undefined): number | undefined {
  const [, number = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([KMGT]?B)\s*$/i.exec(text ?? '') ?? [];
  const power = UNITS[unit.toUpperCase()];
  return power === undefined ? undefined : Math.round(Number(number) * 1024 ** power);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Undefined where one of them is not known, or there are none. */
function sumOfAll(sizes: readonly (number | undefined)[]): number | undefined {
  if (sizes.length === 0) return undefined;
  return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
}

function earliest(times: readonly (Date | undefined)[]): Date | undefined {
  const known = times.flatMap((time) => (time === undefined || Number.isNaN(time.getTime()) ? [] : [time]));
  return known.length === 0 ? undefined : known.reduce((one, other) => (other < one ? other : one));
}
