import type { Row } from './collection.ts';
import { daysBefore, isHome, minutesAfter, type RegionContext } from './context.ts';
import { hostileTexts } from './hostile-texts.ts';

export interface RareCaseContext {
  readonly context: RegionContext;
  readonly began: Date;
  readonly snapshotId: (index: number) => string;
  readonly volumeId: (index: number) => string;
  readonly deletedFrom: number;
}

type RareCase = (made: RareCaseContext) => Row;

const recent = (minutes: number) => (made: RareCaseContext) => minutesAfter(made.context.now, -minutes);

const pending =
  (progress: string, size: number | undefined): RareCase =>
  (made) => ({
    State: 'pending',
    Progress: progress,
    StartTime: recent(7)(made),
    FullSnapshotSizeInBytes: size,
    CompletionTime: undefined,
  });

const tagged =
  (text: string): RareCase =>
  () => ({
    Description: text,
    Tags: [
      { Key: 'Name', Value: text },
      { Key: 'Team', Value: 'warehouse' },
      { Key: 'Comment', Value: `${text} / ${text}` },
    ],
  });

/** Index by index: one of each rare thing. */
const rareCases: readonly RareCase[] = [
  pending('41%', undefined),
  ({ volumeId, deletedFrom }) => ({
    VolumeId: volumeId(deletedFrom),
    Description: 'last backup before dispatch-old was terminated',
  }),
  ({ began }) => ({
    State: 'error',
    StateMessage: 'The KMS key that protects this snapshot is not usable: KMSKeyDisabled',
    Progress: '0%',
    StartTime: began,
    FullSnapshotSizeInBytes: undefined,
    CompletionTime: undefined,
  }),
  () => ({ StorageTier: 'archive', Description: 'declarations 2019, to be kept for seven years' }),
  () => ({ VolumeId: 'vol-ffffffff', Description: '[Copied snap-0aa11bb22cc33dd44 from eu-west-1]' }),
  () => ({
    Description: 'Open Freight Benchmark 2024, public on purpose',
    Encrypted: false,
    KmsKeyId: undefined,
    DataEncryptionKeyId: undefined,
  }),
  pending('0%', 0),
  () => ({ State: 'recoverable', Description: 'before cleanup OPS-5120' }),
  () => ({ State: 'recovering', Description: 'before cleanup OPS-5120, still needed' }),
  ({ context }) => ({
    StorageTier: 'archive',
    RestoreExpiryTime: daysBefore(context.now, -4),
    Description: 'declarations 2020, restored for the customs audit',
  }),
  () => ({
    FullSnapshotSizeInBytes: undefined,
    Description: 'yard cameras, last backup of the old recorder',
  }),
  () => ({
    Description: 'booking customers, shared with vendor for the CRM trial, delete after 2025-03-31',
    Tags: [{ Key: 'Name', Value: 'portal-booking-prod-customers-export' }],
    Encrypted: false,
    KmsKeyId: undefined,
    DataEncryptionKeyId: undefined,
  }),
  ({ context }) => ({
    OutpostArn: `arn:aws:outposts:${context.region}:${context.owner.id}:outpost/op-0d4579457ff2dc345`,
    Description: 'memphis cross-dock, on the outpost',
  }),
  ({ context }) => ({
    AvailabilityZone: `${context.region}-bos-1a`,
    Description: 'boston depot, edge cache',
  }),
  ({ context }) => ({
    TransferType: 'time-based',
    CompletionDurationMinutes: 60,
    VolumeId: 'vol-ffffffff',
    StartTime: minutesAfter(context.now, -600),
    Description: '[Copied snap-0ee55ff6600771188 from us-west-2]',
  }),
  () => ({ Description: '', Tags: [] }),
  ({ context }) => ({
    StartTime: daysBefore(context.now, 3900),
    Description: 'first backup after the move from the colo',
  }),
  // As large as a volume can be, and nearly empty.
  () => ({
    VolumeSize: 65_536,
    FullSnapshotSizeInBytes: 412_316_860_416,
    Description: 'data lake scratch, sized for Black Friday',
  }),
  ({ context }) => ({
    Description: 'Created by CreateImage(i-0deadbeefdeadbeef) for ami-0deadbeefdeadbeef',
    StartTime: daysBefore(context.now, 800),
    Tags: [],
  }),
  ({ context }) => ({ StartTime: minutesAfter(context.now, -1), CompletionTime: context.now }),
];

/** The rare snapshots of a region: each thing once, where the company began; and whatever names are made of, if asked for. */
export function ebsRareCases(context: RegionContext): readonly RareCase[] {
  return [...(isHome(context) ? rareCases : []), ...(context.hostile ? hostileTexts.map(tagged) : [])];
}

/** Those of them that everybody can restore: one on purpose, and one that somebody forgot. */
export function publicRareCases(context: RegionContext): readonly number[] {
  return isHome(context) ? [5, 11] : [];
}
