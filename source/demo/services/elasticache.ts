/** ElastiCache: clusters, replication groups and serverless caches with their snapshots, and what the listings answer. */

import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore, kmsKeyArn, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileTexts } from '../estate/hostile-texts.ts';
import { fail } from '../protocols/call.ts';
import type { DemoService } from './operation.ts';
import type { Paging } from './paging.ts';
import { hyphenated, listing, madeOnce, purposesIn } from './small-service.ts';

/** What a region has of ElastiCache. */
interface CacheEstate {
  readonly groups: Collection;
  readonly clusters: Collection;
  readonly snapshots: Collection;
  readonly caches: Collection;
  readonly serverlessSnapshots: Collection;
}

/** What each is for, and for which service of the company; the last one is gone, and only its snapshots tell of it. */
const groups = [
  ['wms', 'sessions'],
  ['track-and-trace', 'positions'],
  ['booking', 'quotes'],
] as const;

/** Snapshots of a group; those of the busiest region are more than a page. */
const snapshotsOf = (region: string) => (region === 'us-east-1' ? 30 : 8);

const invalid = (message: string): never => fail('InvalidParameterValue', 400, message);

const byMarker = (list: string, high: number): Paging => ({
  ...{ size: 'MaxRecords', token: 'Marker', nextToken: 'Marker', list },
  limits: { low: 20, high, default: high },
  badSize: (value) => invalid(`Invalid value ${value} for MaxRecords. Must be between 20 and ${high}`),
  badToken: () => invalid('The parameter Marker is not valid.'),
});

const byToken = (list: string): Paging => ({
  ...{ size: 'MaxResults', token: 'NextToken', nextToken: 'NextToken', list },
  limits: { low: 1, high: 50, default: 50 },
  badSize: (value) => invalid(`Invalid value ${value} for MaxResults. Must be between 1 and 50`),
  badToken: () => invalid('The parameter NextToken is not valid.'),
});

const estateOf = madeOnce(cacheEstate);

/** The simulated ElastiCache. */
export const elasticache: DemoService = {
  protocol: 'aws-query',
  operations: {
    DescribeSnapshots: listing(estateOf, byMarker('Snapshots', 50), ({ snapshots }) => snapshots),
    DescribeReplicationGroups: listing(
      estateOf,
      byMarker('ReplicationGroups', 100),
      (estate) => estate.groups,
    ),
    DescribeCacheClusters: listing(estateOf, byMarker('CacheClusters', 100), ({ clusters }) => clusters),
    DescribeServerlessCacheSnapshots: listing(
      estateOf,
      byToken('ServerlessCacheSnapshots'),
      ({ serverlessSnapshots }) => serverlessSnapshots,
    ),
    DescribeServerlessCaches: listing(estateOf, byToken('ServerlessCaches'), ({ caches }) => caches),
  },
};

function cacheEstate(context: RegionContext): CacheEstate {
  const { region } = context;
  const names = purposesIn(context, groups).map(hyphenated);
  const present = names.filter((_, index) => index !== groups.length - 1);
  const [first] = names;
  const serverless = names.length === 0 ? [] : [hyphenated(['booking', 'rates'])];
  const unbacked = names.length === 0 ? [] : [hyphenated(['declarations', 'locks'])];
  const gone = serverless.map((name) => serverlessRow(context, `${name}-old`, 45));
  return {
    groups: collectionOf([...present, ...unbacked].map((name) => groupRow(context, name))),
    clusters: collectionOf([
      ...[...present, ...unbacked].flatMap((name) =>
        ['001', '002'].map((node) => ({ CacheClusterId: `${name}-${node}`, ReplicationGroupId: name })),
      ),
      ...(names.length === 0 ? [] : [memcached(context)]),
    ]),
    snapshots: collectionOf([
      ...names.flatMap((name, group) =>
        Array.from({ length: snapshotsOf(region) }, (_, place) => snapshotRow(context, name, group, place)),
      ),
      ...(first === undefined ? [] : rareSnapshots(context, first)),
    ]),
    caches: collectionOf(serverless.map((name) => ({ ServerlessCacheName: name, Status: 'available' }))),
    serverlessSnapshots: collectionOf([
      ...serverless.flatMap((name) =>
        Array.from({ length: snapshotsOf(region) * 2 }, (_, place) => serverlessRow(context, name, place)),
      ),
      ...gone,
    ]),
  };
}

