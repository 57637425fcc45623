/** How many rows a region has. */
export interface RegionCounts {
  readonly snapshots: number;
  readonly volumes: number;
  readonly dbSnapshots: number;
  readonly backupDbSnapshots: number;
  readonly dbInstances: number;
  readonly dbClusterSnapshots: number;
  readonly dbClusters: number;
  readonly fileSystems: number;
  readonly vaults: readonly VaultCounts[];
  readonly tasks: number;
  readonly locations: number;
  readonly agents: number;
  readonly executions: number;
  /** GiB of an old archive in EBS snapshots, in `small` and `medium` a tenth of what all cost; absent: there is none. */
  readonly forgottenGibibytes?: number;
}

/** A vault and its recovery points: those of EFS, and those of other services that snapdeck must not count twice. */
export interface VaultCounts {
  readonly name: string;
  readonly efs: number;
  readonly other: number;
  /** True: its points are copies of other accounts' ones. */
  readonly isCentral?: true;
  /** The account that keeps it, where it is only shared with this one. */
  readonly keptBy?: string;
}

/** `hostile` is as large as `medium`, with names that nobody should have typed. */
export const estateSizes = ['small', 'medium', 'large', 'hostile'] as const;

export type EstateSize = (typeof estateSizes)[number];

export const nothing: RegionCounts = {
  snapshots: 0,
  volumes: 0,
  dbSnapshots: 0,
  backupDbSnapshots: 0,
  dbInstances: 0,
  dbClusterSnapshots: 0,
  dbClusters: 0,
  fileSystems: 0,
  vaults: [],
  tasks: 0,
  locations: 0,
  agents: 0,
  executions: 0,
};

const vault = (name: string, efs: number, other = 0): VaultCounts => ({ name, efs, other });
const counts = (some: Partial<RegionCounts>): RegionCounts => ({ ...nothing, ...some });

/** What the nearly empty regions hold, the same in `small` and `medium`. */
const leftovers: Readonly<Record<string, RegionCounts>> = {
  'eu-central-1': counts({
    snapshots: 18,
    volumes: 7,
    dbSnapshots: 5,
    dbInstances: 1,
    fileSystems: 1,
    vaults: [vault('Default', 4)],
    tasks: 2,
    locations: 4,
    agents: 1,
    executions: 8,
  }),
  'ca-central-1': counts({ snapshots: 7, volumes: 3, dbSnapshots: 2, dbInstances: 1 }),
  'sa-east-1': counts({ fileSystems: 1, vaults: [vault('Default', 3)] }),
  'us-east-2': counts({ snapshots: 3, volumes: 2, vaults: [vault('Default', 0)] }),
  'ap-northeast-1': counts({ dbClusterSnapshots: 2, dbClusters: 1, vaults: [vault('Default', 0)] }),
  'eu-west-2': counts({ snapshots: 1, volumes: 1 }),
};

const medium: Readonly<Record<string, RegionCounts>> = {
  ...leftovers,
  'us-east-1': {
    snapshots: 1150,
    volumes: 520,
    dbSnapshots: 230,
    backupDbSnapshots: 45,
    dbInstances: 24,
    dbClusterSnapshots: 110,
    dbClusters: 9,
    fileSystems: 16,
    vaults: [
      vault('Default', 30, 25),
      vault('efs-nightly', 1040),
      vault('compliance-locked', 60, 20),
      vault('airgap-vault', 20),
      vault('empty-vault', 0),
    ],
    tasks: 28,
    locations: 52,
    agents: 5,
    executions: 210,
    forgottenGibibytes: 9200,
  },
  'eu-west-1': {
    snapshots: 720,
    volumes: 260,
    dbSnapshots: 120,
    backupDbSnapshots: 25,
    dbInstances: 12,
    dbClusterSnapshots: 60,
    dbClusters: 5,
    fileSystems: 9,
    vaults: [vault('Default', 12, 15), vault('team-vault', 160, 10)],
    tasks: 16,
    locations: 30,
    agents: 3,
    executions: 125,
  },
  'us-west-2': {
    snapshots: 420,
    volumes: 150,
    dbSnapshots: 80,
    backupDbSnapshots: 15,
    dbInstances: 9,
    dbClusterSnapshots: 40,
    dbClusters: 4,
    fileSystems: 6,
    vaults: [vault('Default', 8, 5), vault('dr-copies', 90)],
    tasks: 10,
    locations: 18,
    agents: 2,
    executions: 70,
  },
  'ap-southeast-1': {
    snapshots: 30,
    volumes: 12,
    dbSnapshots: 8,
    backupDbSnapshots: 3,
    dbInstances: 2,
    dbClusterSnapshots: 4,
    dbClusters: 1,
    fileSystems: 3,
    vaults: [vault('Default', 6, 3), vault('finance-vault', 14), vault('shared-services', 9)],
    tasks: 4,
    locations: 8,
    agents: 1,
    executions: 14,
  },
};

