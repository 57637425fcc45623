import type { Snapshot } from '@aws-sdk/client-redshift';
import type { Place } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import type { MayBeRecoveryPoint } from '../snapshots/backup-hold-columns.ts';
import { type Origin, rdsOrigin } from '../snapshots/origin.ts';
import type { SourceExists } from '../snapshots/snapshot-values.ts';

/** The clusters of a region: when each was created, by identifier. Undefined: they could not be listed. */
export type ClustersByIdentifier = ReadonlyMap<string, Date | undefined> | undefined;

/** A snapshot as Redshift lists it, with what is known of its cluster now. */
export interface RedshiftSnapshotRow extends CollectedRow, MayBeRecoveryPoint {
  readonly snapshot: Snapshot;
  /** What tells its cluster from every other, one of the same name too. */
  readonly sourceId: string | undefined;
  /** Null where the clusters could not be listed. */
  readonly sourceExists: SourceExists | null;
  /** Null where AWS gives a type that is not known here. */
  readonly origin: Origin | null;
  /** Accounts that may restore it; null where AWS does not say of what type it is. */
  readonly sharedWith: readonly string[] | null;
}

/** Puts one snapshot and what is known of the clusters into a row. */
export function redshiftSnapshotRow(
  snapshot: Snapshot,
  place: Place,
  clusters: ClustersByIdentifier,
): RedshiftSnapshotRow {
  return {
    snapshot,
    sourceId: sourceId(snapshot, place),
    sourceExists: sourceExists(snapshot, place, clusters),
    origin: originOf(snapshot, place),
    sharedWith: sharedWith(snapshot),
    hold: 'not checked',
  };
}

/** The region that its cluster is in. */
function sourceRegion({ SourceRegion }: Snapshot, { region }: Place): string {
  return SourceRegion || region;
}

/** Names are used again, and two regions may have the same: where and when it was created tells. */
function sourceId(snapshot: Snapshot, place: Place): string | undefined {
  const { ClusterIdentifier: name, ClusterCreateTime: created } = snapshot;
  if (name === undefined) return undefined;
  const time = isKnown(created) ? ` of ${created.toISOString().slice(0, 19)}Z` : '';
  return `${sourceRegion(snapshot, place)}/${name}${time}`;
}

/**
 * Whether the cluster is still there. One of the same name that was created at another time may be another one, or the
 * same after a resize that made it anew.
 */
function sourceExists(snapshot: Snapshot, place: Place, clusters: ClustersByIdentifier): SourceExists | null {
  const { ClusterIdentifier: name, ClusterCreateTime: created, OwnerAccount: owner } = snapshot;
  const isElsewhere =
    sourceRegion(snapshot, place) !== place.region || (owner ?? place.account) !== place.account;
  if (isElsewhere || name === undefined) return 'unknown';
  if (clusters === undefined) return null;
  if (!clusters.has(name)) return 'no';
  const now = clusters.get(name);
  return isKnown(created) && isKnown(now) && created.getTime() !== now.getTime() ? 'unknown' : 'yes';
}

function isKnown(time: Date | undefined): time is Date {
  return time !== undefined && !Number.isNaN(time.getTime());
}

/** Redshift copies automated ones to another region, too, and deletes them there by itself. */
function originOf(snapshot: Snapshot, place: Place): Origin | null {
  const isCopy = snapshot.SnapshotType === 'manual' && sourceRegion(snapshot, place) !== place.region;
  return rdsOrigin({
    identifier: snapshot.SnapshotIdentifier,
    snapshotType: snapshot.SnapshotType,
    tags: snapshot.Tags ?? [],
    copiedFrom: isCopy ? snapshot.SourceRegion : undefined,
  });
}

/** AWS leaves the list out where nobody may restore it; automated ones can be shared with nobody. */
function sharedWith({ SnapshotType, AccountsWithRestoreAccess }: Snapshot): readonly string[] | null {
  if (AccountsWithRestoreAccess !== undefined && AccountsWithRestoreAccess.length > 0)
    return AccountsWithRestoreAccess.map(({ AccountId, AccountAlias }) => AccountId ?? AccountAlias ?? '');
  if (SnapshotType === 'automated') return ['not shareable'];
  return SnapshotType === 'manual' ? [] : null;
}

/** Mebibytes, as Redshift counts storage, in bytes; it answers -1 for what it does not know yet. */
export function mebibytes(size: number | undefined): number | undefined {
  return size === undefined || size === -1 ? undefined : Math.round(size * 1024 ** 2);
}

/** How many days a manual snapshot has left; Redshift gives -1, or nothing, where it is kept for ever. */
export function remainingDays({ ManualSnapshotRemainingDays: days }: Snapshot): number | undefined {
  return days === undefined || days < 0 ? undefined : days;
}
