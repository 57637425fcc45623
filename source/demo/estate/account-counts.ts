/** How much an account of a company holds, by what it is for. */
import { hashText, type Random, randomOf } from '../random.ts';
import { type EstateSize, nothing, type RegionCounts, type VaultCounts } from './sizes.ts';

/** What an account is for. */
export type AccountPart =
  | 'management'
  | 'log archive'
  | 'security'
  | 'network'
  | 'shared services'
  | 'backup'
  | 'production'
  | 'other stage'
  | 'sandbox';

/** The account as its counts depend on it. */
export interface CountedAccount {
  readonly id: string;
  readonly part: AccountPart;
  /** Where most of it is. */
  readonly mainRegion: string;
  /** A region that it has opted in to, and others have not. */
  readonly optedIn: readonly string[];
  /** Another account that keeps copies of its file systems. */
  readonly keptBy?: string;
}

/** What the busiest region of an account of each part holds, in the size `medium`. */
const most: Readonly<Record<AccountPart, (random: Random) => Partial<RegionCounts>>> = {
  management: () => ({ snapshots: 2, volumes: 1 }),
  'log archive': (random) => ({
    snapshots: random.between(4, 9),
    volumes: 2,
    vaults: [vault('Default', 0, 4)],
  }),
  security: (random) => ({ snapshots: random.between(8, 16), volumes: 4 }),
  network: (random) => ({ snapshots: random.between(20, 40), volumes: 10, vaults: [vault('Default', 0, 6)] }),
  'shared services': (random) => ({
    ...databasesOf(random, 4),
    snapshots: random.between(180, 320),
    volumes: 60,
    fileSystems: 3,
    vaults: [vault('Default', 8, 10), vault('efs-nightly', 105)],
    tasks: 4,
    locations: 8,
    agents: 1,
    executions: 30,
  }),
  backup: (random) => ({
    snapshots: random.between(2, 5),
    volumes: 1,
    vaults: [vault('Default', 0), { ...vault('central-vault', 1900, 260), isCentral: true }],
  }),
  production: (random) => {
    const fileSystems = random.between(2, 9);
    return {
      ...databasesOf(random, random.between(4, 16)),
      ...(random.chance(0.4) ? datasyncOf(random.between(2, 14)) : {}),
      snapshots: random.between(260, 1250),
      volumes: random.between(120, 420),
      fileSystems,
      vaults: [vault('Default', 10, 15), vault('efs-nightly', fileSystems * 35)],
    };
  },
  'other stage': (random) => ({
    ...databasesOf(random, random.between(1, 5)),
    ...(random.chance(0.15) ? datasyncOf(3) : {}),
    snapshots: random.between(50, 230),
    volumes: random.between(20, 90),
    fileSystems: random.between(0, 2),
    vaults: [vault('Default', 7, 3)],
  }),
  sandbox: (random) => ({ snapshots: random.between(4, 26), volumes: random.between(1, 9) }),
};

const factors: Readonly<Record<EstateSize, number>> = { small: 0.1, medium: 1, large: 1.4, hostile: 1 };

const secondRegions = ['us-west-2', 'eu-west-1', 'us-east-1', 'eu-central-1'] as const;
const forgottenRegions = [
  ...(['us-east-2', 'ca-central-1', 'eu-west-2', 'ap-southeast-1', 'ap-northeast-1'] as const),
  ...(['sa-east-1', 'eu-north-1', 'us-west-1', 'ap-south-1', 'ap-southeast-2'] as const),
] as const;

/** How much each region of an account holds; most hold nothing. */
export function accountCounts(account: CountedAccount, size: EstateSize): ReadonlyMap<string, RegionCounts> {
  const random = randomOf(hashText(account.id), 0);
  const own = { ...nothing, ...most[account.part](random) };
  const { keptBy } = account;
  const busiest = keptBy === undefined ? own : { ...own, vaults: keptOutside(own.vaults, keptBy) };
  return new Map(
    [...sharesOf(account, random)].map(([region, share]) => [region, scaled(busiest, share * factors[size])]),
  );
}

/** The part of its busiest region's rows that a region has. */
function sharesOf(
  { part, mainRegion, optedIn }: CountedAccount,
  random: Random,
): ReadonlyMap<string, number> {
  const shares = new Map([[mainRegion, 1]]);
  const add = (region: string, share: number): void => {
    if (!shares.has(region)) shares.set(region, share);
  };
  if (part === 'backup') for (const region of ['us-east-1', 'eu-west-1']) add(region, 0.4);
  if (part === 'production') add(random.pick(secondRegions), random.between(15, 35) / 100);
  if (part === 'other stage' && random.chance(0.3)) add(random.pick(secondRegions), 0.1);
  const forgotten = part === 'production' ? 3 : part === 'sandbox' || part === 'other stage' ? 1 : 0;
  for (let left = random.between(0, forgotten); left > 0; left--) add(random.pick(forgottenRegions), 0.02);
  for (const region of optedIn) add(region, 0.15);
  return shares;
}

/** Nothing that there is of a thing comes to none. */
function scaled(counts: RegionCounts, factor: number): RegionCounts {
  const less = (count: number): number => Math.ceil(count * factor);
  return {
    snapshots: less(counts.snapshots),
    volumes: less(counts.volumes),
    dbSnapshots: less(counts.dbSnapshots),
    backupDbSnapshots: less(counts.backupDbSnapshots),
    dbInstances: less(counts.dbInstances),
    dbClusterSnapshots: less(counts.dbClusterSnapshots),
    dbClusters: less(counts.dbClusters),
    fileSystems: less(counts.fileSystems),
    vaults: counts.vaults.map((one) => ({ ...one, efs: less(one.efs), other: less(one.other) })),
    // The service's own quota.
    tasks: Math.min(100, less(counts.tasks)),
    locations: less(counts.locations),
    agents: less(counts.agents),
    executions: less(counts.executions),
  };
}

/** What would be in the default vault is kept in one of another account. */
function keptOutside(vaults: readonly VaultCounts[], keptBy: string): readonly VaultCounts[] {
  const moved = vaults.find(({ name }) => name === 'Default')?.efs ?? 0;
  const left = vaults.map((one) => (one.name === 'Default' ? { ...one, efs: 0 } : one));
  return [...left, { ...vault('broker-copies', moved), keptBy }];
}

function vault(name: string, efs: number, other = 0): VaultCounts {
  return { name, efs, other };
}

function databasesOf(random: Random, dbInstances: number): Partial<RegionCounts> {
  const dbClusters = random.between(0, Math.ceil(dbInstances / 3));
  return {
    dbInstances,
    dbSnapshots: dbInstances * random.between(8, 14),
    backupDbSnapshots: dbInstances * 2,
    dbClusters,
    dbClusterSnapshots: dbClusters * random.between(8, 14),
  };
}

function datasyncOf(tasks: number): Partial<RegionCounts> {
  return { tasks, locations: tasks * 2, agents: Math.ceil(tasks / 4), executions: tasks * 7 };
}
