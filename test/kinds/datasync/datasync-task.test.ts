import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datasyncExecution } from '../../../source/kinds/datasync/datasync-execution.ts';
import { datasyncTask } from '../../../source/kinds/datasync/datasync-task.ts';
import { patterns } from '../../../source/kinds/datasync/datasync-task-columns.ts';
import { awsError, collectAll, fakeContext, inPages } from '../../helpers/fake-context.ts';
import { daysAgo, executionArn, locationArn, minutesAgo, taskArn } from './datasync-fixtures.ts';

const described = {
  TaskArn: taskArn(1),
  Name: 'nightly',
  Status: 'RUNNING',
  TaskMode: 'ENHANCED',
  CurrentTaskExecutionArn: executionArn(1, 7),
  SourceLocationArn: locationArn(1),
  DestinationLocationArn: locationArn(2),
  CloudWatchLogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/datasync',
  CreationTime: daysAgo(400),
  Schedule: { ScheduleExpression: 'cron(0 2 * * ? *)', Status: 'DISABLED' },
  ScheduleDetails: {
    DisabledBy: 'SERVICE',
    DisabledReason: 'failed too often',
    StatusUpdateTime: daysAgo(3),
  },
  Options: {
    VerifyMode: 'ONLY_FILES_TRANSFERRED',
    OverwriteMode: 'ALWAYS',
    Atime: 'BEST_EFFORT',
    Mtime: 'PRESERVE',
    Uid: 'NONE',
    Gid: 'NONE',
    PreserveDeletedFiles: 'PRESERVE',
    BytesPerSecond: -1,
    TransferMode: 'CHANGED',
  },
  Includes: [{ FilterType: 'SIMPLE_PATTERN', Value: '/a|/b' }],
  Excludes: [{ FilterType: 'SIMPLE_PATTERN', Value: '*.tmp' }],
};

const locations = {
  Locations: [
    { LocationArn: locationArn(1), LocationUri: 'nfs://nas/export/' },
    { LocationArn: locationArn(2), LocationUri: 's3://bucket/' },
  ],
};

test("a task's row has what its describe, its current execution and the location listing say", async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Name: 'nightly', Status: 'RUNNING' }] }],
      DescribeTask: [described],
      DescribeTaskExecution: [{ TaskExecutionArn: executionArn(1, 7), Status: 'TRANSFERRING' }],
      ListLocations: [locations],
    },
  });
  const { rows, error } = await collectAll(datasyncTask, fake);
  assert.equal(error, undefined);
  assert.deepEqual(fake.missing, []);
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.key, taskArn(1));
  assert.equal(rows[0]?.problem, null);
  assert.deepEqual(rows[0]?.values, {
    task_name: 'nightly',
    task_arn: taskArn(1),
    status: 'RUNNING',
    source_location_arn: locationArn(1),
    destination_location_arn: locationArn(2),
    schedule: 'cron(0 2 * * ? *)',
    cloudwatch_log_group: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/datasync',
    current_status: 'TRANSFERRING',
    creation_time: daysAgo(400).getTime(),
    verify_mode: 'ONLY_FILES_TRANSFERRED',
    overwrite_mode: 'ALWAYS',
    atime: 'BEST_EFFORT',
    mtime: 'PRESERVE',
    uid: 'NONE',
    gid: 'NONE',
    preserve_deleted_files: 'PRESERVE',
    filter_rules: 'Includes: 2, Excludes: 1',
    region: 'us-east-1',
    schedule_status: 'DISABLED',
    disabled_by: 'SERVICE',
    disabled_reason: 'failed too often',
    schedule_status_changed: daysAgo(3).getTime(),
    task_mode: 'ENHANCED',
    source_uri: 'nfs://nas/export/',
    destination_uri: 's3://bucket/',
    latest_execution_arn: executionArn(1, 7),
    transfer_mode: 'CHANGED',
    bandwidth_limit_per_second: null,
    task_queueing: null,
    log_level: null,
    posix_permissions: null,
    preserve_devices: null,
    security_descriptor_copy_flags: null,
    object_tags: null,
    include_patterns: ['/a', '/b'],
    exclude_patterns: ['*.tmp'],
    error_code: null,
    error_detail: null,
    tags: ['not checked'],
  });
});

