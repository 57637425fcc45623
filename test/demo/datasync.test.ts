import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DataSyncClient,
  DescribeAgentCommand,
  DescribeLocationAzureBlobCommand,
  DescribeLocationEfsCommand,
  DescribeLocationFsxLustreCommand,
  DescribeLocationFsxOntapCommand,
  DescribeLocationFsxOpenZfsCommand,
  DescribeLocationFsxWindowsCommand,
  DescribeLocationHdfsCommand,
  DescribeLocationNfsCommand,
  DescribeLocationObjectStorageCommand,
  DescribeLocationS3Command,
  DescribeLocationSmbCommand,
  DescribeTaskCommand,
  DescribeTaskExecutionCommand,
  ListAgentsCommand,
  ListLocationsCommand,
  ListTagsForResourceCommand,
  ListTaskExecutionsCommand,
  ListTasksCommand,
  paginateListTaskExecutions,
} from '@aws-sdk/client-datasync';
import { clients, demoServer, errorOf, now, rowsOf } from './helpers.ts';

/** The one Describe of each scheme. */
const describes = {
  s3: (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationS3Command(input)),
  efs: (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationEfsCommand(input)),
  fsxw: (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationFsxWindowsCommand(input)),
  fsxl: (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationFsxLustreCommand(input)),
  fsxz: (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationFsxOpenZfsCommand(input)),
  'fsxn-nfs': (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationFsxOntapCommand(input)),
  'fsxn-smb': (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationFsxOntapCommand(input)),
  nfs: (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationNfsCommand(input)),
  smb: (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationSmbCommand(input)),
  hdfs: (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationHdfsCommand(input)),
  'object-storage': (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationObjectStorageCommand(input)),
  'azure-blob': (client: DataSyncClient, input: { LocationArn: string | undefined }) =>
    client.send(new DescribeLocationAzureBlobCommand(input)),
};

test('every type of location is listed, and described by the operation of its type only', async (context) => {
  const { url } = await demoServer(context);
  const { datasync } = clients(url);
  const { Locations = [] } = await datasync.send(new ListLocationsCommand({}));
  assert.equal(Locations.length, 16);
  const schemes = new Set<string>();
  for (const { LocationArn, LocationUri } of Locations) {
    const scheme = LocationUri?.split('://')[0] ?? '';
    schemes.add(scheme);
    const entry = Object.entries(describes).find(([name]) => name === scheme);
    assert.ok(entry, LocationUri);
    const described = await entry[1](datasync, { LocationArn });
    assert.deepEqual([described.LocationUri, described.CreationTime instanceof Date], [LocationUri, true]);
  }
  assert.deepEqual([...schemes].sort(), Object.keys(describes).sort());
  assert.ok(Locations.some((row) => row.LocationUri?.startsWith('s3://arn:aws:s3-outposts:')));
  const nfs = Locations.find((row) => row.LocationUri?.startsWith('nfs:'));
  const wrong = await errorOf(
    datasync.send(new DescribeLocationS3Command({ LocationArn: nfs?.LocationArn })),
  );
  assert.deepEqual([wrong.name, wrong.status], ['InvalidRequestException', 400]);
});

test('the location filter tells apart what a URI may not', async (context) => {
  const { url } = await demoServer(context);
  const { datasync } = clients(url);
  const count = async (type: string) => {
    const { Locations } = await datasync.send(
      new ListLocationsCommand({ Filters: [{ Name: 'LocationType', Operator: 'Equals', Values: [type] }] }),
    );
    return Locations?.length;
  };
  assert.deepEqual(
    [
      await count('OUTPOST_S3'),
      await count('FSX_ONTAP_SMB'),
      await count('FSX_OPENZFS_NFS'),
      await count('HDFS'),
    ],
    [1, 1, 1, 1],
  );
});

