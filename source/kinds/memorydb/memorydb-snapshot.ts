import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { type NamedSources, namedSource, namedSources } from '../snapshots/named-sources.ts';
import { clusterColumns, type PlainWords, plainColumns } from '../snapshots/plain-columns.ts';
import { MADE_BY_HAND, plainFacts, plainTab } from '../snapshots/plain-facts.ts';
import { plainPages } from '../snapshots/plain-listing.ts';
import { join } from '../snapshots/snapshot-joins.ts';
import { type MemorydbSnapshotRow, memorydbSample, memorydbSnapshotRow } from './memorydb-snapshot-row.ts';

const WORDS: PlainWords = {
  service: 'MemoryDB',
  source: 'cluster',
  sources: 'clusters',
  goesBy: 'name',
  about: {
    source: 'The cluster that it was made of.',
    size: 'What it takes: the sizes that AWS gives of its shards, blank where it gives not all.',
    creationTime: 'When it was made; of several shards, the earliest.',
    encrypted: 'yes: MemoryDB keeps every snapshot encrypted.',
    cost: 'What keeping it costs a month, in US dollars: all of its size; blank where price or size is not known.',
  },
};

/** Snapshots of MemoryDB's clusters, automatic and manual. */
export const memorydbSnapshot = defineResource<MemorydbSnapshotRow>({
  ...plainFacts({
    tab: plainTab('memorydb', 'MemoryDB'),
    words: WORDS,
    // AWS names no status of one that failed.
    statuses: { column: 'status', good: ['available'], failed: [], underWay: ['creating', 'copying'] },
    price: 'memorydb_snapshot',
    expires: false,
  }),
  id: 'memorydb-snapshot',
  title: 'MemoryDB snapshots',
  gridHeader: 'MemoryDB',
  sheets: [{ name: 'MemoryDB Snapshots', position: 18 }],
  columns: plainColumns<MemorydbSnapshotRow>(
    WORDS,
    () => true,
    clusterColumns({
      engine: 'redis or valkey.',
      engineVersion: 'The version of its engine.',
      nodeType: 'The type of the nodes of its cluster.',
      shards: 'How many shards its cluster had.',
    }),
  ),
  actions: ['memorydb:DescribeSnapshots', 'memorydb:DescribeClusters'],
  collect,
  // The list of all: the console has a page for each, whose address is not documented.
  consolePage: (text, region) =>
    text('snapshot_id') === null ? null : `memorydb/home?region=${region}#/snapshots`,
  deleteCommand: {
    service: 'memorydb',
    operation: 'delete-snapshot',
    options: [{ option: '--snapshot-name', column: 'snapshot_id' }],
    only: MADE_BY_HAND,
  },
  describeCommands: [describedBy('memorydb', 'describe-snapshots', '--snapshot-name', 'snapshot_id')],
  loads: () => import('../../aws/memorydb.ts'),
  sample: memorydbSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<MemorydbSnapshotRow>, void, undefined> {
  const memorydb = await import('../../aws/memorydb.ts');
  const listed = listClusters(context, memorydb);
  context.sources(listed.then(({ sources }) => sources));
  const clusters = join(
    context,
    'clusters',
    listed.then(({ names }) => names),
  );
  yield* plainPages(context, {
    pages: context.pages(memorydb.describeSnapshots, { ShowDetail: true }),
    itemsOf: ({ Snapshots }) => Snapshots,
    cursorOf: ({ NextToken }) => NextToken,
    sources: [clusters],
    rowOf: (snapshot, [names]) => memorydbSnapshotRow(snapshot, names),
  });
}

/** The clusters of a region; MemoryDB keeps every one encrypted. */
function listClusters(
  context: CollectContext,
  memorydb: typeof import('../../aws/memorydb.ts'),
): Promise<NamedSources> {
  const { partition, region, account } = context.place;
  return namedSources(
    context.pages(memorydb.describeClusters, {}),
    ({ Clusters }) => Clusters,
    ({ Name }) => Name,
    (cluster, name) => ({
      ...namedSource(
        'MemoryDB',
        name,
        cluster.ARN ?? `arn:${partition}:memorydb:${region}:${account}:cluster/${name}`,
        cluster,
      ),
      state: cluster.Status,
      encrypted: true,
    }),
  );
}
