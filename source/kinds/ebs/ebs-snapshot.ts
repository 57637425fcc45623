import type { DescribeSnapshotsCommandOutput, Snapshot } from '@aws-sdk/client-ec2';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { accountOfArn } from '../snapshots/across-accounts.ts';
import { copiedSnapshot, ebsOrigin, isEbsCopy, sourceResource } from '../snapshots/origin.ts';
import { join, joinOnDemand, PAGES_HELD } from '../snapshots/snapshot-joins.ts';
import { SHARING_NOT_CHECKED, type Sharing, sharingFrom } from '../snapshots/snapshot-sharing.ts';
import { isWanted, type SourceExists } from '../snapshots/snapshot-values.ts';
import { EBS_PRICES } from './ebs-cost.ts';
import { EBS_DERIVATION } from './ebs-derivation.ts';
import {
  EBS_DELETE,
  EBS_FINDINGS,
  EBS_RELATIONS,
  EBS_SOURCES,
  EBS_STATUSES,
  EBS_TAB,
  ebsConsolePage,
} from './ebs-facts.ts';
import { ebsSample } from './ebs-sample.ts';
import { EBS_SHARING } from './ebs-sharing.ts';
import { EBS_COLUMNS, type EbsSnapshotRow } from './ebs-snapshot-columns.ts';
import {
  type EbsJoins,
  imageAccessBlock,
  imagesBySnapshot,
  listVolumes,
  publicSnapshotIds,
  sharedWith,
} from './ebs-snapshot-joins.ts';
import { askedSharing, type ImageFacts, type ImageSharing, listedSharing } from './image-sharing.ts';
import { type HoldsOf, holdsAsker, NO_HOLDS } from './snapshot-holds.ts';
import { keepingSizes } from './snapshot-sizes.ts';

/**
 * Puts one snapshot and what is known of its surroundings into a row; a missing listing leaves its fields unknown.
 * `ofImages`: who may launch the images that use it, where that was asked.
 */
export function ebsSnapshotRow(
  snapshot: Snapshot,
  joins: EbsJoins,
  sharing: Sharing,
  ofImages?: ImageSharing,
  holdsOf: HoldsOf = () => NO_HOLDS,
): EbsSnapshotRow {
  const id = snapshot.SnapshotId ?? '';
  const copy = { description: snapshot.Description, volumeId: snapshot.VolumeId };
  const source = isEbsCopy(copy) ? null : (snapshot.VolumeId ?? null);
  const volume = source === null ? undefined : joins.volumes?.get(source);
  const sourceAccount = accountOfArn(sourceResource(snapshot.Tags ?? []));
  const isElsewhere = sourceAccount !== null && sourceAccount !== (snapshot.OwnerId ?? sourceAccount);
  const images = usersOf(snapshot, joins.images);
  const amiIds = images?.map((image) => image.id) ?? null;
  const isPublic = joins.publicIds?.has(id) ?? sharing.isPublic;
  const imageSharing = ofImages ?? listedSharing(images);
  return {
    snapshot,
    source,
    volume,
    sourceExists: isElsewhere ? 'unknown' : sourceExists(source, joins.volumes),
    sourceSnapshot: copiedSnapshot(snapshot.Description),
    sourceAccount: sourceAccount ?? (source === null ? null : undefined),
    origin: ebsOrigin({
      ...copy,
      tags: snapshot.Tags ?? [],
      usedByImage: amiIds === null ? undefined : amiIds.length > 0,
    }),
    amiIds,
    amiParts: images?.filter(({ parts }) => parts > 1) ?? null,
    disabledAmis: idsOf(images, ({ isDisabled }) => isDisabled),
    protectedAmis: idsOf(images, ({ isProtected }) => isProtected === true),
    imageAccessBlock: undefined,
    isPublic,
    ...holdsOf(snapshot, images, isPublic === true),
    sharedWith: sharing.sharedWith,
    imageSharing,
    problem: bothOf(sharing.problem, imageSharing.problem),
  };
}

function idsOf(
  images: readonly ImageFacts[] | undefined,
  keeps: (image: ImageFacts) => boolean,
): readonly string[] | null {
  return images?.filter(keeps).map(({ id }) => id) ?? null;
}

function bothOf(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || other === undefined ? (one ?? other) : `${one}; ${other}`;
}

/** The images that use a snapshot; undefined: they could not be listed. */
function usersOf(
  { SnapshotId = '' }: Snapshot,
  images: EbsJoins['images'],
): readonly ImageFacts[] | undefined {
  return images === undefined ? undefined : (images.get(SnapshotId) ?? []);
}

