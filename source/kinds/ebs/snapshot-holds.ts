/**
 * What holds EBS snapshots, and what runs on for them, told by further listings: locks, fast restores, launch templates,
 * moves to the archive, and whether the region keeps snapshots from being public. Each is asked for only where a row
 * needs it, once a region.
 */
import type { Snapshot } from '@aws-sdk/client-ec2';
import { withProblemsOf } from '../../aws/value-problems.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { MayBeRecoveryPoint } from '../snapshots/backup-hold-columns.ts';
import { isEbsCopy } from '../snapshots/origin.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { joinOnDemand } from '../snapshots/snapshot-joins.ts';
import { addTo, launchTemplateUses, type TemplateUses } from './launch-templates.ts';
import { type LifecyclePolicy, lifecyclePolicies, policyIdOf, policyOf } from './lifecycle-policies.ts';
import { binAsker, type MayGoToBin } from './retention-rules.ts';

type Ec2 = typeof import('../../aws/ec2.ts');

/** A snapshot's lock as EC2 tells it. */
interface LockFacts {
  /** `governance`, `compliance`, `compliance-cooloff` or `expired`; `none`: it has no lock. */
  readonly state: string | undefined;
  readonly until: Date | undefined;
}

/** When a snapshot was archived. */
interface ArchiveFacts {
  readonly completed: Date | undefined;
}

/** What holds one snapshot, as its row has it. */
export interface SnapshotHolds extends MayBeRecoveryPoint, MayGoToBin {
  /** Null: locks could not be read. */
  readonly lock: LockFacts | null;
  /** Zones that fast restore is on in; null: they could not be read. */
  readonly fastRestoreZones: readonly string[] | null;
  /** Null: they could not be read. */
  readonly launchTemplates: readonly string[] | null;
  /** Of one that is archived; undefined also where that could not be read. */
  readonly archive: ArchiveFacts | undefined;
  /** Of a public snapshot: what the region does about such; undefined also where that could not be read. */
  readonly publicAccessBlock: string | undefined;
  /** The policy of Data Lifecycle Manager that made it; undefined: none did. */
  readonly policy: LifecyclePolicy | undefined;
}

const NO_LOCK: LockFacts = { state: 'none', until: undefined };

/** Nothing holds it. */
export const NO_HOLDS: SnapshotHolds = {
  lock: NO_LOCK,
  fastRestoreZones: [],
  launchTemplates: [],
  archive: undefined,
  publicAccessBlock: undefined,
  policy: undefined,
  hold: 'not checked',
  bin: 'not checked',
};

/** Looks up what holds a snapshot, by the images that use it (undefined: not known) and whether it is public. */
export type HoldsOf = (
  snapshot: Snapshot,
  images: readonly { readonly id: string }[] | undefined,
  isPublic: boolean,
) => SnapshotHolds;

/**
 * Asks for what holds the snapshots of a page, at once; `hasPublic` is waited for only by what is asked where one of
 * them is public.
 */
export function holdsAsker(
  context: CollectContext,
  ec2: Ec2,
): (snapshots: readonly Snapshot[], hasPublic: Promise<boolean>) => Promise<HoldsOf> {
  const locks = joinOnDemand(context, 'snapshot locks', () => locksById(context, ec2));
  const restores = joinOnDemand(context, 'fast restores', () => fastRestoreZones(context, ec2));
  const templates = joinOnDemand(context, 'launch templates', () => launchTemplateUses(context, ec2));
  const archived = joinOnDemand(context, 'tier status', () => archivedById(context, ec2));
  const holds = backupHolds(context);
  const bin = binAsker(context, 'EBS_SNAPSHOT');
  const policies = joinOnDemand(context, 'lifecycle policies', () => lifecyclePolicies(context));
  const block = joinOnDemand(context, 'block of public access', () => publicAccessBlock(context, ec2));
  return async (snapshots, hasPublic) => {
    const hasArchived = snapshots.some(({ StorageTier }) => StorageTier === 'archive');
    // The policy of a copy may be elsewhere, whatever is listed here.
    const hasPolicy = snapshots.some((one) => policyIdOf(one) !== undefined && !isCopy(one));
    const [holdOf, binOf, lock, zones, uses, moved, made, blocked] = await Promise.all([
      holds(),
      bin(),
      locks(),
      restores(),
      templates(),
      hasArchived ? archived() : undefined,
      hasPolicy ? policies() : undefined,
      hasPublic.then((isSo) => (isSo ? block() : undefined)),
    ]);
    return (snapshot, images, isPublic) => {
      const { SnapshotId = '', StorageTier } = snapshot;
      return {
        lock: lock === undefined ? null : (lock.get(SnapshotId) ?? NO_LOCK),
        fastRestoreZones: zones === undefined ? null : (zones.get(SnapshotId) ?? []),
        launchTemplates: uses === undefined ? null : templatesOf(uses, SnapshotId, images ?? []),
        archive: StorageTier === 'archive' ? moved?.get(SnapshotId) : undefined,
        publicAccessBlock: isPublic ? blocked : undefined,
        bin: binOf(snapshot.Tags ?? []),
        hold: holdOf([SnapshotId, ...(images ?? []).map(({ id }) => id)]),
        policy: policyOf(snapshot, isCopy(snapshot), made),
      };
    };
  };
}