test('tasks are Basic and Enhanced; one fails, one was stopped by the service, one never ran', async (context) => {
  const { url } = await demoServer(context);
  const { datasync } = clients(url);
  const { Tasks = [] } = await datasync.send(new ListTasksCommand({}));
  assert.equal(Tasks.length, 10);
  assert.deepEqual([...new Set(Tasks.map((task) => task.TaskMode))], ['BASIC', 'ENHANCED']);
  const named = async (name: string) => {
    const { TaskArn } = Tasks.find((task) => task.Name === name) ?? {};
    const task = await datasync.send(new DescribeTaskCommand({ TaskArn }));
    const { TaskExecutions = [] } = await datasync.send(new ListTaskExecutionsCommand({ TaskArn }));
    return { task, executions: TaskExecutions };
  };
  const never = await named('wave-5-sav1-home');
  assert.deepEqual([never.executions.length, never.task.Schedule], [0, undefined]);
  const stopped = await named('bal1-invoice-pdf-hourly');
  assert.deepEqual(
    [stopped.task.Schedule?.Status, stopped.task.ScheduleDetails?.DisabledBy],
    ['DISABLED', 'SERVICE'],
  );
  const failing = await named('bal1-nas-to-s3-nightly');
  assert.deepEqual(
    failing.executions.map((execution) => execution.Status),
    [...Array<string>(8).fill('ERROR'), ...Array<string>(6).fill('SUCCESS')],
  );
  const runs = await Promise.all(
    failing.executions.map(({ TaskExecutionArn }) =>
      datasync.send(new DescribeTaskExecutionCommand({ TaskExecutionArn })),
    ),
  );
  const nights = runs.map(({ StartTime }) => Math.floor((StartTime?.getTime() ?? 0) / 86_400_000));
  assert.deepEqual(
    nights.map((night) => (nights[0] ?? 0) - night),
    runs.map((_, index) => index),
  );
  const [{ Result, FilesFailed } = {}] = runs;
  assert.ok(Result?.ErrorCode && Result.ErrorDetail);
  assert.equal(FilesFailed?.Transfer, 17);
});

test('the running execution moves bytes as the clock of the server goes on', async (context) => {
  let elapsed = 0;
  const { url } = await demoServer(context, { clock: () => now.getTime() + elapsed });
  const { datasync } = clients(url);
  const { Tasks = [] } = await datasync.send(new ListTasksCommand({}));
  const { TaskArn } = Tasks.find((task) => task.Status === 'RUNNING') ?? {};
  const { CurrentTaskExecutionArn } = await datasync.send(new DescribeTaskCommand({ TaskArn }));
  const bytes = async () => {
    const execution = await datasync.send(
      new DescribeTaskExecutionCommand({ TaskExecutionArn: CurrentTaskExecutionArn }),
    );
    assert.deepEqual([execution.Status, execution.EndTime], ['TRANSFERRING', undefined]);
    return execution.BytesTransferred ?? 0;
  };
  const before = await bytes();
  elapsed = 10_000;
  assert.equal((await bytes()) - before, 2_500_000_000);
});

test('the executions of the tasks are those of the region, over thirty days', async (context) => {
  const { url } = await demoServer(context, { size: 'medium' });
  const { datasync } = clients(url);
  const all = await rowsOf(
    paginateListTaskExecutions({ client: datasync }, {}),
    (page) => page.TaskExecutions,
  );
  assert.deepEqual([all.rows.length, all.pages], [210, 3]);
  const { Tasks = [] } = await datasync.send(new ListTasksCommand({}));
  const byTask = await Promise.all(
    Tasks.map(({ TaskArn }) =>
      rowsOf(paginateListTaskExecutions({ client: datasync }, { TaskArn }), (page) => page.TaskExecutions),
    ),
  );
  const arns = byTask.flatMap(({ rows }) => rows.map((row) => row.TaskExecutionArn));
  assert.deepEqual(arns.sort(), all.rows.map((row) => row.TaskExecutionArn).sort());
  const described = await Promise.all(
    all.rows.map(({ TaskExecutionArn }) =>
      datasync.send(new DescribeTaskExecutionCommand({ TaskExecutionArn })),
    ),
  );
  const days = described.map(({ StartTime }) => (now.getTime() - (StartTime?.getTime() ?? 0)) / 86_400_000);
  assert.ok(Math.min(...days) > 0 && Math.max(...days) > 25 && Math.max(...days) < 30);
  assert.ok(described.some((execution) => execution.FilesFailed === undefined));
  const modes = new Set(described.filter((row) => row.FilesFailed !== undefined).map((row) => row.TaskMode));
  assert.deepEqual([...modes], ['ENHANCED']);
});

