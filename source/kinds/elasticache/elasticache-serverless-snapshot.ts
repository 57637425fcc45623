import type { DescribeServerlessCacheSnapshotsCommandOutput } from '@aws-sdk/client-elasticache';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { join, namesIn, PAGES_HELD } from '../snapshots/snapshot-joins.ts';
import { isWanted } from '../snapshots/snapshot-values.ts';
import { CACHE_COLUMNS } from './cache-columns.ts';
import { CACHE_DERIVATION } from './cache-derivation.ts';
import {
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

/** Caches are listed beside the snapshots; that it failed counts only where there is a snapshot. */
async function* collect(context: CollectContext): AsyncGenerator<Page<CacheSnapshotRow>, void, undefined> {
  const elasticache = await import('../../aws/elasticache.ts');
  const caches = join(
    context,
    'serverless caches',
    namesIn(context.pages(elasticache.describeServerlessCaches, {}), ({ ServerlessCaches = [] }) =>
      ServerlessCaches.map(({ ServerlessCacheName }) => ServerlessCacheName),
    ),
  );
  const rowsOf = async (
    output: DescribeServerlessCacheSnapshotsCommandOutput,
  ): Promise<Page<CacheSnapshotRow>> => {
    const cursor = output.NextToken ?? null;
    const listed = output.ServerlessCacheSnapshots ?? [];
    if (listed.length === 0) return { rows: [], cursor };
    const names = await caches.result();
    const rows = listed.map((snapshot) => serverlessSnapshotRow(snapshot, names));
    return { rows: rows.filter(({ createdAt }) => isWanted(createdAt, context.options)), cursor };
  };
  const pages = context.pages(elasticache.describeServerlessCacheSnapshots, {});
  yield* mapConcurrently(pages, PAGES_HELD, rowsOf);
  await caches.over;
}
