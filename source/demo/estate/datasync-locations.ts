/** DataSync locations: each of the eleven types, in the URI forms that the service writes. */
import type { Random } from '../random.ts';
import type { Row } from './collection.ts';
import type { Place } from './context.ts';

/** As in the name of the operation that describes it, DescribeLocation…. */
export type LocationType =
  | 'S3'
  | 'Efs'
  | 'FsxWindows'
  | 'FsxLustre'
  | 'FsxOpenZfs'
  | 'FsxOntap'
  | 'Nfs'
  | 'Smb'
  | 'Hdfs'
  | 'ObjectStorage'
  | 'AzureBlob';

export interface LocationForm {
  readonly type: LocationType;
  /** The values of ListLocations' LocationType filter that find it. */
  readonly filter: string;
  readonly uri: (random: Random, place: Place, site: string) => string;
  /** What its Describe says beside ARN, URI and creation time. */
  readonly fields: (random: Random, place: Place, agentArns: readonly string[]) => Row;
}

const path = (random: Random) =>
  random.pick([
    'home',
    'projects',
    'cmr-scans',
    'pod-images',
    'edi-archive',
    'warehouse-reports',
    'finance/2023',
  ]);
/** A file server of a site. */
const host = (random: Random, site: string) =>
  random.pick([
    `nas01.${site}.larkspur.example`,
    `nas02.${site}.larkspur.example`,
    `filer.${site}.larkspur.example`,
  ]);
const securityGroups = (random: Random, { owner, region }: Place) => [
  `arn:aws:ec2:${region}:${owner.id}:security-group/sg-0${random.hex(16)}`,
];
const subnet = (random: Random, { owner, region }: Place) =>
  `arn:aws:ec2:${region}:${owner.id}:subnet/subnet-0${random.hex(16)}`;

