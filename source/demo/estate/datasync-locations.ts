/** DataSync locations: each of the eleven types, in the URI forms that the service writes. */
import type { Random } from '../random.ts';
import type { Row } from './collection.ts';
import { accountId } from './context.ts';

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
  readonly uri: (random: Random, region: string) => string;
  /** What its Describe says beside ARN, URI and creation time. */
  readonly fields: (random: Random, region: string, agentArns: readonly string[]) => Row;
}

const path = (random: Random) => random.pick(['projects', 'home', 'archive/2023', 'renders', 'exports']);
const host = (random: Random) =>
  random.pick(['nas01.corp.example.com', 'filer-2.corp.example.com', '10.20.30.40']);
const securityGroups = (random: Random, region: string) => [
  `arn:aws:ec2:${region}:${accountId}:security-group/sg-0${random.hex(16)}`,
];
const subnet = (random: Random, region: string) =>
  `arn:aws:ec2:${region}:${accountId}:subnet/subnet-0${random.hex(16)}`;

/** A dozen forms; the first sixteen locations of a region go through them in this order. */
export const locationForms: readonly [LocationForm, ...LocationForm[]] = [
  {
    type: 'S3',
    filter: 'S3',
    uri: (random) =>
      `s3://migration-${random.pick(['landing', 'archive', 'media'])}-${random.hex(6)}/${path(random)}/`,
    fields: (random) => ({
      S3StorageClass: random.pick([
        'STANDARD',
        'STANDARD_IA',
        'INTELLIGENT_TIERING',
        'GLACIER_INSTANT_RETRIEVAL',
      ]),
      S3Config: {
        BucketAccessRoleArn: `arn:aws:iam::${accountId}:role/service-role/AWSDataSyncS3BucketAccess`,
      },
    }),
  },
  {
    type: 'Nfs',
    filter: 'NFS',
    uri: (random) => `nfs://${host(random)}/export/${path(random)}/`,
    fields: (random, _region, agentArns) => ({
      OnPremConfig: { AgentArns: agentArns },
      MountOptions: { Version: random.pick(['AUTOMATIC', 'NFS3', 'NFS4_1']) },
    }),
  },
  {
    type: 'Smb',
    filter: 'SMB',
    uri: (random) => `smb://${host(random)}/share/${path(random)}/`,
    fields: (random, _region, agentArns) => ({
      AgentArns: agentArns,
      User: 'svc-datasync',
      Domain: 'corp.example.com',
      AuthenticationType: random.pick(['NTLM', 'NTLM', 'KERBEROS']),
      MountOptions: { Version: 'SMB3' },
    }),
  },
  {
    type: 'Efs',
    filter: 'EFS',
    uri: (random, region) => `efs://${region}.fs-0${random.hex(16)}/${path(random)}/`,
    fields: (random, region) => ({
      Ec2Config: { SubnetArn: subnet(random, region), SecurityGroupArns: securityGroups(random, region) },
      InTransitEncryption: random.pick(['NONE', 'TLS1_2']),
    }),
  },
  {
    type: 'FsxWindows',
    filter: 'FSX_WINDOWS',
    uri: (random, region) => `fsxw://${region}.fs-0${random.hex(16)}/share/`,
    fields: (random, region) => ({
      SecurityGroupArns: securityGroups(random, region),
      User: 'Admin',
      Domain: 'corp.example.com',
    }),
  },
  {
    type: 'FsxLustre',
    filter: 'FSX_LUSTRE',
    uri: (random, region) => `fsxl://${region}.fs-0${random.hex(16)}/scratch/`,
    fields: (random, region) => ({ SecurityGroupArns: securityGroups(random, region) }),
  },
  {
    type: 'FsxOpenZfs',
    filter: 'FSX_OPENZFS_NFS',
    uri: (random, region) => `fsxz://${region}.fs-0${random.hex(16)}/fsx/`,
    fields: (random, region) => ({
      SecurityGroupArns: securityGroups(random, region),
      Protocol: { NFS: { MountOptions: { Version: 'AUTOMATIC' } } },
    }),
  },
  {
    type: 'FsxOntap',
    filter: 'FSX_ONTAP_NFS',
    uri: (random, region) => `fsxn-nfs://${region}.fs-0${random.hex(16)}.svm-0${random.hex(16)}/vol1/`,
    fields: (random, region) => ({
      SecurityGroupArns: securityGroups(random, region),
      Protocol: { NFS: { MountOptions: { Version: 'NFS3' } } },
      StorageVirtualMachineArn: `arn:aws:fsx:${region}:${accountId}:storage-virtual-machine/fs-0${random.hex(16)}/svm-0${random.hex(16)}`,
      FsxFilesystemArn: `arn:aws:fsx:${region}:${accountId}:file-system/fs-0${random.hex(16)}`,
    }),
  },
  {
    type: 'Hdfs',
    filter: 'HDFS',
    uri: () => 'hdfs://namenode1.corp.example.com:8020/warehouse/',
    fields: (random, _region, agentArns) => ({
      NameNodes: [
        { Hostname: 'namenode1.corp.example.com', Port: 8020 },
        { Hostname: 'namenode2.corp.example.com', Port: 8020 },
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
    uri: (random) =>
      `object-storage://minio.corp.example.com/${random.pick(['media', 'backups'])}/${path(random)}/`,
    fields: (_random, _region, agentArns) => ({
      ServerPort: 9000,
      ServerProtocol: 'HTTPS',
      AccessKey: 'demo-object-storage-user',
      AgentArns: agentArns,
    }),
  },
  {
    type: 'AzureBlob',
    filter: 'AZURE_BLOB',
    uri: (random) => `azure-blob://acmemigration.blob.core.windows.net/${random.pick(['raw', 'curated'])}/`,
    fields: (_random, _region, agentArns) => ({
      AuthenticationType: 'SAS',
      BlobType: 'BLOCK',
      AccessTier: 'HOT',
      AgentArns: agentArns,
    }),
  },
  {
    type: 'S3',
    filter: 'OUTPOST_S3',
    uri: (_random, region) =>
      `s3://arn:aws:s3-outposts:${region}:${accountId}:outpost/op-0d4579457ff2dc345/accesspoint/migration/`,
    fields: (_random, _region, agentArns) => ({
      S3StorageClass: 'OUTPOSTS',
      S3Config: {
        BucketAccessRoleArn: `arn:aws:iam::${accountId}:role/service-role/AWSDataSyncS3BucketAccess`,
      },
      AgentArns: agentArns,
    }),
  },
  {
    type: 'FsxOntap',
    filter: 'FSX_ONTAP_SMB',
    uri: (random, region) => `fsxn-smb://${region}.fs-0${random.hex(16)}.svm-0${random.hex(16)}/share/`,
    fields: (random, region) => ({
      SecurityGroupArns: securityGroups(random, region),
      Protocol: { SMB: { User: 'Admin', Domain: 'corp.example.com', MountOptions: { Version: 'SMB3' } } },
      StorageVirtualMachineArn: `arn:aws:fsx:${region}:${accountId}:storage-virtual-machine/fs-0${random.hex(16)}/svm-0${random.hex(16)}`,
      FsxFilesystemArn: `arn:aws:fsx:${region}:${accountId}:file-system/fs-0${random.hex(16)}`,
    }),
  },
];

/** The common ones: what the other locations of a region are. */
export const commonForms: readonly [LocationForm, ...LocationForm[]] = [
  locationForms[0],
  ...locationForms.filter((form) => ['S3', 'NFS', 'SMB', 'EFS', 'FSX_WINDOWS'].includes(form.filter)),
];
