import { type Collection, type Row, remembered } from './collection.ts';
import { daysBefore, kmsKeyArn, type RegionContext, rowRandom, spreadAge } from './context.ts';
import { type IdCodec, idCodec } from './ids.ts';
import { namingOf, tagsOf } from './names.ts';

export interface VolumeEstate {
  /** The volumes that exist, and behind them the deleted ones that snapshots still tell of. */
  readonly everyVolume: Collection;
  readonly volumeId: (index: number) => string;
  readonly indexOf: (id: string) => number | undefined;
  readonly instanceId: (index: number) => string;
}

export function volumeEstate(context: RegionContext): VolumeEstate {
  const { counts, now, region } = context;
  const ids: IdCodec = idCodec(context.seed, `${region}/volume`, 16);
  const instances = idCodec(context.seed, `${region}/instance`, 16);
  const randomOf = rowRandom(context, 'volume');
  const volumeId = (index: number) => `vol-0${ids.hex(index)}`;
  const instanceId = (index: number) => `i-0${instances.hex(index)}`;

  const at = (index: number): Row => {
    const random = randomOf(index);
    const naming = namingOf(random, random.pick(['data', 'root', 'logs', 'scratch']));
    const type = random.pick(['gp3', 'gp3', 'gp3', 'gp2', 'io2', 'st1']);
    const size = random.pick([8, 20, 50, 100, 100, 200, 500, 1000, 2000]);
    const attached = random.chance(0.8);
    const created = daysBefore(now, 20 + spreadAge(random, 1500));
    const encrypted = random.chance(0.7);
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
      KmsKeyId: encrypted ? kmsKeyArn(region, random) : undefined,
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
      Tags: tagsOf(random, naming),
    };
  };

  return {
    everyVolume: remembered({ count: Math.max(1, Math.floor(counts.volumes * 1.25)), at }),
    volumeId,
    indexOf: (id) => (id.startsWith('vol-0') ? ids.indexOf(id.slice(5)) : undefined),
    instanceId,
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
