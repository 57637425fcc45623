/** DocumentDB's elastic clusters with their snapshots, and what the two listings answer. */

import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileJsonTexts } from '../estate/hostile-texts.ts';
import { fail } from '../protocols/call.ts';
import type { DemoService } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';
import { hyphenated, listing, madeOnce, type Purpose, purposesIn } from './small-service.ts';

/** What a region has of them. */
interface ElasticEstate {
  readonly clusters: Collection;
  readonly snapshots: Readonly<Record<SnapshotType, Collection>>;
}

/** AWS does not say of what type a snapshot is: it lists those of one, or of both. */
type SnapshotType = 'manual' | 'automated';

/** A cluster that snapshots are made of. */
interface Cluster {
  readonly name: string;
  readonly arn: string;
}

/** What each holds, and for which service of the company; the last one is gone, and only its snapshots tell of it. */
const purposes: readonly Purpose[] = [
  ['wms', 'catalogue'],
  ['declarations', 'archive'],
  ['booking', 'pilot'],
];

/** Snapshots of a type of a cluster; the automatic ones of the busiest region are more than a page. */
const snapshotsOf = (region: string, type: SnapshotType) =>
  region === 'us-east-1' ? (type === 'automated' ? 35 : 9) : 4;

const invalid = (message: string): never => fail('ValidationException', 400, message);

const paging = (list: string): Paging => ({
  ...{ size: 'maxResults', token: 'nextToken', nextToken: 'nextToken', list },
  limits: { low: 20, high: 100, default: 100 },
  badSize: (value) => invalid(`Invalid maxResults: ${value}`),
  badToken: () => invalid('Invalid nextToken.'),
});

const estateOf = madeOnce(elasticEstate);

/** The simulated service of elastic clusters. */
export const docdbElastic: DemoService = {
  protocol: 'rest-json',
  operations: {
    ListClusterSnapshots: (call, world) => {
      const { automated, manual } = estateOf(world).snapshots;
      const isAutomated = call.parameters.text('snapshotType') === 'automated';
      return pageOf(call, isAutomated ? automated : manual, paging('snapshots'));
    },
    ListClusters: listing(estateOf, paging('clusters'), ({ clusters }) => clusters),
  },
};

function elasticEstate(context: RegionContext): ElasticEstate {
  const { owner, region } = context;
  const random = rowRandom(context, 'docdb-elastic');
  const clusters = purposesIn(context, purposes).map((purpose, index): Cluster => {
    const id = `${random(index).hex(8)}-90ab-4cde-8f01-23456789abcd`;
    return {
      name: hyphenated(purpose),
      arn: `arn:aws:docdb-elastic:${region}:${owner.id}:cluster/${id}`,
    };
  });
  const of = (type: SnapshotType) =>
    clusters.flatMap((cluster, index) =>
      Array.from({ length: snapshotsOf(region, type) }, (_, place) =>
        snapshotAt(context, cluster, { type, index, place }),
      ),
    );
  return {
    clusters: collectionOf(
      clusters.slice(0, purposes.length - 1).map(({ name, arn }) => ({
        clusterName: name,
        clusterArn: arn,
        status: 'ACTIVE',
      })),
    ),
    snapshots: {
      automated: collectionOf(of('automated')),
      manual: collectionOf([
        ...of('manual'),
        ...clusters.slice(0, 1).flatMap((one) => specimens(context, one)),
      ]),
    },
  };
}

/** One a night by itself; by hand one a quarter. */
function snapshotAt(
  context: RegionContext,
  cluster: Cluster,
  { type, index, place }: { readonly type: SnapshotType; readonly index: number; readonly place: number },
): Row {
  const days = (type === 'automated' ? 1 : 90) * place + 0.3 + (index === 2 ? 40 : 0);
  const told = context.hostile
    ? hostileJsonTexts[place % hostileJsonTexts.length]
    : `${cluster.name}-quarter-${place}`;
  const name = type === 'automated' ? `${cluster.name}-automated-${place}` : (told ?? cluster.name);
  return snapshotRow(context, cluster, name, days);
}

function snapshotRow(context: RegionContext, cluster: Cluster, name: string, days: number): Row {
  const { now, owner, region } = context;
  const id = `${rowRandom(context, `docdb-elastic/${cluster.arn}/${name}`)(Math.round(days)).hex(8)}`;
  return {
    snapshotName: name,
    snapshotArn: `arn:aws:docdb-elastic:${region}:${owner.id}:cluster-snapshot/${id}-1a2b-4c3d-8e4f-5a6b7c8d9e0f`,
    clusterArn: cluster.arn,
    status: 'ACTIVE',
    snapshotCreationTime: daysBefore(now, days).toISOString(),
  };
}

/** One under way, and one with a status of tomorrow and of a cluster that nobody names. */
function specimens(context: RegionContext, cluster: Cluster): Row[] {
  return [
    { ...snapshotRow(context, cluster, `${cluster.name}-now`, 0.01), status: 'CREATING' },
    {
      ...snapshotRow(context, cluster, `${cluster.name}-tomorrow`, 3),
      status: 'ARCHIVING',
      clusterArn: undefined,
    },
  ];
}
