import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datasyncLocation } from '../../../source/kinds/datasync/datasync-location.ts';
import { parseLocationUri } from '../../../source/kinds/datasync/datasync-location-uri.ts';
import { awsError, collectAll, fakeContext, inPages, type Script } from '../../helpers/fake-context.ts';
import { agentArn, daysAgo, locationArn } from './datasync-fixtures.ts';

const FS = 'fs-0123456789abcdef0';
const SUBNET = 'arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1';
const GROUP = 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1';
const ROLE = 'arn:aws:iam::123456789012:role/datasync';

interface TypeCase {
  readonly uri: string;
  readonly operation: string;
  readonly described: object;
  /** Values that are not null, beside ARN, URI, region, creation time and tags. */
  readonly values: Readonly<Record<string, unknown>>;
}

const CASES: readonly TypeCase[] = [
  {
    uri: 's3://landing/raw/2026/',
    operation: 'DescribeLocationS3',
    described: { S3StorageClass: 'STANDARD_IA', S3Config: { BucketAccessRoleArn: ROLE } },
    values: {
      location_type: 'S3',
      bucket_arn: 'arn:aws:s3:::landing',
      storage_class: 'STANDARD_IA',
      subdirectory: '/raw/2026/',
      bucket_or_container: 'landing',
      access_role_arn: ROLE,
    },
  },
  {
    uri: `efs://eu-west-1.${FS}/home/`,
    operation: 'DescribeLocationEfs',
    described: {
      Ec2Config: { SubnetArn: SUBNET, SecurityGroupArns: [GROUP] },
      InTransitEncryption: 'TLS1_2',
      FileSystemAccessRoleArn: ROLE,
      AccessPointArn: 'arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-1',
    },
    values: {
      location_type: 'EFS',
      subdirectory: '/home/',
      efs_arn: `arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/${FS}`,
      subnet_arn: SUBNET,
      file_system_id: FS,
      access_role_arn: ROLE,
      access_point_arn: 'arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-1',
      in_transit_encryption: 'TLS1_2',
      security_group_arns: [GROUP],
    },
  },
  {
    uri: `fsxw://eu-west-1.${FS}/share/`,
    operation: 'DescribeLocationFsxWindows',
    described: { SecurityGroupArns: [GROUP], User: 'Admin', Domain: 'corp.example.com' },
    values: {
      location_type: 'FSx-Windows',
      subdirectory: '/share/',
      fsx_arn: `arn:aws:fsx:eu-west-1:123456789012:file-system/${FS}`,
      user: 'Admin',
      file_system_id: FS,
      security_group_arns: [GROUP],
      domain: 'corp.example.com',
    },
  },
  {
    uri: `fsxl://eu-west-1.${FS}/`,
    operation: 'DescribeLocationFsxLustre',
    described: { SecurityGroupArns: [GROUP] },
    values: {
      location_type: 'FSx-Lustre',
      subdirectory: '/',
      fsx_arn: `arn:aws:fsx:eu-west-1:123456789012:file-system/${FS}`,
      file_system_id: FS,
      security_group_arns: [GROUP],
    },
  },
  {
    uri: `fsxz://eu-west-1.${FS}/fsx/a/`,
    operation: 'DescribeLocationFsxOpenZfs',
    described: { SecurityGroupArns: [GROUP], Protocol: { NFS: { MountOptions: { Version: 'NFS4_1' } } } },
    values: {
      location_type: 'FSx-OpenZFS',
      subdirectory: '/fsx/a/',
      fsx_arn: `arn:aws:fsx:eu-west-1:123456789012:file-system/${FS}`,
      file_system_id: FS,
      security_group_arns: [GROUP],
      protocol: 'NFS',
      mount_version: 'NFS4_1',
    },
  },
  {
    uri: `fsxn-smb://eu-west-1.${FS}.svm-0123456789abcdef0/vol1/`,
    operation: 'DescribeLocationFsxOntap',
    described: {
      FsxFilesystemArn: `arn:aws:fsx:eu-west-1:999999999999:file-system/${FS}`,
      StorageVirtualMachineArn: `arn:aws:fsx:eu-west-1:999999999999:storage-virtual-machine/${FS}/svm-0123456789abcdef0`,
      Protocol: {
        SMB: { User: 'svc', Domain: 'corp', Password: 'secret', MountOptions: { Version: 'SMB3' } },
      },
    },
    values: {
      location_type: 'FSx-ONTAP',
      subdirectory: '/vol1/',
      fsx_arn: `arn:aws:fsx:eu-west-1:999999999999:file-system/${FS}`,
      user: 'svc',
      file_system_id: FS,
      storage_virtual_machine_arn: `arn:aws:fsx:eu-west-1:999999999999:storage-virtual-machine/${FS}/svm-0123456789abcdef0`,
      protocol: 'SMB',
      mount_version: 'SMB3',
      domain: 'corp',
    },
  },
  {
    uri: 'nfs://nas01.corp.example.com/export/home/',
    operation: 'DescribeLocationNfs',
    described: { OnPremConfig: { AgentArns: [agentArn(1), agentArn(2)] }, MountOptions: { Version: 'NFS3' } },
    values: {
      location_type: 'NFS',
      subdirectory: '/export/home/',
      server_hostname: 'nas01.corp.example.com',
      agent_arns: [agentArn(1), agentArn(2)],
      mount_version: 'NFS3',
    },
  },
  {
    uri: 'smb://10.20.30.40/share/',
    operation: 'DescribeLocationSmb',
    described: {
      AgentArns: [agentArn(1)],
      User: 'svc',
      Domain: 'corp',
      AuthenticationType: 'KERBEROS',
      KerberosPrincipal: 'svc@CORP',
      DnsIpAddresses: ['10.0.0.2'],
      MountOptions: { Version: 'SMB2' },
    },
    values: {
      location_type: 'SMB',
      subdirectory: '/share/',
      server_hostname: '10.20.30.40',
      agent_arns: [agentArn(1)],
      user: 'svc',
      authentication_type: 'KERBEROS',
      mount_version: 'SMB2',
      domain: 'corp',
      kerberos_principal: 'svc@CORP',
      dns_ip_addresses: ['10.0.0.2'],
    },
  },
  {
    uri: 'hdfs://namenode1.corp.example.com:8020/warehouse/',
    operation: 'DescribeLocationHdfs',
    described: {
      NameNodes: [
        { Hostname: 'namenode1', Port: 8020 },
        { Hostname: 'namenode2', Port: 8021 },
      ],
      AuthenticationType: 'SIMPLE',
      SimpleUser: 'hdfs',
      BlockSize: 134_217_728,
      ReplicationFactor: 3,
      AgentArns: [agentArn(1)],
    },
    values: {
      location_type: 'HDFS',
      subdirectory: '/warehouse/',
      server_hostname: 'namenode1.corp.example.com',
      agent_arns: [agentArn(1)],
      user: 'hdfs',
      authentication_type: 'SIMPLE',
      namenodes: 2,
      server_port: 8020,
      namenode_addresses: ['namenode1:8020', 'namenode2:8021'],
      block_size: 134_217_728,
      replication_factor: 3,
    },
  },
  {
    uri: 'object-storage://minio.corp.example.com/media/renders/',
    operation: 'DescribeLocationObjectStorage',
    described: {
      ServerPort: 9000,
      ServerProtocol: 'HTTPS',
      AccessKey: 'AKIDNEVER',
      AgentArns: [agentArn(1)],
    },
    values: {
      location_type: 'Object Storage',
      subdirectory: '/renders/',
      server_hostname: 'minio.corp.example.com',
      agent_arns: [agentArn(1)],
      server_port: 9000,
      bucket_or_container: 'media',
      protocol: 'HTTPS',
    },
  },
  {
    uri: 'azure-blob://acme.blob.core.windows.net/raw/',
    operation: 'DescribeLocationAzureBlob',
    described: { AuthenticationType: 'SAS', BlobType: 'BLOCK', AccessTier: 'COOL', AgentArns: [agentArn(1)] },
    values: {
      location_type: 'Azure Blob',
      subdirectory: '/',
      server_hostname: 'acme.blob.core.windows.net',
      agent_arns: [agentArn(1)],
      authentication_type: 'SAS',
      bucket_or_container: 'raw',
      blob_type: 'BLOCK',
      access_tier: 'COOL',
    },
  },
];