const small: Readonly<Record<string, RegionCounts>> = {
  ...leftovers,
  'us-east-1': {
    snapshots: 70,
    volumes: 24,
    dbSnapshots: 26,
    backupDbSnapshots: 5,
    dbInstances: 6,
    dbClusterSnapshots: 18,
    dbClusters: 5,
    fileSystems: 5,
    vaults: [
      vault('Default', 6, 4),
      vault('efs-nightly', 30),
      vault('compliance-locked', 6, 2),
      vault('airgap-vault', 3),
      vault('empty-vault', 0),
    ],
    tasks: 10,
    locations: 16,
    agents: 3,
    executions: 30,
    forgottenGibibytes: 1050,
  },
  'eu-west-1': {
    snapshots: 40,
    volumes: 14,
    dbSnapshots: 12,
    backupDbSnapshots: 3,
    dbInstances: 3,
    dbClusterSnapshots: 8,
    dbClusters: 2,
    fileSystems: 3,
    vaults: [vault('Default', 4, 2), vault('team-vault', 12, 2)],
    tasks: 5,
    locations: 8,
    agents: 2,
    executions: 14,
  },
  'us-west-2': {
    snapshots: 25,
    volumes: 9,
    dbSnapshots: 8,
    backupDbSnapshots: 2,
    dbInstances: 2,
    dbClusterSnapshots: 5,
    dbClusters: 1,
    fileSystems: 2,
    vaults: [vault('Default', 3, 2), vault('dr-copies', 6)],
    tasks: 4,
    locations: 6,
    agents: 1,
    executions: 10,
  },
  'ap-southeast-1': {
    snapshots: 12,
    volumes: 5,
    dbSnapshots: 4,
    backupDbSnapshots: 2,
    dbInstances: 1,
    dbClusterSnapshots: 2,
    dbClusters: 1,
    fileSystems: 2,
    vaults: [vault('Default', 3, 1), vault('finance-vault', 5), vault('shared-services', 3)],
    tasks: 3,
    locations: 5,
    agents: 1,
    executions: 6,
  },
};

/** A region that takes this share, in thousandths, of the million rows. */
function heavy(thousandths: number, vaults: number, secondVault = 'team-vault-01'): RegionCounts {
  const efs = thousandths * 250;
  const each = Math.floor(efs / vaults);
  return {
    snapshots: thousandths * 600,
    volumes: thousandths * 30,
    dbSnapshots: thousandths * 30,
    backupDbSnapshots: thousandths * 6,
    dbInstances: 40,
    dbClusterSnapshots: thousandths * 12,
    dbClusters: 20,
    fileSystems: Math.min(1000, thousandths * 4),
    vaults: Array.from({ length: vaults }, (_, index) =>
      vault(
        ['Default', secondVault][index] ?? `team-vault-${String(index).padStart(2, '0')}`,
        index === 0 ? efs - each * (vaults - 1) : each,
      ),
    ),
    // 2,000 tasks, locations and agents over all regions, 100 tasks at most in one: the service's own quota.
    tasks: 0,
    locations: 0,
    agents: 0,
    executions: 0,
  };
}

const busyDatasync = { tasks: 100, locations: 390, agents: 10 };

const large: Readonly<Record<string, RegionCounts>> = {
  'us-east-1': {
    ...heavy(166, 20, 'compliance-locked'),
    ...busyDatasync,
    executions: 50_000,
    forgottenGibibytes: 9200,
  },
  'us-west-2': { ...heavy(150, 20), ...busyDatasync, executions: 20_000 },
  'eu-west-1': { ...heavy(150, 20), ...busyDatasync, executions: 20_000 },
  'ap-southeast-1': { ...heavy(84, 8, 'finance-vault'), ...busyDatasync, executions: 10_000 },
  ...Object.fromEntries(
    ['us-east-2', 'eu-central-1', 'eu-west-2', 'ap-northeast-1', 'ap-southeast-2'].map((name) => [
      name,
      heavy(90, 6),
    ]),
  ),
};

const estates = { small, medium, large, hostile: medium };

/** How many rows the region has in an estate of this size; most regions have none. */
export function regionCounts(size: EstateSize, region: string): RegionCounts {
  return estates[size][region] ?? nothing;
}
