/** Aurora, Multi-AZ, DocumentDB and Neptune clusters and their snapshots: one unfiltered listing has them all. */
import { type Collection, findRow, type Row, remembered, shuffled } from './collection.ts';
import {
  daysBefore,
  firstName,
  isHome,
  kmsKeyArn,
  minutesAfter,
  type RegionContext,
  rowRandom,
  scheduledRun,
  spreadAge,
} from './context.ts';
import { hostileTexts } from './hostile-texts.ts';
import { idCodec, resourceIdText } from './ids.ts';
import { namingFor, tagsOf } from './names.ts';

export interface ClusterEstate {
  readonly dbClusterSnapshots: Collection;
  readonly dbClusters: Collection;
  readonly dbClusterSnapshotById: (identifier: string) => Row | undefined;
  readonly restoreAccounts: (row: Row) => readonly string[];
}

/** Engine, version, port, mode, and what AllocatedStorage says: Aurora's is no size. */
const engines = [
  ['aurora-mysql', '8.0.mysql_aurora.3.07.1', 3306, 'provisioned', 1],
  ['aurora-postgresql', '16.4', 5432, 'provisioned', 0],
  ['mysql', '8.0.39', 3306, undefined, 400],
  ['docdb', '5.0.0', 27_017, 'provisioned', 0],
  ['neptune', '1.3.2.1', 8182, 'provisioned', 1],
] as const;

