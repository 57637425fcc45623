import type { LocationListEntry } from '@aws-sdk/client-datasync';
import type { ColumnSpec, ListItem, Place } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import { answering, hidden, shown } from './datasync-columns.ts';
import type { DescribedLocation } from './datasync-location-describe.ts';
import type { LocationType, LocationUriParts } from './datasync-location-uri.ts';

const OLD: readonly ColumnSpec<LocationRow>[] = [
  hidden('Location ARN', 'arn', 40, 'The ARN of the location.', ({ listed }) => listed.LocationArn),
  shown(
    'Location Type',
    'enum',
    14,
    "What kind of storage it is, by its URI's scheme; Unknown where no describe takes it.",
    ({ type }) => type,
    { label: 'Type' },
  ),
  shown(
    'Location URI',
    'text',
    44,
    'Where it is, as DataSync writes it.',
    ({ listed }) => listed.LocationUri,
  ),
  shown('Region', 'text', 15, 'The region of the location.', (_row, place) => place.region),
  shown(
    'Creation Time',
    'instant',
    16,
    'When the location was created.',
    ({ described }) => described?.CreationTime,
    { label: 'Created' },
  ),
  hidden(
    'Bucket ARN',
    'arn',
    40,
    'The S3 bucket, or the access point in its place, from the URI; blank for the alias of an access point.',
    ({ uri }) => uri.bucketArn,
  ),
  hidden(
    'Storage Class',
    'enum',
    18,
    'The storage class that files are written in.',
    ({ described }) => described?.S3StorageClass,
  ),
  shown(
    'Subdirectory',
    'text',
    24,
    'The path below bucket, share or file system, from the URI.',
    ({ uri }) => uri.subdirectory,
    { label: 'Path' },
  ),
  hidden(
    'EFS ARN',
    'arn',
    40,
    "The EFS file system: region and id from the URI, in the location's account.",
    (row, place) => efsArn(row, place),
  ),
  hidden(
    'Subnet ARN',
    'arn',
    40,
    'The subnet through which DataSync reaches an EFS file system.',
    ({ described }) => described?.Ec2Config?.SubnetArn,
  ),
  hidden(
    'FSx ARN',
    'arn',
    40,
    "The FSx file system: as given for ONTAP, else region and id from the URI, in the location's account.",
    (row, place) => fsxArn(row, place),
  ),
  shown(
    'Server Hostname',
    'text',
    28,
    'The host of an NFS, SMB, HDFS, object storage or Azure location, from the URI.',
    ({ uri }) => uri.host,
    { label: 'Host' },
  ),
  hidden(
    'Agent ARNs',
    'list',
    40,
    'The agents that reach the location; none: DataSync reaches it without.',
    ({ described }) => described?.AgentArns ?? described?.OnPremConfig?.AgentArns,
  ),
  hidden(
    'User',
    'text',
    18,
    'The user that DataSync signs in as.',
    ({ described }) => described?.User ?? described?.Protocol?.SMB?.User ?? described?.SimpleUser,
  ),
  hidden(
    'Authentication Type',
    'enum',
    10,
    'NTLM, KERBEROS, SIMPLE, SAS or NONE.',
    ({ described }) => described?.AuthenticationType,
  ),
  hidden(
    'NameNodes',
    'integer',
    9,
    'How many name nodes an HDFS cluster has.',
    ({ described }) => described?.NameNodes?.length,
  ),
  hidden(
    'Server Port',
    'integer',
    6,
    'The port of an object storage or HDFS server.',
    ({ described, uri }) => described?.ServerPort ?? uri.port,
  ),
];

