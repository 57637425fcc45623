/** Which of the eleven describes a location needs. Its URI's scheme says so; what is tried where it does not is here. */

import type { Operation } from '../../aws/operation.ts';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import { entriesOf } from './datasync-listings.ts';
import { LOCATION_TYPES, type LocationType } from './datasync-location-uri.ts';
import { faultBehind } from './datasync-parts.ts';

/** What the eleven describes answer, as one: each fills what its type has. Secrets and keys are not named here. */
export interface DescribedLocation {
  readonly CreationTime?: Date | undefined;
  readonly AgentArns?: readonly string[] | undefined;
  readonly OnPremConfig?: { readonly AgentArns: readonly string[] | undefined } | undefined;
  readonly S3StorageClass?: string | undefined;
  readonly S3Config?: { readonly BucketAccessRoleArn: string | undefined } | undefined;
  readonly Ec2Config?: Ec2Config | undefined;
  readonly AccessPointArn?: string | undefined;
  readonly FileSystemAccessRoleArn?: string | undefined;
  readonly InTransitEncryption?: string | undefined;
  readonly FsxFilesystemArn?: string | undefined;
  readonly StorageVirtualMachineArn?: string | undefined;
  readonly SecurityGroupArns?: readonly string[] | undefined;
  readonly Protocol?: FileSystemProtocol | undefined;
  readonly MountOptions?: MountOptions | undefined;
  readonly User?: string | undefined;
  readonly Domain?: string | undefined;
  readonly AuthenticationType?: string | undefined;
  readonly KerberosPrincipal?: string | undefined;
  readonly DnsIpAddresses?: readonly string[] | undefined;
  readonly NameNodes?: readonly NameNode[] | undefined;
  readonly BlockSize?: number | undefined;
  readonly ReplicationFactor?: number | undefined;
  readonly SimpleUser?: string | undefined;
  readonly ServerPort?: number | undefined;
  readonly ServerProtocol?: string | undefined;
  readonly BlobType?: string | undefined;
  readonly AccessTier?: string | undefined;
}

interface Ec2Config {
  readonly SubnetArn: string | undefined;
  readonly SecurityGroupArns: readonly string[] | undefined;
}

interface MountOptions {
  readonly Version?: string | undefined;
}

interface FileSystemProtocol {
  readonly NFS?: { readonly MountOptions?: MountOptions | undefined } | undefined;
  readonly SMB?:
    | {
        readonly MountOptions?: MountOptions | undefined;
        readonly User?: string | undefined;
        readonly Domain?: string | undefined;
      }
    | undefined;
}

interface NameNode {
  readonly Hostname: string | undefined;
  readonly Port: number | undefined;
}

type DataSync = typeof import('../../aws/datasync.ts');

type Describe = (datasync: DataSync) => Operation<{ LocationArn: string }, DescribedLocation>;

/** The describe of each type, and the values of ListLocations' LocationType filter that find it. */
const TYPES: Readonly<
  Record<LocationType, { readonly describe: Describe; readonly filters: readonly string[] }>
> = {
  S3: { describe: (datasync) => datasync.describeLocationS3, filters: ['S3', 'OUTPOST_S3'] },
  EFS: { describe: (datasync) => datasync.describeLocationEfs, filters: ['EFS'] },
  'FSx-Windows': { describe: (datasync) => datasync.describeLocationFsxWindows, filters: ['FSX_WINDOWS'] },
  'FSx-Lustre': { describe: (datasync) => datasync.describeLocationFsxLustre, filters: ['FSX_LUSTRE'] },
  'FSx-OpenZFS': {
    describe: (datasync) => datasync.describeLocationFsxOpenZfs,
    filters: ['FSX_OPENZFS_NFS'],
  },
  'FSx-ONTAP': {
    describe: (datasync) => datasync.describeLocationFsxOntap,
    filters: ['FSX_ONTAP_NFS', 'FSX_ONTAP_SMB'],
  },
  NFS: { describe: (datasync) => datasync.describeLocationNfs, filters: ['NFS'] },
  SMB: { describe: (datasync) => datasync.describeLocationSmb, filters: ['SMB'] },
  HDFS: { describe: (datasync) => datasync.describeLocationHdfs, filters: ['HDFS'] },
  'Object Storage': {
    describe: (datasync) => datasync.describeLocationObjectStorage,
    filters: ['OBJECT_STORAGE'],
  },
  'Azure Blob': { describe: (datasync) => datasync.describeLocationAzureBlob, filters: ['AZURE_BLOB'] },
};

/** Describes a location of a known type. */
export async function describeLocation(
  context: CollectContext,
  arn: string,
  type: LocationType,
): Promise<DescribedLocation> {
  const datasync = await import('../../aws/datasync.ts');
  return context.call(TYPES[type].describe(datasync), { LocationArn: arn });
}

/** A location whose type its describe told. */
export interface RecognisedLocation {
  readonly type: LocationType;
  readonly described: DescribedLocation;
}

/**
 * Describes a location whose URI names no type that we know: the type is what the listing filtered by type says,
 * else that of the first describe which takes its ARN. Undefined where none does.
 */
export async function recogniseLocation(
  context: CollectContext,
  arn: string,
): Promise<RecognisedLocation | undefined> {
  const listed = (await typesByArn(context)).get(arn);
  for (const type of listed === undefined ? LOCATION_TYPES : [listed]) {
    try {
      return { type, described: await describeLocation(context, arn, type) };
    } catch (error) {
      if (!isWrongType(error)) throw error;
    }
  }
  return undefined;
}

/** One listing for each value of the type filter, made once a region, and only where a location needs it. */
const typesByArn = sharedInRegion(async (context): Promise<ReadonlyMap<string, LocationType>> => {
  const types = new Map<string, LocationType>();
  const listings = LOCATION_TYPES.flatMap((type) =>
    TYPES[type].filters.map(async (filter) => {
      for (const arn of await arnsOfFilter(context, filter)) types.set(arn, type);
    }),
  );
  await Promise.all(listings);
  return types;
});

async function arnsOfFilter(context: CollectContext, filter: string): Promise<readonly string[]> {
  const { listLocations } = await import('../../aws/datasync.ts');
  const arns: string[] = [];
  const pages = context.pages(listLocations, {
    Filters: [{ Name: 'LocationType', Values: [filter], Operator: 'Equals' }],
  });
  try {
    for await (const { entries } of entriesOf(pages, (page) => page.Locations)) {
      arns.push(...entries.flatMap(({ LocationArn }) => LocationArn ?? []));
    }
  } catch (error) {
    // The guide does not list every value: one that AWS does not take finds nothing.
    if (!isWrongType(error)) throw error;
  }
  return arns;
}

/** AWS's word for an ARN, or a value, that is not of the kind asked for. */
function isWrongType(error: unknown): boolean {
  return faultBehind(error).code === 'InvalidRequestException';
}
