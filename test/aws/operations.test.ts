/** Every operation that can be called, over HTTP: what it asks for on the wire, and what it takes for an answer. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { after, before, suite, test } from 'node:test';
import * as account from '../../source/aws/account.ts';
import * as backup from '../../source/aws/backup.ts';
import * as datasync from '../../source/aws/datasync.ts';
import * as dlm from '../../source/aws/dlm.ts';
import * as docdbElastic from '../../source/aws/docdb-elastic.ts';
import * as dynamodb from '../../source/aws/dynamodb.ts';
import * as ec2 from '../../source/aws/ec2.ts';
import * as efs from '../../source/aws/efs.ts';
import * as elasticache from '../../source/aws/elasticache.ts';
import * as fsx from '../../source/aws/fsx.ts';
import { GarbageAnswerError } from '../../source/aws/garbage-answer.ts';
import * as iam from '../../source/aws/iam.ts';
import * as memorydb from '../../source/aws/memorydb.ts';
import type { ClientConfig, Operation, ServiceId } from '../../source/aws/operation.ts';
import * as organizations from '../../source/aws/organizations.ts';
import * as rbin from '../../source/aws/rbin.ts';
import * as rds from '../../source/aws/rds.ts';
import * as redshift from '../../source/aws/redshift.ts';
import * as redshiftServerless from '../../source/aws/redshift-serverless.ts';
import { SILENT_LOGGER } from '../../source/aws/silent-logger.ts';
import * as sso from '../../source/aws/sso.ts';
import * as sts from '../../source/aws/sts.ts';

/** Enough of an input for any of them. */
const INPUT = {
  BackupVaultName: 'vault',
  LegalHoldId: 'hold',
  Identifier: 'rule',
  ResourceArn: 'arn',
  TaskArn: 'arn',
  AgentArn: 'arn',
  LocationArn: 'arn',
  TaskExecutionArn: 'arn',
  SnapshotId: 'snap-1',
  Attribute: 'createVolumePermission',
  DBSnapshotIdentifier: 'one',
  DBClusterSnapshotIdentifier: 'one',
  ParentId: 'r-root',
  ResourceId: '123456789012',
  accessToken: 'token',
  accountId: '123456789012',
  roleName: 'role',
};

interface AnyOperation {
  readonly service: ServiceId;
  readonly name: string;
  readonly ask: (config: ClientConfig) => Promise<object>;
}

function operationsOf(module: object): readonly AnyOperation[] {
  const found: unknown[] = Object.values(module);
  return found.filter(isOperation).map((operation) => ({
    service: operation.service,
    name: operation.name,
    ask: (config) => operation.send(config, INPUT, { abortSignal: new AbortController().signal }),
  }));
}

function isOperation(value: unknown): value is Operation<object, object> {
  return typeof value === 'object' && value !== null && 'service' in value && 'send' in value;
}

const OPERATIONS = [
  account,
  backup,
  datasync,
  dlm,
  docdbElastic,
  dynamodb,
  ec2,
  efs,
  fsx,
  iam,
  organizations,
  rbin,
  rds,
  redshift,
  redshiftServerless,
  elasticache,
  memorydb,
  sso,
  sts,
].flatMap(operationsOf);
const JSON_SERVICES: readonly ServiceId[] = [
  ...[
    'account',
    'backup',
    'datasync',
    'dlm',
    'docdb-elastic',
    'dynamodb',
    'efs',
    'fsx',
    'memorydb',
    'organizations',
    'rbin',
    'redshift-serverless',
    'sso',
  ],
];

/** Paths of services that name no operation: each is read with GET, or named as what it gets. */
const PATHS: Readonly<Record<string, string>> = {
  'efs:DescribeFileSystems': 'GET /2015-02-01/file-systems',
  'backup:ListBackupVaults': 'GET /backup-vaults',
  'backup:ListBackupPlans': 'GET /backup/plans',
  'backup:ListProtectedResources': 'GET /resources',
  'backup:ListLegalHolds': 'GET /legal-holds',
  'backup:ListRecoveryPointsByLegalHold': 'GET /legal-holds/hold/recovery-points',
  'backup:ListRecoveryPointsByBackupVault': 'GET /backup-vaults/vault/recovery-points',
  'dlm:GetLifecyclePolicies': 'GET /policies',
  'rbin:ListRules': 'POST /list-rules',
  'rbin:GetRule': 'GET /rules/rule',
  'docdb-elastic:ListClusterSnapshots': 'GET /cluster-snapshots',
  'docdb-elastic:ListClusters': 'GET /clusters',
  'account:GetAccountInformation': 'POST /getAccountInformation',
  'sso:ListAccounts': 'GET /assignment/accounts',
  'sso:ListAccountRoles': 'GET /assignment/roles',
  'sso:GetRoleCredentials': 'GET /federation/credentials',
};