for (const { uri, operation, described, values } of CASES) {
  test(`a location at ${uri} is described once, by ${operation}, and its row is whole`, async () => {
    const fake = fakeContext({
      answers: {
        ListLocations: [{ Locations: [{ LocationArn: locationArn(1), LocationUri: uri }] }],
        [operation]: [
          { LocationArn: locationArn(1), LocationUri: uri, CreationTime: daysAgo(9), ...described },
        ],
      },
    });
    const { rows } = await collectAll(datasyncLocation, fake);
    assert.equal(rows[0]?.problem, null);
    const told = Object.entries(rows[0]?.values ?? {}).filter(([, value]) => value !== null);
    assert.deepEqual(Object.fromEntries(told), {
      location_arn: locationArn(1),
      location_uri: uri,
      region: 'us-east-1',
      creation_time: daysAgo(9).getTime(),
      tags: ['not checked'],
      ...values,
    });
    assert.deepEqual(
      fake.calls.map(({ action }) => action),
      ['datasync:ListLocations', `datasync:${operation}`],
    );
  });
}

test('every type at once costs one call a page and one a location', async () => {
  const answers: Record<string, Script> = {
    ListLocations: inPages([
      {
        Locations: CASES.slice(0, 6).map(({ uri }, index) => ({
          LocationArn: locationArn(index),
          LocationUri: uri,
        })),
      },
      {
        Locations: CASES.slice(6).map(({ uri }, index) => ({
          LocationArn: locationArn(6 + index),
          LocationUri: uri,
        })),
      },
    ]),
  };
  for (const { operation, described } of CASES) answers[operation] = [described];
  const fake = fakeContext({ answers });
  const { rows } = await collectAll(datasyncLocation, fake);
  assert.deepEqual(
    rows.map(({ values }) => values.location_type),
    CASES.map(({ values }) => values.location_type),
  );
  assert.equal(fake.calls.length, 2 + 11);
});

