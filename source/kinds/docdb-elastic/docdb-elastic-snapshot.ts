import type { ListClusterSnapshotsCommandOutput } from '@aws-sdk/client-docdb-elastic';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import type { ListedSource } from '../define/listed-source.ts';
import { namedSource } from '../snapshots/named-sources.ts';
import { type PlainWords, plainColumns } from '../snapshots/plain-columns.ts';
import { MADE_BY_HAND, plainFacts, plainTab } from '../snapshots/plain-facts.ts';
import { plainPages } from '../snapshots/plain-listing.ts';
import { join, merged } from '../snapshots/snapshot-joins.ts';
import {
  type ClusterNames,
  clusterId,
  type DocdbElasticRow,
  docdbElasticRow,
  docdbElasticSample,
  type SnapshotType,
} from './docdb-elastic-row.ts';

type DocdbElastic = typeof import('../../aws/docdb-elastic.ts');

const WORDS: PlainWords = {
  service: 'DocumentDB Elastic',
  source: 'cluster',
  sources: 'elastic clusters',
  goesBy: 'id',
  about: {
    source: 'The id of the elastic cluster that it was made of: the end of its ARN.',
    size: 'Blank: AWS tells no size of one.',
    creationTime: 'When it was made.',
    encrypted: 'yes: DocumentDB keeps elastic clusters and their snapshots encrypted.',
    cost: 'Blank: AWS tells no size of one.',
  },
};

const FACTS = plainFacts({
  tab: plainTab('docdb', 'DocDB Elastic'),
  words: WORDS,
  // AWS lists states of clusters for snapshots, too, and says of none that a snapshot failed.
  statuses: { column: 'status', good: ['ACTIVE'], failed: [], underWay: ['CREATING', 'COPYING'] },
  price: null,
  expires: false,
});

/** Snapshots of DocumentDB's elastic clusters, automatic and manual; those of its other clusters are RDS cluster snapshots. */
export const docdbElasticSnapshot = defineResource<DocdbElasticRow>({
  ...FACTS,
  id: 'docdb-elastic-snapshot',
  title: 'DocumentDB elastic cluster snapshots',
  gridHeader: 'DocDB Elastic',
  sheets: [{ name: 'DocumentDB Elastic Snapshots', position: 20 }],
  columns: plainColumns<DocdbElasticRow>(WORDS, () => true, []).filter(({ header }) => header !== 'KMS Key'),
  actions: ['docdb-elastic:ListClusterSnapshots', 'docdb-elastic:ListClusters'],
  collect,
  sources: { ...FACTS.sources, unsized: 'AWS tells no size of a snapshot of an elastic cluster' },
  // The list of all: the console has a page for each, whose address is not documented.
  consolePage: (text, region) =>
    text('snapshot_id') === null ? null : `docdb/home?region=${region}#elastic-snapshots`,
  deleteCommand: {
    service: 'docdb-elastic',
    operation: 'delete-cluster-snapshot',
    options: [{ option: '--snapshot-arn', column: 'snapshot_arn' }],
    only: MADE_BY_HAND,
  },
  describeCommands: [describedBy('docdb-elastic', 'get-cluster-snapshot', '--snapshot-arn', 'snapshot_arn')],
  loads: () => import('../../aws/docdb-elastic.ts'),
  sample: docdbElasticSample,
});

/** A page with the type that it was asked for. */
interface TypedPage {
  readonly type: SnapshotType;
  readonly output: ListClusterSnapshotsCommandOutput;
}

async function* collect(context: CollectContext): AsyncGenerator<Page<DocdbElasticRow>, void, undefined> {
  const docdb = await import('../../aws/docdb-elastic.ts');
  const listed = listClusters(context, docdb);
  context.sources(listed.then(({ sources }) => sources));
  const names = listed.then((clusters) => clusters.names);
  const types: readonly SnapshotType[] = ['manual', 'automated'];
  yield* plainPages(context, {
    pages: merged(
      types.map((type) => ({ start: () => pagesOf(context, docdb, type), weight: 1 })),
      types.length,
    ),
    itemsOf: ({ type, output }) => output.snapshots?.map((snapshot) => ({ type, snapshot })),
    cursorOf: ({ output }) => output.nextToken,
    sources: [join(context, 'elastic clusters', names)],
    rowOf: (snapshot, [clusters]) => docdbElasticRow(snapshot, clusters),
  });
}

async function* pagesOf(
  context: CollectContext,
  docdb: DocdbElastic,
  type: SnapshotType,
): AsyncGenerator<TypedPage, void, undefined> {
  for await (const output of context.pages(docdb.listClusterSnapshots, { snapshotType: type }))
    yield { type, output };
}

/** The elastic clusters of a region; all of them are encrypted. */
async function listClusters(
  context: CollectContext,
  docdb: DocdbElastic,
): Promise<{ readonly names: NonNullable<ClusterNames>; readonly sources: readonly ListedSource[] }> {
  const names = new Map<string, string | undefined>();
  const sources: ListedSource[] = [];
  for await (const { clusters } of context.pages(docdb.listClusters, {})) {
    for (const cluster of clusters ?? []) {
      const { clusterArn, clusterName, status } = cluster;
      if (clusterArn === undefined) continue;
      names.set(clusterArn, clusterName);
      const listed = namedSource(WORDS.service, clusterId(clusterArn), clusterArn, cluster);
      sources.push({ ...listed, name: clusterName, state: status, encrypted: true });
    }
  }
  return { names, sources };
}
