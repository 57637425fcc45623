/** FSx: file systems of every type with their backups, and what the three listings answer. */

import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { teams } from '../estate/company.ts';
import { daysBefore, kmsKeyArn, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileJsonTexts } from '../estate/hostile-texts.ts';
import type { RegionEstate } from '../estate/index.ts';
import { namingFor, tagsOf } from '../estate/names.ts';
import { fail } from '../protocols/call.ts';
import type { Random } from '../random.ts';
import type { DemoService, Operation, World } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

/** What a region has of FSx, as its three listings give it. */
interface FsxEstate {
  readonly fileSystems: Collection;
  readonly volumes: Collection;
  readonly backups: Collection;
}

/** Where a file system is. */
type Where = Pick<RegionContext, 'owner' | 'region' | 'hostile'>;

/** A file system or volume that backups are made of. */
interface Source {
  readonly fileSystem: Row;
  /** Of ONTAP. */
  readonly volume: Row | undefined;
  readonly isGone: boolean;
}

const types = ['WINDOWS', 'LUSTRE', 'OPENZFS', 'ONTAP'] as const;
/** What each keeps, and for which service of the company. */
const shares = [
  ['label-printing', 'shares'],
  ['forecasting', 'scratch'],
  ['wms', 'home'],
  ['declarations', 'documents'],
  ['sap', 'interfaces'],
  ['kpi', 'exports'],
] as const;

/** What ONTAP tells of a volume. */
const ontap = { SizeInMegabytes: 512 * 1024, SizeInBytes: 512 * 1024 ** 3 };

/** Backups of a source; those of the busiest region are more than a page. */
const backupsOf = (region: string) => (region === 'us-east-1' ? 28 : 9);

const invalid = (message: string): never => fail('BadRequest', 400, message);

const paging = (list: string): Paging => ({
  size: 'MaxResults',
  token: 'NextToken',
  nextToken: 'NextToken',
  list,
  // FSx takes more than it answers with.
  limits: { low: 1, high: 2_147_483_647, default: 100 },
  badSize: (value) => invalid(`Invalid MaxResults: ${value}`),
  badToken: () => invalid('Invalid NextToken.'),
});

/** The most that one page has, whatever is asked for. */
const mostOfPage = 100;

function listing(list: string, rows: (estate: FsxEstate) => Collection): Operation {
  const usual = paging(list);
  return (call, world) => {
    const asked = Number(call.parameters.text('MaxResults') ?? mostOfPage);
    const limits = { ...usual.limits, default: mostOfPage };
    return pageOf(call, rows(estateOf(world)), {
      ...usual,
      ...(asked > mostOfPage ? { size: '', limits } : {}),
    });
  };
}

/** The simulated FSx; it speaks JSON 1.1 under the name that it had before it was public. */
export const fsx: DemoService = {
  protocol: 'json-1-1',
  target: 'AWSSimbaAPIService_v20180301',
  operations: {
    DescribeBackups: listing('Backups', (estate) => estate.backups),
    DescribeFileSystems: listing('FileSystems', (estate) => estate.fileSystems),
    DescribeVolumes: listing('Volumes', (estate) => estate.volumes),
  },
};

const made = new WeakMap<RegionEstate, FsxEstate>();

/** The backups of a region. */
export const fsxBackups = (world: World): Collection => estateOf(world).backups;

function estateOf({ region: rows }: World): FsxEstate {
  const known = made.get(rows);
  if (known !== undefined) return known;
  const fresh = fsxEstate(rows.context);
  made.set(rows, fresh);
  return fresh;
}

function fsxEstate(context: RegionContext): FsxEstate {
  const { region } = context;
  const random = rowRandom(context, 'fsx');
  const most = region === 'us-east-1' ? 6 : 2;
  const { counts, owner } = context;
  const count = owner.hasRareCases && counts.fileSystems > 0 ? most : Math.min(most, counts.fileSystems >> 1);
  const sources = Array.from({ length: count }, (_, index) => sourceAt(context, random(index), index));
  const backups = sources.flatMap((source, index) =>
    Array.from({ length: backupsOf(region) }, (_, place) =>
      backupAt(context, source, random(1000 * (index + 1) + place), place),
    ),
  );
  const kept = sources.filter(({ isGone }) => !isGone);
  const volumes = kept.flatMap(({ volume }) => (volume === undefined ? [] : [volume]));
  return {
    fileSystems: collectionOf([
      ...kept.map(({ fileSystem }) => listedSystem(fileSystem)),
      ...(count === 0 ? [] : unbacked(context, random)),
    ]),
    volumes: collectionOf(volumes.flatMap((volume) => [listedVolume(volume), mirrorOf(volume)])),
    backups: collectionOf([...backups, ...(count > 0 ? specimens(context, random(999_999)) : [])]),
  };
}

