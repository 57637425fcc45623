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
import { daysBefore, minutesAfter, type RegionContext, rowRandom, scheduledRun } from './context.ts';
import { pointRareCases } from './efs-rare-cases.ts';
import { type BackedUp, fileSystemsOf } from './file-systems.ts';
import { idCodec, uuid } from './ids.ts';
import { EFS_PLAN_ID, otherPoints, type Twins } from './recovery-points.ts';
import type { VaultCounts } from './sizes.ts';

export interface EfsEstate {
  readonly fileSystems: Collection;
  readonly vaults: Collection;
  /** A vault's points: EFS's, and those of everything else. */
  readonly points: (vault: string) => VaultPoints | undefined;
  readonly fileSystemById: (id: string) => Row | undefined;
}

export interface VaultPoints {
  readonly efs: Collection;
  readonly other: Collection;
}

/** The planned faults refuse to show it. */
const FINANCE_VAULT = 'finance-vault';
/** The plan keeps nightly points for so many days, and monthly ones before them. */
const keptDays = 35;

/** What sets a vault apart, by its name. */
const vaultRareCases: Readonly<Record<string, (now: Date) => Row>> = {
  'compliance-locked': (now) => ({
    Locked: true,
    LockDate: daysBefore(now, 200),
    MinRetentionDays: 30,
    MaxRetentionDays: 2555,
  }),
  // Of these alone AWS shares whole vaults with other accounts.
  'broker-copies': (now) => ({
    VaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
    VaultState: 'AVAILABLE',
    Locked: true,
    LockDate: daysBefore(now, 300),
    MinRetentionDays: 7,
    MaxRetentionDays: 365,
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

export function efsEstate(context: RegionContext, twins: Twins): EfsEstate {
  const { counts, now, owner, region } = context;
  const dailies = keptDays + context.daysMore;
  const files = fileSystemsOf(context);
  const own: Sources = { count: files.everyCount, at: files.backedUp };
  const sourcesOf = (vault: VaultCounts): Sources =>
    vault.isCentral === true ? (copiedSources(context) ?? own) : own;

  const keeperOf = ({ keptBy }: VaultCounts) => keptBy ?? owner.id;
  const vaultArn = (vault: VaultCounts) =>
    `arn:aws:backup:${region}:${keeperOf(vault)}:backup-vault:${vault.name}`;
  const vaultAt = (vault: VaultCounts): Row => ({
    BackupVaultName: vault.name,
    BackupVaultArn: vaultArn(vault),
    VaultType: 'BACKUP_VAULT',
    CreationDate: daysBefore(now, vault.name === 'Default' ? 1900 : 700),
    EncryptionKeyArn: `arn:aws:kms:${region}:${owner.id}:key/aa11bb22-90ab-4cde-8f01-23456789abcd`,
    EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
    // AWS calls it approximate, and so it is.
    NumberOfRecoveryPoints: vault.efs + vault.other + (vault.efs > 10 ? 2 : 0),
    Locked: false,
    ...vaultRareCases[vault.name]?.(now),
  });

  const fileSystems = remembered({ count: counts.fileSystems, at: files.at });
  /** Where there is a vault of the finance department's, nothing but that one holds the last file system. */
  const fileSystemsIn = ({ name }: VaultCounts, count: number): ((index: number) => number) => {
    const isHeldApart = name !== FINANCE_VAULT && counts.vaults.some((vault) => vault.name === FINANCE_VAULT);
    const last = counts.fileSystems - 1;
    return (index) => (isHeldApart && last > 0 && index % count === last ? 0 : index % count);
  };
  const efsPoints = (vault: VaultCounts): Collection => {
    const ids = idCodec(context.seed, `${region}/${vault.name}/point`, 32);
    const random = rowRandom(context, `${vault.name}/point`);
    const sources = sourcesOf(vault);
    const fileSystemOf = fileSystemsIn(vault, sources.count);
    const at = (index: number): Row => {
      const stream = random(index);
      const fileSystem = fileSystemOf(index);
      const source = sources.at(fileSystem);
      const generation = Math.floor(index / sources.count);
      const planned = vault.name !== 'Default' || index % 3 !== 0;
      const daysAgo = generation < dailies ? generation : dailies + 30 * (generation - dailies);
      // Of a deleted file system nothing new comes, and the dailies of it have gone.
      const gone = source.goneDays;
      const created = minutesAfter(scheduledRun(now, 1, 300, gone + daysAgo), fileSystem * 3);
      const began = created.getTime() > now.getTime() ? daysBefore(created, 1) : created;
      const lifecycle = vault.name.includes('locked')
        ? { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 2555 }
        : { MoveToColdStorageAfterDays: undefined, DeleteAfterDays: keptFor(generation < dailies, gone) };
      const cold = lifecycle.MoveToColdStorageAfterDays;
      const size = Math.floor(source.bytes * (1 - 0.0008 * Math.min(900, gone + daysAgo)));
      const completed = minutesAfter(began, stream.between(4, 190));
      const isDone = completed.getTime() <= now.getTime();
      const row: Row = {
        RecoveryPointArn: `arn:aws:backup:${region}:${keeperOf(vault)}:recovery-point:${uuid(ids.hex(index))}`,
        BackupVaultName: vault.name,
        BackupVaultArn: vaultArn(vault),
        ResourceArn: source.arn,
        ResourceName: source.name,
        ResourceType: 'EFS',
        VaultType: vaultRareCases[vault.name]?.(now).VaultType ?? 'BACKUP_VAULT',
        CreatedBy: planned
          ? {
              BackupPlanId: EFS_PLAN_ID,
              BackupPlanArn: `arn:aws:backup:${region}:${source.account}:backup-plan:${EFS_PLAN_ID}`,
              BackupPlanName:
                vault.name === 'efs-nightly' || vault.isCentral === true
                  ? 'efs-nightly-plan'
                  : 'aws/efs/automatic-backup-plan',
              BackupPlanVersion: 'ZGVtbw',
              BackupRuleId: 'd1e2f3a4-0b1c-4d2e-9f3a-4b5c6d7e8f90',
              BackupRuleName: generation < dailies ? 'nightly' : 'monthly',
            }
          : undefined,
        IamRoleArn: `arn:aws:iam::${owner.id}:role/service-role/AWSBackupDefaultServiceRole`,
        Status: isDone ? 'COMPLETED' : 'CREATING',
        CreationDate: began,
        InitiationDate: began,
        CompletionDate: isDone ? completed : undefined,
        BackupSizeInBytes: size,
        IsEncrypted: fileSystem % 7 !== 3,
        EncryptionKeyArn: `arn:aws:kms:${region}:${owner.id}:key/aa11bb22-90ab-4cde-8f01-23456789abcd`,
        EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
        IsParent: false,
        Lifecycle: lifecycle,
        CalculatedLifecycle: {
          MoveToColdStorageAt: cold === undefined ? undefined : daysBefore(began, -cold),
          DeleteAt: daysBefore(began, -lifecycle.DeleteAfterDays),
        },
        SourceBackupVaultArn: copiedFrom(vault, context, source),
      };
      return vault.name === 'Default'
        ? { ...row, ...pointRareCases(context)[index]?.({ began, now, account: owner.id }) }
        : row;
    };
    return shuffled(remembered({ count: vault.efs, at }));
  };

  const pointsByVault = new Map(
    counts.vaults.map((vault) => [
      vault.name,
      { efs: efsPoints(vault), other: otherPoints(context, vault, vaultArn(vault), twins) },
    ]),
  );
  return {
    fileSystems,
    vaults: collectionOf(counts.vaults.map(vaultAt)),
    points: (vault) => pointsByVault.get(vault),
    fileSystemById: (id) => findRow(fileSystems, (row) => row.FileSystemId === id),
  };
}

/** The file systems that a vault's points are of, those of one night side by side. */
interface Sources {
  readonly count: number;
  readonly at: (index: number) => BackedUp;
}

/** Those of other accounts, where some are copied here. */
function copiedSources({ copiedFrom, region }: RegionContext): Sources | undefined {
  const sources = (copiedFrom?.(region) ?? []).flatMap((context) => {
    const files = fileSystemsOf(context);
    return Array.from({ length: context.counts.fileSystems }, (_, index) => files.backedUp(index));
  });
  const [first] = sources;
  if (first === undefined) return undefined;
  return { count: sources.length, at: (index) => sources[index] ?? first };
}

/** The vault that a vault's points were copied from. */
function copiedFrom(vault: VaultCounts, { owner, region }: RegionContext, source: BackedUp) {
  if (vault.isCentral === true) return `arn:aws:backup:${region}:${source.account}:backup-vault:efs-nightly`;
  if (vault.keptBy !== undefined) return `arn:aws:backup:${region}:${owner.id}:backup-vault:efs-nightly`;
  return vault.name === 'dr-copies'
    ? `arn:aws:backup:us-east-1:${owner.id}:backup-vault:efs-nightly`
    : undefined;
}

/** Nightly points go after five weeks, monthly ones after two years, those of a deleted file system after seven. */
function keptFor(isNightly: boolean, gone: number): number {
  if (gone > 0) return 2555;
  return isNightly ? keptDays + 1 : 731;
}

/** All points of a vault, whatever they back up. */
export function everyPoint(points: VaultPoints): Collection {
  return concatenated([points.efs, points.other]);
}
