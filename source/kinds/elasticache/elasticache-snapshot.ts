import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { plainPages } from '../snapshots/plain-listing.ts';
import { join, namesIn } from '../snapshots/snapshot-joins.ts';
import { CACHE_COLUMNS } from './cache-columns.ts';
import {
  CACHE_DERIVATION,
  CACHE_FINDINGS,
  CACHE_PRICES,
  CACHE_RELATIONS,
  CACHE_STATUSES,
  CACHE_TAB,
  CLUSTER_SNAPSHOT_DELETE,
  cacheConsolePage,
  cacheSources,
} from './cache-facts.ts';
import { clusterSnapshotSample } from './cache-samples.ts';
import { type CacheSnapshotRow, clusterSnapshotRow } from './cache-snapshot-row.ts';

/** Snapshots of ElastiCache's clusters and replication groups, automatic and manual. */
export const elasticacheSnapshot = defineResource<CacheSnapshotRow>({
  id: 'elasticache-snapshot',
  title: 'ElastiCache cluster snapshots',
  noun: 'snapshot',
  group: 'snapshots',
  service: 'ElastiCache',
  byDefault: false,
  gridHeader: 'Cache',
  tab: CACHE_TAB,
  sheets: [{ name: 'ElastiCache Snapshots', position: 15 }],
  columns: CACHE_COLUMNS,
  key: ({ arn, id }) => arn ?? id,
  identity: 'snapshot_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: [
    'elasticache:DescribeSnapshots',
    'elasticache:DescribeReplicationGroups',
    'elasticache:DescribeCacheClusters',
  ],
  optionalActions: 'none',
  collect,
  derivation: CACHE_DERIVATION,
  refresh: 'none',
  statuses: CACHE_STATUSES,
  sources: cacheSources('caches'),
  relations: CACHE_RELATIONS,
  findings: CACHE_FINDINGS,
  consolePage: cacheConsolePage,
  pricedBy: CACHE_PRICES,
  deleteCommand: CLUSTER_SNAPSHOT_DELETE,
  recoveryPoints: 'none',
  loads: () => import('../../aws/elasticache.ts'),
  sample: clusterSnapshotSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<CacheSnapshotRow>, void, undefined> {
  const elasticache = await import('../../aws/elasticache.ts');
  const groups = join(
    context,
    'replication groups',
    namesIn(context.pages(elasticache.describeReplicationGroups, {}), ({ ReplicationGroups = [] }) =>
      ReplicationGroups.map(({ ReplicationGroupId }) => ReplicationGroupId),
    ),
  );
  const clusters = join(
    context,
    'cache clusters',
    namesIn(context.pages(elasticache.describeCacheClusters, {}), ({ CacheClusters = [] }) =>
      CacheClusters.map(({ CacheClusterId }) => CacheClusterId),
    ),
  );
  yield* plainPages(context, {
    pages: context.pages(elasticache.describeSnapshots, {}),
    itemsOf: ({ Snapshots }) => Snapshots,
    cursorOf: ({ Marker }) => Marker,
    sources: [groups, clusters],
    rowOf: clusterSnapshotRow,
  });
}
