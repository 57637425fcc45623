/**
 * EBS snapshots, the volumes and images they come from. The snapshots of a region lie in segments by origin (image,
 * lifecycle policy, AWS Backup, copy, by hand), the first few indexes being specimens of everything that is rare.
 */

import { type Collection, collectionOf, findRow, type Row, remembered, shuffled } from './collection.ts';
import {
  accountId,
  daysBefore,
  kmsKeyArn,
  minutesAfter,
  otherAccountIds,
  type RegionContext,
  rowRandom,
  scheduledRun,
  spreadAge,
} from './context.ts';
import { ebsSpecimens, publicSpecimens } from './ebs-specimens.ts';
import { idCodec, uuid } from './ids.ts';
import { namingOf, tagsOf } from './names.ts';

const gibibyte = 1024 ** 3;

export interface EbsEstate {
  readonly snapshots: Collection;
  /** The own snapshots that everybody can restore. */
  readonly publicSnapshots: Collection;
  /** Other accounts' snapshots that are shared with this one. */
  readonly sharedSnapshots: Collection;
  /** Other accounts' public snapshots. */
  readonly foreignPublicSnapshots: Collection;
  readonly volumes: Collection;
  readonly images: Collection;
  readonly snapshotById: (id: string) => Row | undefined;
  readonly volumeById: (id: string) => Row | undefined;
  /** Who may make volumes of a snapshot, as DescribeSnapshotAttribute says it. */
  readonly createVolumePermissions: (id: string) => readonly Row[];
}

type Origin = 'specimen' | 'image' | 'lifecycle' | 'backup' | 'copy' | 'manual';

/** Where each origin's segment begins. */
function segmentsOf(count: number): readonly (readonly [Origin, number])[] {
  const specimens = Math.min(count, ebsSpecimens.length);
  const rest = count - specimens;
  const at = (share: number) => specimens + Math.floor(rest * share);
  return [
    ['manual', at(0.8)],
    ['copy', at(0.73)],
    ['backup', at(0.53)],
    ['lifecycle', at(0.08)],
    ['image', specimens],
    ['specimen', 0],
  ];
}

