/** RDS instances and their snapshots, by hand, automated and AWS Backup's. */
import { type Collection, findRow, type Row, remembered, shuffled } from './collection.ts';
import {
  daysBefore,
  firstName,
  kmsKeyArn,
  minutesAfter,
  type RegionContext,
  rowRandom,
  scheduledRun,
  spreadAge,
} from './context.ts';
import { idCodec, resourceIdText, uuid } from './ids.ts';
import { namingFor, tagsOf } from './names.ts';
import { rdsRareCases } from './rds-rare-cases.ts';

export interface RdsEstate {
  readonly dbSnapshots: Collection;
  /** AWS Backup's, which only SnapshotType awsbackup lists. */
  readonly backupDbSnapshots: Collection;
  readonly dbInstances: Collection;
  readonly dbSnapshotById: (identifier: string) => Row | undefined;
  /** The accounts that may restore a snapshot by hand; `all` is everybody. */
  readonly restoreAccounts: (row: Row) => readonly string[];
}

/** Version, port and licence of an engine. */
const postgres = ['16.4', 5432, 'postgresql-license'] as const;
const engines: Readonly<Record<string, readonly [version: string, port: number, licence: string]>> = {
  postgres,
  mysql: ['8.0.39', 3306, 'general-public-license'],
  mariadb: ['10.11.9', 3306, 'general-public-license'],
  'sqlserver-se': ['15.00.4385.2.v1', 1433, 'license-included'],
  'oracle-ee': ['19.0.0.0.ru-2024-07.rur-2024-07.r1', 1521, 'bring-your-own-license'],
};

/** What snapshots by hand are taken for, and the last one of an instance that was deleted. */
const purposes = ['before-upgrade', 'release', 'quarter-end', 'keep', 'before-migration'] as const;

