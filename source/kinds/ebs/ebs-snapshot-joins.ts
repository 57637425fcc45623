import { withProblemsOf } from '../../aws/value-problems.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { nameTag } from '../snapshots/snapshot-values.ts';
import type { ImageFacts } from './image-sharing.ts';

type Ec2 = typeof import('../../aws/ec2.ts');

/** What a snapshot's row shows of its source volume. */
export interface VolumeFacts {
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly iops: number | undefined;
  /** MiB/s. */
  readonly throughput: number | undefined;
  /** The snapshot that it was made of. */
  readonly madeOf: string | undefined;
}

/** The listings that snapshots are joined with; undefined: it could not be read. */
export interface EbsJoins {
  readonly volumes: ReadonlyMap<string, VolumeFacts> | undefined;
  /** The images that use a snapshot, by the snapshot's id. */
  readonly images: ReadonlyMap<string, readonly ImageFacts[]> | undefined;
  readonly publicIds: ReadonlySet<string> | undefined;
}

/** The region's volumes by id. */
export async function volumesById(
  context: CollectContext,
  ec2: Ec2,
): Promise<ReadonlyMap<string, VolumeFacts>> {
  const volumes = new Map<string, VolumeFacts>();
  for await (const { Volumes } of context.pages(ec2.describeVolumes, {})) {
    for (const volume of Volumes ?? []) {
      const { VolumeId, VolumeType, Iops, Throughput, Tags, State, SnapshotId } = volume;
      if (VolumeId === undefined || State === 'deleted') continue;
      const facts = {
        ...{ name: nameTag(Tags), type: VolumeType, iops: Iops, throughput: Throughput },
        // Empty for a volume that was made of nothing.
        madeOf: SnapshotId || undefined,
      };
      volumes.set(VolumeId, withProblemsOf(volume, facts));
    }
  }
  return volumes;
}

/** The account's own images, disabled ones too, by the snapshots that they use. */
export async function imagesBySnapshot(
  context: CollectContext,
  ec2: Ec2,
): Promise<ReadonlyMap<string, readonly ImageFacts[]>> {
  const images = new Map<string, ImageFacts[]>();
  const own = { Owners: ['self'], IncludeDisabled: true };
  for await (const { Images } of context.pages(ec2.describeImages, own)) {
    for (const { ImageId, BlockDeviceMappings, Public, State } of Images ?? []) {
      if (ImageId === undefined) continue;
      const facts = { id: ImageId, isPublic: Public ?? null, isDisabled: State === 'disabled' };
      const used = (BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
      for (const snapshotId of new Set(used)) {
        const users = images.get(snapshotId) ?? [];
        users.push(facts);
        images.set(snapshotId, users);
      }
    }
  }
  return images;
}

/** Ids of the account's own snapshots that every AWS account may restore. */
export async function publicSnapshotIds(context: CollectContext, ec2: Ec2): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const ownPublic = { OwnerIds: ['self'], RestorableByUserIds: ['all'] };
  for await (const { Snapshots } of context.pages(ec2.describeSnapshots, ownPublic)) {
    for (const { SnapshotId } of Snapshots ?? []) {
      if (SnapshotId !== undefined) ids.add(SnapshotId);
    }
  }
  return ids;
}

/** Account ids, and `all`, that may make volumes of one snapshot. */
export async function sharedWith(context: CollectContext, ec2: Ec2, SnapshotId: string): Promise<string[]> {
  const { CreateVolumePermissions } = await context.call(ec2.describeSnapshotAttribute, {
    SnapshotId,
    Attribute: 'createVolumePermission',
  });
  return (CreateVolumePermissions ?? []).flatMap(({ UserId, Group }) => UserId ?? Group ?? []);
}