test('tasks cost one call a page, one a task, and one a page of locations', async () => {
  const page = (from: number) => ({
    Tasks: Array.from({ length: 3 }, (_, index) => ({ TaskArn: taskArn(from + index), Status: 'AVAILABLE' })),
  });
  const fake = fakeContext({
    answers: {
      ListTasks: inPages([page(1), { Tasks: [] }, page(4)]),
      DescribeTask: ({ TaskArn }) => ({
        TaskArn,
        Status: 'AVAILABLE',
        CurrentTaskExecutionArn: executionArn(1, 1),
      }),
      ListLocations: inPages([locations, { Locations: [] }]),
    },
  });
  const { rows, cursors } = await collectAll(datasyncTask, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    [1, 2, 3, 4, 5, 6].map(taskArn),
  );
  assert.deepEqual(cursors, ['page-1', 'page-2', null]);
  assert.deepEqual(
    ['ListTasks', 'DescribeTask', 'ListLocations'].map((name) => fake.callsOf(name)),
    [3, 6, 2],
  );
  assert.equal(fake.calls.length, 11);
  assert.equal(fake.calls[0]?.input.MaxResults, 100);
});

test('a region without tasks costs one call', async () => {
  const fake = fakeContext({ answers: { ListTasks: [{ Tasks: [] }] } });
  const { rows, error } = await collectAll(datasyncTask, fake);
  assert.deepEqual([rows, error], [[], undefined]);
  assert.equal(fake.calls.length, 1);
});

test('the current status is blank for a task whose named execution is its last one', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Status: 'AVAILABLE' }] }],
      DescribeTask: [{ ...described, Status: 'AVAILABLE' }],
      ListLocations: [locations],
    },
  });
  const { rows } = await collectAll(datasyncTask, fake);
  assert.equal(rows[0]?.values.current_status, null);
  assert.equal(fake.callsOf('DescribeTaskExecution'), 0);
});

test('a task whose describe is refused stays with what the listing said and says why', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [
        {
          Tasks: [
            { TaskArn: taskArn(1), Name: 'refused', Status: 'AVAILABLE', TaskMode: 'BASIC' },
            { TaskArn: taskArn(2) },
          ],
        },
      ],
      DescribeTask: ({ TaskArn }) =>
        TaskArn === taskArn(1)
          ? awsError('AccessDeniedException', 'not authorized to perform datasync:DescribeTask\u001b[31m')
          : { TaskArn, Name: 'told', Status: 'AVAILABLE' },
      ListLocations: [locations],
    },
  });
  const { rows, error } = await collectAll(datasyncTask, fake);
  assert.equal(error, undefined);
  const [refused, told] = rows;
  assert.equal(
    refused?.problem,
    'details of task-00000000000000001: AccessDeniedException: not authorized to perform datasync:DescribeTask\ufffd[31m',
  );
  assert.deepEqual(
    ['task_name', 'status', 'task_mode', 'filter_rules', 'creation_time'].map((id) => refused?.values[id]),
    ['refused', 'AVAILABLE', 'BASIC', null, null],
  );
  assert.equal(told?.problem, null);
  assert.deepEqual(fake.missing, [
    { what: 'details of task-00000000000000001', reason: 'AccessDeniedException' },
  ]);
});

test('a refused location listing leaves the URIs unknown and the rest whole', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1) }, { TaskArn: taskArn(2) }] }],
      DescribeTask: ({ TaskArn }) => ({ ...described, TaskArn, Status: 'AVAILABLE' }),
      ListLocations: [awsError('AccessDeniedException')],
    },
  });
  const { rows } = await collectAll(datasyncTask, fake);
  assert.deepEqual(
    rows.map(({ values, problem }) => [values.source_location_arn, values.source_uri, problem]),
    [
      [locationArn(1), null, null],
      [locationArn(1), null, null],
    ],
  );
  assert.deepEqual(fake.missing, [{ what: 'source and destination URIs', reason: 'AccessDeniedException' }]);
});

test('rows of pages before a refused page stay, and the refusal is thrown', async () => {
  const refusal = awsError('AccessDeniedException');
  const fake = fakeContext({
    answers: {
      ListTasks: inPages([{ Tasks: [{ TaskArn: taskArn(1) }] }, refusal]),
      DescribeTask: [described],
      DescribeTaskExecution: [{ Status: 'TRANSFERRING' }],
      ListLocations: [locations],
    },
  });
  const { rows, error } = await collectAll(datasyncTask, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    [taskArn(1)],
  );
  assert.equal(error, refusal);
});

