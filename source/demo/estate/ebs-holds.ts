/** What holds the snapshots of a region, and what runs on for them: locks, fast restores, launch templates, the archive. */
import { type Collection, collectionOf, emptyCollection, type Row, rowsOf } from './collection.ts';
import { daysBefore, isHome, minutesAfter, type RegionContext, rowRandom } from './context.ts';
import { hostileTexts } from './hostile-texts.ts';
import { idCodec } from './ids.ts';
import { namingFor, namingOf } from './names.ts';

/** What the listings of holds answer. */
export interface EbsHolds {
  readonly locked: Collection;
  readonly fastRestores: Collection;
  /** The latest and the default version of each launch template. */
  readonly templateVersions: Collection;
  /** Snapshots that were moved to the archive. */
  readonly tierStatuses: Collection;
  readonly publicAccessBlock: string;
}

interface HoldsContext {
  readonly context: RegionContext;
  /** The snapshot with this index, unless there is none. */
  readonly snapshot: (index: number) => Row | undefined;
  readonly images: Collection;
  /** The first snapshot of an image, and the first one that was made by hand. */
  readonly firstOfImages: number;
  readonly firstByHand: number;
  /** Where archived ones may be. */
  readonly archived: () => Iterable<Row>;
}

/** The archived declarations and the first backup of all, which somebody locked; and one whose lock is over. */
const lockedCases = [
  { index: 3, LockState: 'compliance', days: 1461, since: 600 },
  { index: 16, LockState: 'governance', days: 730, since: 90 },
  { index: 17, LockState: 'expired', days: 30, since: 400 },
] as const;

/** What holds the snapshots of a region. */
export function ebsHolds(given: HoldsContext): EbsHolds {
  let tierStatuses: Collection | undefined;
  return {
    locked: collectionOf(isHome(given.context) ? lockedRows(given) : []),
    fastRestores: collectionOf(isHome(given.context) ? fastRestoreRows(given) : []),
    templateVersions: templateRows(given),
    get tierStatuses() {
      tierStatuses ??= collectionOf([...given.archived()].map((row, index) => tierStatus(given, row, index)));
      return tierStatuses;
    },
    publicAccessBlock: isHome(given.context) ? 'unblocked' : 'block-new-sharing',
  };
}

function lockedRows({ context, snapshot }: HoldsContext): readonly Row[] {
  return lockedCases.flatMap(({ index, LockState, days, since }) => {
    const SnapshotId = snapshot(index)?.SnapshotId;
    if (SnapshotId === undefined) return [];
    const LockCreatedOn = daysBefore(context.now, since);
    return [
      {
        ...{ OwnerId: context.owner.id, SnapshotId, LockState, LockDuration: days, LockCreatedOn },
        LockDurationStartTime: LockCreatedOn,
        LockExpiresOn: daysBefore(LockCreatedOn, -days),
      },
    ];
  });
}

/** Switched on for a move that is long over, in two zones; and one that is off again. */
function fastRestoreRows({ context, snapshot, firstOfImages, firstByHand }: HoldsContext): readonly Row[] {
  const { now, owner, region } = context;
  const row = (index: number, zone: string, State: string): readonly Row[] => {
    const SnapshotId = snapshot(index)?.SnapshotId;
    const EnabledTime = daysBefore(now, 212);
    const AvailabilityZone = `${region}${zone}`;
    return SnapshotId === undefined
      ? []
      : [{ SnapshotId, AvailabilityZone, State, OwnerId: owner.id, EnabledTime }];
  };
  return [
    ...row(firstByHand, 'a', 'enabled'),
    ...row(firstByHand, 'b', 'enabled'),
    ...row(firstOfImages, 'a', 'disabled'),
  ];
}

/** Every third image is launched by a template; at home one names a snapshot, and one an image by its parameter. */
function templateRows({ context, images, snapshot, firstByHand }: HoldsContext): Collection {
  if (images.count === 0) return emptyCollection;
  const randomOf = rowRandom(context, 'launch-template');
  const ids = idCodec(context.seed, `${context.region}/launch-template`, 16);
  const version = (index: number, name: string, data: Row): Row => ({
    LaunchTemplateId: `lt-0${ids.hex(index)}`,
    LaunchTemplateName: name,
    VersionNumber: 1 + (index % 9),
    CreateTime: daysBefore(context.now, 20 + index),
    DefaultVersion: true,
    LaunchTemplateData: data,
  });
  const ofImages = Array.from({ length: Math.ceil(images.count / 3) }, (_, index) => {
    const naming = namingOf(context.owner, randomOf(index), 'fleet');
    const name = context.hostile ? (hostileTexts[index % hostileTexts.length] ?? naming.name) : naming.name;
    return version(index, `${name}-${index}`, { ImageId: images.at(index * 3).ImageId });
  });
  if (!isHome(context)) return collectionOf(ofImages);
  const SnapshotId = snapshot(firstByHand + 2)?.SnapshotId;
  const disk: Row = { DeviceName: '/dev/sdb', Ebs: { SnapshotId, VolumeType: 'gp3' } };
  return collectionOf([
    ...ofImages,
    version(images.count, namingFor('wms', 'prod', 'scanner').name, { BlockDeviceMappings: [disk] }),
    version(images.count + 1, 'base-linux', { ImageId: 'resolve:ssm:/golden/linux' }),
  ]);
}

function tierStatus({ context }: HoldsContext, row: Row, index: number): Row {
  const started = row.StartTime instanceof Date ? row.StartTime : context.now;
  const days = (context.now.getTime() - started.getTime()) / 86_400_000;
  // Some of them were moved only weeks ago.
  const moved = daysBefore(context.now, Math.min(days, index % 4 === 1 ? 24 : days * 0.8));
  return {
    ...{ SnapshotId: row.SnapshotId, VolumeId: row.VolumeId, OwnerId: row.OwnerId, Tags: row.Tags },
    Status: row.State,
    StorageTier: row.StorageTier,
    LastTieringStartTime: minutesAfter(moved, -95),
    LastTieringProgress: 100,
    LastTieringOperationStatus: 'archival-completed',
    ArchivalCompleteTime: moved,
    RestoreExpiryTime: row.RestoreExpiryTime,
  };
}

/** The archived ones among some snapshots. */
export function* archivedOf(snapshots: Collection): Generator<Row> {
  for (const row of rowsOf(snapshots)) if (row.StorageTier === 'archive') yield row;
}
