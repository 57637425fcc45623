import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { plainPages } from '../snapshots/plain-listing.ts';
import { join } from '../snapshots/snapshot-joins.ts';
import { CACHE_COLUMNS } from './cache-columns.ts';
import { CACHE_FACTS, cacheConsolePage, SERVERLESS_SNAPSHOT_DELETE } from './cache-facts.ts';
import { serverlessSnapshotSample } from './cache-samples.ts';
import { type CacheSnapshotRow, serverlessSnapshotRow } from './cache-snapshot-row.ts';
import { listServerlessCaches } from './cache-sources.ts';

/** Snapshots of ElastiCache's serverless caches, automatic and manual. */
export const elasticacheServerlessSnapshot = defineResource<CacheSnapshotRow>({
  ...CACHE_FACTS,
  id: 'elasticache-serverless-snapshot',
  title: 'ElastiCache serverless cache snapshots',
  gridHeader: 'Serverless',
  sheets: [{ name: 'Serverless Cache Snapshots', position: 16 }],
  columns: CACHE_COLUMNS,
  actions: ['elasticache:DescribeServerlessCacheSnapshots', 'elasticache:DescribeServerlessCaches'],
  collect,
  sources: { ...CACHE_FACTS.sources, title: 'serverless caches' },
  consolePage: cacheConsolePage,
  deleteCommand: SERVERLESS_SNAPSHOT_DELETE,
  describeCommands: [
    describedBy(
      'elasticache',
      'describe-serverless-cache-snapshots',
      '--serverless-cache-snapshot-name',
      'snapshot_id',
    ),
  ],
  loads: () => import('../../aws/elasticache.ts'),
  sample: serverlessSnapshotSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<CacheSnapshotRow>, void, undefined> {
  const elasticache = await import('../../aws/elasticache.ts');
  const listed = listServerlessCaches(context, elasticache);
  context.sources(listed.then(({ sources }) => sources));
  const caches = join(
    context,
    'serverless caches',
    listed.then(({ names }) => names),
  );
  yield* plainPages(context, {
    pages: context.pages(elasticache.describeServerlessCacheSnapshots, {}),
    itemsOf: ({ ServerlessCacheSnapshots }) => ServerlessCacheSnapshots,
    cursorOf: ({ NextToken }) => NextToken,
    sources: [caches],
    rowOf: (snapshot, [names]) => serverlessSnapshotRow(snapshot, names),
  });
}
