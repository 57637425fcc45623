import type { DescribeSnapshotsCommandOutput, Snapshot } from '@aws-sdk/client-ec2';
import { EBS_DERIVATION } from '../analysis/derive-snapshots.ts';
import { ebsOrigin, isEbsCopy, type Origin } from '../analysis/origin.ts';
import { mapConcurrently } from '../scan/map-concurrently.ts';
import type { CollectContext } from './collect-context.ts';
import { type CollectedRow, defineResource, type Page } from './define-resource.ts';
import { EBS_COLUMNS } from './ebs-snapshot-columns.ts';
import {
  type EbsJoins,
  imagesBySnapshot,
  publicSnapshotIds,
  sharedWith,
  type VolumeFacts,
  volumesById,
} from './ebs-snapshot-joins.ts';
import { join, PAGES_HELD } from './snapshot-joins.ts';
import { SHARING_NOT_CHECKED, type Sharing, sharingFrom } from './snapshot-sharing.ts';
import { isWanted, type SourceExists } from './snapshot-values.ts';

/** An EBS snapshot: as EC2 lists it, with what other listings say of it. */
export interface EbsSnapshotRow extends CollectedRow {
  readonly snapshot: Snapshot;
  /** The volume that it was made of; null for a copy, whose volume id is arbitrary. */
  readonly source: string | null;
  /** That volume as it is now; undefined where it is gone or not known. */
  readonly volume: VolumeFacts | undefined;
  /** Null where the volumes could not be listed. */
  readonly sourceExists: SourceExists | null;
  /** Null where only the images could tell and they could not be listed. */
  readonly origin: Origin | null;
  /** Null where the images could not be listed. */
  readonly amiIds: readonly string[] | null;
  readonly isPublic: boolean | null;
  readonly sharedWith: readonly string[] | null;
}

/** Puts one snapshot and what is known of its surroundings into a row; a missing listing leaves its fields unknown. */
export function ebsSnapshotRow(snapshot: Snapshot, joins: EbsJoins, sharing: Sharing): EbsSnapshotRow {
  const id = snapshot.SnapshotId ?? '';
  const copy = { description: snapshot.Description, volumeId: snapshot.VolumeId };
  const source = isEbsCopy(copy) ? null : (snapshot.VolumeId ?? null);
  const volume = source === null ? undefined : joins.volumes?.get(source);
  const amiIds = joins.images === undefined ? null : (joins.images.get(id) ?? []);
  return {
    snapshot,
    source,
    volume,
    sourceExists: sourceExists(source, joins.volumes),
    origin: ebsOrigin({
      ...copy,
      tags: snapshot.Tags ?? [],
      usedByImage: amiIds === null ? undefined : amiIds.length > 0,
    }),
    amiIds,
    isPublic: joins.publicIds?.has(id) ?? sharing.isPublic,
    sharedWith: sharing.sharedWith,
    problem: sharing.problem,
  };
}

function sourceExists(source: string | null, volumes: EbsJoins['volumes']): SourceExists | null {
  if (source === null) return 'unknown';
  if (volumes === undefined) return null;
  return volumes.has(source) ? 'yes' : 'no';
}

/**
 * EBS snapshots of the account. Volumes, images and the public ones among them are listed at the same time, once a
 * region each.
 */
export const ebsSnapshot = defineResource<EbsSnapshotRow>({
  id: 'ebs-snapshot',
  title: 'EBS snapshots',
  group: 'snapshots',
  service: 'EBS',
  gridHeader: 'EBS',
  tab: 'ebs',
  sheets: [{ name: 'EBS Snapshots', position: 8 }],
  columns: EBS_COLUMNS,
  key: ({ snapshot }) => snapshot.SnapshotId,
  actions: ['ec2:DescribeSnapshots', 'ec2:DescribeVolumes', 'ec2:DescribeImages'],
  optionalActions: { attributes: ['ec2:DescribeSnapshotAttribute'] },
  collect,
  derivation: EBS_DERIVATION,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<EbsSnapshotRow>, void, undefined> {
  const ec2 = await import('../aws/ec2.ts');
  const volumes = join(context, 'source volumes', volumesById(context, ec2));
  const images = join(context, 'images', imagesBySnapshot(context, ec2));
  const publicIds = join(context, 'public snapshots', publicSnapshotIds(context, ec2));

  const sharingOf = ({ SnapshotId }: Snapshot): Promise<Sharing> | Sharing =>
    context.options.attributes && SnapshotId !== undefined
      ? sharingFrom(context, SnapshotId, sharedWith(context, ec2, SnapshotId))
      : SHARING_NOT_CHECKED;

  const rowsOf = async (output: DescribeSnapshotsCommandOutput): Promise<Page<EbsSnapshotRow>> => {
    const snapshots = (output.Snapshots ?? []).filter(({ StartTime }) =>
      isWanted(StartTime, context.options),
    );
    const cursor = output.NextToken ?? null;
    if (snapshots.length === 0) return { rows: [], cursor };
    const [sharings, ...listings] = await Promise.all([
      Promise.all(snapshots.map(sharingOf)),
      volumes.result(),
      images.result(),
      publicIds.result(),
    ]);
    const joins: EbsJoins = { volumes: listings[0], images: listings[1], publicIds: listings[2] };
    const rows = snapshots.map((snapshot, index) =>
      ebsSnapshotRow(snapshot, joins, sharings[index] ?? SHARING_NOT_CHECKED),
    );
    return { rows, cursor };
  };

  const pages = context.pages(ec2.describeSnapshots, { OwnerIds: ['self'] });
  yield* mapConcurrently(pages, PAGES_HELD, rowsOf);
  await Promise.all([volumes.over, images.over, publicIds.over]);
}
