import type { Image, Volume } from '@aws-sdk/client-ec2';
import { valueProblems, withProblemsOf } from '../../aws/value-problems.ts';
import type { Place } from '../../model/columns.ts';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import type { ListedSource } from '../define/listed-source.ts';
import { gibibytes, nameTag, tagsOf } from '../snapshots/snapshot-values.ts';
import { imagePages } from './image-pages.ts';
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

/** The volumes of a region. */
interface ListedVolumes {
  readonly byId: ReadonlyMap<string, VolumeFacts>;
  readonly sources: readonly ListedSource[];
}

/** The region's volumes. */
export async function listVolumes(context: CollectContext, ec2: Ec2): Promise<ListedVolumes> {
  const byId = new Map<string, VolumeFacts>();
  const sources: ListedSource[] = [];
  for await (const { Volumes } of context.pages(ec2.describeVolumes, {})) {
    for (const volume of Volumes ?? []) {
      const { VolumeId, VolumeType, Iops, Throughput, Tags, State, SnapshotId } = volume;
      if (VolumeId === undefined || State === 'deleted') continue;
      const facts = {
        ...{ name: nameTag(Tags), type: VolumeType, iops: Iops, throughput: Throughput },
        // Empty for a volume that was made of nothing.
        madeOf: SnapshotId || undefined,
      };
      byId.set(VolumeId, withProblemsOf(volume, facts));
      sources.push(volumeSource(volume, VolumeId, context.place));
    }
  }
  return { byId, sources };
}

function volumeSource(volume: Volume, id: string, { partition, region, account }: Place): ListedSource {
  const { Size, State, Attachments, Encrypted, Tags } = volume;
  return {
    key: id,
    id,
    arn: `arn:${partition}:ec2:${region}:${account}:volume/${id}`,
    service: 'EBS',
    name: nameTag(Tags),
    size: gibibytes(Size),
    state: State,
    inUseBy: (Attachments ?? []).flatMap(({ InstanceId }) => InstanceId ?? []),
    restorableFrom: undefined,
    restorableTo: undefined,
    encrypted: Encrypted,
    tags: tagsOf(Tags),
    replicaOf: undefined,
    problem: valueProblems(volume).join('; ') || null,
  };
}

/** The account's own images, disabled ones too, by the snapshots that they use. */
export async function imagesBySnapshot(
  context: CollectContext,
  ec2: Ec2,
): Promise<ReadonlyMap<string, readonly ImageFacts[]>> {
  const images = new Map<string, ImageFacts[]>();
  for await (const { Images } of imagePages(context, ec2)) {
    for (const image of Images ?? []) {
      const facts = imageFacts(image);
      if (facts === undefined) continue;
      for (const snapshotId of snapshotsOf(image)) {
        const users = images.get(snapshotId) ?? [];
        users.push(facts);
        images.set(snapshotId, users);
      }
    }
  }
  return images;
}

/** What an image is to the snapshots that it uses; undefined: AWS gave no id of it. */
export function imageFacts(image: Image): ImageFacts | undefined {
  const { ImageId, Public, State, DeregistrationProtection: protection } = image;
  if (ImageId === undefined) return undefined;
  return {
    ...{ id: ImageId, isPublic: Public ?? null, isDisabled: State === 'disabled' },
    isProtected: protection === undefined ? null : protection !== 'disabled',
    parts: new Set(snapshotsOf(image)).size,
  };
}

/** The snapshots that an image uses, each once. */
export function snapshotsOf({ BlockDeviceMappings }: Image): readonly string[] {
  return [...new Set((BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []))];
}

/** Whether the region keeps images from being shared with everybody, asked once a region. */
export const imageAccessBlock = sharedInRegion(async (context): Promise<string | undefined> => {
  const { getImageBlockPublicAccessState } = await import('../../aws/ec2.ts');
  const { ImageBlockPublicAccessState } = await context.call(getImageBlockPublicAccessState, {});
  return ImageBlockPublicAccessState;
});

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
