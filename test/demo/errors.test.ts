import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { GetAccountInformationCommand } from '@aws-sdk/client-account';
import { ListBackupVaultsCommand } from '@aws-sdk/client-backup';
import { ListAgentsCommand } from '@aws-sdk/client-datasync';
import { DescribeSnapshotsCommand } from '@aws-sdk/client-ec2';
import { DescribeFileSystemsCommand } from '@aws-sdk/client-efs';
import { ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { DescribeDBSnapshotsCommand } from '@aws-sdk/client-rds';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type FaultEffect, faultEffects } from '../../source/demo/faults.ts';
import { type ClientOptions, clients, demoServer, errorOf } from './helpers.ts';

/** One call of each service, and the errors that they end in. */
async function errorsOf(url: string, region = 'us-east-1', options: ClientOptions = {}) {
  const { ec2, rds, efs, backup, datasync, sts, iam, account } = clients(url, region, options);
  const calls = {
    ec2: ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'], MaxResults: 5 })),
    rds: rds.send(new DescribeDBSnapshotsCommand({})),
    efs: efs.send(new DescribeFileSystemsCommand({})),
    backup: backup.send(new ListBackupVaultsCommand({})),
    datasync: datasync.send(new ListAgentsCommand({})),
    sts: sts.send(new GetCallerIdentityCommand({})),
    iam: iam.send(new ListAccountAliasesCommand({})),
    account: account.send(new GetAccountInformationCommand({})),
  };
  const errors = Object.entries(calls).map(
    async ([service, call]) => [service, await errorOf(call)] as const,
  );
  return Object.fromEntries(await Promise.all(errors));
}

type Expected = Readonly<Record<string, readonly [name: string, status: number]>>;

const expected = {
  denied: {
    ec2: ['UnauthorizedOperation', 403],
    rds: ['AccessDenied', 403],
    efs: ['AccessDeniedException', 403],
    backup: ['AccessDeniedException', 403],
    datasync: ['AccessDeniedException', 400],
    sts: ['AccessDenied', 403],
    iam: ['AccessDenied', 403],
    account: ['AccessDeniedException', 403],
  },
  throttled: {
    ec2: ['RequestLimitExceeded', 503],
    rds: ['Throttling', 400],
    efs: ['ThrottlingException', 429],
    backup: ['ThrottlingException', 400],
    datasync: ['ThrottlingException', 400],
    sts: ['Throttling', 400],
    iam: ['Throttling', 400],
    account: ['TooManyRequestsException', 429],
  },
  'server-error': {
    ec2: ['InternalError', 500],
    rds: ['InternalFailure', 500],
    efs: ['InternalServerError', 500],
    backup: ['InternalServerError', 500],
    datasync: ['InternalException', 500],
    sts: ['InternalFailure', 500],
    iam: ['InternalFailure', 500],
    account: ['InternalServerException', 500],
  },
  'expired-token': {
    ec2: ['RequestExpired', 400],
    rds: ['ExpiredToken', 403],
    efs: ['ExpiredTokenException', 403],
    backup: ['ExpiredTokenException', 403],
    datasync: ['ExpiredTokenException', 400],
    sts: ['ExpiredToken', 403],
    iam: ['ExpiredToken', 403],
    account: ['ExpiredTokenException', 403],
  },
  'not-opted-in': {
    ec2: ['AuthFailure', 401],
    rds: ['InvalidClientTokenId', 403],
    efs: ['UnrecognizedClientException', 403],
    backup: ['UnrecognizedClientException', 403],
    datasync: ['UnrecognizedClientException', 400],
    sts: ['InvalidClientTokenId', 403],
    iam: ['InvalidClientTokenId', 403],
    account: ['UnrecognizedClientException', 403],
  },
} as const satisfies Partial<Record<FaultEffect, Expected>>;

for (const effect of faultEffects.filter((name) => name in expected)) {
  test(`${effect}: each service has its own error`, async (context) => {
    const { url, setFaults } = await demoServer(context);
    setFaults([{ effect }]);
    const errors = await errorsOf(url);
    const found = Object.entries(errors).map(([service, { name, status }]) => [service, [name, status]]);
    assert.deepEqual(
      Object.fromEntries(found),
      Object.entries(expected).find(([name]) => name === effect)?.[1],
    );
  });
}

