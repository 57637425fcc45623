/** Automated backups of RDS: those of databases that are there, and those that were kept of a few that are gone. */

import { type Collection, collectionOf, type Row, rowsOf } from '../estate/collection.ts';
import { daysBefore, isHome, minutesAfter, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileTexts } from '../estate/hostile-texts.ts';
import type { RegionEstate } from '../estate/index.ts';
import type { World } from './operation.ts';

/** What a region has of them. */
interface AutomatedBackups {
  readonly instances: Collection;
  readonly clusters: Collection;
}

const made = new WeakMap<RegionEstate, AutomatedBackups>();

/** Those of the region of a call; made when they are first asked for. */
export function automatedBackupsOf({ region }: World): AutomatedBackups {
  const known = made.get(region) ?? automatedBackups(region);
  made.set(region, known);
  return known;
}

function automatedBackups({ context, rds, clusters }: RegionEstate): AutomatedBackups {
  const instances = [...rowsOf(rds.dbInstances)].filter(isBackedUp);
  const [firstInstance] = instances;
  const ofClusters = [...rowsOf(clusters.dbClusters)].filter(isBackedUp);
  const [firstCluster] = ofClusters;
  return {
    instances: collectionOf([
      ...instances.map((row, index) => instanceBackup(context, row, index)),
      ...(firstInstance === undefined ? [] : goneInstances(context, firstInstance)),
    ]),
    clusters: collectionOf([
      ...ofClusters.map((row, index) => clusterBackup(context, row, index)),
      ...(firstCluster === undefined ? [] : [goneCluster(context, firstCluster)]),
    ]),
  };
}

const isBackedUp = ({ BackupRetentionPeriod: days }: Row): boolean => typeof days === 'number' && days > 0;

function instanceBackup(context: RegionContext, row: Row, index: number): Row {
  const { DBInstanceArn, DbiResourceId, DBInstanceIdentifier, StorageEncrypted, InstanceCreateTime } = row;
  const { AllocatedStorage, LicenseModel, AvailabilityZone } = row;
  return {
    ...common(context, row, index),
    ...{
      DBInstanceArn,
      DbiResourceId,
      DBInstanceIdentifier,
      Encrypted: StorageEncrypted,
      InstanceCreateTime,
    },
    ...{ AllocatedStorage, LicenseModel, AvailabilityZone },
    DBInstanceAutomatedBackupsArn: arnOf(context, 'auto-backup', `instance-${index}`),
    AwsBackupRecoveryPointArn: isHome(context) && index === CONTINUOUS ? continuousPoint(context) : undefined,
  };
}

/** The instance of the home region whose backups a plan of AWS Backup makes. */
const CONTINUOUS = 0;

function continuousPoint(context: RegionContext): string {
  const { owner, region } = context;
  const id = rowRandom(context, 'automated/continuous')(0).hex(8);
  return `arn:aws:backup:${region}:${owner.id}:recovery-point:continuous:db-${id}`;
}

function clusterBackup(context: RegionContext, row: Row, index: number): Row {
  const { DBClusterArn, DbClusterResourceId, DBClusterIdentifier, StorageEncrypted, AllocatedStorage } = row;
  return {
    ...common(context, row, index),
    ...{ DBClusterArn, DbClusterResourceId, DBClusterIdentifier, StorageEncrypted, AllocatedStorage },
    DBClusterAutomatedBackupsArn: arnOf(context, 'cluster-auto-backup', `cluster-${index}`),
  };
}

/** What both say of a database that is there. */
function common({ now, region }: RegionContext, row: Row, index: number): Row {
  const { Engine, EngineVersion, KmsKeyId, BackupRetentionPeriod: days, StorageType } = row;
  return {
    ...{ Region: region, Engine, EngineVersion, KmsKeyId, BackupRetentionPeriod: days, StorageType },
    Status: 'active',
    RestoreWindow: {
      EarliestTime: daysBefore(now, typeof days === 'number' ? days : 1),
      LatestTime: minutesAfter(now, -(3 + (index % 5))),
    },
    BackupTarget: 'region',
  };
}

function arnOf(context: RegionContext, type: string, of: string): string {
  const { owner, region } = context;
  const id = rowRandom(context, `automated/${of}`)(0).hex(20);
  return `arn:aws:rds:${region}:${owner.id}:${type}:ab-${id}`;
}

/** Two that were kept when their instance was deleted, one that is replicated from afar, and one that is being made. */
function goneInstances(context: RegionContext, row: Row): readonly Row[] {
  const { hostile, now, owner, region } = context;
  const other = region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1';
  const of = (name: string, number: number, from = region): Row => ({
    ...instanceBackup(context, row, 900 + number),
    DBInstanceIdentifier: name,
    DBInstanceArn: `arn:aws:rds:${from}:${owner.id}:db:${name}`,
    DbiResourceId: `db-GONE${rowRandom(context, 'automated/gone')(number).hex(22).toUpperCase()}`,
  });
  const kept = (days: number): Row => ({
    Status: 'retained',
    RestoreWindow: { EarliestTime: daysBefore(now, days + 7), LatestTime: daysBefore(now, days) },
  });
  return [
    { ...of(hostile ? (hostileTexts[0] ?? '') : 'billing-old', 1), ...kept(4) },
    {
      ...of('reports-trial', 2),
      ...kept(20),
      BackupRetentionPeriod: 35,
      Encrypted: false,
      KmsKeyId: undefined,
    },
    { ...of('orders-replica', 3, other), Status: 'active', Region: other },
    { ...of('brand-new', 4), Status: 'creating', RestoreWindow: undefined },
  ];
}

function goneCluster(context: RegionContext, row: Row): Row {
  const { now, owner, region } = context;
  return {
    ...clusterBackup(context, row, 900),
    DBClusterIdentifier: 'ledger-2023',
    DBClusterArn: `arn:aws:rds:${region}:${owner.id}:cluster:ledger-2023`,
    DbClusterResourceId: `cluster-GONE${rowRandom(context, 'automated/gone')(99).hex(22).toUpperCase()}`,
    Status: 'retained',
    RestoreWindow: { EarliestTime: daysBefore(now, 12), LatestTime: daysBefore(now, 5) },
  };
}
