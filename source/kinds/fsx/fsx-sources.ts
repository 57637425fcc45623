/** FSx file systems and ONTAP volumes as they are listed: what backups are of, and what there is to protect. */
import type { FileSystem, Volume } from '@aws-sdk/client-fsx';
import { valueProblems } from '../../aws/value-problems.ts';
import type { Place } from '../../model/columns.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { ListedSource } from '../define/listed-source.ts';
import { gibibytes, nameTag, tagsOf } from '../snapshots/snapshot-values.ts';
import { nameOfVolume, type Sources } from './fsx-backup-row.ts';

type Fsx = typeof import('../../aws/fsx.ts');

/** What a region has of one sort. */
export interface ListedFsx {
  readonly byId: Sources;
  readonly sources: readonly ListedSource[];
}

/** The region's file systems; those of ONTAP are no sources, since their volumes are. */
export async function listFileSystems(context: CollectContext, fsx: Fsx): Promise<ListedFsx> {
  const byId = new Map<string, string | undefined>();
  const sources: ListedSource[] = [];
  for await (const { FileSystems } of context.pages(fsx.describeFileSystems, {})) {
    for (const fileSystem of FileSystems ?? []) {
      const { FileSystemId, FileSystemType, Tags } = fileSystem;
      if (FileSystemId === undefined) continue;
      byId.set(FileSystemId, nameTag(Tags));
      if (FileSystemType !== 'ONTAP') sources.push(fileSystemSource(fileSystem, FileSystemId, context.place));
    }
  }
  return { byId, sources };
}

function fileSystemSource(fileSystem: FileSystem, id: string, place: Place): ListedSource {
  const { ResourceARN, Tags, StorageCapacity, Lifecycle, KmsKeyId, LustreConfiguration } = fileSystem;
  const arn = ResourceARN ?? `${ownArn(place)}:file-system/${id}`;
  const isScratch = LustreConfiguration?.DeploymentType?.startsWith('SCRATCH') === true;
  return {
    ...{ key: arn, id, arn, service: 'FSx', name: nameTag(Tags), size: gibibytes(StorageCapacity) },
    ...{ state: Lifecycle, inUseBy: null, restorableFrom: undefined, restorableTo: undefined },
    encrypted: KmsKeyId === undefined ? undefined : true,
    ...{ tags: tagsOf(Tags), replicaOf: undefined },
    exempt: isScratch ? 'FSx backs up no scratch file systems of Lustre' : undefined,
    problem: valueProblems(fileSystem).join('; ') || null,
  };
}

/** The region's volumes; those of OpenZFS are backed up with their file system. */
export async function listVolumes(context: CollectContext, fsx: Fsx): Promise<ListedFsx> {
  const byId = new Map<string, string | undefined>();
  const sources: ListedSource[] = [];
  for await (const { Volumes } of context.pages(fsx.describeVolumes, {})) {
    for (const volume of Volumes ?? []) {
      const { VolumeId, VolumeType } = volume;
      if (VolumeId === undefined) continue;
      byId.set(VolumeId, nameOfVolume(volume));
      if (VolumeType !== 'OPENZFS') sources.push(volumeSource(volume, VolumeId, context.place));
    }
  }
  return { byId, sources };
}

function volumeSource(volume: Volume, id: string, place: Place): ListedSource {
  const { ResourceARN, FileSystemId, Tags, Lifecycle, OntapConfiguration } = volume;
  const arn = ResourceARN ?? `${ownArn(place)}:volume/${FileSystemId}/${id}`;
  const type = OntapConfiguration?.OntapVolumeType;
  return {
    ...{ key: arn, id, arn, service: 'FSx', name: nameOfVolume(volume) },
    size: OntapConfiguration?.SizeInBytes ?? mebibytes(OntapConfiguration?.SizeInMegabytes),
    ...{ state: Lifecycle, inUseBy: null, restorableFrom: undefined, restorableTo: undefined },
    ...{ encrypted: undefined, tags: tagsOf(Tags), replicaOf: undefined },
    exempt:
      type === 'DP' || type === 'LS'
        ? `FSx backs up no ${type} volumes, which mirror another one`
        : undefined,
    problem: valueProblems(volume).join('; ') || null,
  };
}

function ownArn({ partition, region, account }: Place): string {
  return `arn:${partition}:fsx:${region}:${account}`;
}

function mebibytes(size: number | undefined): number | undefined {
  return size === undefined ? undefined : size * 1024 ** 2;
}