export function clusterEstate(context: RegionContext): ClusterEstate {
  const { counts, now, owner, region } = context;
  const { clusterServices, clusterEnvironment } = owner.words;
  const resourceIds = idCodec(context.seed, `${region}/db-cluster`, 30);
  const snapshotIds = idCodec(context.seed, `${region}/db-cluster-snapshot`, 12);
  const clusterRandom = rowRandom(context, 'db-cluster');
  const snapshotRandom = rowRandom(context, 'db-cluster-snapshot');
  const arn = (kind: string, name: string) => `arn:aws:rds:${region}:${owner.id}:${kind}:${name}`;

  const first = firstName(context, clusterServices.length);

  /** Clusters of index `dbClusters` and above were deleted. */
  const sourceOf = (index: number) => {
    const random = clusterRandom(index);
    const service = clusterServices[(first + index) % clusterServices.length] ?? clusterServices[0];
    const again = Math.floor(index / clusterServices.length);
    const naming = namingFor(service, clusterEnvironment, 'cluster');
    const [Engine, EngineVersion, Port, EngineMode, AllocatedStorage] =
      engines[index % engines.length] ?? engines[0];
    const StorageEncrypted = index % 4 !== 3;
    return {
      random,
      naming,
      DBClusterIdentifier: `${service}-cluster${again === 0 ? '' : `-${again + 1}`}`,
      DbClusterResourceId: `cluster-${resourceIdText(resourceIds.hex(index))}`,
      Engine,
      EngineVersion,
      Port,
      EngineMode,
      AllocatedStorage,
      StorageEncrypted,
      StorageEncryptionType: StorageEncrypted ? 'sse-kms' : 'none',
      KmsKeyId: StorageEncrypted ? kmsKeyArn(context, random) : undefined,
      StorageType: Engine.startsWith('aurora') ? 'aurora' : undefined,
      MasterUsername: 'admin',
      AvailabilityZones: [`${region}a`, `${region}b`, `${region}c`],
      ClusterCreateTime: daysBefore(now, 40 + spreadAge(random, 1500)),
      minute: random.between(0, 1439),
    };
  };

  const restorable = (index: number): Row => ({
    EarliestRestorableTime: daysBefore(now, 7),
    LatestRestorableTime: minutesAfter(now, -(2 + (index % 4))),
  });

  const clusterAt = (index: number): Row => {
    const { random, naming, minute: _minute, ...source } = sourceOf(index);
    return {
      ...source,
      DBClusterArn: arn('cluster', source.DBClusterIdentifier),
      Status: 'available',
      MultiAZ: true,
      BackupRetentionPeriod: 7,
      ...(index === 0 ? restorable(index) : {}),
      DeletionProtection: random.chance(0.5),
      TagList: tagsOf(random, naming),
    };
  };

  const everyCluster = Math.max(1, Math.floor(counts.dbClusters * 1.3) + 1);
  const snapshotAt = (index: number): Row => {
    const random = snapshotRandom(index);
    const automated = index % 2 === 0 && counts.dbClusters > 0 && index > 0;
    const order = index >> 1;
    const cluster = automated ? order % counts.dbClusters : index % everyCluster;
    const { random: clusterStream, naming, minute, ...source } = sourceOf(cluster);
    const created = automated
      ? minutesAfter(scheduledRun(now, 1, minute, Math.floor(order / counts.dbClusters)), 0.6)
      : daysBefore(now, spreadAge(random, 1500));
    const stamp = created.toISOString().slice(0, 16).replaceAll(/[T:]/g, '-');
    const identifier = automated
      ? `rds:${source.DBClusterIdentifier}-${stamp}`
      : `${source.DBClusterIdentifier}-${isHome(context) && index === 9 ? 'public' : 'manual'}-${snapshotIds.hex(index)}`;
    return {
      ...source,
      DBClusterSnapshotIdentifier: identifier,
      DBClusterSnapshotArn: arn('cluster-snapshot', identifier),
      SnapshotType: automated ? 'automated' : 'manual',
      Status: 'available',
      PercentProgress: 100,
      SnapshotCreateTime: created,
      VpcId: 'vpc-0a1b2c3d4e5f60718',
      LicenseModel: 'general-public-license',
      IAMDatabaseAuthenticationEnabled: false,
      TagList: tagsOf(clusterStream, naming),
      ...rareCases[index]?.(source.DBClusterIdentifier),
    };
  };

  /** The rare ones, all at odd indexes: those are made by hand. */
  const everyRareCase: Readonly<Record<number, (cluster: string) => Row>> = {
    1: () => ({ Status: 'creating', PercentProgress: 35, SnapshotCreateTime: undefined }),
    3: () => ({ StorageEncrypted: false, StorageEncryptionType: 'sse-rds', KmsKeyId: undefined }),
    5: (cluster) => ({
      SourceDBClusterSnapshotArn: `arn:aws:rds:eu-west-1:${owner.id}:cluster-snapshot:${cluster}-copy`,
    }),
    7: () => ({
      DBClusterIdentifier: 'crm-legacy-cluster',
      DbClusterResourceId: 'cluster-GONEGONEGONEGONEGONEGONEGO',
    }),
    9: () => ({ StorageEncrypted: false, StorageEncryptionType: 'none', KmsKeyId: undefined }),
    11: () => ({ DBClusterIdentifier: sourceOf(0).DBClusterIdentifier }),
    13: () => ({ AllocatedStorage: 2048 }),
    15: () => (context.hostile ? { TagList: [{ Key: 'Name', Value: hostileTexts[4] }] } : {}),
    17: () => ({ Status: 'failed', PercentProgress: 0 }),
  };
  const rareCases = isHome(context) ? everyRareCase : {};

  const own = remembered({ count: counts.dbClusterSnapshots, at: snapshotAt });
  return {
    dbClusterSnapshots: shuffled(own),
    dbClusters: remembered({ count: counts.dbClusters, at: clusterAt }),
    dbClusterSnapshotById: (identifier) => {
      const index = snapshotIds.indexOf(identifier.slice(-12));
      const named = index !== undefined && index < counts.dbClusterSnapshots ? own.at(index) : undefined;
      if (named?.DBClusterSnapshotIdentifier === identifier) return named;
      return findRow(own, (row) => row.DBClusterSnapshotIdentifier === identifier);
    },
    restoreAccounts: (row) => (String(row.DBClusterSnapshotIdentifier).includes('-public-') ? ['all'] : []),
  };
}