test('secrets that a describe answers with are in no value of the row', async () => {
  const secrets = CASES.filter(({ described }) => /secret|AKIDNEVER/.test(JSON.stringify(described)));
  assert.equal(secrets.length, 2);
  for (const { uri, operation, described } of secrets) {
    const { rows } = await collectAll(
      datasyncLocation,
      fakeContext({
        answers: {
          ListLocations: [{ Locations: [{ LocationArn: locationArn(1), LocationUri: uri }] }],
          [operation]: [described],
        },
      }),
    );
    assert.doesNotMatch(JSON.stringify(rows), /secret|AKIDNEVER/);
  }
});

test('--location-type keeps the named types and describes nothing else', async () => {
  const fake = fakeContext({
    options: { locationTypes: ['fsx-ontap', 'object storage'] },
    answers: {
      ListLocations: [
        { Locations: CASES.map(({ uri }, index) => ({ LocationArn: locationArn(index), LocationUri: uri })) },
      ],
      DescribeLocationFsxOntap: [{}],
      DescribeLocationObjectStorage: [{}],
    },
  });
  const { rows } = await collectAll(datasyncLocation, fake);
  assert.deepEqual(
    rows.map(({ values }) => values.location_type),
    ['FSx-ONTAP', 'Object Storage'],
  );
  assert.equal(fake.calls.length, 3);
});