export function sourceExists(source: string | null, volumes: EbsJoins['volumes']): SourceExists | null {
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
  noun: 'snapshot',
  group: 'snapshots',
  service: 'EBS',
  byDefault: true,
  gridHeader: 'EBS',
  tab: EBS_TAB,
  sheets: [{ name: 'EBS Snapshots', position: 8 }],
  columns: EBS_COLUMNS,
  key: ({ snapshot }) => snapshot.SnapshotId,
  identity: 'snapshot_id',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: [
    ...['ec2:DescribeSnapshots', 'ec2:DescribeVolumes', 'ec2:DescribeImages', 'ec2:DescribeLockedSnapshots'],
    ...['ec2:DescribeFastSnapshotRestores', 'ec2:DescribeLaunchTemplateVersions'],
    ...['ec2:DescribeSnapshotTierStatus', 'ec2:GetSnapshotBlockPublicAccessState'],
    ...['ec2:GetImageBlockPublicAccessState', 'dlm:GetLifecyclePolicies'],
  ],
  optionalActions: { attributes: ['ec2:DescribeSnapshotAttribute', 'ec2:DescribeImageAttribute'] },
  askedLater: [EBS_SHARING],
  collect: (context) => keepingSizes(context, collect(context)),
  derivation: EBS_DERIVATION,
  refresh: 'none',
  statuses: EBS_STATUSES,
  sources: EBS_SOURCES,
  relations: EBS_RELATIONS,
  findings: EBS_FINDINGS,
  consolePage: ebsConsolePage,
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['delete_at'],
  pricedBy: EBS_PRICES,
  deleteCommand: EBS_DELETE,
  describeCommands: [describedBy('ec2', 'describe-snapshots', '--snapshot-ids', 'snapshot_id')],
  recoveryPoints: {
    arn: /^arn:[^:]+:ec2:[^:]*:[^:]*:(?:snapshot|image)\//,
    by: 'end',
    ids: ({ snapshot, amiIds }) => [snapshot.SnapshotId, ...(amiIds ?? [])],
  },
  loads: () => import('../../aws/ec2.ts'),
  sample: ebsSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<EbsSnapshotRow>, void, undefined> {
  const ec2 = await import('../../aws/ec2.ts');
  const sources = listVolumes(context, ec2);
  context.sources(sources.then(({ sources }) => sources));
  const volumes = join(
    context,
    'source volumes',
    sources.then(({ byId }) => byId),
  );
  const images = join(context, 'images', imagesBySnapshot(context, ec2));
  const publicIds = join(context, 'public snapshots', publicSnapshotIds(context, ec2));

  const sharingOf = ({ SnapshotId }: Snapshot): Promise<Sharing> | Sharing =>
    context.options.attributes && SnapshotId !== undefined
      ? sharingFrom(context, SnapshotId, sharedWith(context, ec2, SnapshotId))
      : SHARING_NOT_CHECKED;

  const askImages = context.options.attributes ? askedSharing(context, ec2) : undefined;
  const imageSharings = async (snapshots: readonly Snapshot[]): Promise<readonly ImageSharing[]> => {
    if (askImages === undefined) return [];
    const listed = await images.result();
    return Promise.all(snapshots.map((snapshot) => askImages(usersOf(snapshot, listed))));
  };

  const holdsOfPage = holdsAsker(context, ec2);
  const imageBlock = joinOnDemand(context, 'block of public AMIs', () => imageAccessBlock(context));
  const withImageBlock = async (row: EbsSnapshotRow): Promise<EbsSnapshotRow> =>
    row.imageSharing.isPublic === true ? { ...row, imageAccessBlock: await imageBlock() } : row;

  const rowsOf = async (output: DescribeSnapshotsCommandOutput): Promise<Page<EbsSnapshotRow>> => {
    const snapshots = (output.Snapshots ?? []).filter(({ StartTime }) =>
      isWanted(StartTime, context.options),
    );
    const cursor = output.NextToken ?? null;
    if (snapshots.length === 0) return { rows: [], cursor };
    const listingsOfPage = Promise.all([volumes.result(), images.result(), publicIds.result()]);
    const sharingsOfPage = Promise.all(snapshots.map(sharingOf));
    const hasPublic = Promise.all([publicIds.result(), sharingsOfPage]).then(([ids, sharings]) =>
      snapshots.some(
        ({ SnapshotId = '' }, index) => ids?.has(SnapshotId) ?? sharings[index]?.isPublic === true,
      ),
    );
    const [sharings, ofImages, holdsOf, listings] = await Promise.all([
      sharingsOfPage,
      imageSharings(snapshots),
      holdsOfPage(snapshots, hasPublic),
      listingsOfPage,
    ]);
    const joins: EbsJoins = { volumes: listings[0], images: listings[1], publicIds: listings[2] };
    const rows = snapshots.map((snapshot, index) =>
      ebsSnapshotRow(snapshot, joins, sharings[index] ?? SHARING_NOT_CHECKED, ofImages[index], holdsOf),
    );
    return { rows: await Promise.all(rows.map(withImageBlock)), cursor };
  };

  const pages = context.pages(ec2.describeSnapshots, { OwnerIds: ['self'] });
  yield* mapConcurrently(pages, PAGES_HELD, rowsOf);
  await Promise.all([volumes.over, images.over, publicIds.over]);
}