/** How each listing looks on the wire when there is nothing to list. */
const EMPTY_LISTS: Readonly<Record<string, string>> = {
  DescribeBackups: '{"Backups":[]}',
  DescribeFileSystems: '{"FileSystems":[]}',
  ListBackupPlans: '{"BackupPlansList":[]}',
  ListProtectedResources: '{"Results":[]}',
  ListLegalHolds: '{"LegalHolds":[]}',
  ListRules: '{"Rules":[]}',
  ListRecoveryPointsByLegalHold: '{"RecoveryPoints":[]}',
  ListBackupVaults: '{"BackupVaultList":[]}',
  ListRecoveryPointsByBackupVault: '{"RecoveryPoints":[]}',
  GetLifecyclePolicies: '{"Policies":[]}',
  ListBackups: '{"BackupSummaries":[]}',
  ListTables: '{"TableNames":[]}',
  ListAgents: '{"Agents":[]}',
  ListLocations: '{"Locations":[]}',
  ListTagsForResource: '{"Tags":[]}',
  ListTaskExecutions: '{"TaskExecutions":[]}',
  ListTasks: '{"Tasks":[]}',
  'organizations:ListAccounts': '{"Accounts":[]}',
  'sso:ListAccounts': '{"accountList":[]}',
  ListAccountRoles: '{"roleList":[]}',
  ListAccountsForParent: '{"Accounts":[]}',
  ListOrganizationalUnitsForParent: '{"OrganizationalUnits":[]}',
  ListRoots: '{"Roots":[]}',
  DescribeImageAttribute: '<launchPermission/>',
  DescribeImages: '<imagesSet/>',
  DescribeRegions: '<regionInfo/>',
  DescribeSnapshotAttribute: '<createVolumePermission/>',
  DescribeSnapshots: '<snapshotSet/>',
  DescribeLockedSnapshots: '<snapshotSet/>',
  ListSnapshotsInRecycleBin: '<snapshotSet/>',
  ListImagesInRecycleBin: '<imageSet/>',
  DescribeFastSnapshotRestores: '<fastSnapshotRestoreSet/>',
  DescribeLaunchTemplateVersions: '<launchTemplateVersionSet/>',
  DescribeInstances: '<reservationSet/>',
  DescribeSnapshotTierStatus: '<snapshotTierStatusSet/>',
  'ec2:DescribeVolumes': '<volumeSet/>',
  'fsx:DescribeVolumes': '{"Volumes":[]}',
  ListAccountAliases: '<AccountAliases/>',
  DescribeDBClusterSnapshotAttributes:
    '<DBClusterSnapshotAttributesResult><DBClusterSnapshotAttributes/></DBClusterSnapshotAttributesResult>',
  DescribeDBClusterSnapshots: '<DBClusterSnapshots/>',
  DescribeDBClusters: '<DBClusters/>',
  DescribeDBInstanceAutomatedBackups: '<DBInstanceAutomatedBackups/>',
  DescribeDBClusterAutomatedBackups: '<DBClusterAutomatedBackups/>',
  DescribeDBInstances: '<DBInstances/>',
  DescribeDBSnapshotAttributes:
    '<DBSnapshotAttributesResult><DBSnapshotAttributes/></DBSnapshotAttributesResult>',
  DescribeDBSnapshots: '<DBSnapshots/>',
  DescribeClusterSnapshots: '<Snapshots/>',
  DescribeClusters: '<Clusters/>',
  ListClusterSnapshots: '{"snapshots":[]}',
  ListClusters: '{"clusters":[]}',
  ListSnapshots: '{"snapshots":[]}',
  ListNamespaces: '{"namespaces":[]}',
  'memorydb:DescribeSnapshots': '{"Snapshots":[]}',
  'memorydb:DescribeClusters': '{"Clusters":[]}',
  'elasticache:DescribeSnapshots': '<Snapshots/>',
  DescribeReplicationGroups: '<ReplicationGroups/>',
  DescribeCacheClusters: '<CacheClusters/>',
  DescribeServerlessCacheSnapshots: '<ServerlessCacheSnapshots/>',
  DescribeServerlessCaches: '<ServerlessCaches/>',
};