test('a location whose describe is refused keeps its type and what the URI tells, and says why', async () => {
  const fake = fakeContext({
    answers: {
      ListLocations: [{ Locations: [{ LocationArn: locationArn(1), LocationUri: 's3://landing/' }] }],
      DescribeLocationS3: [awsError('AccessDeniedException', 'no')],
    },
  });
  const { rows } = await collectAll(datasyncLocation, fake);
  assert.equal(rows[0]?.values.location_type, 'S3');
  assert.equal(rows[0]?.values.bucket_arn, 'arn:aws:s3:::landing');
  assert.equal(rows[0]?.values.creation_time, null);
  assert.equal(rows[0]?.problem, 'details of loc-00000000000000001 (S3): AccessDeniedException: no');
  assert.deepEqual(fake.missing, [
    { what: 'details of loc-00000000000000001 (S3)', reason: 'AccessDeniedException' },
  ]);
});

const invalid = awsError('InvalidRequestException');

/** A region with locations of unknown scheme, which the listing filtered by `filter` has. */
function withUnknownScheme(filter: string | undefined, describes: Record<string, Script>) {
  const unknown = [1, 2].map((number) => ({
    LocationArn: locationArn(number),
    LocationUri: `new${number}://host/`,
  }));
  return fakeContext({
    answers: {
      ListLocations: ({ Filters }) => {
        if (Filters === undefined) return { Locations: unknown };
        const { Values: [value] = [] } = (Filters as { Values: string[] }[])[0] ?? {};
        if (value === 'EFS') return invalid;
        return { Locations: value === filter ? unknown : [] };
      },
      ...describes,
    },
  });
}

test('the type of an unknown scheme is what one listing for each type filter says', async () => {
  const fake = withUnknownScheme('SMB', { DescribeLocationSmb: [{ User: 'first' }, { User: 'second' }] });
  const { rows } = await collectAll(datasyncLocation, fake);
  assert.deepEqual(
    rows.map(({ values, problem }) => [values.location_type, values.user, problem]),
    [
      ['SMB', 'first', null],
      ['SMB', 'second', null],
    ],
  );
  assert.equal(fake.callsOf('ListLocations'), 1 + 13);
  assert.equal(fake.callsOf('DescribeLocationSmb'), 2);
  assert.deepEqual(fake.missing, []);
});

test('an unknown scheme that no filter finds gets the type of the describe that takes it', async () => {
  const fake = withUnknownScheme(undefined, {
    DescribeLocationS3: () => invalid,
    DescribeLocationEfs: () => ({ CreationTime: daysAgo(1) }),
  });
  const { rows } = await collectAll(datasyncLocation, fake);
  assert.deepEqual(
    rows.map(({ values }) => [values.location_type, values.creation_time]),
    [
      ['EFS', daysAgo(1).getTime()],
      ['EFS', daysAgo(1).getTime()],
    ],
  );
});

test('an unknown scheme that no describe takes reads Unknown and says so', async () => {
  const names = CASES.map(({ operation }): [string, Script] => [operation, () => invalid]);
  const fake = withUnknownScheme(undefined, Object.fromEntries(names));
  const { rows } = await collectAll(datasyncLocation, fake);
  assert.deepEqual(
    rows.map(({ values, problem }) => [values.location_type, values.location_uri, problem]),
    [
      ['Unknown', 'new1://host/', 'no describe takes a location of scheme new1'],
      ['Unknown', 'new2://host/', 'no describe takes a location of scheme new2'],
    ],
  );
});

test('an unknown scheme whose describe is denied reads Unknown with the error, without trying the others', async () => {
  const fake = withUnknownScheme(undefined, {
    DescribeLocationS3: () => awsError('AccessDeniedException', 'no'),
  });
  const { rows } = await collectAll(datasyncLocation, fake);
  assert.equal(rows[0]?.problem, 'type of loc-00000000000000001: AccessDeniedException: no');
  assert.equal(fake.callsOf('DescribeLocationS3'), 2);
  assert.equal(fake.missing.length, 2);
});