test('a region that is not opted in answers so in every service', async (context) => {
  const { url } = await demoServer(context);
  const errors = await errorsOf(url, 'me-south-1');
  const found = Object.entries(errors).map(([service, { name, status }]) => [service, [name, status]]);
  assert.deepEqual(Object.fromEntries(found), expected['not-opted-in']);
});

test('a denial names the action, and says where a policy of the organization denies', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'denied' }]);
  const { datasync, ec2 } = await errorsOf(url);
  assert.equal(
    datasync?.message,
    'User: arn:aws:iam::123456789012:user/demo is not authorized to perform: datasync:ListAgents on resource: arn:aws:datasync:us-east-1:123456789012:* because no identity-based policy allows the datasync:ListAgents action',
  );
  assert.match(
    ec2?.message ?? '',
    /^You are not authorized to perform this operation\. User: .* ec2:DescribeSnapshots /,
  );
  setFaults([{ effect: 'denied-by-scp' }]);
  const byPolicy = await errorsOf(url);
  for (const { message } of Object.values(byPolicy)) {
    assert.match(message, /with an explicit deny in a service control policy$/);
  }
});

test('only the demo key is let in while unknown keys are refused', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'unknown-key' }]);
  const { sts } = clients(url, 'us-east-1', { accessKeyId: 'AKIAANOTHERKEY000000' });
  assert.equal((await errorOf(sts.send(new GetCallerIdentityCommand({})))).name, 'InvalidClientTokenId');
  const known = await clients(url).sts.send(new GetCallerIdentityCommand({}));
  assert.equal(known.Account, '123456789012');
});

test('a request without a signature gets its own error', async (context) => {
  const { url } = await demoServer(context);
  const post = (headers: Record<string, string>, body: string, path = '/', method = 'POST') =>
    new Promise<string>((resolve, reject) => {
      const call = request(`${url}${path}`, { method, headers }, (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve(`${response.statusCode} ${text}`));
      });
      call.on('error', reject);
      call.end(body);
    });
  assert.match(
    await post({}, 'Action=DescribeRegions&Version=2016-11-15'),
    /^400 .*<Code>MissingParameter<\/Code>/s,
  );
  assert.match(
    await post({}, 'Action=GetCallerIdentity&Version=2011-06-15'),
    /^403 .*<Code>MissingAuthenticationToken<\/Code>/s,
  );
  assert.equal(
    await post({ 'x-amz-target': 'FmrsService.ListTasks' }, '{}'),
    '400 {"__type":"MissingAuthenticationTokenException","message":"Request is missing Authentication Token"}',
  );
  assert.match(await post({}, '', '/backup-vaults', 'GET'), /^403 .*missing Authentication Token/);
});

test('operations that the services do not have are refused by name', async (context) => {
  const { url } = await demoServer(context);
  const signed = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20260304/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  });
  const ec2 = await fetch(url, {
    method: 'POST',
    headers: signed('ec2'),
    body: 'Action=Nonsense&Version=2016-11-15',
  });
  assert.deepEqual([ec2.status, /<Code>(.*)<\/Code>/.exec(await ec2.text())?.[1]], [400, 'InvalidAction']);
  const backup = await fetch(`${url}/backup-jobs`, { headers: signed('backup') });
  assert.deepEqual(
    [backup.status, backup.headers.get('x-amzn-errortype')?.split(':')[0]],
    [404, 'UnknownOperationException'],
  );
  const datasync = await fetch(url, {
    method: 'POST',
    headers: { ...signed('datasync'), 'x-amz-target': 'FmrsService.Nonsense' },
    body: '{}',
  });
  assert.match(await datasync.text(), /"__type":"UnknownOperationException"/);
  const broken = await fetch(url, {
    method: 'POST',
    headers: { ...signed('datasync'), 'x-amz-target': 'FmrsService.ListTasks' },
    body: '{"MaxResults":',
  });
  assert.match(await broken.text(), /"__type":"SerializationException"/);
});
