/** The EFS file systems of a region, and those that were deleted, of which recovery points still tell. */
import type { Row, Value } from './collection.ts';
import {
  daysBefore,
  firstName,
  kmsKeyArn,
  minutesAfter,
  type RegionContext,
  rowRandom,
  spreadAge,
} from './context.ts';
import { hostileJsonTexts } from './hostile-texts.ts';
import { idCodec } from './ids.ts';
import { namingFor, tagsOf } from './names.ts';

/** What a recovery point tells of the file system that it is of. */
export interface BackedUp {
  /** Its account. */
  readonly account: string;
  readonly arn: string;
  readonly name: Value;
  /** Bytes that it holds. */
  readonly bytes: number;
  /** Days since it was deleted; 0: it is there. */
  readonly goneDays: number;
}

export interface FileSystems {
  readonly at: (index: number) => Row;
  /** With those that were deleted: a third as many again as there are. */
  readonly everyCount: number;
  readonly backedUp: (index: number) => BackedUp;
}

const gibibyte = 1024 ** 3;

export function fileSystemsOf(context: RegionContext): FileSystems {
  const { counts, now, owner, region } = context;
  const { shares, clusterEnvironment } = owner.words;
  const ids = idCodec(context.seed, `${region}/file-system`, 16);
  const rowStream = rowRandom(context, 'file-system');
  const idOf = (index: number) => `fs-0${ids.hex(index)}`;
  const arnOf = (index: number) =>
    `arn:aws:elasticfilesystem:${region}:${owner.id}:file-system/${idOf(index)}`;

  const first = firstName(context, shares.length);
  const shareOf = (index: number) => shares[(first + index) % shares.length] ?? shares[0];
  const nameOf = (index: number): string | undefined => {
    const [, shareName] = shareOf(index);
    const again = Math.floor(index / shares.length);
    const hostile = context.hostile ? hostileJsonTexts[index - 3] : undefined;
    const ownName = again === 0 ? shareName : `${shareName}-${again + 1}`;
    return index === 1 ? undefined : (hostile ?? ownName);
  };
  const at = (index: number): Row => {
    const random = rowStream(index);
    const [service, , gibibytes] = shareOf(index);
    const naming = namingFor(service, clusterEnvironment, 'share');
    const name = nameOf(index);
    const total = Math.floor(gibibytes * gibibyte * (0.8 + 0.4 * random.next()));
    const infrequent = Math.floor(total * random.next() * 0.7);
    const archive = random.chance(0.2) ? Math.floor((total - infrequent) * 0.3) : 0;
    const encrypted = random.chance(0.85);
    return {
      FileSystemId: idOf(index),
      FileSystemArn: arnOf(index),
      CreationToken: `quickCreated-${random.hex(8)}`,
      OwnerId: owner.id,
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
      KmsKeyId: encrypted ? kmsKeyArn(context, random) : undefined,
      Tags: tagsOf(random, naming, name),
      FileSystemProtection: { ReplicationOverwriteProtection: 'ENABLED' },
    };
  };
  const { fileSystems } = counts;
  return {
    at,
    everyCount: Math.max(1, Math.ceil(fileSystems * 1.34)),
    backedUp: (index) => ({
      account: owner.id,
      arn: arnOf(index),
      name: nameOf(index),
      bytes: shareOf(index)[2] * gibibyte,
      goneDays: index < fileSystems ? 0 : 200 + 90 * ((index - fileSystems) % 12),
    }),
  };
}
