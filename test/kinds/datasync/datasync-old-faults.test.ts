/** What the old export got wrong about DataSync: a test for each fault, by the words in which it was reported. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { datasyncAgent } from '../../../source/kinds/datasync/datasync-agent.ts';
import { datasyncExecution } from '../../../source/kinds/datasync/datasync-execution.ts';
import { datasyncLocation } from '../../../source/kinds/datasync/datasync-location.ts';
import { datasyncTask } from '../../../source/kinds/datasync/datasync-task.ts';
import type { ResourceKind } from '../../../source/kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../../../source/kinds/registry.ts';
import { awsError, collectAll, fakeContext, type Script } from '../../helpers/fake-context.ts';
import { agentArn, daysAgo, executionArn, locationArn, minutesAgo, taskArn } from './datasync-fixtures.ts';

const OLD_COLUMNS: readonly (readonly [ResourceKind, string, readonly string[]])[] = [
  [
    datasyncTask,
    'Tasks',
    [
      ...['Task Name', 'Task ARN', 'Status', 'Source Location ARN', 'Destination Location ARN', 'Schedule'],
      ...[
        'CloudWatch Log Group',
        'Current Status',
        'Creation Time',
        'Verify Mode',
        'Overwrite Mode',
        'Atime',
      ],
      ...['Mtime', 'UID', 'GID', 'Preserve Deleted Files', 'Filter Rules', 'Region'],
    ],
  ],
  [
    datasyncLocation,
    'Locations',
    [
      ...['Location ARN', 'Location Type', 'Location URI', 'Region', 'Creation Time', 'Bucket ARN'],
      ...[
        'Storage Class',
        'Subdirectory',
        'EFS ARN',
        'Subnet ARN',
        'FSx ARN',
        'Server Hostname',
        'Agent ARNs',
      ],
      ...['User', 'Authentication Type', 'NameNodes', 'Server Port'],
    ],
  ],
  [
    datasyncAgent,
    'Agents',
    [
      ...['Agent Name', 'Agent ARN', 'Status', 'Endpoint Type', 'Last Heartbeat', 'Creation Time'],
      ...['Platform Version', 'VPC Endpoint ID', 'Private Link Subnet ARN', 'Region'],
    ],
  ],
  [
    datasyncExecution,
    'Recent Executions',
    [
      ...['Task Execution ARN', 'Task ARN', 'Status', 'Start Time', 'Duration', 'Files Transferred'],
      ...['Bytes Transferred', 'Files Failed', 'Error Code', 'Error Detail', 'Region'],
    ],
  ],
];

for (const [kind, sheet, headers] of OLD_COLUMNS) {
  test(`${kind.title} keep the old columns' names and order, before the new ones`, () => {
    assert.deepEqual(
      kind.columns.slice(0, headers.length).map(({ header, answers }) => [header, answers]),
      headers.map((header) => [header, `${sheet}: ${header}`]),
    );
    assert.equal(
      kind.columns.slice(headers.length).every(({ answers }) => answers === undefined),
      true,
    );
  });
}

const columnOf = (kind: ResourceKind, header: string) =>
  kind.columns.find((column) => column.header === header);

async function firstRow(kind: ResourceKind, answers: Record<string, Script>) {
  const fake = fakeContext({ answers });
  const { rows } = await collectAll(kind, fake);
  return { values: rows[0]?.values ?? {}, fake, rows };
}

const oneTask = (task: object): Record<string, Script> => ({
  ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Name: 'nightly', Status: 'AVAILABLE', ...task }] }],
  DescribeTask: [{ TaskArn: taskArn(1), Name: 'nightly', Status: 'AVAILABLE', ...task }],
  DescribeTaskExecution: [{ TaskExecutionArn: executionArn(1, 1), Status: 'VERIFYING' }],
  ListLocations: [{ Locations: [] }],
});

const oneExecution = (execution: object): Record<string, Script> => ({
  ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Name: 'nightly', Status: 'AVAILABLE' }] }],
  ListTaskExecutions: () => ({
    TaskExecutions: [{ TaskExecutionArn: executionArn(1, 1), Status: 'SUCCESS' }],
  }),
  DescribeTaskExecution: [{ Status: 'SUCCESS', TaskMode: 'BASIC', StartTime: daysAgo(1), ...execution }],
});

const oneLocation = (uri: string, describes: Record<string, Script>): Record<string, Script> => ({
  ListLocations: [{ Locations: [{ LocationArn: locationArn(1), LocationUri: uri }] }],
  ...describes,
});

test('names come from the Name of the response, not from Tags that it does not have', async () => {
  const task = await firstRow(datasyncTask, oneTask({}));
  assert.equal(task.values.task_name, 'nightly');
  const agent = await firstRow(datasyncAgent, {
    ListAgents: [{ Agents: [{ AgentArn: agentArn(1) }] }],
    DescribeAgent: [{ Name: 'dc-1' }],
  });
  assert.equal(agent.values.agent_name, 'dc-1');
});

test('bytes and files come from the top level, not from Result, where there are none', async () => {
  const { values } = await firstRow(
    datasyncExecution,
    oneExecution({ BytesTransferred: 1_024, FilesTransferred: 3, Result: { TotalDuration: 1_000 } }),
  );
  assert.deepEqual([values.bytes_transferred, values.files_transferred], [1_024, 3]);
});

test('duration is milliseconds of the whole execution, not the transfer phase taken as seconds', async () => {
  const { values } = await firstRow(
    datasyncExecution,
    oneExecution({ Result: { TotalDuration: 90_000, TransferDuration: 60_000 } }),
  );
  assert.equal(values.duration, 90_000);
  assert.equal(columnOf(datasyncExecution, 'Duration')?.type, 'duration');
  const enhanced = await firstRow(
    datasyncExecution,
    oneExecution({
      TaskMode: 'ENHANCED',
      LaunchTime: minutesAgo(30),
      EndTime: minutesAgo(10),
      Result: { TransferDuration: 0 },
    }),
  );
  assert.equal(enhanced.values.duration, 20 * 60_000);
});

test('files failed are what failed, not what was deleted, and unknown in Basic mode, not zero', async () => {
  const basic = await firstRow(datasyncExecution, oneExecution({ FilesDeleted: 7 }));
  assert.equal(basic.values.files_failed, null);
  assert.equal(basic.values.files_deleted, 7);
  const enhanced = await firstRow(
    datasyncExecution,
    oneExecution({ TaskMode: 'ENHANCED', FilesDeleted: 7, FilesFailed: { Transfer: 2, Verify: 1 } }),
  );
  assert.equal(enhanced.values.files_failed, 3);
});

test('the window of days is applied after one describe each, since a listing carries no time', async () => {
  const { rows, fake } = await firstRow(datasyncExecution, oneExecution({ StartTime: daysAgo(31) }));
  assert.deepEqual(rows, []);
  assert.equal(fake.callsOf('DescribeTaskExecution'), 1);
});

test('executions are those that the region lists, of tasks too whose describe fails or that are gone', async () => {
  const { values, fake } = await firstRow(datasyncExecution, {
    ...oneExecution({}),
    ListTasks: [{ Tasks: [] }],
    DescribeTask: () => awsError('InternalException'),
  });
  assert.equal(values.task_execution_arn, executionArn(1, 1));
  assert.equal(values.task_arn, taskArn(1));
  assert.equal(fake.callsOf('ListTaskExecutions'), 1);
});

test("a location takes one describe, by its URI's scheme, Azure Blob's too, and an error is no Unknown", async () => {
  const azure = await firstRow(
    datasyncLocation,
    oneLocation('azure-blob://acme.blob.core.windows.net/raw/', { DescribeLocationAzureBlob: [{}] }),
  );
  assert.equal(azure.values.location_type, 'Azure Blob');
  assert.equal(azure.fake.calls.length, 2);
  const throttled = await firstRow(
    datasyncLocation,
    oneLocation('smb://nas/share/', { DescribeLocationSmb: [awsError('ThrottlingException', 'slow down')] }),
  );
  assert.equal(throttled.values.location_type, 'SMB');
  assert.equal(
    throttled.rows[0]?.problem,
    'details of loc-00000000000000001 (SMB): ThrottlingException: slow down',
  );
  assert.equal(throttled.fake.calls.length, 2);
});

test('bucket, EFS and FSx ARN, host and subdirectory are taken from the URI', async () => {
  const valuesAt = async (uri: string, operation: string) =>
    (await firstRow(datasyncLocation, oneLocation(uri, { [operation]: [{}] }))).values;
  const s3 = await valuesAt('s3://landing/raw/', 'DescribeLocationS3');
  assert.deepEqual([s3.bucket_arn, s3.subdirectory], ['arn:aws:s3:::landing', '/raw/']);
  const efs = await valuesAt('efs://eu-west-1.fs-1/', 'DescribeLocationEfs');
  assert.equal(efs.efs_arn, 'arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-1');
  const fsx = await valuesAt('fsxw://eu-west-1.fs-2/share/', 'DescribeLocationFsxWindows');
  assert.equal(fsx.fsx_arn, 'arn:aws:fsx:eu-west-1:123456789012:file-system/fs-2');
  const nfs = await valuesAt('nfs://nas/export/', 'DescribeLocationNfs');
  assert.deepEqual([nfs.server_hostname, nfs.subdirectory], ['nas', '/export/']);
});

test('agents of SMB, HDFS and object storage locations are listed', async () => {
  for (const [uri, operation] of [
    ['smb://nas/share/', 'DescribeLocationSmb'],
    ['hdfs://namenode:8020/', 'DescribeLocationHdfs'],
    ['object-storage://minio/media/', 'DescribeLocationObjectStorage'],
  ] as const) {
    const { values } = await firstRow(
      datasyncLocation,
      oneLocation(uri, { [operation]: [{ AgentArns: [agentArn(1)] }] }),
    );
    assert.deepEqual(values.agent_arns, [agentArn(1)], uri);
  }
});

test('Current Status is the status of the running execution, not its ARN', async () => {
  const { values } = await firstRow(
    datasyncTask,
    oneTask({ Status: 'RUNNING', CurrentTaskExecutionArn: executionArn(1, 1) }),
  );
  assert.equal(values.current_status, 'VERIFYING');
});

test('a disabled schedule says so, and who disabled it', async () => {
  const { values } = await firstRow(
    datasyncTask,
    oneTask({
      Schedule: { ScheduleExpression: 'rate(1 hour)', Status: 'DISABLED' },
      ScheduleDetails: { DisabledBy: 'USER' },
    }),
  );
  assert.deepEqual(
    [values.schedule, values.schedule_status, values.disabled_by],
    ['rate(1 hour)', 'DISABLED', 'USER'],
  );
});

test('the details of a region are asked for at the same time, not one after another', async () => {
  const held = Promise.withResolvers<object>();
  const fake = fakeContext({
    answers: {
      ListAgents: [{ Agents: [1, 2, 3].map((number) => ({ AgentArn: agentArn(number) })) }],
      DescribeAgent: () => held.promise,
    },
  });
  const collected = collectAll(datasyncAgent, fake);
  while (fake.callsOf('DescribeAgent') < 3) await setImmediate();
  held.resolve({});
  assert.equal((await collected).rows.length, 3);
});

test('denied everywhere is thrown as denied by each collector, never an empty region', async () => {
  const denied = awsError('AccessDeniedException');
  const answers = {
    ListTasks: () => denied,
    ListLocations: () => denied,
    ListAgents: () => denied,
    ListTaskExecutions: () => denied,
  };
  for (const kind of [datasyncTask, datasyncLocation, datasyncAgent, datasyncExecution]) {
    const { rows, error } = await collectAll(kind, fakeContext({ answers }));
    assert.deepEqual([rows, error], [[], denied], kind.id);
  }
});

test('Active Tasks are the AVAILABLE ones as before, Failed Executions those with ERROR', () => {
  assert.deepEqual(datasyncTask.sheets, [
    { name: 'Tasks', position: 2 },
    { name: 'Active Tasks', position: 6, where: { column: 'status', oneOf: ['AVAILABLE'] } },
  ]);
  assert.deepEqual(datasyncExecution.sheets, [
    { name: 'Recent Executions', position: 5 },
    { name: 'Failed Executions', position: 7, where: { column: 'status', oneOf: ['ERROR'] } },
  ]);
});

test('bytes are numbers of bytes, small ones too, not text', async () => {
  const { values } = await firstRow(datasyncExecution, oneExecution({ BytesTransferred: 12 }));
  assert.equal(values.bytes_transferred, 12);
  assert.equal(columnOf(datasyncExecution, 'Bytes Transferred')?.type, 'bytes');
});

test('times are UTC instants, not local time without its zone', async () => {
  const StartTime = new Date('2026-09-30T23:30:00-05:00');
  const { values } = await firstRow(datasyncExecution, oneExecution({ StartTime }));
  assert.equal(values.start_time, Date.UTC(2026, 9, 1, 4, 30));
  assert.equal(columnOf(datasyncExecution, 'Start Time')?.type, 'instant');
});

test('the DataSync kinds lead the registry in the order of the grid', () => {
  assert.deepEqual(
    RESOURCE_KINDS.slice(0, 4).map(({ id, gridHeader, tab }) => [id, gridHeader, tab]),
    [
      ['datasync-task', 'Tasks', 'tasks'],
      ['datasync-location', 'Locs', 'locations'],
      ['datasync-agent', 'Agents', 'agents'],
      ['datasync-execution', 'Execs', 'executions'],
    ],
  );
});
