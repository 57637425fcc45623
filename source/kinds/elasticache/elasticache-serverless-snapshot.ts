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
  cacheConsolePage,
  cacheSources,
  SERVERLESS_SNAPSHOT_DELETE,
} from './cache-facts.ts';
import { serverlessSnapshotSample } from './cache-samples.ts';
import { type CacheSnapshotRow, serverlessSnapshotRow } from './cache-snapshot-row.ts';

/** Snapshots of ElastiCache's serverless caches, automatic and manual. */
export const elasticacheServerlessSnapshot = defineResource<CacheSnapshotRow>({
  id: 'elasticache-serverless-snapshot',
  title: 'ElastiCache serverless cache snapshots',
  noun: 'snapshot',
  group: 'snapshots',
  service: 'ElastiCache',
  byDefault: false,
  gridHeader: 'Serverless',
  tab: CACHE_TAB,
  sheets: [{ name: 'Serverless Cache Snapshots', position: 16 }],
  columns: CACHE_COLUMNS,
  key: ({ arn, id }) => arn ?? id,
  identity: 'snapshot_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: ['elasticache:DescribeServerlessCacheSnapshots', 'elasticache:DescribeServerlessCaches'],
  optionalActions: 'none',
  collect,
  derivation: CACHE_DERIVATION,
  refresh: 'none',
  statuses: CACHE_STATUSES,
  sources: cacheSources('serverless caches'),
  relations: CACHE_RELATIONS,
  findings: CACHE_FINDINGS,
  consolePage: cacheConsolePage,
  pricedBy: CACHE_PRICES,
  deleteCommand: SERVERLESS_SNAPSHOT_DELETE,
  recoveryPoints: 'none',
  loads: () => import('../../aws/elasticache.ts'),
  sample: serverlessSnapshotSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<CacheSnapshotRow>, void, undefined> {
  const elasticache = await import('../../aws/elasticache.ts');
  const caches = join(
    context,
    'serverless caches',
    namesIn(context.pages(elasticache.describeServerlessCaches, {}), ({ ServerlessCaches = [] }) =>
      ServerlessCaches.map(({ ServerlessCacheName }) => ServerlessCacheName),
    ),
  );
  yield* plainPages(context, {
    pages: context.pages(elasticache.describeServerlessCacheSnapshots, {}),
    itemsOf: ({ ServerlessCacheSnapshots }) => ServerlessCacheSnapshots,
    cursorOf: ({ NextToken }) => NextToken,
    sources: [caches],
    rowOf: (snapshot, [names]) => serverlessSnapshotRow(snapshot, names),
  });
}
