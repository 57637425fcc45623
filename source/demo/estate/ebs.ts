/**
 * EBS snapshots, the volumes and images they come from. The snapshots of a region lie in segments by origin (image,
 * lifecycle policy, AWS Backup, copy, by hand), the first few indexes being everything that is rare.
 */
import {
  type Collection,
  collectionOf,
  concatenated,
  findRow,
  type Row,
  remembered,
  shuffled,
} from './collection.ts';
import { daysBefore, isHome, minutesAfter, type RegionContext, rowRandom, spreadAge } from './context.ts';
import { archivedOf, type EbsHolds, ebsHolds } from './ebs-holds.ts';
import { imageAge, imageRows, instanceRows, isBackupImage, launchPermissions } from './ebs-images.ts';
import { type Origin, origins, segmentsOf } from './ebs-origins.ts';
import { ebsRareCases, publicRareCases } from './ebs-rare-cases.ts';
import { volumeEstate } from './ebs-volumes.ts';
import { idCodec, uuid } from './ids.ts';

export interface EbsEstate {
  readonly holds: EbsHolds;
  readonly snapshots: Collection;
  /** Those that AWS Backup made. */
  readonly backupSnapshots: Collection;
  /** The own snapshots that everybody can restore. */
  readonly publicSnapshots: Collection;
  /** Other accounts' snapshots that are shared with this one. */
  readonly sharedSnapshots: Collection;
  /** Other accounts' public snapshots. */
  readonly foreignPublicSnapshots: Collection;
  readonly volumes: Collection;
  readonly images: Collection;
  /** In the order in which images were numbered: those that AWS Backup made. */
  readonly backupImages: readonly Row[];
  readonly instances: Collection;
  /** Ids of the snapshots of the first so many images' first disks. */
  readonly imageSnapshots: (most: number) => readonly string[];
  readonly snapshotById: (id: string) => Row | undefined;
  readonly volumeById: (id: string) => Row | undefined;
  /** Who may make volumes of a snapshot, as DescribeSnapshotAttribute says it. */
  readonly createVolumePermissions: (id: string) => readonly Row[];
  /** Who may launch an image, as DescribeImageAttribute says it; undefined: there is no such image. */
  readonly launchPermissions: (id: string) => readonly Row[] | undefined;
}

const dayMs = 86_400_000;