test("a bucket's ARN names the partition, an access point's stands as it is, an alias gives none", () => {
  assert.equal(parseLocationUri('s3://landing/a/', 'aws-cn').bucketArn, 'arn:aws-cn:s3:::landing');
  const outpost =
    'arn:aws:s3-outposts:us-east-1:123456789012:outpost/op-0d4579457ff2dc345/accesspoint/migration';
  assert.deepEqual(parseLocationUri(`s3://${outpost}/a/b/`, 'aws'), {
    scheme: 's3',
    type: 'S3',
    bucketArn: outpost,
    subdirectory: '/a/b/',
  });
  const accessPoint = 'arn:aws:s3:us-east-1:123456789012:accesspoint/finance';
  assert.equal(parseLocationUri(`s3://${accessPoint}/`, 'aws').bucketArn, accessPoint);
  assert.equal(parseLocationUri('s3://finance-abc123-s3alias/', 'aws').bucketArn, undefined);
  assert.deepEqual(parseLocationUri('s3://arn:aws:what-else/', 'aws'), { scheme: 's3', type: 'S3' });
});

test('what a URI does not tell stays unknown', () => {
  assert.deepEqual(parseLocationUri(undefined, 'aws'), {});
  assert.deepEqual(parseLocationUri('no scheme at all', 'aws'), {});
  assert.deepEqual(parseLocationUri('constructor://x/', 'aws'), { scheme: 'constructor' });
  assert.deepEqual(parseLocationUri('efs://somewhere/else', 'aws'), { scheme: 'efs', type: 'EFS' });
  assert.deepEqual(parseLocationUri('nfs://[2001:db8::1]:2049/export', 'aws'), {
    scheme: 'nfs',
    type: 'NFS',
    host: '[2001:db8::1]',
    port: 2049,
    subdirectory: '/export',
  });
  assert.equal(parseLocationUri('fsxn-later://eu-west-1.fs-1/', 'aws').type, 'FSx-ONTAP');
});

test('a URI without a path leads to the top, and one without a host or bucket tells its type only', () => {
  const parts = (uri: string) => parseLocationUri(uri, 'aws');
  const point = 'arn:aws:s3:us-east-1:123456789012:accesspoint/finance';
  assert.equal(parts('s3://landing').subdirectory, '/');
  assert.equal(parts(`s3://${point}`).subdirectory, '/');
  assert.equal(parts(`efs://eu-west-1.${FS}`).subdirectory, '/');
  assert.equal(parts('nfs://nas.example.com').subdirectory, '/');
  assert.deepEqual(parts('s3:///a/'), { scheme: 's3', type: 'S3' });
  assert.deepEqual(parts('nfs:///export'), { scheme: 'nfs', type: 'NFS' });
  assert.deepEqual(parts('smb://'), { scheme: 'smb', type: 'SMB' });
});

test('the first step of the path of an object store is its bucket, and none where there is no step', () => {
  const server = { scheme: 'object-storage', type: 'Object Storage', host: 'minio', port: 9000 };
  assert.deepEqual(parseLocationUri('object-storage://minio:9000/raw/a/', 'aws'), {
    ...server,
    bucket: 'raw',
    subdirectory: '/a/',
  });
  assert.deepEqual(parseLocationUri('object-storage://minio:9000/raw', 'aws'), {
    ...server,
    bucket: 'raw',
    subdirectory: '/',
  });
  assert.deepEqual(parseLocationUri('object-storage://minio:9000/', 'aws'), { ...server, subdirectory: '/' });
  assert.deepEqual(parseLocationUri('object-storage://minio:9000', 'aws'), { ...server, subdirectory: '/' });
  assert.deepEqual(parseLocationUri('object-storage://', 'aws'), {
    scheme: 'object-storage',
    type: 'Object Storage',
  });
});
