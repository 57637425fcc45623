import { type Collection, type Row, remembered } from './collection.ts';
import { diskRoles } from './company.ts';
import { daysBefore, isHome, kmsKeyArn, type RegionContext, rowRandom, spreadAge } from './context.ts';
import { type IdCodec, idCodec } from './ids.ts';
import { type Naming, namingFor, namingOf, tagsOf } from './names.ts';

export interface VolumeEstate {
  /** The volumes that exist, and behind them the deleted ones that snapshots still tell of. */
  readonly everyVolume: Collection;
  readonly volumeId: (index: number) => string;
  readonly indexOf: (id: string) => number | undefined;
  readonly instanceId: (index: number) => string;
  /** Bytes that a snapshot of the volume needs, of so many days ago: volumes fill up with time. */
  readonly fullSizeOf: (index: number, days: number) => number;
  /** The volume with this number, or the next one that no planted story is about. */
  readonly ordinary: (index: number) => number;
}

/** The volumes of the home region that the demo tells something about, by index. */
export const plantedVolumes = {
  /** In production, and nobody backs it up any more. */
  stalled: 0,
  /** Deleted years ago; behind those that exist. */
  forgottenAfterLast: 1,
} as const;

const gibibyte = 1024 ** 3;

interface Disk {
  readonly naming: Naming;
  readonly type: string;
  readonly size: number;
  readonly filled: readonly [number, number];
  readonly attached: boolean;
  readonly tags?: readonly Row[];
}

const stalledTags: readonly Row[] = [
  { Key: 'Name', Value: 'wms-prod-oradata' },
  { Key: 'env', Value: 'prod' },
  { Key: 'Team', Value: 'warehouse' },
  { Key: 'Owner', Value: 'Marcus Hale' },
];

/** The warehouse system's data, and the scanned delivery notes of years ago. */
function plantedDisk(index: number, context: RegionContext): Disk | undefined {
  if (!isHome(context)) return undefined;
  if (index === plantedVolumes.stalled) {
    const naming = namingFor('wms', 'prod', 'oradata');
    return { naming, type: 'io2', size: 4000, filled: [0.2, 0.21], attached: true, tags: stalledTags };
  }
  if (index === context.counts.volumes + plantedVolumes.forgottenAfterLast) {
    const naming = namingFor('track-and-trace', 'prod', 'pod-scans');
    return { naming, type: 'sc1', size: 16_384, filled: [0.4, 0.41], attached: false };
  }
  return undefined;
}

export function volumeEstate(context: RegionContext): VolumeEstate {
  const { counts, now, region } = context;
  const ids: IdCodec = idCodec(context.seed, `${region}/volume`, 16);
  const instances = idCodec(context.seed, `${region}/instance`, 16);
  const randomOf = rowRandom(context, 'volume');
  const diskRandom = rowRandom(context, 'volume-disk');
  const fillRandom = rowRandom(context, 'volume-fill');
  const volumeId = (index: number) => `vol-0${ids.hex(index)}`;
  const instanceId = (index: number) => `i-0${instances.hex(index)}`;

  const diskOf = (index: number): Disk => {
    const planted = plantedDisk(index, context);
    if (planted !== undefined) return planted;
    const random = diskRandom(index);
    const { role, types, sizes, filled } = random.pick(diskRoles);
    const naming = namingOf(context.owner, random, role);
    return {
      naming,
      type: random.pick(types),
      size: random.pick(sizes),
      filled,
      attached: random.chance(0.85),
    };
  };

  const golden = context.goldenSnapshots?.(region) ?? [];
  /** Where golden images are launched, every fifth volume was made of one. */
  const madeOf = (index: number): Row =>
    golden.length === 0 || index % 5 !== 2 ? {} : { SnapshotId: golden[index % golden.length] };

  const at = (index: number): Row => {
    const random = randomOf(index);
    const { naming, type, size, attached, tags } = diskOf(index);
    const created = daysBefore(now, 760 + spreadAge(random, 1500));
    const encrypted = random.chance(0.8);
    return {
      VolumeId: volumeId(index),
      Size: size,
      VolumeType: type,
      Iops: iopsOf(type, size),
      Throughput: type === 'gp3' ? random.pick([125, 125, 250]) : undefined,
      AvailabilityZone: `${region}${random.pick(['a', 'b', 'c'])}`,
      State: attached ? 'in-use' : 'available',
      CreateTime: created,
      Encrypted: encrypted,
      KmsKeyId: encrypted ? kmsKeyArn(context, random) : undefined,
      ...madeOf(index),
      MultiAttachEnabled: false,
      Attachments: attached
        ? [
            {
              VolumeId: volumeId(index),
              InstanceId: instanceId(index >> 1),
              Device: '/dev/xvda',
              State: 'attached',
              AttachTime: created,
              DeleteOnTermination: true,
            },
          ]
        : [],
      Tags: tags ?? tagsOf(random, naming),
    };
  };

  /** Bytes that a volume holds today; kept, as every snapshot of it asks. */
  const heldBytes: number[] = [];
  const heldBy = (index: number): number => {
    const { size, filled } = diskOf(index);
    const [least, most] = filled;
    return size * gibibyte * (least + (most - least) * fillRandom(index).next());
  };

  const count = Math.max(1, Math.floor(counts.volumes * 1.25));
  return {
    everyVolume: remembered({ count, at }),
    volumeId,
    indexOf: (id) => (id.startsWith('vol-0') ? ids.indexOf(id.slice(5)) : undefined),
    instanceId,
    fullSizeOf: (index, days) => {
      const held = heldBytes[index] ?? heldBy(index);
      heldBytes[index] = held;
      return Math.floor(held * (1 - 0.4 * Math.min(1, days / 2500)));
    },
    ordinary: (index) => {
      const place = index % count;
      return plantedDisk(place, context) === undefined ? place : (place + 1) % count;
    },
  };
}

function iopsOf(type: string, size: number): number | undefined {
  switch (type) {
    case 'gp3':
      return 3000;
    case 'io2':
      return 16_000;
    case 'gp2':
      return Math.max(100, size * 3);
    default:
      return undefined;
  }
}