export function ebsEstate(context: RegionContext): EbsEstate {
  const { counts, now, owner, region } = context;
  const ids = idCodec(context.seed, `${region}/snapshot`, 16);
  const imageIds = idCodec(context.seed, `${region}/image`, 16);
  const { everyVolume, volumeId, instanceId, ...volumesOf } = volumeEstate(context);
  const snapshotRandom = rowRandom(context, 'snapshot');
  const rareCases = ebsRareCases(context);
  const publicCases = publicRareCases(context).filter((index) => index < counts.snapshots);
  const segments = segmentsOf(context, rareCases.length);
  const startOf = (origin: Origin) => segments.find(([name]) => name === origin)?.[1] ?? 0;
  const snapshotId = (index: number) => `snap-0${ids.hex(index)}`;
  const imageId = (index: number) => `ami-0${imageIds.hex(index)}`;
  const at = (index: number): Row => {
    const [name, start] = segments.find(([, from]) => index >= from) ?? ['manual' as const, 0];
    const origin = origins[name];
    const random = snapshotRandom(index);
    const place = { context, random, index, order: index - start, everyVolume: everyVolume.count };
    const made = { ...place, imageAge: (image: number) => imageAge(context, image), imageId, instanceId };
    const ofOrigin = origin.volume?.(made) ?? random.between(0, everyVolume.count - 1);
    const volumeIndex = isPlanted(name) ? ofOrigin : volumesOf.ordinary(ofOrigin);
    const volume = everyVolume.at(volumeIndex);
    const youngest = owner.isNeglected === true ? 320 : 0;
    const began = daysBefore(now, youngest + spreadAge(random, 2200 - youngest));
    const fields: Row = {
      ...origin.fields(made, volume),
      ...(name === 'rare'
        ? rareCases[index]?.({ context, began, snapshotId, volumeId, deletedFrom: counts.volumes })
        : {}),
    };
    const StartTime = fields.StartTime instanceof Date ? fields.StartTime : began;
    const days = (now.getTime() - StartTime.getTime()) / dayMs;
    return {
      SnapshotId: snapshotId(index),
      VolumeId: volume.VolumeId,
      State: 'completed',
      Progress: '100%',
      StartTime,
      VolumeSize: volume.Size,
      FullSnapshotSizeInBytes: volumesOf.fullSizeOf(volumeIndex, days),
      Encrypted: volume.Encrypted,
      KmsKeyId: volume.KmsKeyId,
      DataEncryptionKeyId: volume.Encrypted === true ? lineageOf(String(volume.VolumeId)) : undefined,
      StorageTier: 'standard',
      OwnerId: owner.id,
      CompletionTime: minutesAfter(StartTime, 2 + (index % 37)),
      ...fields,
    };
  };

  const own = remembered({ count: counts.snapshots, at });
  const foreign = (index: number, other: string, description: string): Row => ({
    ...at(counts.snapshots + 1_000_000 + index),
    OwnerId: other,
    Encrypted: false,
    KmsKeyId: undefined,
    DataEncryptionKeyId: undefined,
    Description: description,
    Tags: [],
  });
  const sharedSnapshots = collectionOf(
    counts.snapshots < 12
      ? []
      : owner.others.map((other, index) => foreign(index, other, 'shared for the audit')),
  );
  const images = imageRows({
    context,
    // A quarter of the images that snapshots tell of was deregistered; where the company began are two at least.
    count: Math.max(
      Math.floor(Math.ceil((startOf('lifecycle') - startOf('image')) / 2) * 0.75),
      isHome(context) ? 2 : 0,
    ),
    imageId,
    instanceId,
    snapshotOf: (image, disk) => {
      const index = startOf('image') + image * 2 + disk;
      return index < startOf('lifecycle') ? own.at(index) : undefined;
    },
  });
  const volumes: Collection = { count: counts.volumes, at: everyVolume.at };
  const byHand = startOf('manual');
  const holds = ebsHolds({
    ...{ context, images, firstOfImages: startOf('image'), firstByHand: byHand },
    snapshot: (index) => (index < counts.snapshots ? own.at(index) : undefined),
    archived: () =>
      archivedOf(
        concatenated([
          { count: Math.min(rareCases.length, counts.snapshots), at: own.at },
          { count: counts.snapshots - byHand, at: (index) => own.at(byHand + index) },
        ]),
      ),
  });

  const indexOf = (id: string) => {
    const index = id.startsWith('snap-0') ? ids.indexOf(id.slice(6)) : undefined;
    return index !== undefined && index < counts.snapshots ? index : undefined;
  };
  return {
    holds,
    snapshots: shuffled(own),
    backupSnapshots: {
      count: Math.max(0, Math.min(startOf('copy'), counts.snapshots) - startOf('backup')),
      at: (index) => own.at(startOf('backup') + index),
    },
    publicSnapshots: collectionOf(publicCases.map(own.at)),
    sharedSnapshots,
    foreignPublicSnapshots: {
      count: 500,
      at: (index) =>
        foreign(100 + index, index % 2 === 0 ? '135713571357' : '246824682468', 'public data set'),
    },
    volumes: shuffled(volumes),
    images: shuffled(images),
    get backupImages() {
      return Array.from({ length: images.count }, (_, image) => image)
        .filter(isBackupImage)
        .map(images.at);
    },
    instances: instanceRows({ context, count: Math.ceil(counts.volumes / 2), images, instanceId }),
    imageSnapshots: (most) =>
      Array.from({ length: Math.min(most, images.count) }, (_, image) =>
        snapshotId(startOf('image') + image * 2),
      ),
    snapshotById: (id) => {
      const index = indexOf(id);
      return index === undefined ? findRow(sharedSnapshots, (row) => row.SnapshotId === id) : own.at(index);
    },
    volumeById: (id) => {
      const index = volumesOf.indexOf(id);
      return index !== undefined && index < counts.volumes ? volumes.at(index) : undefined;
    },
    createVolumePermissions: (id) => {
      const index = indexOf(id);
      if (index === undefined) return [];
      if (publicCases.includes(index)) return [{ Group: 'all' }];
      const [within, , outside] = owner.others;
      if (owner.sharesOutside === true && index === startOf('manual')) return [{ UserId: outside }];
      const isOfImage = index >= startOf('image') && index < startOf('lifecycle');
      if (isOfImage && owner.imagesFor !== undefined) return owner.imagesFor.map((UserId) => ({ UserId }));
      return index % 31 === 5 ? [{ UserId: within }] : [];
    },
    launchPermissions: (id) => {
      const index = id.startsWith('ami-0') ? imageIds.indexOf(id.slice(5)) : undefined;
      return index !== undefined && index < images.count
        ? launchPermissions(context, index, images.at(index))
        : undefined;
    },
  };
}

/** Snapshots of one volume that the demo tells something about. */
function isPlanted(origin: Origin): boolean {
  return origin === 'forgotten' || origin === 'stalled';
}

/** All snapshots of a volume share its data key. */
function lineageOf(volume: string): string {
  return uuid(`${volume.slice(-16)}${volume.slice(-16).split('').reverse().join('')}`);
}
