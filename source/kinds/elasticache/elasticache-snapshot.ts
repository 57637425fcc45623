import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { plainPages } from '../snapshots/plain-listing.ts';
import { join } from '../snapshots/snapshot-joins.ts';
import { CACHE_COLUMNS } from './cache-columns.ts';
import { CACHE_FACTS, CLUSTER_SNAPSHOT_DELETE, cacheConsolePage } from './cache-facts.ts';
import { clusterSnapshotSample } from './cache-samples.ts';
import { type CacheSnapshotRow, clusterSnapshotRow } from './cache-snapshot-row.ts';
import { listCacheClusters, listGroups } from './cache-sources.ts';

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
  describeCommands: [describedBy('elasticache', 'describe-snapshots', '--snapshot-name', 'snapshot_id')],
  loads: () => import('../../aws/elasticache.ts'),
  sample: clusterSnapshotSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<CacheSnapshotRow>, void, undefined> {
  const elasticache = await import('../../aws/elasticache.ts');
  // Filled before the first row is made.
  const groupOf = new Map<string, string>();
  const listedGroups = listGroups(context, elasticache);
  const listedClusters = listCacheClusters(context, elasticache, groupOf);
  context.sources(
    Promise.all([listedGroups, listedClusters]).then((listed) => listed.flatMap(({ sources }) => sources)),
  );
  const groups = join(
    context,
    'replication groups',
    listedGroups.then(({ names }) => names),
  );
  const clusters = join(
    context,
    'cache clusters',
    listedClusters.then(({ names }) => names),
  );
  yield* plainPages(context, {
    pages: context.pages(elasticache.describeSnapshots, {}),
    itemsOf: ({ Snapshots }) => Snapshots,
    cursorOf: ({ Marker }) => Marker,
    sources: [groups, clusters],
    rowOf: (snapshot, names) => clusterSnapshotRow(snapshot, names, groupOf),
  });
}