export function rdsEstate(context: RegionContext): RdsEstate {
  const { counts, now, owner, region } = context;
  const { databases } = owner.words;
  const resourceIds = idCodec(context.seed, `${region}/db`, 30);
  const snapshotIds = idCodec(context.seed, `${region}/db-snapshot`, 12);
  const instanceRandom = rowRandom(context, 'db-instance');
  const snapshotRandom = rowRandom(context, 'db-snapshot');
  const backupRandom = rowRandom(context, 'db-backup-snapshot');
  const arn = (kind: string, name: string) => `arn:aws:rds:${region}:${owner.id}:${kind}:${name}`;

  const first = firstName(context, databases.length);

  /** What a snapshot keeps of its instance; those of index `dbInstances` and above were deleted. */
  const sourceOf = (index: number) => {
    const random = instanceRandom(index);
    const [service, environment, Engine, gibibytes] =
      databases[(first + index) % databases.length] ?? databases[0];
    const naming = namingFor(service, environment, 'db');
    const [EngineVersion, Port, LicenseModel] = engines[Engine] ?? postgres;
    const again = Math.floor(index / databases.length);
    const storageType = random.pick(['gp3', 'gp3', 'gp2', 'io1']);
    const encrypted = random.chance(0.75);
    return {
      random,
      naming,
      DBInstanceIdentifier: `${service}-${environment}${again === 0 ? '' : `-${again + 1}`}`,
      DbiResourceId: `db-${resourceIdText(resourceIds.hex(index))}`,
      Engine,
      EngineVersion,
      Port,
      LicenseModel,
      StorageType: storageType,
      Iops: storageType === 'gp2' ? undefined : 3000,
      StorageThroughput: storageType === 'gp3' ? 125 : undefined,
      AllocatedStorage: gibibytes,
      encrypted,
      StorageEncryptionType: encrypted ? 'sse-kms' : 'none',
      KmsKeyId: encrypted ? kmsKeyArn(context, random) : undefined,
      AvailabilityZone: `${region}a`,
      VpcId: 'vpc-0a1b2c3d4e5f60718',
      MasterUsername: 'admin',
      InstanceCreateTime: daysBefore(now, 40 + spreadAge(random, 1500)),
      minute: random.between(0, 1439),
    };
  };

  const instanceAt = (index: number): Row => {
    const { random, naming, encrypted, minute: _minute, Port, VpcId, ...source } = sourceOf(index);
    return {
      ...source,
      StorageEncrypted: encrypted,
      DBInstanceClass: random.pick(['db.r6g.xlarge', 'db.m6i.large', 'db.t4g.medium']),
      DBInstanceStatus: 'available',
      DBInstanceArn: arn('db', source.DBInstanceIdentifier),
      Endpoint: { Address: `${source.DBInstanceIdentifier}.abc123.${region}.rds.amazonaws.com`, Port },
      // Only a snapshot says its VPC itself.
      DBSubnetGroup: { DBSubnetGroupName: 'default', VpcId },
      MultiAZ: random.chance(0.4),
      BackupRetentionPeriod: 7,
      // Of every fourth the logs of its transactions are no longer kept.
      LatestRestorableTime: index % 4 === 3 ? undefined : minutesAfter(now, -(3 + (index % 5))),
      DeletionProtection: random.chance(0.6),
      PubliclyAccessible: false,
      TagList: tagsOf(random, naming),
    };
  };

  const everyInstance = Math.max(1, Math.floor(counts.dbInstances * 1.3) + 1);
  const base = (
    type: string,
    instance: number,
    identifierOf: (instanceIdentifier: string) => string,
    created: Date,
  ): Row => {
    const { random, naming, encrypted, minute: _minute, ...source } = sourceOf(instance);
    const identifier = identifierOf(source.DBInstanceIdentifier);
    return {
      ...source,
      DBSnapshotIdentifier: identifier,
      DBSnapshotArn: arn('snapshot', identifier),
      SnapshotType: type,
      Status: 'available',
      PercentProgress: 100,
      SnapshotCreateTime: created,
      OriginalSnapshotCreateTime: created,
      SnapshotDatabaseTime: created,
      Encrypted: encrypted,
      IAMDatabaseAuthenticationEnabled: false,
      OptionGroupName: `default:${source.Engine}`,
      SnapshotTarget: 'region',
      DedicatedLogVolume: false,
      MultiTenant: false,
      FullSnapshotSizeInBytes: Math.floor(source.AllocatedStorage * 1024 ** 3 * (0.2 + random.next() * 0.5)),
      ProcessorFeatures: [],
      TagList: tagsOf(random, naming),
    };
  };

  const rareCases = rdsRareCases(context);
  const snapshotAt = (index: number): Row => {
    const rareCase = rareCases[index];
    const random = snapshotRandom(index);
    // Every second one is automated, seven of each instance; automated ones of a deleted instance go with it.
    const kept = 7 + context.daysMore;
    if (rareCase === undefined && index % 2 === 0) {
      const order = index >> 1;
      const instance = Math.floor(order / kept) % Math.max(1, counts.dbInstances);
      const generation = (order % kept) + kept * Math.floor(order / (kept * Math.max(1, counts.dbInstances)));
      const created = minutesAfter(scheduledRun(now, 1, sourceOf(instance).minute, generation), 0.4);
      const stamp = created.toISOString().slice(0, 16).replaceAll(/[T:]/g, '-');
      return base('automated', instance, (name) => `rds:${name}-${stamp}`, created);
    }
    const instance = random.between(0, everyInstance - 1);
    const created = daysBefore(now, spreadAge(random, 1800));
    const purpose = instance < counts.dbInstances ? random.pick(purposes) : 'final';
    const row = base('manual', instance, (name) => `${name}-${purpose}-${snapshotIds.hex(index)}`, created);
    return rareCase === undefined
      ? row
      : { ...row, ...rareCase({ row, now, place: context, instance: (at) => sourceOf(at) }) };
  };

  const backupAt = (index: number): Row => {
    const random = backupRandom(index);
    const instances = Math.max(1, counts.dbInstances);
    const instance = index % instances;
    const created = minutesAfter(scheduledRun(now, 7, 330, Math.floor(index / instances)), 1.5);
    const row = base('awsbackup', instance, () => `awsbackup:job-${uuid(random.hex(32))}`, created);
    const { TagList, ...rest } = row;
    const source = `arn:aws:rds:${region}:${owner.id}:db:${row.DBInstanceIdentifier}`;
    const tags = Array.isArray(TagList) ? TagList : [];
    return { ...rest, TagList: [{ Key: 'aws:backup:source-resource', Value: source }, ...tags] };
  };

  const own = remembered({ count: counts.dbSnapshots, at: snapshotAt });
  const backup = remembered({ count: counts.backupDbSnapshots, at: backupAt });
  return {
    dbSnapshots: shuffled(own),
    backupDbSnapshots: shuffled(backup),
    dbInstances: remembered({ count: counts.dbInstances, at: instanceAt }),
    dbSnapshotById: (identifier) => {
      const index = snapshotIds.indexOf(identifier.slice(-12));
      const named = index !== undefined && index < counts.dbSnapshots ? own.at(index) : undefined;
      if (named?.DBSnapshotIdentifier === identifier) return named;
      const among = identifier.startsWith('awsbackup:') ? backup : own;
      return findRow(among, (row) => row.DBSnapshotIdentifier === identifier);
    },
    restoreAccounts: (row) => {
      const identifier = String(row.DBSnapshotIdentifier);
      if (identifier.includes('public')) return ['all'];
      return /-release-.*[0-3]$/.test(identifier) ? [owner.others[0]] : [];
    },
  };
}
