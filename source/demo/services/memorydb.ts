/** MemoryDB: clusters with their snapshots, and what the two listings answer. */

import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore, kmsKeyArn, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileJsonTexts } from '../estate/hostile-texts.ts';
import { fail } from '../protocols/call.ts';
import type { DemoService } from './operation.ts';
import type { Paging } from './paging.ts';
import { hyphenated, listing, madeOnce, type Purpose, purposesIn } from './small-service.ts';

/** What a region has of MemoryDB. */
interface MemorydbEstate {
  readonly clusters: Collection;
  readonly snapshots: Collection;
}

/** What each holds, and for which service of the company; the last one is gone, and only its snapshots tell of it. */
const clusters: readonly Purpose[] = [
  ['wms', 'stock'],
  ['track-and-trace', 'events'],
  ['booking', 'holds'],
];

/** Snapshots of a cluster; those of the busiest region are more than a page. */
const snapshotsOf = (region: string) => (region === 'us-east-1' ? 28 : 6);

const invalid = (message: string): never => fail('InvalidParameterValueException', 400, message);

const paging = (list: string, high: number): Paging => ({
  ...{ size: 'MaxResults', token: 'NextToken', nextToken: 'NextToken', list },
  limits: { low: 1, high, default: high },
  badSize: (value) => invalid(`Invalid value ${value} for MaxResults.`),
  badToken: () => invalid('The parameter NextToken is not valid.'),
});

const estateOf = madeOnce(memorydbEstate);

/** The simulated MemoryDB; without ShowDetail it tells of no shards, which hold both size and time. */
export const memorydb: DemoService = {
  protocol: 'json-1-1',
  target: 'AmazonMemoryDB',
  operations: {
    DescribeSnapshots: listing(estateOf, paging('Snapshots', 50), ({ snapshots }) => snapshots),
    DescribeClusters: listing(estateOf, paging('Clusters', 100), (estate) => estate.clusters),
  },
};

function memorydbEstate(context: RegionContext): MemorydbEstate {
  const names = purposesIn(context, clusters).map(hyphenated);
  const [first] = names;
  return {
    clusters: collectionOf(
      names.slice(0, clusters.length - 1).map((Name) => ({ Name, Status: 'available' })),
    ),
    snapshots: collectionOf([
      ...names.flatMap((name, cluster) =>
        Array.from({ length: snapshotsOf(context.region) }, (_, place) =>
          snapshotRow(context, name, cluster, place),
        ),
      ),
      ...(first === undefined ? [] : rareSnapshots(context, first)),
    ]),
  };
}

/** One a night, made by MemoryDB; every seventh one by hand. */
function snapshotRow(context: RegionContext, name: string, cluster: number, place: number): Row {
  const { hostile, now } = context;
  const isManual = place % 7 === 2;
  const created = daysBefore(now, (isManual ? 18 : 1) * place + 0.2 + (cluster === 2 ? 50 : 0));
  const told = hostile ? hostileJsonTexts[place % hostileJsonTexts.length] : `${name}-release-${place}`;
  const id = isManual ? (told ?? name) : `automatic.${name}-${created.toISOString().slice(0, 10)}-${place}`;
  const random = rowRandom(context, 'memorydb')(1000 * (cluster + 1) + place);
  return {
    ...bareSnapshot(context, name, id),
    Source: isManual ? 'manual' : 'automated',
    Status: 'available',
    KmsKeyId: place % 4 === 3 ? undefined : kmsKeyArn(context, random),
    ClusterConfiguration: configuration(name, [
      { Name: '0001', Size: `${random.between(300, 5000)} MB`, SnapshotCreationTime: created },
      { Name: '0002', Size: `${random.between(300, 5000)} MB`, SnapshotCreationTime: created },
    ]),
  };
}

function bareSnapshot({ owner, region }: RegionContext, name: string, id: string): Row {
  return {
    Name: id,
    ARN: `arn:aws:memorydb:${region}:${owner.id}:snapshot/${encodeURIComponent(id)}`,
    ClusterConfiguration: { Name: name },
    DataTiering: 'false',
  };
}

function configuration(name: string, shards: readonly Row[]): Row {
  return {
    Name: name,
    NodeType: 'db.r7g.large',
    Engine: 'valkey',
    EngineVersion: '7.2',
    NumShards: shards.length,
    SnapshotRetentionLimit: 28,
    Shards: shards,
  };
}

/** One under way, of which no size is known; and one with a source of tomorrow and next to nothing else. */
function rareSnapshots(context: RegionContext, name: string): readonly Row[] {
  const created = daysBefore(context.now, 0.01);
  return [
    {
      ...bareSnapshot(context, name, `${name}-now`),
      Source: 'manual',
      Status: 'creating',
      ClusterConfiguration: configuration(name, [{ Name: '0001', SnapshotCreationTime: created }]),
    },
    { ...bareSnapshot(context, name, `${name}-tomorrow`), Source: 'streamed' },
  ];
}
