/** Caches as they are listed: what snapshots are of, and what there is to protect. */
import type { CacheCluster, ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Place } from '../../model/columns.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { ListedSource } from '../define/listed-source.ts';
import { type NamedSources, namedSource, namedSources } from '../snapshots/named-sources.ts';

type ElastiCache = typeof import('../../aws/elasticache.ts');

/** The replication groups of a region. */
export function listGroups(context: CollectContext, elasticache: ElastiCache): Promise<NamedSources> {
  return namedSources(
    context.pages(elasticache.describeReplicationGroups, {}),
    ({ ReplicationGroups }) => ReplicationGroups,
    ({ ReplicationGroupId }) => ReplicationGroupId,
    (group, id) => groupSource(group, id, context.place),
  );
}

function groupSource(group: ReplicationGroup, id: string, place: Place): ListedSource {
  const { ARN, Description, Status, AtRestEncryptionEnabled } = group;
  return {
    ...cacheSource(id, ARN ?? `${ownArn(place)}:replicationgroup:${id}`, group),
    name: Description || undefined,
    state: Status,
    encrypted: AtRestEncryptionEnabled,
  };
}

/**
 * The clusters of a region; nodes of a replication group are no sources, since their group is, which is put into
 * `groupOf`.
 */
export function listCacheClusters(
  context: CollectContext,
  elasticache: ElastiCache,
  groupOf: Map<string, string>,
): Promise<NamedSources> {
  return namedSources(
    context.pages(elasticache.describeCacheClusters, {}),
    ({ CacheClusters }) => CacheClusters,
    ({ CacheClusterId }) => CacheClusterId,
    (cluster, id) => {
      const { ReplicationGroupId: group } = cluster;
      if (group === undefined || group === '') return clusterSource(cluster, id, context.place);
      groupOf.set(id, group);
      return undefined;
    },
  );
}

function clusterSource(cluster: CacheCluster, id: string, place: Place): ListedSource {
  const { ARN, CacheClusterStatus, AtRestEncryptionEnabled, Engine } = cluster;
  return {
    ...cacheSource(id, ARN ?? `${ownArn(place)}:cluster:${id}`, cluster),
    state: CacheClusterStatus,
    encrypted: AtRestEncryptionEnabled,
    exempt: Engine === 'memcached' ? 'ElastiCache makes no snapshots of memcached clusters' : undefined,
  };
}

/** The serverless caches of a region. */
export function listServerlessCaches(
  context: CollectContext,
  elasticache: ElastiCache,
): Promise<NamedSources> {
  return namedSources(
    context.pages(elasticache.describeServerlessCaches, {}),
    ({ ServerlessCaches }) => ServerlessCaches,
    ({ ServerlessCacheName }) => ServerlessCacheName,
    (cache, id) => ({
      ...cacheSource(id, cache.ARN ?? `${ownArn(context.place)}:serverlesscache:${id}`, cache),
      state: cache.Status,
      // ElastiCache keeps every serverless cache encrypted.
      encrypted: true,
    }),
  );
}

function cacheSource(id: string, arn: string, listed: object): ListedSource {
  return namedSource('ElastiCache', id, arn, listed);
}

function ownArn({ partition, region, account }: Place): string {
  return `arn:${partition}:elasticache:${region}:${account}`;
}
