import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { plainPages } from '../snapshots/plain-listing.ts';
import { join, namesIn } from '../snapshots/snapshot-joins.ts';
import { CACHE_COLUMNS } from './cache-columns.ts';
import { CACHE_FACTS, CLUSTER_SNAPSHOT_DELETE, cacheConsolePage } from './cache-facts.ts';
import { clusterSnapshotSample } from './cache-samples.ts';
import { type CacheSnapshotRow, clusterSnapshotRow } from './cache-snapshot-row.ts';

/** Snapshots of ElastiCache's clusters and replication groups, automatic and manual. */
export const elasticacheSnapshot = defineResource<CacheSnapshotRow>({
  ...CACHE_FACTS,
  id: 'elasticache-snapshot',
  title: 'ElastiCache cluster snapshots',
  gridHeader: 'Cache',
  sheets: [{ name: 'ElastiCache Snapshots', position: 15 }],
  columns: CACHE_COLUMNS,
  actions: [
    'elasticache:DescribeSnapshots',
    'elasticache:DescribeReplicationGroups',
    'elasticache:DescribeCacheClusters',
  ],
  collect,
  consolePage: cacheConsolePage,
  deleteCommand: CLUSTER_SNAPSHOT_DELETE,
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