test('agents are listed by ARN; one is offline, one behind a private link', async (context) => {
  const { url } = await demoServer(context);
  const { datasync } = clients(url);
  const { Agents = [] } = await datasync.send(new ListAgentsCommand({}));
  const arns = Agents.map((agent) => agent.AgentArn);
  assert.deepEqual(arns, [...arns].sort());
  assert.deepEqual(Agents.map((agent) => agent.Status).sort(), ['OFFLINE', 'ONLINE', 'ONLINE']);
  const described = await Promise.all(
    Agents.map(({ AgentArn }) => datasync.send(new DescribeAgentCommand({ AgentArn }))),
  );
  const link = described.find((agent) => agent.EndpointType === 'PRIVATE_LINK');
  assert.match(link?.PrivateLinkConfig?.VpcEndpointId ?? '', /^vpce-0[0-9a-f]{16}$/);
});

test('limits, unknown ARNs and tokens of another request are refused', async (context) => {
  const { url } = await demoServer(context);
  const { datasync } = clients(url);
  const tooMany = await errorOf(datasync.send(new ListTasksCommand({ MaxResults: 101 })));
  assert.deepEqual([tooMany.name, tooMany.status], ['ValidationException', 400]);
  const { NextToken } = await datasync.send(new ListTasksCommand({ MaxResults: 3 }));
  const moved = await errorOf(datasync.send(new ListLocationsCommand({ MaxResults: 3, NextToken })));
  assert.equal(moved.name, 'InvalidRequestException');
  const TaskArn = 'arn:aws:datasync:us-east-1:123456789012:task/task-00000000000000000';
  const absent = await errorOf(datasync.send(new DescribeTaskCommand({ TaskArn })));
  assert.deepEqual([absent.name, absent.message], ['InvalidRequestException', `Task not found: ${TaskArn}`]);
  const { Tasks: [task] = [] } = await datasync.send(new ListTasksCommand({}));
  const { Tags } = await datasync.send(new ListTagsForResourceCommand({ ResourceArn: task?.TaskArn }));
  assert.ok(Array.isArray(Tags));
});

test('executions under way are each as far as its stage can be', async (context) => {
  const { url } = await demoServer(context, { size: 'medium' });
  const { datasync } = clients(url);
  const { rows } = await rowsOf(
    paginateListTaskExecutions({ client: datasync }, {}),
    (page) => page.TaskExecutions,
  );
  const ended = ['SUCCESS', 'ERROR'];
  const described = await Promise.all(
    rows
      .filter(({ Status }) => !ended.includes(Status ?? ''))
      .map(({ TaskExecutionArn }) => datasync.send(new DescribeTaskExecutionCommand({ TaskExecutionArn }))),
  );
  const share = ({ BytesTransferred = 0, EstimatedBytesToTransfer = 0 }) =>
    EstimatedBytesToTransfer === 0 ? null : Math.floor((100 * BytesTransferred) / EstimatedBytesToTransfer);
  const minutes = ({ StartTime }: { StartTime?: Date | undefined }) =>
    Math.floor((now.getTime() - (StartTime?.getTime() ?? 0)) / 60_000);
  assert.deepEqual(described.map((one) => [one.Status, share(one), minutes(one)]).sort(), [
    ['CANCELLING', 35, 38],
    ['LAUNCHING', null, 1],
    ['PREPARING', null, 12],
    ['QUEUED', null, 2],
    ['TRANSFERRING', 6, 21],
    ['VERIFYING', 100, 177],
  ]);
});
