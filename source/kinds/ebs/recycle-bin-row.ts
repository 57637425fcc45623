import type { ImageRecycleBinInfo, SnapshotRecycleBinInfo } from '@aws-sdk/client-ec2';
import type { CollectedRow } from '../define/define-resource.ts';
import { ebsOrigin, isEbsCopy, type Origin } from '../snapshots/origin.ts';
import type { SourceExists } from '../snapshots/snapshot-values.ts';
import type { EbsJoins } from './ebs-snapshot-joins.ts';

/** What was deleted and waits in the Recycle Bin: a snapshot or an AMI. */
export interface BinRow extends CollectedRow {
  /** As it was listed. */
  readonly listed: SnapshotRecycleBinInfo | ImageRecycleBinInfo;
  readonly what: 'snapshot' | 'AMI';
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** The volume that a snapshot was made of; undefined: a copy's, or an AMI. */
  readonly source: string | undefined;
  readonly sourceName: string | undefined;
  /** Null where volumes could not be listed. */
  readonly sourceExists: SourceExists | null;
  /** Null where its description does not tell. */
  readonly origin: Origin | null;
}

/** A snapshot in the bin. Tags, size and state of it AWS does not list. */
export function binnedSnapshot(snapshot: SnapshotRecycleBinInfo, volumes: EbsJoins['volumes']): BinRow {
  const facts = { description: snapshot.Description, volumeId: snapshot.VolumeId };
  const source = isEbsCopy(facts) ? undefined : snapshot.VolumeId || undefined;
  return {
    listed: snapshot,
    what: 'snapshot',
    id: snapshot.SnapshotId,
    name: undefined,
    source,
    sourceName: source === undefined ? undefined : volumes?.get(source)?.name,
    sourceExists: existsAmong(source, volumes),
    origin: ebsOrigin({ ...facts, tags: [], usedByImage: undefined }),
  };
}

function existsAmong(source: string | undefined, volumes: EbsJoins['volumes']): SourceExists | null {
  if (source === undefined) return 'unknown';
  return volumes === undefined ? null : volumes.has(source) ? 'yes' : 'no';
}

/** An AMI in the bin: its snapshots are not in it, unless they were deleted as well. */
export function binnedImage(image: ImageRecycleBinInfo): BinRow {
  return {
    listed: image,
    what: 'AMI',
    id: image.ImageId,
    name: image.Name,
    ...{ source: undefined, sourceName: undefined, sourceExists: 'unknown', origin: null },
  };
}

/** One as AWS might list it, for tests. */
export const binSample = (): BinRow =>
  binnedSnapshot(
    {
      SnapshotId: 'snap-0fedcba9876543210',
      VolumeId: 'vol-0123456789abcdef0',
      Description: 'Created by CreateImage(i-0abcdef1234567890) for ami-0fedcba9876543210',
      RecycleBinEnterTime: new Date('2026-09-28T09:00:00Z'),
      RecycleBinExitTime: new Date('2027-09-20T09:00:00Z'),
    },
    new Map([
      [
        'vol-0123456789abcdef0',
        { name: 'wms-prod-data', type: 'gp3', iops: 3000, throughput: 125, madeOf: undefined },
      ],
    ]),
  );