function groupRow({ now }: RegionContext, name: string): Row {
  return { ReplicationGroupId: name, Status: 'available', ReplicationGroupCreateTime: daysBefore(now, 610) };
}

/** ElastiCache makes no snapshots of it. */
function memcached({ now }: RegionContext): Row {
  return {
    CacheClusterId: hyphenated(['label-printing', 'pages']),
    CacheClusterStatus: 'available',
    Engine: 'memcached',
    CacheClusterCreateTime: daysBefore(now, 820),
  };
}

/** One a night, made by ElastiCache; every sixth one by hand. */
function snapshotRow(context: RegionContext, name: string, group: number, place: number): Row {
  const { hostile, now } = context;
  const isManual = place % 6 === 2;
  const created = daysBefore(now, (isManual ? 20 : 1) * place + 0.15 + (group === 2 ? 45 : 0));
  const told = hostile ? hostileTexts[place % hostileTexts.length] : `${name}-release-${place}`;
  const id = isManual ? (told ?? name) : `automatic.${name}-${created.toISOString().slice(0, 10)}-${place}`;
  const random = rowRandom(context, 'elasticache')(1000 * (group + 1) + place);
  const size = random.between(200, 4000);
  return {
    ...common(context, name, id),
    SnapshotSource: isManual ? 'manual' : 'automated',
    SnapshotStatus: 'available',
    NodeSnapshots: ['0001', '0002'].map((node) => ({
      CacheClusterId: `${name}-${node}`,
      NodeGroupId: node,
      CacheSize: `${size} MB`,
      SnapshotCreateTime: created,
    })),
    KmsKeyId: place % 5 === 4 ? undefined : kmsKeyArn(context, random),
  };
}

function common({ owner, region }: RegionContext, name: string, id: string): Row {
  return {
    SnapshotName: id,
    ReplicationGroupId: name,
    CacheNodeType: 'cache.r7g.large',
    Engine: 'valkey',
    EngineVersion: '7.2.6',
    NumNodeGroups: 2,
    ARN: `arn:aws:elasticache:${region}:${owner.id}:snapshot:${encodeURIComponent(id)}`,
  };
}

/** One under way, of which no size is known; and one of a cluster alone, with next to nothing else. */
function rareSnapshots(context: RegionContext, name: string): readonly Row[] {
  const created = daysBefore(context.now, 0.01);
  return [
    {
      ...common(context, name, `${name}-now`),
      SnapshotSource: 'manual',
      SnapshotStatus: 'creating',
      NodeSnapshots: [{ CacheClusterId: `${name}-001`, SnapshotCreateTime: created }],
    },
    {
      SnapshotName: 'tomorrow',
      CacheClusterId: `${name}-001`,
      SnapshotSource: 'streamed',
      NodeSnapshots: [],
    },
  ];
}

function serverlessRow(context: RegionContext, name: string, place: number): Row {
  const { now, owner, region } = context;
  const isManual = place % 7 === 3;
  const created = daysBefore(now, place + 0.3);
  const id = `${name}-${isManual ? 'by-hand' : 'auto'}-${place}`;
  const random = rowRandom(context, 'elasticache-serverless')(place);
  return {
    ServerlessCacheSnapshotName: id,
    ARN: `arn:aws:elasticache:${region}:${owner.id}:serverlesssnapshot:${id}`,
    KmsKeyId: kmsKeyArn(context, random),
    SnapshotType: isManual ? 'manual' : 'automated',
    Status: place === 0 ? 'creating' : 'available',
    CreateTime: created,
    ExpiryTime: isManual ? undefined : daysBefore(created, -35),
    BytesUsedForCache: place === 0 ? undefined : String(random.between(20, 900) * 1024 ** 2),
    ServerlessCacheConfiguration: {
      ServerlessCacheName: name,
      Engine: 'valkey',
      MajorEngineVersion: '8',
    },
  };
}