function isCopy({ Description, VolumeId }: Snapshot): boolean {
  return isEbsCopy({ description: Description, volumeId: VolumeId });
}

async function locksById(context: CollectContext, ec2: Ec2): Promise<ReadonlyMap<string, LockFacts>> {
  const locks = new Map<string, LockFacts>();
  for await (const { Snapshots } of context.pages(ec2.describeLockedSnapshots, {})) {
    for (const locked of Snapshots ?? []) {
      const { SnapshotId, LockState, LockExpiresOn } = locked;
      if (SnapshotId === undefined) continue;
      locks.set(SnapshotId, withProblemsOf(locked, { state: LockState, until: LockExpiresOn }));
    }
  }
  return locks;
}

/** Fast restore is paid for from the moment that it is asked for; what is off stays listed for a while. */
const ON: readonly string[] = ['enabling', 'optimizing', 'enabled'];

async function fastRestoreZones(
  context: CollectContext,
  ec2: Ec2,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const zones = new Map<string, string[]>();
  for await (const { FastSnapshotRestores } of context.pages(ec2.describeFastSnapshotRestores, {})) {
    for (const { SnapshotId, AvailabilityZone, State = '' } of FastSnapshotRestores ?? []) {
      if (SnapshotId === undefined || !ON.includes(State)) continue;
      addTo(zones, SnapshotId, AvailabilityZone ?? 'unknown zone');
    }
  }
  return zones;
}

function templatesOf(
  { bySnapshot, byImage }: TemplateUses,
  snapshotId: string,
  images: readonly { readonly id: string }[],
): readonly string[] {
  const names = [...(bySnapshot.get(snapshotId) ?? []), ...images.flatMap(({ id }) => byImage.get(id) ?? [])];
  return [...new Set(names)].sort();
}

/** The last thing that happened to one that is archived: it was moved there, or a restore of it is not for good. */
const TIERED: readonly string[] = [
  ...['archival-completed', 'permanent-restore-in-progress', 'permanent-restore-failed'],
  ...['temporary-restore-in-progress', 'temporary-restore-completed', 'temporary-restore-failed'],
];

async function archivedById(context: CollectContext, ec2: Ec2): Promise<ReadonlyMap<string, ArchiveFacts>> {
  const archived = new Map<string, ArchiveFacts>();
  // Without a filter EC2 answers for every snapshot of the region.
  const tiered = { Filters: [{ Name: 'last-tiering-operation', Values: [...TIERED] }] };
  for await (const { SnapshotTierStatuses } of context.pages(ec2.describeSnapshotTierStatus, tiered)) {
    for (const status of SnapshotTierStatuses ?? []) {
      const { SnapshotId, ArchivalCompleteTime } = status;
      if (SnapshotId === undefined) continue;
      archived.set(SnapshotId, withProblemsOf(status, { completed: ArchivalCompleteTime }));
    }
  }
  return archived;
}

async function publicAccessBlock(context: CollectContext, ec2: Ec2): Promise<string | undefined> {
  const { State } = await context.call(ec2.getSnapshotBlockPublicAccessState, {});
  return State;
}

/** Locks under which EC2 refuses to delete a snapshot. */
const LOCKED: readonly string[] = ['governance', 'compliance', 'compliance-cooloff'];

/** Why EC2 refuses to delete a snapshot with this lock; `until` is a day in words, null where none is known. */
export function lockReasons(lock: string | null, until: string | null): readonly string[] {
  if (lock === null || !LOCKED.includes(lock)) return [];
  return [`locked (${lock})${until === null ? '' : ` until ${until}`}`];
}