/** A dozen forms; the first sixteen locations of a region go through them in this order. */
export const locationForms: readonly [LocationForm, ...LocationForm[]] = [
  {
    type: 'S3',
    filter: 'S3',
    uri: (random, { region }, site) =>
      `s3://larkspur-${random.pick(['landing', 'archive', 'documents'])}-${region}/${site}/${path(random)}/`,
    fields: (random, { owner }) => ({
      S3StorageClass: random.pick([
        'STANDARD',
        'STANDARD_IA',
        'INTELLIGENT_TIERING',
        'GLACIER_INSTANT_RETRIEVAL',
      ]),
      S3Config: {
        BucketAccessRoleArn: `arn:aws:iam::${owner.id}:role/service-role/AWSDataSyncS3BucketAccess`,
      },
    }),
  },
  {
    type: 'Nfs',
    filter: 'NFS',
    uri: (random, _place, site) => `nfs://${host(random, site)}/export/${path(random)}/`,
    fields: (random, _place, agentArns) => ({
      OnPremConfig: { AgentArns: agentArns },
      MountOptions: { Version: random.pick(['AUTOMATIC', 'NFS3', 'NFS4_1']) },
    }),
  },
  {
    type: 'Smb',
    filter: 'SMB',
    uri: (random, _place, site) => `smb://${host(random, site)}/share/${path(random)}/`,
    fields: (random, _place, agentArns) => ({
      AgentArns: agentArns,
      User: 'svc-datasync',
      Domain: 'larkspur.example',
      AuthenticationType: random.pick(['NTLM', 'NTLM', 'KERBEROS']),
      MountOptions: { Version: 'SMB3' },
    }),
  },
  {
    type: 'Efs',
    filter: 'EFS',
    uri: (random, { region }) => `efs://${region}.fs-0${random.hex(16)}/${path(random)}/`,
    fields: (random, place) => ({
      Ec2Config: { SubnetArn: subnet(random, place), SecurityGroupArns: securityGroups(random, place) },
      InTransitEncryption: random.pick(['NONE', 'TLS1_2']),
    }),
  },
  {
    type: 'FsxWindows',
    filter: 'FSX_WINDOWS',
    uri: (random, { region }) => `fsxw://${region}.fs-0${random.hex(16)}/share/`,
    fields: (random, place) => ({
      SecurityGroupArns: securityGroups(random, place),
      User: 'Admin',
      Domain: 'larkspur.example',
    }),
  },
  {
    type: 'FsxLustre',
    filter: 'FSX_LUSTRE',
    uri: (random, { region }) => `fsxl://${region}.fs-0${random.hex(16)}/scratch/`,
    fields: (random, place) => ({ SecurityGroupArns: securityGroups(random, place) }),
  },
  {
    type: 'FsxOpenZfs',
    filter: 'FSX_OPENZFS_NFS',
    uri: (random, { region }) => `fsxz://${region}.fs-0${random.hex(16)}/fsx/`,
    fields: (random, place) => ({
      SecurityGroupArns: securityGroups(random, place),
      Protocol: { NFS: { MountOptions: { Version: 'AUTOMATIC' } } },
    }),
  },
  {
    type: 'FsxOntap',
    filter: 'FSX_ONTAP_NFS',
    uri: (random, { region }) => `fsxn-nfs://${region}.fs-0${random.hex(16)}.svm-0${random.hex(16)}/vol1/`,
    fields: (random, place) => ({
      SecurityGroupArns: securityGroups(random, place),
      Protocol: { NFS: { MountOptions: { Version: 'NFS3' } } },
      StorageVirtualMachineArn: `arn:aws:fsx:${place.region}:${place.owner.id}:storage-virtual-machine/fs-0${random.hex(16)}/svm-0${random.hex(16)}`,
      FsxFilesystemArn: `arn:aws:fsx:${place.region}:${place.owner.id}:file-system/fs-0${random.hex(16)}`,
    }),
  },
  {
    type: 'Hdfs',
    filter: 'HDFS',
    uri: () => 'hdfs://namenode1.larkspur.example:8020/kpi/',
    fields: (random, _place, agentArns) => ({
      NameNodes: [
        { Hostname: 'namenode1.larkspur.example', Port: 8020 },
        { Hostname: 'namenode2.larkspur.example', Port: 8020 },
      ],
      AuthenticationType: random.pick(['SIMPLE', 'KERBEROS']),
      SimpleUser: 'hdfs',
      BlockSize: 134_217_728,
      ReplicationFactor: 3,
      QopConfiguration: { RpcProtection: 'PRIVACY', DataTransferProtection: 'PRIVACY' },
      AgentArns: agentArns,
    }),
  },
  {
    type: 'ObjectStorage',
    filter: 'OBJECT_STORAGE',
    uri: (random, _place, site) =>
      `object-storage://minio.${site}.larkspur.example/${random.pick(['documents', 'backups'])}/${path(random)}/`,
    fields: (_random, _place, agentArns) => ({
      ServerPort: 9000,
      ServerProtocol: 'HTTPS',
      AccessKey: 'svc-datasync-minio',
      AgentArns: agentArns,
    }),
  },
  {
    type: 'AzureBlob',
    filter: 'AZURE_BLOB',
    uri: (random) =>
      `azure-blob://speditionmueller.blob.core.windows.net/${random.pick(['frachtbriefe', 'zoll'])}/`,
    fields: (_random, _place, agentArns) => ({
      AuthenticationType: 'SAS',
      BlobType: 'BLOCK',
      AccessTier: 'HOT',
      AgentArns: agentArns,
    }),
  },
  {
    type: 'S3',
    filter: 'OUTPOST_S3',
    uri: (_random, { owner, region }) =>
      `s3://arn:aws:s3-outposts:${region}:${owner.id}:outpost/op-0d4579457ff2dc345/accesspoint/migration/`,
    fields: (_random, { owner }, agentArns) => ({
      S3StorageClass: 'OUTPOSTS',
      S3Config: {
        BucketAccessRoleArn: `arn:aws:iam::${owner.id}:role/service-role/AWSDataSyncS3BucketAccess`,
      },
      AgentArns: agentArns,
    }),
  },
  {
    type: 'FsxOntap',
    filter: 'FSX_ONTAP_SMB',
    uri: (random, { region }) => `fsxn-smb://${region}.fs-0${random.hex(16)}.svm-0${random.hex(16)}/share/`,
    fields: (random, place) => ({
      SecurityGroupArns: securityGroups(random, place),
      Protocol: { SMB: { User: 'Admin', Domain: 'larkspur.example', MountOptions: { Version: 'SMB3' } } },
      StorageVirtualMachineArn: `arn:aws:fsx:${place.region}:${place.owner.id}:storage-virtual-machine/fs-0${random.hex(16)}/svm-0${random.hex(16)}`,
      FsxFilesystemArn: `arn:aws:fsx:${place.region}:${place.owner.id}:file-system/fs-0${random.hex(16)}`,
    }),
  },
];

/** The common ones: what the other locations of a region are. */
export const commonForms: readonly [LocationForm, ...LocationForm[]] = [
  locationForms[0],
  ...locationForms.filter((form) => ['S3', 'NFS', 'SMB', 'EFS', 'FSX_WINDOWS'].includes(form.filter)),
];
