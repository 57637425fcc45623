import type { Image } from '@aws-sdk/client-ec2';
import { safeText } from '../../base/safe-text.ts';
import { DAY_MS } from '../../model/ages.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import { snapshotsOf } from '../ebs/ebs-snapshot-joins.ts';
import { type LifecyclePolicies, type LifecyclePolicy, policyOf } from '../ebs/lifecycle-policies.ts';
import type { KeptInBin, MayGoToBin } from '../ebs/retention-rules.ts';
import type { MayBeRecoveryPoint } from '../snapshots/backup-hold-columns.ts';
import { copiedImage, imageOrigin, type Origin } from '../snapshots/origin.ts';
import type { BackupHold } from '../snapshots/recovery-points.ts';
import type { Sharing } from '../snapshots/snapshot-sharing.ts';
import type { SourceExists } from '../snapshots/snapshot-values.ts';
import type { RegionInstances } from './instances.ts';

/** An own AMI: as EC2 lists it, with what other listings say of it. */
export interface AmiRow extends CollectedRow, MayBeRecoveryPoint, MayGoToBin {
  readonly image: Image;
  readonly createdAt: Date | undefined;
  readonly lastLaunchedAt: Date | undefined;
  readonly deprecatedAt: Date | undefined;
  /** Whole days up to the scan since it was launched last, else since it was made. */
  readonly idleDays: number | undefined;
  readonly snapshotIds: readonly string[];
  /** What they come to, in bytes; null: not read, or not known. */
  readonly snapshotsSize: number | null;
  /** The instance that it was made of. */
  readonly source: string | undefined;
  readonly sourceName: string | undefined;
  /** Null where instances could not be listed. */
  readonly sourceExists: SourceExists | null;
  readonly origin: Origin;
  /** The AMI that a copy was made of. */
  readonly copiedFrom: string | undefined;
  /** Null: they could not be read. */
  readonly instances: readonly string[] | null;
  readonly launchTemplates: readonly string[] | null;
  readonly sharing: Sharing;
  /** Of a public one what the region does about such; undefined also where that could not be read. */
  readonly accessBlock: string | undefined;
  /** The policy of Data Lifecycle Manager that made it; undefined: none did. */
  readonly policy: LifecyclePolicy | undefined;
}

/** What other listings say of one AMI. */
export interface AmiJoins {
  /** Undefined: they could not be read. */
  readonly instances: RegionInstances | undefined;
  readonly templatesByImage: ReadonlyMap<string, readonly string[]> | undefined;
  readonly policies: LifecyclePolicies | undefined;
  readonly sizeOf: (snapshotIds: readonly string[]) => number | null;
  readonly hold: BackupHold;
  readonly bin: KeptInBin;
  readonly sharing: Sharing;
  readonly accessBlock: string | undefined;
}

/** Puts one AMI and what is known of its surroundings into a row. */
export function amiRow(image: Image, joins: AmiJoins, scanStart: Date): AmiRow {
  const { ImageId = '', Tags = [], Description, SourceImageId, SourceInstanceId } = image;
  const made = {
    description: Description,
    sourceImage: SourceImageId || undefined,
    sourceInstance: SourceInstanceId || undefined,
  };
  const copied = copiedImage(made);
  const [created, launched, deprecated] = (
    ['CreationDate', 'LastLaunchedTime', 'DeprecationTime'] as const
  ).map((field) => instantIn(field, image[field]));
  const snapshotIds = snapshotsOf(image);
  const { instances, templatesByImage } = joins;
  return {
    image,
    ...{ createdAt: created?.at, lastLaunchedAt: launched?.at, deprecatedAt: deprecated?.at },
    idleDays: daysUpTo(scanStart, launched?.at ?? created?.at),
    ...{ snapshotIds, snapshotsSize: snapshotIds.length === 0 ? null : joins.sizeOf(snapshotIds) },
    source: made.sourceInstance,
    sourceName: instances?.names.get(made.sourceInstance ?? ''),
    sourceExists: existsAmong(made.sourceInstance, instances),
    origin: imageOrigin({ ...made, tags: Tags }),
    copiedFrom: copied,
    instances: instances === undefined ? null : (instances.byImage.get(ImageId) ?? []),
    launchTemplates: templatesByImage === undefined ? null : (templatesByImage.get(ImageId) ?? []),
    sharing: joins.sharing,
    accessBlock: joins.accessBlock,
    policy: policyOf(image, copied !== undefined, joins.policies),
    ...{ hold: joins.hold, bin: joins.bin },
    problem: problemOf([created?.problem, launched?.problem, deprecated?.problem, joins.sharing.problem]),
  };
}

function daysUpTo(end: Date, start: Date | undefined): number | undefined {
  return start === undefined
    ? undefined
    : Math.max(0, Math.floor((end.getTime() - start.getTime()) / DAY_MS));
}

function existsAmong(
  instance: string | undefined,
  instances: RegionInstances | undefined,
): SourceExists | null {
  if (instance === undefined) return 'unknown';
  return instances === undefined ? null : instances.names.has(instance) ? 'yes' : 'no';
}

function problemOf(problems: readonly (string | undefined)[]): string | undefined {
  const known = problems.filter((problem) => problem !== undefined);
  return known.length === 0 ? undefined : known.join('; ');
}

/** EC2 writes the times of an AMI as text, in ISO 8601. */
function instantIn(
  field: string,
  text: string | undefined,
): { readonly at?: Date; readonly problem?: string } {
  if (text === undefined || text === '') return {};
  const at = new Date(/^\d{4}-\d\d-\d\dT/.test(text) ? text : Number.NaN);
  return Number.isNaN(at.getTime())
    ? { problem: `${field} cannot be read: ${safeText(text).slice(0, 60)}` }
    : { at };
}
