import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ListRecoveryPointsByBackupVaultCommand } from '@aws-sdk/client-backup';
import {
  DescribeTaskCommand,
  ListAgentsCommand,
  ListTasksCommand,
  paginateListTasks,
} from '@aws-sdk/client-datasync';
import { DescribeSnapshotsCommand, paginateDescribeSnapshots } from '@aws-sdk/client-ec2';
import { DescribeFileSystemsCommand } from '@aws-sdk/client-efs';
import { DescribeDBSnapshotsCommand } from '@aws-sdk/client-rds';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Fault } from '../../source/demo/server.ts';
import { clients, demoServer, errorOf, now, rowsOf } from './helpers.ts';

const snapshots = (MaxResults = 1000) => new DescribeSnapshotsCommand({ OwnerIds: ['self'], MaxResults });

test('a fault hits the calls that it names, after so many and so many times', async (context) => {
  const { url, setFaults } = await demoServer(context);
  const { datasync, backup } = clients(url);
  setFaults([
    { service: 'datasync', operation: 'ListTasks', after: 1, times: 2, effect: 'server-error' },
    { match: '/efs-nightly/', effect: 'denied' },
  ]);
  const outcomes: string[] = [];
  for (let call = 0; call < 4; call++) {
    outcomes.push(
      await datasync.send(new ListTasksCommand({})).then(
        () => 'served',
        (error: Error) => error.name,
      ),
    );
  }
  assert.deepEqual(outcomes, ['served', 'InternalException', 'InternalException', 'served']);
  await datasync.send(new ListAgentsCommand({}));
  const list = (BackupVaultName: string) =>
    backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName }));
  assert.equal((await errorOf(list('efs-nightly'))).name, 'AccessDeniedException');
  assert.equal((await list('Default')).RecoveryPoints?.length, 65);
});

test('the planned faults deny one cell, a vault of another, and throttle a third for four seconds', async (context) => {
  let elapsed = 0;
  const { url } = await demoServer(context, { faults: 'planned', clock: () => now.getTime() + elapsed });
  const singapore = clients(url, 'ap-southeast-1');
  const agents = await errorOf(singapore.datasync.send(new ListAgentsCommand({})));
  assert.equal(agents.name, 'AccessDeniedException');
  assert.ok((await singapore.datasync.send(new ListTasksCommand({}))).Tasks?.length);
  const list = (BackupVaultName: string) =>
    singapore.backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName }));
  assert.equal((await errorOf(list('finance-vault'))).name, 'AccessDeniedException');
  assert.ok((await list('shared-services')).RecoveryPoints?.length);
  const oregon = clients(url, 'us-west-2');
  elapsed = 60_000;
  assert.equal((await errorOf(oregon.ec2.send(snapshots()))).name, 'RequestLimitExceeded');
  elapsed += 3999;
  assert.equal((await errorOf(oregon.ec2.send(snapshots()))).name, 'RequestLimitExceeded');
  elapsed += 1;
  assert.equal((await oregon.ec2.send(snapshots())).Snapshots?.length, 25);
});

test('connections break before the answer, and in the middle of it', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'reset' }]);
  const reset = await clients(url)
    .ec2.send(snapshots())
    .catch((error: NodeJS.ErrnoException) => error.code);
  assert.equal(reset, 'ECONNRESET');
  setFaults([{ effect: 'reset-mid-body' }]);
  const midBody = await clients(url)
    .ec2.send(snapshots())
    .catch((error: NodeJS.ErrnoException) => error.code);
  assert.equal(midBody, 'ECONNRESET');
  setFaults([{ effect: 'reset', times: 1 }]);
  const retried = await clients(url, 'us-east-1', { maxAttempts: 2 }).ec2.send(snapshots());
  assert.deepEqual([retried.Snapshots?.length, retried.$metadata.attempts], [70, 2]);
});

test('a hanging call is never answered', async (context) => {
  const { url, setFaults, counters } = await demoServer(context);
  setFaults([{ effect: 'hang' }]);
  const given = new AbortController();
  const call = clients(url).datasync.send(new ListTasksCommand({}), { abortSignal: given.signal });
  const failed = errorOf(call);
  while (counters().failed === 0) await new Promise((resolve) => setImmediate(resolve));
  given.abort();
  assert.equal((await failed).name, 'AbortError');
});

test('bodies come cut off, as nonsense, as a page of a proxy, or as an error in a 200', async (context) => {
  const { url, setFaults } = await demoServer(context);
  const { datasync, ec2 } = clients(url);
  const outcome = async (fault: Fault) => {
    setFaults([fault]);
    const json = await errorOf(datasync.send(new ListTasksCommand({})));
    const xml = await ec2.send(snapshots()).then(
      ({ Snapshots }) => `${Snapshots?.length ?? 'no'} rows`,
      (error: Error) => error.name,
    );
    return [json.name, xml];
  };
  assert.equal((await outcome({ effect: 'truncated-body' }))[0], 'SyntaxError');
  assert.equal((await outcome({ effect: 'garbage-body' }))[0], 'SyntaxError');
  assert.equal((await outcome({ effect: 'html-body' }))[0], 'SyntaxError');
  assert.equal((await outcome({ effect: 'html-body', status: 502 }))[0], 'SyntaxError');
  setFaults([{ effect: 'error-in-200' }]);
  const silent = await datasync.send(new ListTasksCommand({}));
  assert.equal(silent.Tasks, undefined);
});

test('the content type can be wrong although the body is right', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'wrong-content-type' }]);
  const { datasync } = clients(url);
  assert.equal((await datasync.send(new ListTasksCommand({}))).Tasks?.length, 10);
  const raw = await fetch(`${url}/backup-vaults`, {
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20260304/us-east-1/backup/aws4_request, Signature=0',
    },
  });
  assert.equal(raw.headers.get('content-type'), 'text/html');
});