test('expired credentials in one describe end the cell, after the rows before it', async () => {
  const expired = awsError('ExpiredTokenException');
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1) }, { TaskArn: taskArn(2) }] }],
      DescribeTask: ({ TaskArn }) => (TaskArn === taskArn(2) ? expired : { TaskArn, Status: 'AVAILABLE' }),
      ListLocations: [locations],
    },
  });
  const { rows, error } = await collectAll(datasyncTask, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    [taskArn(1)],
  );
  assert.equal(error, expired);
});

test('a task listed on two pages is described and shown once, one without an ARN is kept and marked', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: inPages([
        { Tasks: [{ TaskArn: taskArn(1) }] },
        { Tasks: [{ TaskArn: taskArn(1) }, { Name: 'nameless ARN', Status: 'AVAILABLE' }] },
      ]),
      DescribeTask: [{ TaskArn: taskArn(1), Status: 'AVAILABLE' }],
      ListLocations: [locations],
    },
  });
  const { rows } = await collectAll(datasyncTask, fake);
  assert.deepEqual(
    rows.map(({ key, problem }) => [key, problem]),
    [
      [taskArn(1), null],
      [undefined, 'AWS gave no identifier'],
    ],
  );
});

test('with --tags each task costs one call more, and a refused one leaves its tags unknown', async () => {
  const fake = fakeContext({
    options: { tags: true },
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1) }, { TaskArn: taskArn(2) }, { TaskArn: taskArn(3) }] }],
      DescribeTask: ({ TaskArn }) => ({ TaskArn, Status: 'AVAILABLE' }),
      ListLocations: [locations],
      ListTagsForResource: ({ ResourceArn }) => {
        if (ResourceArn === taskArn(3)) return awsError('AccessDeniedException', 'no');
        return ResourceArn === taskArn(1)
          ? { Tags: [{ Key: 'team', Value: 'media' }, { Key: 'empty' }] }
          : { Tags: [] };
      },
    },
  });
  const { rows } = await collectAll(datasyncTask, fake);
  assert.deepEqual(
    rows.map(({ values, problem }) => [values.tags, problem]),
    [
      [
        [
          ['team', 'media'],
          ['empty', ''],
        ],
        null,
      ],
      [[], null],
      [null, 'tags of task-00000000000000003: AccessDeniedException: no'],
    ],
  );
  assert.equal(fake.callsOf('ListTagsForResource'), 3);
});

test('tasks and executions of one region share the task listing, its describes and the current executions', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Name: 'nightly', Status: 'RUNNING' }] }],
      DescribeTask: [described],
      ListLocations: [locations],
      ListTaskExecutions: ({ TaskArn }) => ({
        TaskExecutions: [
          {
            TaskExecutionArn: executionArn(1, 7),
            Status: TaskArn === undefined ? 'LAUNCHING' : 'TRANSFERRING',
          },
        ],
      }),
      DescribeTaskExecution: [
        { TaskExecutionArn: executionArn(1, 7), Status: 'TRANSFERRING', LaunchTime: minutesAgo(5) },
      ],
    },
  });
  const [tasks, executions] = await Promise.all([
    collectAll(datasyncTask, fake),
    collectAll(datasyncExecution, fake),
  ]);
  assert.equal(tasks.rows[0]?.values.current_status, 'TRANSFERRING');
  assert.equal(executions.rows[0]?.values.status, 'TRANSFERRING');
  assert.equal(executions.rows[0]?.values.task_name, 'nightly');
  assert.deepEqual(
    ['ListTasks', 'DescribeTask', 'DescribeTaskExecution', 'ListTaskExecutions', 'ListLocations'].map(
      (name) => fake.callsOf(name),
    ),
    [1, 1, 1, 2, 1],
  );
});

test('patterns are what stands between the bars of each filter rule', () => {
  assert.deepEqual(patterns(undefined), []);
  assert.deepEqual(
    patterns([
      { FilterType: 'SIMPLE_PATTERN', Value: '/a|/b|' },
      { FilterType: 'SIMPLE_PATTERN', Value: '*.tmp' },
    ]),
    ['/a', '/b', '*.tmp'],
  );
});