const ADDED: readonly ColumnSpec<LocationRow>[] = [
  hidden(
    'Bucket or Container',
    'text',
    28,
    'The name of the bucket or Azure container, from the URI.',
    ({ uri }) => uri.bucket,
  ),
  hidden(
    'File System ID',
    'text',
    20,
    'The EFS or FSx file system, from the URI.',
    ({ uri }) => uri.fileSystemId,
  ),
  hidden(
    'Storage Virtual Machine ARN',
    'arn',
    40,
    'The virtual machine of an ONTAP file system.',
    ({ described }) => described?.StorageVirtualMachineArn,
  ),
  hidden(
    'Access Role ARN',
    'arn',
    40,
    'The role with which DataSync reads or writes the bucket or the EFS file system.',
    ({ described }) => described?.S3Config?.BucketAccessRoleArn ?? described?.FileSystemAccessRoleArn,
  ),
  hidden(
    'Access Point ARN',
    'arn',
    40,
    'The EFS access point.',
    ({ described }) => described?.AccessPointArn,
  ),
  hidden(
    'In-Transit Encryption',
    'enum',
    8,
    'Whether the connection to EFS is encrypted: NONE or TLS1_2.',
    ({ described }) => described?.InTransitEncryption,
  ),
  hidden(
    'Security Group ARNs',
    'list',
    40,
    'The security groups through which DataSync reaches EFS or FSx.',
    ({ described }) => described?.SecurityGroupArns ?? described?.Ec2Config?.SecurityGroupArns,
  ),
  hidden(
    'Protocol',
    'enum',
    8,
    'NFS or SMB of an FSx file system, HTTP or HTTPS of an object store.',
    ({ described }) => protocol(described),
  ),
  hidden(
    'Mount Version',
    'enum',
    9,
    'The version of NFS or SMB that DataSync mounts with.',
    ({ described }) => mountVersion(described),
  ),
  hidden(
    'Domain',
    'text',
    24,
    'The Windows domain.',
    ({ described }) => described?.Domain ?? described?.Protocol?.SMB?.Domain,
  ),
  hidden(
    'Kerberos Principal',
    'text',
    28,
    'The Kerberos principal of an SMB or HDFS location.',
    ({ described }) => described?.KerberosPrincipal,
  ),
  hidden(
    'DNS IP Addresses',
    'list',
    24,
    'The DNS servers of an SMB location.',
    ({ described }) => described?.DnsIpAddresses,
  ),
  hidden(
    'NameNode Addresses',
    'list',
    30,
    'The name nodes of an HDFS cluster as host:port.',
    ({ described }) => described?.NameNodes?.map((node) => `${node.Hostname ?? '?'}:${node.Port ?? '?'}`),
  ),
  hidden(
    'Block Size',
    'bytes',
    10,
    'The block size that is written to an HDFS cluster.',
    ({ described }) => described?.BlockSize,
  ),
  hidden(
    'Replication Factor',
    'integer',
    8,
    'How many copies of a block an HDFS cluster keeps.',
    ({ described }) => described?.ReplicationFactor,
  ),
  hidden(
    'Blob Type',
    'enum',
    8,
    'The type of blob that is written to Azure.',
    ({ described }) => described?.BlobType,
  ),
  hidden(
    'Access Tier',
    'enum',
    8,
    'The access tier that blobs are written in: HOT, COOL or ARCHIVE.',
    ({ described }) => described?.AccessTier,
  ),
  hidden('Tags', 'tags', 30, 'Tags as key=value; `not checked` without --tags.', ({ tags }) => tags),
];

/** The columns of a location: the old export's, each header once, then ours. */
export const LOCATION_COLUMNS = [...answering('Locations', OLD), ...ADDED];

/**
 * Neither URI nor describe names the account of a file system; DataSync's locations are made from the ARN of one in
 * the same account, so the location's account is taken.
 */
function efsArn({ type, uri }: LocationRow, place: Place): string | undefined {
  return type === 'EFS' && uri.fileSystemId !== undefined
    ? `arn:${place.partition}:elasticfilesystem:${uri.region}:${place.account}:file-system/${uri.fileSystemId}`
    : undefined;
}

function fsxArn({ type, uri, described }: LocationRow, place: Place): string | undefined {
  if (described?.FsxFilesystemArn !== undefined) return described.FsxFilesystemArn;
  return type.startsWith('FSx-') && uri.fileSystemId !== undefined
    ? `arn:${place.partition}:fsx:${uri.region}:${place.account}:file-system/${uri.fileSystemId}`
    : undefined;
}

function protocol(described: LocationRow['described']): string | undefined {
  if (described?.Protocol?.NFS !== undefined) return 'NFS';
  if (described?.Protocol?.SMB !== undefined) return 'SMB';
  return described?.ServerProtocol;
}

function mountVersion(described: LocationRow['described']): string | undefined {
  const { MountOptions, Protocol } = described ?? {};
  return (MountOptions ?? Protocol?.NFS?.MountOptions ?? Protocol?.SMB?.MountOptions)?.Version;
}

/** A location: what the listing said, what its URI tells, and its describe where AWS gave it. */
export interface LocationRow extends CollectedRow {
  readonly listed: LocationListEntry;
  readonly uri: LocationUriParts;
  readonly type: LocationType | 'Unknown';
  readonly described: DescribedLocation | undefined;
  readonly tags: readonly ListItem[] | undefined;
}
