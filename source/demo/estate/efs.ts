/** EFS file systems, AWS Backup's vaults, and the recovery points in them. */
import {
  type Collection,
  collectionOf,
  concatenated,
  findRow,
  type Row,
  remembered,
  shuffled,
} from './collection.ts';
import { shares } from './company.ts';
import {
  accountId,
  daysBefore,
  firstName,
  kmsKeyArn,
  minutesAfter,
  type RegionContext,
  rowRandom,
  scheduledRun,
  spreadAge,
} from './context.ts';
import { pointRareCases } from './efs-rare-cases.ts';
import { hostileJsonTexts } from './hostile-texts.ts';
import { idCodec, uuid } from './ids.ts';
import { namingFor, tagsOf } from './names.ts';
import type { VaultCounts } from './sizes.ts';

export interface EfsEstate {
  readonly fileSystems: Collection;
  readonly vaults: Collection;
  /** A vault's points: EFS's, and those of EBS volumes and RDS instances. */
  readonly points: (vault: string) => VaultPoints | undefined;
  readonly fileSystemById: (id: string) => Row | undefined;
}

export interface VaultPoints {
  readonly efs: Collection;
  readonly other: Collection;
}

const gibibyte = 1024 ** 3;
/** The plan keeps so many nightly points, and monthly ones before them. */
const dailies = 35;

/** What sets a vault apart, by its name. */
const vaultRareCases: Readonly<Record<string, (now: Date) => Row>> = {
  'compliance-locked': (now) => ({
    Locked: true,
    LockDate: daysBefore(now, 200),
    MinRetentionDays: 30,
    MaxRetentionDays: 2555,
  }),
  'airgap-vault': (now) => ({
    VaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
    VaultState: 'AVAILABLE',
    Locked: true,
    LockDate: daysBefore(now, 90),
    MinRetentionDays: 7,
    MaxRetentionDays: 365,
    EncryptionKeyType: 'AWS_OWNED_KMS_KEY',
  }),
};

