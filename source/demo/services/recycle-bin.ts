/** The Recycle Bin of EC2: snapshots and AMIs that were deleted, and that no other listing has any more. */

import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileTexts } from '../estate/hostile-texts.ts';
import type { RegionEstate } from '../estate/index.ts';
import { namingFor } from '../estate/names.ts';
import type { World } from './operation.ts';
import { RETENTION } from './rbin.ts';

/** What is in it. */
interface RecycleBin {
  readonly snapshots: Collection;
  readonly images: Collection;
}

const made = new WeakMap<RegionEstate, RecycleBin>();

/** The bin of the region of a call; made when it is first asked for. */
export function recycleBinOf({ region }: World): RecycleBin {
  const known = made.get(region) ?? recycleBin(region);
  made.set(region, known);
  return known;
}

/** In the busiest region most was deleted of late; where there are no volumes there is nothing. */
function recycleBin({ context, ebs }: RegionEstate): RecycleBin {
  const { counts, owner, region } = context;
  const most = region === 'us-east-1' ? 18 : 3;
  const count = owner.hasRareCases && counts.volumes > 0 ? most : Math.min(most, counts.volumes >> 5);
  const random = rowRandom(context, 'recycle-bin');
  return {
    snapshots: collectionOf(
      Array.from({ length: count }, (_, index) => ({
        SnapshotId: `snap-0b${random(index).hex(15)}`,
        // Of the last one the volume is gone as well.
        VolumeId: index === count - 1 ? `vol-0b${random(1000).hex(15)}` : ebs.volumes.at(index).VolumeId,
        Description: descriptionOf(context, index),
        ...times(context, 0.7 * index + 0.1, RETENTION.snapshots),
      })),
    ),
    images: collectionOf(
      Array.from({ length: count >> 2 }, (_, index) => ({
        ImageId: `ami-0b${random(2000 + index).hex(15)}`,
        Name: `${namingFor('wms', 'prod', 'golden').name}-${index}`,
        Description: 'replaced by a newer one',
        ...times(context, 6 * index + 2, RETENTION.images),
      })),
    ),
  };
}

function times({ now }: RegionContext, days: number, kept: number): Row {
  return { RecycleBinEnterTime: daysBefore(now, days), RecycleBinExitTime: daysBefore(now, days - kept) };
}

function descriptionOf({ hostile }: RegionContext, index: number): string | undefined {
  if (hostile) return hostileTexts[index % hostileTexts.length];
  return [
    'before the change of the disks',
    'Created by CreateImage(i-0abcdef1234567890) for ami-0fedcba9876543210',
    undefined,
    'Created for policy: policy-0123456789abcdef0 schedule: nightly',
  ][index % 4];
}
