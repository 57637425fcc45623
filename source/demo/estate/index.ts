import { hashText } from '../random.ts';
import { type Collection, concatenated } from './collection.ts';
import type { RegionContext } from './context.ts';
import { type DatasyncEstate, datasyncEstate } from './datasync.ts';
import { type EbsEstate, ebsEstate } from './ebs.ts';
import { type EfsEstate, efsEstate } from './efs.ts';
import { type Owner, soleOwner } from './owner.ts';
import { type RdsEstate, rdsEstate } from './rds.ts';
import { type ClusterEstate, clusterEstate } from './rds-clusters.ts';
import { type DemoRegion, demoRegions, enabledRegionNames } from './regions.ts';
import { type EstateSize, type RegionCounts, regionCounts } from './sizes.ts';

export type { Collection } from './collection.ts';
export type { EstateSize } from './sizes.ts';

export interface RegionEstate {
  readonly context: RegionContext;
  readonly counts: RegionCounts;
  readonly ebs: EbsEstate;
  readonly rds: RdsEstate;
  readonly clusters: ClusterEstate;
  readonly efs: EfsEstate;
  readonly datasync: DatasyncEstate;
}

export const estateKinds = [
  'snapshots',
  'volumes',
  'images',
  'db-snapshots',
  'backup-db-snapshots',
  'db-instances',
  'db-cluster-snapshots',
  'db-clusters',
  'file-systems',
  'vaults',
  'recovery-points',
  'tasks',
  'locations',
  'agents',
  'task-executions',
] as const;

export type EstateKind = (typeof estateKinds)[number];

/** The kinds that are snapdeck's rows; the others only tell it more about them. */
export const rowKinds = [
  'snapshots',
  'db-snapshots',
  'backup-db-snapshots',
  'db-cluster-snapshots',
  'recovery-points',
  'tasks',
  'locations',
  'agents',
  'task-executions',
] as const satisfies readonly EstateKind[];

export type RowKind = (typeof rowKinds)[number];

/** Everything that a simulated account owns; the same for the same account, seed, size and instant. */
export interface Estate {
  readonly account: { readonly id: string; readonly name: string; readonly alias: string };
  readonly size: EstateSize;
  readonly seed: number;
  readonly now: Date;
  readonly regions: readonly DemoRegion[];
  readonly region: (name: string) => RegionEstate | undefined;
  /** The truth about one kind in one region, in AWS field names. */
  readonly rows: (kind: EstateKind, region: string) => Collection;
  /** Of each kind over all regions. */
  readonly counts: () => Readonly<Record<EstateKind, number>>;
}

export interface EstateOptions {
  readonly size: EstateSize;
  readonly seed: number;
  readonly now: Date;
  readonly clock: () => Date;
  /** What is made night by night is kept for so many days more. */
  readonly daysMore?: number;
  /** True: the account has opted in to every region; those that are off otherwise hold as much as another one. */
  readonly everyRegion?: boolean;
  /** Whose it is, where it is not that of `--demo`. */
  readonly owner?: Owner;
  /** How much a region holds, if not what is usual for the size. */
  readonly countsOf?: (region: string) => RegionCounts;
  /** Regions that the account has opted in to. */
  readonly optedIn?: readonly string[];
  /** Regions of other accounts whose file systems are copied to central vaults in a region of this one. */
  readonly copiedFrom?: (region: string) => readonly RegionContext[];
  /** Snapshots of another account's images, which are copied here and volumes made of. */
  readonly goldenSnapshots?: (region: string) => readonly string[];
}

/** What all generators of a region of an estate start from. */
export function regionContext(options: EstateOptions, region: string, alike: string): RegionContext {
  const { size, seed, now, clock, owner = soleOwner, countsOf, copiedFrom, goldenSnapshots } = options;
  const { daysMore = 0 } = options;
  const counts = countsOf?.(region) ?? regionCounts(size, alike);
  return {
    // The estate of `--demo` is as old as the seed; every other account's numbers are its own.
    seed: owner === soleOwner ? seed : hashText(`${seed}/${owner.id}`),
    owner,
    region,
    counts:
      daysMore === 0
        ? counts
        : { ...counts, executions: Math.round((counts.executions * (30 + daysMore)) / 30) },
    daysMore,
    hostile: size === 'hostile',
    now,
    clock,
    ...(copiedFrom === undefined ? {} : { copiedFrom }),
    ...(goldenSnapshots === undefined ? {} : { goldenSnapshots }),
  };
}

