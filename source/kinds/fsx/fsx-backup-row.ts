import type { Backup, FileSystem, Tag, Volume } from '@aws-sdk/client-fsx';
import type { Place } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import type { MayBeRecoveryPoint } from '../snapshots/backup-hold-columns.ts';
import type { Origin } from '../snapshots/origin.ts';
import { arnPlace, nameTag, type SourceExists } from '../snapshots/snapshot-values.ts';

/** Names of the file systems or volumes of a region by id; undefined: they could not be listed. */
export type Sources = ReadonlyMap<string, string | undefined> | undefined;

/** A backup as FSx lists it, with what is known of its source now. */
export interface FsxBackupRow extends CollectedRow, MayBeRecoveryPoint {
  readonly backup: Backup;
  /** A file system's or a volume's. */
  readonly sourceId: string | undefined;
  readonly sourceArn: string | undefined;
  readonly sourceName: string | undefined;
  /** Null where its sources could not be listed. */
  readonly sourceExists: SourceExists | null;
  /** Null where AWS gives a type that is not known here. */
  readonly origin: Origin | null;
}

/** Whether it is of a volume (ONTAP's are), not of a whole file system. */
export function isOfVolume({ ResourceType, Volume: volume }: Backup): boolean {
  return ResourceType === undefined ? volume !== undefined : ResourceType === 'VOLUME';
}

/** Puts one backup and what is known of its surroundings into a row. */
export function fsxBackupRow(backup: Backup, place: Place, sources: Sources): FsxBackupRow {
  const source: Pick<FileSystem, 'Tags' | 'ResourceARN'> | undefined = isOfVolume(backup)
    ? backup.Volume
    : backup.FileSystem;
  const id = isOfVolume(backup) ? backup.Volume?.VolumeId : backup.FileSystem?.FileSystemId;
  return {
    backup,
    sourceId: id,
    sourceArn: source?.ResourceARN,
    sourceName: (id === undefined ? undefined : sources?.get(id)) ?? nameThen(backup, source?.Tags),
    sourceExists: sourceExists(backup, id, source?.ResourceARN, place, sources),
    origin: originOf(backup),
    hold: 'not checked',
  };
}

/** What the source was called when the backup was made. */
function nameThen(backup: Backup, tags: readonly Tag[] | undefined): string | undefined {
  return isOfVolume(backup) ? nameOfVolume({ ...backup.Volume, Tags: [...(tags ?? [])] }) : nameTag(tags);
}

/** A volume has a name of its own; its tag counts where that is missing. */
export function nameOfVolume({ Name, Tags }: Pick<Volume, 'Name' | 'Tags'>): string | undefined {
  return Name ?? nameTag(Tags);
}

/** The source of a copy is in the region that it was copied from, which this listing does not have. */
function sourceExists(
  { SourceBackupRegion }: Backup,
  id: string | undefined,
  arn: string | undefined,
  place: Place,
  sources: Sources,
): SourceExists | null {
  const at = arnPlace(arn);
  const isElsewhere =
    (SourceBackupRegion ?? place.region) !== place.region ||
    (at !== undefined && (at.region !== place.region || at.account !== place.account));
  if (isElsewhere || id === undefined) return 'unknown';
  if (sources === undefined) return null;
  return sources.has(id) ? 'yes' : 'no';
}

function originOf({ Type, SourceBackupId, Tags }: Backup): Origin | null {
  const isOfBackup = Type === 'AWS_BACKUP' || Tags?.some(({ Key }) => Key?.startsWith('aws:backup:'));
  if (isOfBackup === true) return 'AWS Backup';
  if (SourceBackupId !== undefined && SourceBackupId !== '') return 'copy';
  if (Type === 'AUTOMATIC') return 'automated';
  return Type === 'USER_INITIATED' ? 'manual' : null;
}