test('a repeated token leads to the same page again', async (context) => {
  const { url, setFaults } = await demoServer(context);
  const { ec2 } = clients(url);
  setFaults([{ operation: 'DescribeSnapshots', effect: 'repeat-token' }]);
  const first = await ec2.send(snapshots(10));
  const again = await ec2.send(
    new DescribeSnapshotsCommand({ OwnerIds: ['self'], MaxResults: 10, NextToken: first.NextToken }),
  );
  assert.equal(again.NextToken, first.NextToken);
  assert.deepEqual(again.Snapshots, first.Snapshots);
});

test('an empty page can come first, and no row is lost by it', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'empty-page' }]);
  const { rows, pages } = await rowsOf(
    paginateListTasks({ client: clients(url).datasync, pageSize: 5 }, {}),
    (page) => page.Tasks,
  );
  assert.deepEqual([rows.length, pages], [10, 3]);
});

test('a row can be on two pages', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'duplicate-row' }]);
  const { rows } = await rowsOf(
    paginateDescribeSnapshots({ client: clients(url).ec2, pageSize: 35 }, { OwnerIds: ['self'] }),
    (page) => page.Snapshots,
  );
  assert.deepEqual([rows.length, new Set(rows.map((row) => row.SnapshotId)).size], [71, 70]);
  assert.deepEqual(rows[35], rows[34]);
});

test('rows can be strange: unknown states, missing times and ids, impossible sizes', async (context) => {
  const { url, setFaults } = await demoServer(context);
  const { ec2, rds, efs, datasync } = clients(url);
  setFaults([{ effect: 'unknown-enum' }]);
  assert.equal(String((await ec2.send(snapshots())).Snapshots?.[0]?.State), 'half-forgotten');
  setFaults([{ effect: 'missing-field' }]);
  const { DBSnapshots: [database] = [] } = await rds.send(new DescribeDBSnapshotsCommand({}));
  assert.deepEqual(
    [database?.SnapshotCreateTime, typeof database?.DBSnapshotIdentifier],
    [undefined, 'string'],
  );
  setFaults([{ effect: 'missing-id' }]);
  const { FileSystems: [fileSystem, another] = [] } = await efs.send(new DescribeFileSystemsCommand({}));
  assert.deepEqual([fileSystem?.FileSystemId, typeof another?.FileSystemId], [undefined, 'string']);
  const { Snapshots: [snapshot] = [] } = await ec2.send(snapshots());
  assert.deepEqual([snapshot?.SnapshotId, typeof snapshot?.VolumeId], [undefined, 'string']);
  setFaults([{ effect: 'nonsense-row' }]);
  const { Snapshots: [impossible] = [] } = await ec2.send(snapshots());
  assert.deepEqual([impossible?.VolumeSize, impossible?.StartTime], [-1, new Date('2199-01-01T00:00:00Z')]);
  setFaults([{ effect: 'malformed-value' }]);
  await assert.rejects(ec2.send(snapshots()), /Invalid RFC3339 timestamp format the day before/);
  setFaults([]);
  const { Tasks: [task] = [] } = await datasync.send(new ListTasksCommand({}));
  setFaults([{ operation: 'DescribeTask', effect: 'missing-field' }]);
  const described = await datasync.send(new DescribeTaskCommand({ TaskArn: task?.TaskArn }));
  assert.deepEqual([described.CreationTime, described.TaskArn], [undefined, task?.TaskArn]);
});

test('all rows of a page can be strange', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'missing-field', rows: 'all' }]);
  const { Snapshots = [] } = await clients(url).ec2.send(snapshots());
  assert.deepEqual(
    [Snapshots.length, Snapshots.filter((row) => row.StartTime !== undefined).length],
    [70, 0],
  );
});

test('a token expires for one key, and not for the next', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'expired-token', accessKeyId: 'AKIAOLD' }]);
  const old = clients(url, 'us-east-1', { accessKeyId: 'AKIAOLD' });
  assert.equal((await errorOf(old.datasync.send(new ListTasksCommand({})))).name, 'ExpiredTokenException');
  const refreshed = clients(url, 'us-east-1', { accessKeyId: 'AKIANEW' });
  assert.equal((await refreshed.datasync.send(new ListTasksCommand({}))).Tasks?.length, 10);
});

test("the default listing can overlap with AWS Backup's", async (context) => {
  const { url, setFaults } = await demoServer(context);
  const { rds } = clients(url);
  setFaults([{ effect: 'overlapping-listing' }]);
  assert.equal((await rds.send(new DescribeDBSnapshotsCommand({}))).DBSnapshots?.length, 26 + 5);
  const { DBSnapshots } = await rds.send(new DescribeDBSnapshotsCommand({ SnapshotType: 'awsbackup' }));
  assert.equal(DBSnapshots?.length, 5);
});

test('the SDK corrects itself by the clock of a server that is ten minutes ahead', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'clock-skew' }]);
  const alone = clients(url);
  assert.equal(
    (await errorOf(alone.datasync.send(new ListTasksCommand({})))).name,
    'InvalidSignatureException',
  );
  assert.equal((await errorOf(alone.ec2.send(snapshots()))).name, 'RequestExpired');
  const { sts } = clients(url, 'us-east-1', { maxAttempts: 3 });
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual([identity.Account, identity.$metadata.attempts], ['123456789012', 2]);
});

test('a slow call takes longer than the latency', async (context) => {
  const { url, setFaults } = await demoServer(context);
  setFaults([{ effect: 'slow', milliseconds: 60 }]);
  const began = performance.now();
  await clients(url).datasync.send(new ListTasksCommand({}));
  assert.ok(performance.now() - began >= 59);
});
