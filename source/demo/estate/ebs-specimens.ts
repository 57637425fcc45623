import type { Row } from './collection.ts';
import { accountId, daysBefore, minutesAfter, type RegionContext } from './context.ts';
import { hostileTexts } from './names.ts';

export interface SpecimenContext {
  readonly context: RegionContext;
  readonly began: Date;
  readonly snapshotId: (index: number) => string;
  readonly volumeId: (index: number) => string;
  readonly deletedFrom: number;
}

type Specimen = (specimen: SpecimenContext) => Row;

const recent = (minutes: number) => (specimen: SpecimenContext) =>
  minutesAfter(specimen.context.now, -minutes);

const pending =
  (progress: string, size: number | undefined): Specimen =>
  (specimen) => ({
    State: 'pending',
    Progress: progress,
    StartTime: recent(7)(specimen),
    FullSnapshotSizeInBytes: size,
    CompletionTime: undefined,
  });

const tagged =
  (text: string): Specimen =>
  () => ({
    Description: text,
    Tags: [
      { Key: 'Name', Value: text },
      { Key: 'Team', Value: 'media' },
      { Key: 'Comment', Value: `${text} / ${text}` },
    ],
  });

/** Index by index: what a region has of each rare thing. The common ones come first, for the small regions. */
export const ebsSpecimens: readonly Specimen[] = [
  pending('41%', undefined),
  ({ volumeId, deletedFrom }) => ({
    VolumeId: volumeId(deletedFrom),
    Description: 'volume deleted last year',
  }),
  ({ began }) => ({
    State: 'error',
    StateMessage: 'The KMS key that protects this snapshot is not usable: KMSKeyDisabled',
    Progress: '0%',
    StartTime: began,
    FullSnapshotSizeInBytes: undefined,
    CompletionTime: undefined,
  }),
  () => ({ StorageTier: 'archive', Description: 'archived for seven years' }),
  () => ({ VolumeId: 'vol-ffffffff', Description: '[Copied snap-0aa11bb22cc33dd44 from eu-west-1]' }),
  () => ({
    Description: 'demo data set, public on purpose',
    Encrypted: false,
    KmsKeyId: undefined,
    DataEncryptionKeyId: undefined,
  }),
  pending('0%', 0),
  () => ({ State: 'recoverable', Description: 'in the recycle bin' }),
  () => ({ State: 'recovering', Description: 'being recovered' }),
  ({ context }) => ({
    StorageTier: 'archive',
    RestoreExpiryTime: daysBefore(context.now, -4),
    Description: 'restored from the archive for a week',
  }),
  () => ({ FullSnapshotSizeInBytes: undefined, Description: 'made before full sizes were reported' }),
  () => ({
    Description: 'public by mistake?',
    Encrypted: false,
    KmsKeyId: undefined,
    DataEncryptionKeyId: undefined,
  }),
  ({ context }) => ({
    OutpostArn: `arn:aws:outposts:${context.region}:${accountId}:outpost/op-0d4579457ff2dc345`,
    Description: 'of a volume on the outpost',
  }),
  ({ context }) => ({ AvailabilityZone: `${context.region}-bos-1a`, Description: 'in a Local Zone' }),
  ({ context }) => ({
    TransferType: 'time-based',
    CompletionDurationMinutes: 60,
    VolumeId: 'vol-ffffffff',
    StartTime: minutesAfter(context.now, -600),
    Description: '[Copied snap-0ee55ff6600771188 from us-west-2]',
  }),
  () => ({ Description: '', Tags: [] }),
  ({ context }) => ({ StartTime: daysBefore(context.now, 3900), Description: 'the oldest of all' }),
  () => ({ VolumeSize: 65_536, FullSnapshotSizeInBytes: 70_000_000_000_000 }),
  ({ context }) => ({
    Description: 'Created by CreateImage(i-0deadbeefdeadbeef) for ami-0deadbeefdeadbeef',
    StartTime: daysBefore(context.now, 800),
    Tags: [],
  }),
  ({ context }) => ({ StartTime: minutesAfter(context.now, -1), CompletionTime: context.now }),
  ...hostileTexts.map(tagged),
];

/** Those of the specimens that everybody can restore. */
export const publicSpecimens: readonly number[] = [5, 11];
