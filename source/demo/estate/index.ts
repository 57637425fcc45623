import { type Collection, concatenated } from './collection.ts';
import { accountId, type RegionContext } from './context.ts';
import { type DatasyncEstate, datasyncEstate } from './datasync.ts';
import { type EbsEstate, ebsEstate } from './ebs.ts';
import { type EfsEstate, efsEstate } from './efs.ts';
import { type RdsEstate, rdsEstate } from './rds.ts';
import { type ClusterEstate, clusterEstate } from './rds-clusters.ts';
import { type DemoRegion, demoRegions, enabledRegionNames } from './regions.ts';
import { type EstateSize, type RegionCounts, regionCounts } from './sizes.ts';

export type { Collection } from './collection.ts';
export type { EstateSize } from './sizes.ts';

export interface RegionEstate {
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
export const rowKinds: readonly EstateKind[] = [
  'snapshots',
  'db-snapshots',
  'backup-db-snapshots',
  'db-cluster-snapshots',
  'recovery-points',
  'tasks',
  'locations',
  'agents',
  'task-executions',
];

/** Everything that the simulated account owns; the same for the same seed, size and instant. */
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
  /** True: the account has opted in to every region; those that are off otherwise hold as much as another one. */
  readonly everyRegion?: boolean;
}

export function createEstate({ size, seed, now, clock, everyRegion = false }: EstateOptions): Estate {
  const regions = new Map<string, RegionEstate>();
  const all = everyRegion ? demoRegions.map(optedIn) : demoRegions;
  const on = everyRegion ? all.map(({ name }) => name) : enabledRegionNames;
  const region = (name: string): RegionEstate | undefined => {
    const place = on.indexOf(name);
    if (place < 0) return undefined;
    const known = regions.get(name);
    if (known !== undefined) return known;
    const alike = enabledRegionNames[place % enabledRegionNames.length] ?? name;
    const context: RegionContext = {
      seed,
      region: name,
      counts: regionCounts(size, alike),
      hostile: size === 'hostile',
      now,
      clock,
    };
    const made: RegionEstate = {
      counts: context.counts,
      ebs: ebsEstate(context),
      rds: rdsEstate(context),
      clusters: clusterEstate(context),
      efs: efsEstate(context),
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
    account: { id: accountId, name: 'larkspur-prod', alias: 'larkspur-prod' },
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