function sourceAt({ owner, region, hostile }: Where, random: Random, index: number): Source {
  const type = types[index % types.length] ?? 'WINDOWS';
  const [service, role] = shares[index % shares.length] ?? shares[0];
  const naming = namingFor(service, 'prod', role);
  const name = hostile ? hostileJsonTexts[index] : naming.name;
  const id = `fs-0${random.hex(16)}`;
  const arn = `arn:aws:fsx:${region}:${owner.id}:`;
  const fileSystem: Row = {
    FileSystemId: id,
    FileSystemType: type,
    Lifecycle: 'AVAILABLE',
    OwnerId: owner.id,
    ResourceARN: `${arn}file-system/${id}`,
    StorageCapacity: 1024 * random.between(1, 8),
    Tags: tagsOf(random, naming, name),
  };
  const volumeId = `fsvol-0${random.hex(16)}`;
  const volume: Row = {
    VolumeId: volumeId,
    VolumeType: 'ONTAP',
    FileSystemId: id,
    Name: `${service.replaceAll('-', '_')}_${role}`,
    Lifecycle: 'CREATED',
    ResourceARN: `${arn}volume/${id}/${volumeId}`,
  };
  return { fileSystem, volume: type === 'ONTAP' ? volume : undefined, isGone: index === 4 };
}

/** With more than a backup tells of it. */
function listedSystem(fileSystem: Row): Row {
  const isLustre = fileSystem.FileSystemType === 'LUSTRE';
  return { ...fileSystem, ...(isLustre ? { LustreConfiguration: { DeploymentType: 'PERSISTENT_2' } } : {}) };
}

function listedVolume(volume: Row): Row {
  return { ...volume, OntapConfiguration: { ...ontap, OntapVolumeType: 'RW' } };
}

/** Without any backup: scratch storage, which FSx backs up in no way, and one that nobody thought of. */
function unbacked(context: RegionContext, random: (index: number) => Random): readonly Row[] {
  const [scratch, forgotten] = [1, 0].map(
    (type, index) => sourceAt(context, random(700 + index), type).fileSystem,
  );
  return [
    { ...scratch, LustreConfiguration: { DeploymentType: 'SCRATCH_2' } },
    {
      ...forgotten,
      Tags: tagsOf(random(702), namingFor('booking', 'prod', 'contracts'), 'booking-contracts'),
    },
  ];
}

/** Mirrors are made anew from what they mirror: they are not backed up. */
function mirrorOf(volume: Row): Row {
  const [id, arn] = [String(volume.VolumeId), String(volume.ResourceARN)];
  const mirror = `${id.slice(0, -4)}0000`;
  return {
    ...volume,
    ...{ VolumeId: mirror, ResourceARN: arn.replace(id, mirror), Name: `${String(volume.Name)}_mirror` },
    OntapConfiguration: { ...ontap, OntapVolumeType: 'DP' },
  };
}

/** Every third week one on demand, every tenth day one of AWS Backup, the others automatic. */
function backupAt(context: RegionContext, source: Source, random: Random, place: number): Row {
  const type = place % 21 === 3 ? 'USER_INITIATED' : place % 10 === 9 ? 'AWS_BACKUP' : 'AUTOMATIC';
  const tags = [
    ...(type === 'USER_INITIATED' ? [{ Key: 'Name', Value: 'before-upgrade' }] : []),
    ...(random.chance(0.3) ? [{ Key: 'Team', Value: random.pick(teams).name }] : []),
  ];
  return {
    ...bareBackup(context, source, random),
    Type: type,
    CreationTime: daysBefore(context.now, place + 0.3),
    SizeInBytes: random.between(40, 900) * 1024 ** 3,
    Tags: tags,
  };
}

function bareBackup(context: RegionContext, { fileSystem, volume }: Source, random: Random): Row {
  const { owner, region } = context;
  const id = `backup-0${random.hex(16)}`;
  return {
    BackupId: id,
    Lifecycle: 'AVAILABLE',
    ProgressPercent: 100,
    KmsKeyId: kmsKeyArn(context, random),
    ResourceARN: `arn:aws:fsx:${region}:${owner.id}:backup/${id}`,
    ResourceType: volume === undefined ? 'FILE_SYSTEM' : 'VOLUME',
    OwnerId: owner.id,
    FileSystem: fileSystem,
    Volume: volume,
  };
}

/** The rare kinds of backup, once in every region that has file systems. */
function specimens(context: RegionContext, random: Random): Row[] {
  const { now, region } = context;
  const other = region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1';
  const source = sourceAt(context, random, 2);
  const elsewhere = sourceAt({ ...context, region: other }, random, 0);
  const bare = () => bareBackup(context, source, random);
  return [
    // Under way: no size yet.
    {
      ...bare(),
      Type: 'AUTOMATIC',
      Lifecycle: 'CREATING',
      ProgressPercent: 12,
      CreationTime: daysBefore(now, 0.01),
    },
    {
      ...bare(),
      Type: 'USER_INITIATED',
      Lifecycle: 'FAILED',
      CreationTime: daysBefore(now, 90),
      FailureDetails: { Message: 'Amazon FSx could not reach the file system.' },
    },
    // A copy from another region.
    {
      ...bareBackup(context, elsewhere, random),
      Type: 'USER_INITIATED',
      CreationTime: daysBefore(now, 30),
      SizeInBytes: 120 * 1024 ** 3,
      SourceBackupId: `backup-0${random.hex(16)}`,
      SourceBackupRegion: other,
    },
    // A type and a status of tomorrow, and next to nothing else.
    {
      BackupId: `backup-0${random.hex(16)}`,
      Type: 'CONTINUOUS',
      Lifecycle: 'ARCHIVING',
      CreationTime: daysBefore(now, 3),
    },
  ];
}