export function efsEstate(context: RegionContext): EfsEstate {
  const { counts, now, region } = context;
  const fileSystemIds = idCodec(context.seed, `${region}/file-system`, 16);
  const fileSystemRandom = rowRandom(context, 'file-system');
  const fileSystemId = (index: number) => `fs-0${fileSystemIds.hex(index)}`;
  const fileSystemArn = (index: number) =>
    `arn:aws:elasticfilesystem:${region}:${accountId}:file-system/${fileSystemId(index)}`;

  const first = firstName(context, shares.length);
  const fileSystemAt = (index: number): Row => {
    const random = fileSystemRandom(index);
    const [service, shareName, gibibytes] = shares[(first + index) % shares.length] ?? shares[0];
    const naming = namingFor(service, 'prod', 'share');
    const again = Math.floor(index / shares.length);
    const hostile = context.hostile ? hostileJsonTexts[index - 3] : undefined;
    const ownName = again === 0 ? shareName : `${shareName}-${again + 1}`;
    const name = index === 1 ? undefined : (hostile ?? ownName);
    const total = Math.floor(gibibytes * gibibyte * (0.8 + 0.4 * random.next()));
    const infrequent = Math.floor(total * random.next() * 0.7);
    const archive = random.chance(0.2) ? Math.floor((total - infrequent) * 0.3) : 0;
    const encrypted = random.chance(0.85);
    const { FileSystemId, ...rest } = {
      FileSystemId: fileSystemId(index),
      FileSystemArn: fileSystemArn(index),
      CreationToken: `quickCreated-${random.hex(8)}`,
      OwnerId: accountId,
      Name: name,
      CreationTime: daysBefore(now, 30 + spreadAge(random, 1600)),
      LifeCycleState: index === 5 ? 'updating' : 'available',
      NumberOfMountTargets: random.between(0, 3),
      PerformanceMode: random.pick(['generalPurpose', 'generalPurpose', 'maxIO']),
      ThroughputMode: random.pick(['elastic', 'bursting', 'provisioned']),
      SizeInBytes: {
        Value: total,
        ValueInIA: infrequent,
        ValueInArchive: archive,
        ValueInStandard: total - infrequent - archive,
        Timestamp: minutesAfter(now, -random.between(5, 90)),
      },
      Encrypted: encrypted,
      KmsKeyId: encrypted ? kmsKeyArn(region, random) : undefined,
      Tags: tagsOf(random, naming, name),
      FileSystemProtection: { ReplicationOverwriteProtection: 'ENABLED' },
    };
    return { FileSystemId, ...rest };
  };

  const vaultArn = (name: string) => `arn:aws:backup:${region}:${accountId}:backup-vault:${name}`;
  const vaultAt = (vault: VaultCounts): Row => ({
    BackupVaultName: vault.name,
    BackupVaultArn: vaultArn(vault.name),
    VaultType: 'BACKUP_VAULT',
    CreationDate: daysBefore(now, vault.name === 'Default' ? 1900 : 700),
    EncryptionKeyArn: `arn:aws:kms:${region}:${accountId}:key/aa11bb22-90ab-4cde-8f01-23456789abcd`,
    EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
    // AWS calls it approximate, and so it is.
    NumberOfRecoveryPoints: vault.efs + vault.other + (vault.efs > 10 ? 2 : 0),
    Locked: false,
    ...vaultRareCases[vault.name]?.(now),
  });

  const fileSystems = remembered({ count: counts.fileSystems, at: fileSystemAt });
  /** What a file system holds; its points are as large as it was then. */
  const sizeOf = (index: number): number => {
    const [, , gibibytes] = shares[(first + index) % shares.length] ?? shares[0];
    return gibibytes * gibibyte;
  };

  /** A third as many again as there are have been deleted, and only their points remain. */
  const everyFileSystem = Math.max(1, Math.ceil(counts.fileSystems * 1.34));
  const efsPoints = (vault: VaultCounts): Collection => {
    const ids = idCodec(context.seed, `${region}/${vault.name}/point`, 32);
    const random = rowRandom(context, `${vault.name}/point`);
    const at = (index: number): Row => {
      const stream = random(index);
      const fileSystem = index % everyFileSystem;
      const generation = Math.floor(index / everyFileSystem);
      const planned = vault.name !== 'Default' || index % 3 !== 0;
      const daysAgo = generation < dailies ? generation : dailies + 30 * (generation - dailies);
      // Of a deleted file system nothing new comes, and the dailies of it have gone.
      const gone = fileSystem < counts.fileSystems ? 0 : 200 + 90 * ((fileSystem - counts.fileSystems) % 12);
      const created = minutesAfter(scheduledRun(now, 1, 300, gone + daysAgo), fileSystem * 3);
      const began = created.getTime() > now.getTime() ? daysBefore(created, 1) : created;
      const lifecycle = vault.name.includes('locked')
        ? { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 2555 }
        : { MoveToColdStorageAfterDays: undefined, DeleteAfterDays: keptFor(generation, gone) };
      const cold = lifecycle.MoveToColdStorageAfterDays;
      const size = Math.floor(sizeOf(fileSystem) * (1 - 0.0008 * Math.min(900, gone + daysAgo)));
      const completed = minutesAfter(began, stream.between(4, 190));
      const isDone = completed.getTime() <= now.getTime();
      const row: Row = {
        RecoveryPointArn: `arn:aws:backup:${region}:${accountId}:recovery-point:${uuid(ids.hex(index))}`,
        BackupVaultName: vault.name,
        BackupVaultArn: vaultArn(vault.name),
        ResourceArn: fileSystemArn(fileSystem),
        ResourceName: fileSystemAt(fileSystem).Name,
        ResourceType: 'EFS',
        VaultType: vault.name === 'airgap-vault' ? 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' : 'BACKUP_VAULT',
        CreatedBy: planned
          ? {
              BackupPlanId: 'b7a3c1d2-5e4f-4a6b-8c9d-0e1f2a3b4c5d',
              BackupPlanArn: `arn:aws:backup:${region}:${accountId}:backup-plan:b7a3c1d2-5e4f-4a6b-8c9d-0e1f2a3b4c5d`,
              BackupPlanName:
                vault.name === 'efs-nightly' ? 'efs-nightly-plan' : 'aws/efs/automatic-backup-plan',
              BackupPlanVersion: 'ZGVtbw',
              BackupRuleId: 'd1e2f3a4-0b1c-4d2e-9f3a-4b5c6d7e8f90',
              BackupRuleName: generation < dailies ? 'nightly' : 'monthly',
            }
          : undefined,
        IamRoleArn: `arn:aws:iam::${accountId}:role/service-role/AWSBackupDefaultServiceRole`,
        Status: isDone ? 'COMPLETED' : 'CREATING',
        CreationDate: began,
        InitiationDate: began,
        CompletionDate: isDone ? completed : undefined,
        BackupSizeInBytes: size,
        IsEncrypted: fileSystem % 7 !== 3,
        EncryptionKeyArn: `arn:aws:kms:${region}:${accountId}:key/aa11bb22-90ab-4cde-8f01-23456789abcd`,
        EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
        IsParent: false,
        Lifecycle: lifecycle,
        CalculatedLifecycle: {
          MoveToColdStorageAt: cold === undefined ? undefined : daysBefore(began, -cold),
          DeleteAt: daysBefore(began, -lifecycle.DeleteAfterDays),
        },
        SourceBackupVaultArn:
          vault.name === 'dr-copies'
            ? `arn:aws:backup:us-east-1:${accountId}:backup-vault:efs-nightly`
            : undefined,
      };
      return vault.name === 'Default'
        ? { ...row, ...pointRareCases(context)[index]?.({ began, now, region }) }
        : row;
    };
    return shuffled(remembered({ count: vault.efs, at }));
  };

  const otherPoints = (vault: VaultCounts): Collection => {
    const random = rowRandom(context, `${vault.name}/other-point`);
    return {
      count: vault.other,
      at: (index) => {
        const stream = random(index);
        const began = scheduledRun(now, 1, 240, index);
        const isEbs = index % 2 === 0;
        const id = stream.hex(16);
        return {
          RecoveryPointArn: isEbs
            ? `arn:aws:ec2:${region}::snapshot/snap-0${id}`
            : `arn:aws:rds:${region}:${accountId}:snapshot:awsbackup:job-${uuid(stream.hex(32))}`,
          BackupVaultName: vault.name,
          BackupVaultArn: vaultArn(vault.name),
          ResourceArn: isEbs
            ? `arn:aws:ec2:${region}:${accountId}:volume/vol-0${id}`
            : `arn:aws:rds:${region}:${accountId}:db:dispatch-prod`,
          ResourceType: isEbs ? 'EBS' : 'RDS',
          Status: 'COMPLETED',
          CreationDate: began,
          CompletionDate: minutesAfter(began, 30),
          BackupSizeInBytes: stream.between(1, 500) * gibibyte,
          IsEncrypted: true,
        };
      },
    };
  };

  const pointsByVault = new Map(
    counts.vaults.map((vault) => [vault.name, { efs: efsPoints(vault), other: otherPoints(vault) }]),
  );
  return {
    fileSystems,
    vaults: collectionOf(counts.vaults.map(vaultAt)),
    points: (vault) => pointsByVault.get(vault),
    fileSystemById: (id) => findRow(fileSystems, (row) => row.FileSystemId === id),
  };
}

/** Nightly points go after five weeks, monthly ones after two years, those of a deleted file system after seven. */
function keptFor(generation: number, gone: number): number {
  if (gone > 0) return 2555;
  return generation < dailies ? dailies + 1 : 731;
}

/** All points of a vault, whatever they back up. */
export function everyPoint(points: VaultPoints): Collection {
  return concatenated([points.efs, points.other]);
}