let body = '';
let asked: { readonly request: IncomingMessage; readonly text: string }[] = [];
let config: ClientConfig;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  asked.push({ request, text: Buffer.concat(chunks).toString('utf8') });
  response.writeHead(200, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/xml' });
  response.end(body);
});

before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  const { checkedHandler } = await import('../../source/aws/checked-handler.ts');
  config = {
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${address.port}`,
    credentials: () => Promise.resolve({ accessKeyId: 'key', secretAccessKey: 'secret' }),
    maxAttempts: 1,
    requestHandler: checkedHandler(new NodeHttpHandler()),
    logger: SILENT_LOGGER,
  };
});
after(() => {
  config.requestHandler.destroy();
  server.close();
});

/** Sends an operation against a body; XML is put where the service's protocol has the members of an answer. */
async function answered({ service, name, ask }: AnyOperation, json: string, xml: string): Promise<object> {
  asked = [];
  const isQuery = ['rds', 'redshift', 'elasticache', 'iam', 'sts'].includes(service);
  const members = isQuery && xml !== '' ? `<${name}Result>${xml}</${name}Result>` : xml;
  body = JSON_SERVICES.includes(service) ? json : `<${name}Response>${members}</${name}Response>`;
  return await ask(config);
}

test('there are operations of every service', () => {
  assert.deepEqual([...new Set(OPERATIONS.map(({ service }) => service))].sort(), [
    'account',
    'backup',
    'datasync',
    'dlm',
    'docdb-elastic',
    'dynamodb',
    'ec2',
    'efs',
    'elasticache',
    'fsx',
    'iam',
    'memorydb',
    'organizations',
    'rbin',
    'rds',
    'redshift',
    'redshift-serverless',
    'sso',
    'sts',
  ]);
  assert.equal(OPERATIONS.length, 84);
});

for (const operation of OPERATIONS) {
  const { service, name } = operation;
  const list = EMPTY_LISTS[`${service}:${name}`] ?? EMPTY_LISTS[name];
  suite(`${service}:${name}`, () => {
    test('asks on the wire for what it is called, which only reads', async () => {
      assert.match(name, /^(?:Describe|List|Get)[A-Z]/);
      await assert.rejects(answered(operation, '{}', ''));
      const [{ request, text } = { request: undefined, text: '' }] = asked;
      assert.equal(asked.length, 1);
      const path = `${request?.method} ${request?.url?.split('?')[0]}`;
      const target = String(request?.headers['x-amz-target'] ?? '').split('.')[1];
      assert.equal(
        new URLSearchParams(text).get('Action') ?? target ?? path,
        PATHS[`${service}:${name}`] ?? name,
      );
    });

    test('takes an answer with nothing of its own for garbage', async () => {
      for (const [json, xml] of [
        ['{}', ''],
        ['{"status":"ok"}', '<status>ok</status>'],
      ] as const)
        await assert.rejects(answered(operation, json, xml), GarbageAnswerError);
    });

    if (list !== undefined) {
      test('takes an empty list for an empty list, and one that is no list for garbage', async () => {
        assert.ok(await answered(operation, list, list));
        assert.ok(await answered(operation, list, list.replace(/<(\w+)\/>/, '<$1>\n  </$1>')));
        const noList = list.replace('[]', 'null');
        if (list.startsWith('{'))
          await assert.rejects(answered(operation, noList, ''), /its list is missing/);
      });
    }
  });
}

test('every listing is known to this test', () => {
  const listings = OPERATIONS.filter(({ name }) =>
    /^List|^GetLifecyclePolicies$|^Describe(?!Location|ContinuousBackups)\w*(?:s|Attribute)$/.test(name),
  );
  assert.deepEqual(
    [...new Set(listings.map(({ name }) => name))].sort(),
    [...new Set(Object.keys(EMPTY_LISTS).map((key) => key.split(':').at(-1)))].sort(),
  );
});
