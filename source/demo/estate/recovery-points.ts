/** Recovery points of what is no file system: snapshots that EC2 and RDS list as well, and what AWS Backup alone keeps. */
import { type Collection, emptyCollection, type Row, remembered } from './collection.ts';
import { daysBefore, isHome, minutesAfter, type RegionContext, rowRandom, scheduledRun } from './context.ts';
import { hostileTexts } from './hostile-texts.ts';
import { uuid } from './ids.ts';
import type { VaultCounts } from './sizes.ts';

/** The snapshots of a region that AWS Backup made. */
export interface Twins {
  readonly ebs: Collection;
  readonly rds: Collection;
}

const gibibyte = 1024 ** 3;

const plan = { id: '5f1c0b7e-2d34-4c8a-9b6f-7a8e9d0c1b2a', name: 'databases-and-disks', rule: 'daily-0400' };
/** Nobody has it any more; what it made is still there. */
const gonePlan = { id: '0d9e8f7a-6b5c-4d3e-8f2a-1b0c9d8e7f6a', name: 'legacy-2021', rule: 'weekly' };

/** The plan that makes the points of file systems. */
export const EFS_PLAN_ID = 'b7a3c1d2-5e4f-4a6b-8c9d-0e1f2a3b4c5d';

/** The backup plans of a region. */
export const PLANS: readonly { readonly id: string; readonly name: string; readonly isGone: boolean }[] = [
  { ...plan, isGone: false },
  { id: EFS_PLAN_ID, name: 'efs-nightly-plan', isGone: false },
  { ...gonePlan, isGone: true },
];

/** What AWS Backup alone keeps, by what it was made of. */
const alone = [
  { type: 'S3', arn: () => 'arn:aws:s3:::larkspur-shipping-labels', name: 'larkspur-shipping-labels' },
  {
    type: 'DynamoDB',
    arn: (place: string) => `arn:aws:dynamodb:${place}:table/track-and-trace-events`,
    name: 'track-and-trace-events',
  },
  {
    type: 'VirtualMachine',
    arn: (place: string) => `arn:aws:backup-gateway:${place}:vm/vm-0A1B2C3D4E5F60718`,
    name: 'depot-print-server',
  },
] as const;

/** The points of a vault: those of disks, those of databases, and those that no other service knows. */
export function otherPoints(
  context: RegionContext,
  vault: VaultCounts,
  vaultArn: string,
  twins: Twins,
): Collection {
  const random = rowRandom(context, `${vault.name}/other-point`);
  const [disks, databases] = [shareOf(context, vault, twins.ebs), shareOf(context, vault, twins.rds)];
  const toldAt = (index: number): Row => {
    if (index < disks.count) return ofDisk(context, disks.at(index));
    const database = index - disks.count;
    if (database < databases.count) return ofDatabase(databases.at(database));
    return ofOther(context, vaultArn, index, random(index).hex(32));
  };
  const at = (index: number): Row => ({
    ...pointCommon(context, vault.name, vaultArn, index),
    ...toldAt(index),
    ...(isHome(context) ? rareCase(context, vault.name, index) : {}),
  });
  return remembered({ count: disks.count + databases.count + vault.other, at });
}

/** The vault's part of what AWS Backup made: every vault of the account that is not for file systems alone has as many of it, but for the first. */
function shareOf({ counts }: RegionContext, { name }: VaultCounts, all: Collection): Collection {
  const own = counts.vaults.filter(
    ({ isCentral, keptBy, other }) => isCentral !== true && keptBy === undefined && other > 0,
  );
  const place = own.findIndex((vault) => vault.name === name);
  if (place < 0) return emptyCollection;
  const most = Math.floor(all.count / own.length);
  const first = place === 0 ? 0 : all.count - (own.length - place) * most;
  const end = all.count - (own.length - place - 1) * most;
  return { count: end - first, at: (index) => all.at(first + index) };
}

