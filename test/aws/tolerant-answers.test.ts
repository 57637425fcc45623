/** Malformed values in answers of AWS, over HTTP and through the operations that a scan calls. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { getAccountInformation } from '../../source/aws/account.ts';
import { listBackupVaults } from '../../source/aws/backup.ts';
import { describeTask, listAgents } from '../../source/aws/datasync.ts';
import { describeSnapshots, describeVolumes } from '../../source/aws/ec2.ts';
import { describeFileSystems } from '../../source/aws/efs.ts';
import { GarbageAnswerError } from '../../source/aws/garbage-answer.ts';
import type { ClientConfig, Operation } from '../../source/aws/operation.ts';
import { describeDBSnapshots } from '../../source/aws/rds.ts';
import { valueProblems } from '../../source/aws/value-problems.ts';
import { standInConfig } from '../helpers/stand-in-config.ts';

let body = '';
let status = 200;
let server: Server;
let config: ClientConfig;

before(async () => {
  server = createServer((_, response) => response.writeHead(status).end(body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  config = standInConfig(`http://127.0.0.1:${address.port}`);
});
after(() => {
  server.closeAllConnections();
  server.close();
});

function asked<Input, Output>(operation: Operation<Input, Output>, input: Input, answer: string) {
  body = answer;
  return operation.send(config, input, { abortSignal: new AbortController().signal });
}

const snapshots = (...items: readonly string[]) =>
  `<DescribeSnapshotsResponse><snapshotSet>${items.map((item) => `<item>${item}</item>`).join('')}</snapshotSet></DescribeSnapshotsResponse>`;

test('EC2: a malformed time is left out of its row, which says so, and the other rows are whole', async () => {
  const { Snapshots: [first, second] = [] } = await asked(
    describeSnapshots,
    {},
    snapshots(
      '<snapshotId>snap-1</snapshotId><startTime>2026-02-31T99:00:00Z</startTime><volumeSize>8</volumeSize>',
      '<snapshotId>snap-2</snapshotId><startTime>2026-02-03T04:05:06.000Z</startTime><encrypted>true</encrypted>',
    ),
  );
  assert.deepEqual({ ...first }, { ...first, SnapshotId: 'snap-1', VolumeSize: 8, StartTime: undefined });
  assert.deepEqual(valueProblems(first), ['StartTime cannot be read: 2026-02-31T99:00:00Z']);
  assert.deepEqual(second, {
    SnapshotId: 'snap-2',
    StartTime: new Date('2026-02-03T04:05:06.000Z'),
    Encrypted: true,
  });
  assert.deepEqual(valueProblems(second), []);
});

test('EC2: a number that is none and a yes or no that is neither are unknown, never NaN and never no', async () => {
  const { Snapshots: [row] = [] } = await asked(
    describeSnapshots,
    {},
    snapshots('<volumeSize>eight</volumeSize><encrypted>perhaps</encrypted><tagSet>none</tagSet>'),
  );
  assert.deepEqual([row?.VolumeSize, row?.Encrypted, row?.Tags], [undefined, undefined, undefined]);
  assert.deepEqual([...valueProblems(row)].sort(), [
    'Encrypted cannot be read: perhaps',
    'Tags cannot be read: none',
    'VolumeSize cannot be read: eight',
  ]);
});

test('EC2: an element without content is a value that is not there, and nothing is amiss', async () => {
  const { Snapshots: [row] = [] } = await asked(
    describeSnapshots,
    {},
    snapshots('<volumeSize/><encrypted/><startTime></startTime><description/><tagSet/>'),
  );
  assert.deepEqual(
    [row?.VolumeSize, row?.Encrypted, row?.StartTime, row?.Description, row?.Tags],
    [undefined, undefined, undefined, '', []],
  );
  assert.deepEqual(valueProblems(row), []);
});

test('EC2: a value deep in a row counts for that row', async () => {
  const { Volumes: [first, second] = [] } = await asked(
    describeVolumes,
    {},
    `<DescribeVolumesResponse><volumeSet>${['soon', '2026-01-01T00:00:00Z']
      .map(
        (time) => `<item><attachmentSet><item><attachTime>${time}</attachTime></item></attachmentSet></item>`,
      )
      .join('')}</volumeSet></DescribeVolumesResponse>`,
  );
  assert.deepEqual(valueProblems(first), ['AttachTime cannot be read: soon']);
  assert.deepEqual(valueProblems(second), []);
});

test('RDS: a malformed time costs one field of one row', async () => {
  const { DBSnapshots: [row] = [] } = await asked(
    describeDBSnapshots,
    {},
    '<DescribeDBSnapshotsResponse><DescribeDBSnapshotsResult><DBSnapshots><DBSnapshot><DBSnapshotIdentifier>one</DBSnapshotIdentifier><SnapshotCreateTime>never</SnapshotCreateTime></DBSnapshot></DBSnapshots></DescribeDBSnapshotsResult></DescribeDBSnapshotsResponse>',
  );
  assert.deepEqual([row?.DBSnapshotIdentifier, row?.SnapshotCreateTime], ['one', undefined]);
  assert.deepEqual(valueProblems(row), ['SnapshotCreateTime cannot be read: never']);
});

test('JSON: values of another type than the service gives are left out, field by field', async () => {
  const { FileSystems: [first, second] = [] } = await asked(
    describeFileSystems,
    {},
    JSON.stringify({
      FileSystems: [
        { FileSystemId: 'fs-1', CreationTime: 'yesterday', Name: 7, Encrypted: 'no', Tags: 'none' },
        { FileSystemId: 'fs-2', CreationTime: 1_770_000_000, Name: 'two', Encrypted: false, Tags: [] },
      ],
    }),
  );
  assert.deepEqual(
    [first?.FileSystemId, first?.Name, first?.Encrypted, first?.Tags],
    ['fs-1', undefined, undefined, undefined],
  );
  assert.deepEqual([...valueProblems(first)].sort(), [
    'CreationTime cannot be read: yesterday',
    'Encrypted cannot be read: no',
    'Name cannot be read: 7',
    'Tags cannot be read: none',
  ]);
  assert.deepEqual(second?.CreationTime, new Date(1_770_000_000_000));
  assert.deepEqual(valueProblems(second), []);
});

test('JSON: an item that is no object at all is still counted as a row', async () => {
  const { Agents = [] } = await asked(listAgents, {}, '{"Agents":["gone",{"AgentArn":"arn:a"}]}');
  assert.equal(Agents.length, 2);
  assert.deepEqual(valueProblems(Agents[0]), ['an item cannot be read: gone']);
});

test('JSON: an answer that is cut behind a brace is garbage, though it ends like a whole one', async () => {
  await assert.rejects(asked(listAgents, {}, '{"Agents":[{"AgentArn":"arn:a"}'), {
    name: 'GarbageAnswer',
    message: /^the answer ends early, or is no JSON\n/,
  });
});

test('a describe keeps what can be read of it', async () => {
  const task = await asked(describeTask, { TaskArn: 'arn' }, '{"TaskArn":"arn:t","CreationTime":"x"}');
  assert.deepEqual([task.TaskArn, task.CreationTime], ['arn:t', undefined]);
  assert.deepEqual(valueProblems(task), ['CreationTime cannot be read: x']);
  const account = await asked(getAccountInformation, {}, '{"AccountName":"Ours","AccountCreatedDate":"x"}');
  assert.equal(account.AccountName, 'Ours');
});

test('a page token that cannot be read fails the page: rows behind it would be lost without a word', async () => {
  const message = 'NextToken cannot be read: 12';
  await assert.rejects(
    asked(listBackupVaults, {}, '{"BackupVaultList":[],"NextToken":12}'),
    (error) => error instanceof GarbageAnswerError && error.message === message,
  );
  await assert.rejects(asked(listAgents, {}, '{"Agents":[],"NextToken":12}'), { message });
});

test('a list that is none fails the listing: it never reads as an empty one', async () => {
  await assert.rejects(asked(listAgents, {}, '{"Agents":"none"}'), GarbageAnswerError);
  await assert.rejects(
    asked(
      describeSnapshots,
      {},
      '<DescribeSnapshotsResponse><snapshotSet>none</snapshotSet></DescribeSnapshotsResponse>',
    ),
    GarbageAnswerError,
  );
});

test('JSON: an error that has not all of its members keeps its name', async () => {
  status = 503;
  try {
    const answer = '{"__type":"ServiceUnavailableException","message":"Please try again."}';
    await assert.rejects(asked(listBackupVaults, {}, answer), { name: 'ServiceUnavailableException' });
  } finally {
    status = 200;
  }
});