export function ebsEstate(context: RegionContext): EbsEstate {
  const { counts, now, region } = context;
  const snapshotIds = idCodec(context.seed, `${region}/snapshot`, 16);
  const volumeIds = idCodec(context.seed, `${region}/volume`, 16);
  const imageIds = idCodec(context.seed, `${region}/image`, 16);
  const instanceIds = idCodec(context.seed, `${region}/instance`, 16);
  const snapshotRandom = rowRandom(context, 'snapshot');
  const volumeRandom = rowRandom(context, 'volume');
  const imageRandom = rowRandom(context, 'image');
  const segments = segmentsOf(counts.snapshots);
  const startOf = (origin: Origin) => segments.find(([name]) => name === origin)?.[1] ?? 0;
  const imageStart = startOf('image');
  const impliedImages = Math.ceil((startOf('lifecycle') - imageStart) / 2);
  const liveImages = Math.floor(impliedImages * 0.75);
  /** Volumes of this index and above were deleted; their snapshots remain. */
  const deletedFrom = counts.volumes;
  const everyVolume = Math.max(1, Math.floor(counts.volumes * 1.25));
  const volumeId = (index: number) => `vol-0${volumeIds.hex(index)}`;
  const snapshotId = (index: number) => `snap-0${snapshotIds.hex(index)}`;

  const volumeAt = (index: number): Row => {
    const random = volumeRandom(index);
    const naming = namingOf(random, random.pick(['data', 'root', 'logs', 'scratch']));
    const type = random.pick(['gp3', 'gp3', 'gp3', 'gp2', 'io2', 'st1']);
    const size = random.pick([8, 20, 50, 100, 100, 200, 500, 1000, 2000]);
    const attached = random.chance(0.8);
    const created = daysBefore(now, 20 + spreadAge(random, 1500));
    return {
      VolumeId: volumeId(index),
      Size: size,
      VolumeType: type,
      Iops:
        type === 'gp3'
          ? 3000
          : type === 'io2'
            ? 16_000
            : type === 'gp2'
              ? Math.max(100, size * 3)
              : undefined,
      Throughput: type === 'gp3' ? random.pick([125, 125, 250]) : undefined,
      AvailabilityZone: `${region}${random.pick(['a', 'b', 'c'])}`,
      State: attached ? 'in-use' : 'available',
      CreateTime: created,
      Encrypted: random.chance(0.7),
      MultiAttachEnabled: false,
      Attachments: attached
        ? [
            {
              VolumeId: volumeId(index),
              InstanceId: `i-0${instanceIds.hex(index >> 1)}`,
              Device: '/dev/xvda',
              State: 'attached',
              AttachTime: created,
              DeleteOnTermination: true,
            },
          ]
        : [],
      Tags: tagsOf(random, naming),
    };
  };

  const byOrigin: Readonly<Record<Origin, (index: number, order: number) => Row>> = {
    specimen: () => ({}),
    image: (_index, order) => {
      const image = order >> 1;
      const random = imageRandom(image);
      const start = daysBefore(now, spreadAge(random, 900));
      const description = `Created by CreateImage(i-0${instanceIds.hex(image)}) for ami-0${imageIds.hex(image)}`;
      return { StartTime: start, Description: description, Tags: [] };
    },
    lifecycle: (index, order) => {
      const volume = Math.floor(order / 7) % everyVolume;
      const random = volumeRandom(volume);
      const naming = namingOf(random, 'data');
      const everyDays = [1, 1, 7, 30][volume % 4] ?? 1;
      const policy = `policy-0${(0x1a2b3c4d5e6f + (volume % 5)).toString(16)}789a`;
      return {
        VolumeId: volumeId(volume),
        StartTime: minutesAfter(scheduledRun(now, everyDays, 180, order % 7), (index % 50) + 0.3),
        Description: `Created for policy: ${policy} schedule: Default Schedule`,
        Tags: [
          { Key: 'aws:dlm:lifecycle-policy-id', Value: policy },
          { Key: 'aws:dlm:lifecycle-schedule-name', Value: 'Default Schedule' },
          ...tagsOf(random, naming),
        ],
      };
    },
    backup: (index, order) => {
      const volume = (Math.floor(order / 5) + 3) % everyVolume;
      const start = minutesAfter(scheduledRun(now, 7, 300, order % 5), (index % 90) + 0.7);
      return {
        VolumeId: volumeId(volume),
        StartTime: start,
        Description: 'This snapshot is created by the AWS Backup service.',
        Tags: [
          {
            Key: 'aws:backup:source-resource',
            Value: `arn:aws:ec2:${region}:${accountId}:volume/${volumeId(volume)}`,
          },
          ...tagsOf(volumeRandom(volume), namingOf(volumeRandom(volume), 'data')),
        ],
      };
    },
    copy: (index) => {
      const random = snapshotRandom(index);
      const source = random.pick(['us-east-1', 'eu-west-1', 'us-west-2']);
      return {
        VolumeId: 'vol-ffffffff',
        TransferType: random.chance(0.2) ? 'time-based' : 'standard',
        Description: `[Copied snap-0${random.hex(16)} from ${source}] disaster recovery`,
      };
    },
    manual: () => ({}),
  };

  const snapshotAt = (index: number): Row => {
    const [origin, start] = segments.find(([, from]) => index >= from) ?? ['manual' as const, 0];
    const random = snapshotRandom(index);
    const volume = random.between(0, everyVolume - 1);
    const naming = namingOf(random, random.pick(['before-upgrade', 'data', 'root', 'migration', 'adhoc']));
    const size = random.pick([8, 20, 50, 100, 100, 200, 500, 1000, 2000]);
    const encrypted = random.chance(0.68);
    const began = daysBefore(now, spreadAge(random, 2200));
    const base: Row = {
      SnapshotId: snapshotId(index),
      VolumeId: volumeId(volume),
      State: 'completed',
      Progress: '100%',
      StartTime: began,
      VolumeSize: size,
      FullSnapshotSizeInBytes: Math.floor(size * gibibyte * (0.05 + random.next() * 0.9)),
      Encrypted: encrypted,
      KmsKeyId: encrypted ? kmsKeyArn(region, random) : undefined,
      DataEncryptionKeyId: encrypted ? uuid(random.hex(32)) : undefined,
      StorageTier: origin === 'manual' && random.chance(0.06) ? 'archive' : 'standard',
      OwnerId: accountId,
      Description: random.pick([
        '',
        'before upgrade',
        'weekly',
        'do not delete',
        'decommission ticket OPS-4411',
      ]),
      Tags: tagsOf(random, naming),
      ...byOrigin[origin](index, index - start),
      ...(origin === 'specimen'
        ? ebsSpecimens[index]?.({ context, began, snapshotId, volumeId, deletedFrom })
        : {}),
    };
    const startTime = base.StartTime instanceof Date ? base.StartTime : began;
    if ('CompletionTime' in base) return base;
    return { ...base, CompletionTime: minutesAfter(startTime, 2 + (index % 37)) };
  };

  const imageAt = (index: number): Row => {
    const random = imageRandom(index);
    const created = daysBefore(now, spreadAge(random, 900));
    const naming = namingOf(random, 'golden');
    const mapping = (order: number, device: string): readonly Row[] => {
      const position = imageStart + index * 2 + order;
      if (position >= startOf('lifecycle')) return [];
      const { SnapshotId, VolumeSize, Encrypted } = snapshotAt(position);
      const ebs: Row = { SnapshotId, VolumeSize, Encrypted, VolumeType: 'gp3', DeleteOnTermination: true };
      return [{ DeviceName: device, Ebs: ebs }];
    };
    return {
      ImageId: `ami-0${imageIds.hex(index)}`,
      Name: `${naming.name}-${created.toISOString().slice(0, 10)}-${index}`,
      Description: `golden image of ${naming.service}`,
      State: index % 11 === 3 ? 'disabled' : 'available',
      CreationDate: created.toISOString(),
      DeprecationTime: index % 7 === 2 ? daysBefore(now, 3).toISOString() : undefined,
      OwnerId: accountId,
      Public: false,
      Architecture: random.pick(['x86_64', 'arm64']),
      ImageType: 'machine',
      RootDeviceName: '/dev/xvda',
      RootDeviceType: 'ebs',
      VirtualizationType: 'hvm',
      Hypervisor: 'xen',
      PlatformDetails: 'Linux/UNIX',
      BlockDeviceMappings: [
        ...mapping(0, '/dev/xvda'),
        ...mapping(1, '/dev/sdb'),
        ...(index % 3 === 0 ? [{ DeviceName: '/dev/sdc', VirtualName: 'ephemeral0' }] : []),
      ],
      Tags: tagsOf(random, naming),
    };
  };

  const own: Collection = remembered({ count: counts.snapshots, at: snapshotAt });
  const manualStart = startOf('manual');
  const publicIndexes = (position: number) =>
    position < publicSpecimens.length
      ? (publicSpecimens[position] ?? 0)
      : manualStart + 40 + (position - publicSpecimens.length) * 197;
  const publicSpecimenCount = publicSpecimens.filter((index) => index < counts.snapshots).length;
  const publicManualCount =
    publicSpecimenCount < publicSpecimens.length
      ? 0
      : Math.max(0, Math.ceil((counts.snapshots - manualStart - 40) / 197));
  const publicSnapshots: Collection = {
    count: publicSpecimenCount + publicManualCount,
    at: (position) => own.at(publicIndexes(position)),
  };
  const foreign = (index: number, owner: string, description: string): Row => {
    const { Tags: _tags, KmsKeyId: _key, ...row } = snapshotAt(counts.snapshots + 1_000_000 + index);
    return {
      ...row,
      OwnerId: owner,
      Encrypted: false,
      DataEncryptionKeyId: undefined,
      Description: description,
    };
  };
  const sharedSnapshots = collectionOf(
    counts.snapshots < 12
      ? []
      : otherAccountIds.map((owner, index) => foreign(index, owner, 'shared for the audit')),
  );
  const foreignPublicSnapshots: Collection = {
    count: 500,
    at: (index) => foreign(100 + index, index % 2 === 0 ? '135713571357' : '246824682468', 'public data set'),
  };
  const volumes = remembered({ count: counts.volumes, at: volumeAt });

  const snapshotIndex = (id: string) => {
    const index = id.startsWith('snap-0') ? snapshotIds.indexOf(id.slice(6)) : undefined;
    return index !== undefined && index < counts.snapshots ? index : undefined;
  };
  return {
    snapshots: shuffled(own),
    publicSnapshots,
    sharedSnapshots,
    foreignPublicSnapshots,
    volumes: shuffled(volumes),
    images: shuffled({ count: liveImages, at: imageAt }),
    snapshotById: (id) => {
      const index = snapshotIndex(id);
      if (index !== undefined) return own.at(index);
      return findRow(sharedSnapshots, (row) => row.SnapshotId === id);
    },
    volumeById: (id) => {
      const index = id.startsWith('vol-0') ? volumeIds.indexOf(id.slice(5)) : undefined;
      return index !== undefined && index < counts.volumes ? volumes.at(index) : undefined;
    },
    createVolumePermissions: (id) => {
      const index = snapshotIndex(id);
      if (index === undefined) return [];
      const isPublic =
        publicSpecimens.includes(index) ||
        (index >= manualStart + 40 && (index - manualStart - 40) % 197 === 0);
      if (isPublic) return [{ Group: 'all' }];
      return index % 31 === 5 ? [{ UserId: otherAccountIds[0] }] : [];
    },
  };
}