/** What the points of a vault have in common: the plan that made them, and when it deletes them. */
export function pointCommon(
  { region, owner, now }: RegionContext,
  name: string,
  vaultArn: string,
  index: number,
): Row {
  const { id, name: planName, rule } = index % 11 === 7 ? gonePlan : plan;
  const began = scheduledRun(now, 1, 240, index);
  return {
    BackupVaultName: name,
    BackupVaultArn: vaultArn,
    VaultType: 'BACKUP_VAULT',
    CreatedBy: {
      BackupPlanId: id,
      BackupPlanArn: `arn:aws:backup:${region}:${owner.id}:backup-plan:${id}`,
      BackupPlanName: planName,
      BackupRuleId: `${id.slice(0, 8)}-0001-4000-8000-000000000001`,
      BackupRuleName: rule,
    },
    Status: 'COMPLETED',
    CreationDate: began,
    CompletionDate: minutesAfter(began, 30),
    Lifecycle: { DeleteAfterDays: 90 },
    CalculatedLifecycle: { DeleteAt: daysBefore(began, -90) },
    IsEncrypted: true,
    IsParent: false,
  };
}

function ofDisk({ region }: RegionContext, snapshot: Row): Row {
  const tags = Array.isArray(snapshot.Tags) ? snapshot.Tags : [];
  return {
    ...madeAt(snapshot.StartTime),
    RecoveryPointArn: `arn:aws:ec2:${region}::snapshot/${String(snapshot.SnapshotId)}`,
    ResourceArn: tagValue(tags, 'aws:backup:source-resource'),
    ResourceName: tagValue(tags, 'Name'),
    ResourceType: 'EBS',
    BackupSizeInBytes: Number(snapshot.VolumeSize) * gibibyte,
  };
}

function ofDatabase(snapshot: Row): Row {
  const tags = Array.isArray(snapshot.TagList) ? snapshot.TagList : [];
  return {
    ...madeAt(snapshot.SnapshotCreateTime),
    RecoveryPointArn: snapshot.DBSnapshotArn,
    ResourceArn: tagValue(tags, 'aws:backup:source-resource'),
    ResourceName: snapshot.DBInstanceIdentifier,
    ResourceType: 'RDS',
    BackupSizeInBytes: Number(snapshot.AllocatedStorage) * gibibyte,
  };
}

function madeAt(time: unknown): Row {
  if (!(time instanceof Date)) return {};
  return {
    CreationDate: time,
    CompletionDate: minutesAfter(time, 30),
    CalculatedLifecycle: { DeleteAt: daysBefore(time, -90) },
  };
}

function ofOther(
  { region, owner, hostile }: RegionContext,
  vaultArn: string,
  index: number,
  hex: string,
): Row {
  const { type, arn, name } = alone[index % alone.length] ?? alone[0];
  return {
    RecoveryPointArn: `${vaultArn.slice(0, vaultArn.indexOf(':backup-vault:'))}:recovery-point:${uuid(hex)}`,
    ResourceArn: arn(`${region}:${owner.id}`),
    ResourceName: hostile ? hostileTexts[index % hostileTexts.length] : name,
    ResourceType: type,
    BackupSizeInBytes: (1 + (index % 40)) * 3 * gibibyte,
  };
}

/** Of the first vault one that an AMI keeps from being deleted when its time is up, and one made on demand. */
function rareCase({ now }: RegionContext, name: string, index: number): Row {
  if (name !== 'Default') return {};
  // Somebody made one before an upgrade, and told nobody to delete it.
  if (index === 3) return { CreatedBy: undefined, Lifecycle: undefined, CalculatedLifecycle: undefined };
  if (index !== 2) return {};
  return {
    Status: 'EXPIRED',
    StatusMessage: 'The snapshot is currently in use by an AMI (ami-0c0ffee0123456789).',
    CalculatedLifecycle: { DeleteAt: daysBefore(now, 20) },
  };
}

function tagValue(tags: readonly unknown[], key: string): string | undefined {
  const found = tags.find(
    (tag): tag is Row => typeof tag === 'object' && tag !== null && 'Key' in tag && tag.Key === key,
  );
  return found?.Value === undefined ? undefined : String(found.Value);
}
