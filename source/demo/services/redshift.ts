/** Redshift: provisioned clusters with their snapshots, and what the two listings answer. */

import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore, kmsKeyArn, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileTexts } from '../estate/hostile-texts.ts';
import { namingFor, tagsOf } from '../estate/names.ts';
import { fail } from '../protocols/call.ts';
import type { Random } from '../random.ts';
import type { DemoService, World } from './operation.ts';
import type { Paging } from './paging.ts';
import { listing, madeOnce, purposesIn } from './small-service.ts';

/** What a region has of Redshift. */
interface RedshiftEstate {
  readonly clusters: Collection;
  readonly snapshots: Collection;
}

/** A cluster that snapshots are made of. */
interface Cluster {
  readonly row: Row;
  readonly name: string;
  readonly isGone: boolean;
}

/** What each is for, and for which service of the company. */
const purposes = [
  ['kpi', 'warehouse'],
  ['forecasting', 'history'],
  ['sap', 'reporting'],
] as const;

/** Snapshots of a cluster; those of the busiest region are more than a page. */
const snapshotsOf = (region: string) => (region === 'us-east-1' ? 60 : 10);

const invalid = (message: string): never => fail('InvalidParameterValue', 400, message);

const paging = (list: string): Paging => ({
  size: 'MaxRecords',
  token: 'Marker',
  nextToken: 'Marker',
  list,
  limits: { low: 20, high: 100, default: 100 },
  badSize: (value) => invalid(`Invalid value ${value} for MaxRecords. Must be between 20 and 100`),
  badToken: () => invalid('The parameter Marker is not valid.'),
});

const estateOf = madeOnce(redshiftEstate);

/** The simulated Redshift. */
export const redshift: DemoService = {
  protocol: 'aws-query',
  operations: {
    DescribeClusterSnapshots: listing(estateOf, paging('Snapshots'), (estate) => estate.snapshots),
    DescribeClusters: listing(estateOf, paging('Clusters'), (estate) => estate.clusters),
  },
};

/** The snapshots of a region. */
export const redshiftSnapshots = (world: World): Collection => estateOf(world).snapshots;

function redshiftEstate(context: RegionContext): RedshiftEstate {
  const { region } = context;
  const random = rowRandom(context, 'redshift');
  const clusters = purposesIn(context, purposes).map((_, index) => clusterAt(context, random(index), index));
  const snapshots = clusters.flatMap((cluster, index) =>
    Array.from({ length: snapshotsOf(region) }, (_, place) =>
      snapshotAt(context, cluster, random(1000 * (index + 1) + place), place),
    ).filter(({ SnapshotType }) => !cluster.isGone || SnapshotType === 'manual'),
  );
  return {
    clusters: collectionOf(clusters.filter(({ isGone }) => !isGone).map(({ row }) => row)),
    snapshots: collectionOf([
      ...snapshots,
      ...clusters.slice(0, 1).flatMap((cluster) => specimens(context, cluster, random(999_999))),
    ]),
  };
}

function clusterAt({ now }: RegionContext, random: Random, index: number): Cluster {
  const [service, role] = purposes[index % purposes.length] ?? purposes[0];
  const { name } = namingFor(service, 'prod', role);
  const identifier = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return {
    name: identifier,
    row: {
      ClusterIdentifier: identifier,
      ClusterStatus: 'available',
      ClusterCreateTime: daysBefore(now, random.between(400, 900)),
      NodeType: random.pick(['ra3.xlplus', 'ra3.4xlarge']),
      NumberOfNodes: random.between(2, 6),
      DBName: 'dev',
    },
    isGone: index === 2,
  };
}

/**
 * Every eighth one made by hand before a release, every tenth one by AWS Backup, the others automated, two a day; those
 * Redshift deletes with their cluster.
 */
function snapshotAt(context: RegionContext, cluster: Cluster, random: Random, place: number): Row {
  const isManual = place % 8 === 3;
  const isOfBackup = !isManual && place % 10 === 9;
  const days = place * (isManual ? 9 : 0.5) + 0.2 + (cluster.isGone ? 40 : 0);
  const created = daysBefore(context.now, days);
  const name = isManual
    ? `${cluster.name}-release-${place}`
    : isOfBackup
      ? `awsbackup:job-${random.hex(8)}`
      : `rs:${cluster.name}-${created.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')}`;
  const service = namingFor('kpi', 'prod', 'warehouse');
  return {
    ...snapshotOf(context, cluster, random, name),
    SnapshotCreateTime: created,
    SnapshotType: isManual || isOfBackup ? 'manual' : 'automated',
    TotalBackupSizeInMegaBytes: random.between(200_000, 4_000_000),
    ActualIncrementalBackupSizeInMegaBytes: random.between(100, 60_000),
    ManualSnapshotRetentionPeriod: isManual ? -1 : undefined,
    AccountsWithRestoreAccess: place % 16 === 3 ? [{ AccountId: '998877665544' }] : undefined,
    Tags: isManual ? tagsOf(random, service, context.hostile ? hostileTexts[place % 8] : name) : [],
  };
}

function snapshotOf(context: RegionContext, { name, row }: Cluster, random: Random, id: string): Row {
  const { owner, region } = context;
  return {
    SnapshotIdentifier: id,
    ClusterIdentifier: name,
    ClusterCreateTime: row.ClusterCreateTime,
    NodeType: row.NodeType,
    NumberOfNodes: row.NumberOfNodes,
    DBName: row.DBName,
    Status: 'available',
    Encrypted: true,
    KmsKeyId: kmsKeyArn(context, random),
    OwnerAccount: owner.id,
    SnapshotArn: `arn:aws:redshift:${region}:${owner.id}:snapshot:${name}/${id}`,
  };
}

/** The rare kinds of snapshot, once in every region that has clusters. */
function specimens(context: RegionContext, cluster: Cluster, random: Random): Row[] {
  const { now, region } = context;
  const other = region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1';
  const of = (id: string): Row => ({
    ...snapshotOf(context, cluster, random, `${cluster.name}-${id}`),
    SnapshotType: 'manual',
    TotalBackupSizeInMegaBytes: 350_000,
    Tags: [],
  });
  return [
    // Under way: Redshift answers -1 for what it does not know yet.
    {
      ...of('now'),
      Status: 'creating',
      SnapshotCreateTime: daysBefore(now, 0.01),
      TotalBackupSizeInMegaBytes: -1,
      ActualIncrementalBackupSizeInMegaBytes: -1,
    },
    { ...of('lost'), Status: 'failed', SnapshotCreateTime: daysBefore(now, 70) },
    { ...of('plain'), Encrypted: false, KmsKeyId: undefined, SnapshotCreateTime: daysBefore(now, 300) },
    { ...of('for-a-month'), SnapshotCreateTime: daysBefore(now, 18), ManualSnapshotRemainingDays: 12 },
    // A copy from another region, and one of a cluster that had the same name.
    { ...of('from-afar'), SourceRegion: other, SnapshotCreateTime: daysBefore(now, 30) },
    {
      ...of('before-rebuild'),
      ClusterCreateTime: daysBefore(now, 2000),
      SnapshotCreateTime: daysBefore(now, 950),
    },
    // A type and a status of tomorrow, and next to nothing else.
    {
      SnapshotIdentifier: `${cluster.name}-tomorrow`,
      SnapshotType: 'continuous',
      Status: 'archiving',
      SnapshotCreateTime: daysBefore(now, 3),
    },
  ];
}