export function createEstate(options: EstateOptions): Estate {
  const { size, seed, now, everyRegion = false, owner = soleOwner, optedIn: chosen = [] } = options;
  const regions = new Map<string, RegionEstate>();
  const isChosen = ({ name }: DemoRegion): boolean => everyRegion || chosen.includes(name);
  const all = demoRegions.map((one) => (isChosen(one) ? optedIn(one) : one));
  const on = all.filter(({ optInStatus }) => optInStatus !== 'not-opted-in').map(({ name }) => name);
  const region = (name: string): RegionEstate | undefined => {
    const place = on.indexOf(name);
    if (place < 0) return undefined;
    const known = regions.get(name);
    if (known !== undefined) return known;
    const alike = enabledRegionNames[place % enabledRegionNames.length] ?? name;
    const context = regionContext(options, name, alike);
    const [ebs, rds] = [ebsEstate(context), rdsEstate(context)];
    const made: RegionEstate = {
      context,
      counts: context.counts,
      ebs,
      rds,
      clusters: clusterEstate(context),
      efs: efsEstate(context, { ebs: ebs.backupSnapshots, rds: rds.backupDbSnapshots }),
      datasync: datasyncEstate(context),
    };
    regions.set(name, made);
    return made;
  };
  const rows = (kind: EstateKind, name: string): Collection => {
    const estate = region(name);
    return estate === undefined ? concatenated([]) : collections[kind](estate);
  };
  return {
    account: { id: owner.id, name: owner.name, alias: owner.name.toLowerCase().replaceAll(' ', '-') },
    size,
    seed,
    now,
    regions: all,
    region,
    rows,
    counts: () => {
      const total = (kind: EstateKind) => on.reduce((sum, name) => sum + rows(kind, name).count, 0);
      return {
        snapshots: total('snapshots'),
        volumes: total('volumes'),
        images: total('images'),
        'db-snapshots': total('db-snapshots'),
        'backup-db-snapshots': total('backup-db-snapshots'),
        'db-instances': total('db-instances'),
        'db-cluster-snapshots': total('db-cluster-snapshots'),
        'db-clusters': total('db-clusters'),
        'file-systems': total('file-systems'),
        vaults: total('vaults'),
        'recovery-points': total('recovery-points'),
        tasks: total('tasks'),
        locations: total('locations'),
        agents: total('agents'),
        'task-executions': total('task-executions'),
      };
    },
  };
}

function optedIn(region: DemoRegion): DemoRegion {
  return region.optInStatus === 'not-opted-in' ? { ...region, optInStatus: 'opted-in' } : region;
}

const collections: Readonly<Record<EstateKind, (estate: RegionEstate) => Collection>> = {
  snapshots: ({ ebs }) => ebs.snapshots,
  volumes: ({ ebs }) => ebs.volumes,
  images: ({ ebs }) => ebs.images,
  'db-snapshots': ({ rds }) => rds.dbSnapshots,
  'backup-db-snapshots': ({ rds }) => rds.backupDbSnapshots,
  'db-instances': ({ rds }) => rds.dbInstances,
  'db-cluster-snapshots': ({ clusters }) => clusters.dbClusterSnapshots,
  'db-clusters': ({ clusters }) => clusters.dbClusters,
  'file-systems': ({ efs }) => efs.fileSystems,
  vaults: ({ efs }) => efs.vaults,
  'recovery-points': ({ efs, counts }) =>
    concatenated(counts.vaults.flatMap(({ name }) => efs.points(name)?.efs ?? [])),
  tasks: ({ datasync }) => datasync.tasks,
  locations: ({ datasync }) => datasync.locations,
  agents: ({ datasync }) => datasync.agents,
  'task-executions': ({ datasync }) => datasync.executions,
};
