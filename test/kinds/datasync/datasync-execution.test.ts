import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { datasyncExecution } from '../../../source/kinds/datasync/datasync-execution.ts';
import {
  durationOf,
  type Execution,
  failedCount,
  progressOf,
  throughputOf,
  timeLeftOf,
} from '../../../source/kinds/datasync/datasync-execution-measures.ts';
import { awsError, collectAll, FAKE_SCAN_START, fakeContext, inPages } from '../../helpers/fake-context.ts';
import { daysAgo, executionArn, minutesAgo, taskArn } from './datasync-fixtures.ts';

const metadata: Pick<Execution, '$metadata'> = { $metadata: {} };

const listed = (task: number, number: number, status = 'SUCCESS') => ({
  TaskExecutionArn: executionArn(task, number),
  Status: status,
});

const ended = (input: Record<string, unknown>) => ({
  ...input,
  Status: 'SUCCESS',
  TaskMode: 'BASIC',
  StartTime: daysAgo(1),
});

/** A region that lists these executions, as a whole and by task alike. */
const consistent =
  (...executions: readonly (readonly [number, number])[]) =>
  ({ TaskArn }: Record<string, unknown>) => ({
    TaskExecutions: executions
      .filter(([task]) => TaskArn === undefined || TaskArn === taskArn(task))
      .map(([task, number]) => listed(task, number)),
  });

test("an ended execution's row has its times, counts and measures", async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Name: 'nightly', Status: 'AVAILABLE' }] }],
      ListTaskExecutions: consistent([1, 1]),
      DescribeTaskExecution: [
        {
          TaskExecutionArn: executionArn(1, 1),
          Status: 'ERROR',
          TaskMode: 'ENHANCED',
          StartTime: minutesAgo(100),
          LaunchTime: minutesAgo(90),
          EndTime: minutesAgo(80),
          FilesTransferred: 10,
          BytesTransferred: 6_000_000,
          BytesWritten: 5_000_000,
          BytesCompressed: 4_000_000,
          EstimatedBytesToTransfer: 7_000_000,
          EstimatedFilesToTransfer: 12,
          EstimatedFilesToDelete: 0,
          FilesDeleted: 1,
          FilesSkipped: 2,
          FilesVerified: 9,
          FilesListed: { AtSource: 14, AtDestinationForDelete: 3 },
          FilesPrepared: 12,
          FilesFailed: { Prepare: 1, Transfer: 0, Verify: 2, Delete: 0 },
          FoldersListed: { AtSource: 31, AtDestinationForDelete: 90 },
          FoldersPrepared: 32,
          FoldersSkipped: 33,
          FoldersDeleted: 34,
          FoldersVerified: 35,
          EstimatedFoldersToTransfer: 36,
          EstimatedFoldersToDelete: 37,
          FoldersTransferred: 4,
          FoldersFailed: { List: 0, Prepare: 0 },
          Result: {
            TotalDuration: 600_000,
            PrepareDuration: 0,
            PrepareStatus: 'SUCCESS',
            TransferDuration: 0,
            TransferStatus: 'ERROR',
            VerifyDuration: 0,
            VerifyStatus: 'PENDING',
            ErrorCode: 'AccessDenied',
            ErrorDetail: 'no read on 2 objects',
          },
          ReportResult: { Status: 'ERROR', ErrorCode: 'S3', ErrorDetail: 'bucket is gone' },
        },
      ],
    },
  });
  const { rows, error } = await collectAll(datasyncExecution, fake);
  assert.equal(error, undefined);
  assert.deepEqual(fake.missing, []);
  assert.equal(rows[0]?.problem, null);
  assert.deepEqual(rows[0]?.values, {
    task_execution_arn: executionArn(1, 1),
    task_arn: taskArn(1),
    status: 'ERROR',
    start_time: minutesAgo(100).getTime(),
    duration: 600_000,
    files_transferred: 10,
    bytes_transferred: 6_000_000,
    files_failed: 3,
    error_code: 'AccessDenied',
    error_detail: 'no read on 2 objects',
    region: 'us-east-1',
    task_name: 'nightly',
    task_mode: 'ENHANCED',
    launch_time: minutesAgo(90).getTime(),
    end_time: minutesAgo(80).getTime(),
    throughput_per_second: 10_000,
    progress: null,
    time_left: null,
    bytes_written: 5_000_000,
    bytes_compressed: 4_000_000,
    estimated_bytes: 7_000_000,
    estimated_files: 12,
    estimated_files_to_delete: 0,
    files_deleted: 1,
    files_skipped: 2,
    files_verified: 9,
    files_listed: 14,
    files_prepared: 12,
    folders_listed: 31,
    folders_prepared: 32,
    folders_transferred: 4,
    folders_skipped: 33,
    folders_deleted: 34,
    folders_verified: 35,
    folders_failed: 0,
    estimated_folders: 36,
    estimated_folders_to_delete: 37,
    prepare_status: 'SUCCESS',
    prepare_duration: null,
    transfer_status: 'ERROR',
    transfer_duration: null,
    verify_status: 'PENDING',
    verify_duration: null,
    report_result: 'ERROR',
    report_error: 'bucket is gone',
    tags: ['not checked'],
  });
});

test('a transfer under way says its share and the time left at its rate since it was prepared', () => {
  const moving: Execution = {
    ...metadata,
    Status: 'TRANSFERRING',
    TaskMode: 'BASIC',
    LaunchTime: minutesAgo(10),
    BytesTransferred: 300,
    EstimatedBytesToTransfer: 1000,
    FilesTransferred: 1,
    EstimatedFilesToTransfer: 2,
    Result: { PrepareDuration: 240_000 },
  };
  assert.equal(progressOf(moving), 30);
  // 300 bytes in the six minutes since it was prepared: 14 more minutes.
  assert.equal(timeLeftOf(moving, FAKE_SCAN_START), 840_000);
  assert.equal(timeLeftOf({ ...moving, TaskMode: 'ENHANCED' }, FAKE_SCAN_START), 1_400_000);
  assert.equal(progressOf({ ...moving, EstimatedBytesToTransfer: 0 }), 50);
  assert.equal(timeLeftOf({ ...moving, Status: 'VERIFYING' }, FAKE_SCAN_START), undefined);
  assert.equal(
    progressOf({ ...moving, Status: 'PREPARING', EstimatedBytesToTransfer: 0, EstimatedFilesToTransfer: 0 }),
    undefined,
  );
  assert.equal(progressOf({ ...moving, Status: 'SUCCESS' }), undefined);
});

test('a refresh is one call, and leaves out what it did not ask for', async () => {
  const fake = fakeContext({
    answers: {
      DescribeTaskExecution: [
        { Status: 'TRANSFERRING', LaunchTime: minutesAgo(1), BytesTransferred: 60_000 },
      ],
    },
  });
  const { refresh } = datasyncExecution;
  assert.ok(refresh !== 'none');
  const row = await refresh.row(fake.context, executionArn(1, 1));
  const told = (id: string) => row?.values[datasyncExecution.columns.findIndex((one) => one.id === id)];
  assert.deepEqual(['status', 'task_arn', 'throughput_per_second', 'task_name'].map(told), [
    'TRANSFERRING',
    taskArn(1),
    1000,
    null,
  ]);
  assert.equal(row?.key, executionArn(1, 1));
  assert.deepEqual(refresh.keeps, ['task_name', 'tags']);
  assert.equal(fake.calls.length, 1);
});

test('what only Enhanced mode counts is unknown in Basic mode, whatever AWS fills in', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Status: 'AVAILABLE' }] }],
      ListTaskExecutions: consistent([1, 1]),
      DescribeTaskExecution: [
        {
          Status: 'SUCCESS',
          TaskMode: 'BASIC',
          StartTime: daysAgo(1),
          FilesFailed: { Prepare: 0, Transfer: 0, Verify: 0, Delete: 0 },
          FilesPrepared: 0,
          FilesListed: { AtSource: 0 },
          FoldersTransferred: 0,
          FoldersFailed: { List: 0 },
          Result: { PrepareDuration: 1_000, TransferDuration: 2_000, VerifyDuration: 0 },
        },
      ],
    },
  });
  const { rows } = await collectAll(datasyncExecution, fake);
  const values = rows[0]?.values ?? {};
  for (const id of [
    'files_failed',
    'files_prepared',
    'files_listed',
    'folders_transferred',
    'folders_failed',
  ]) {
    assert.equal(values[id], null, id);
  }
  assert.deepEqual(
    [values.prepare_duration, values.transfer_duration, values.verify_duration],
    [1_000, 2_000, 0],
  );
});

test('an ended execution lasted its total duration, else from launch to end, else it is not known', () => {
  const from = (execution: Partial<Execution>) =>
    durationOf({ ...metadata, Status: 'SUCCESS', ...execution }, FAKE_SCAN_START);
  const times = { LaunchTime: minutesAgo(10), EndTime: minutesAgo(7) };
  assert.equal(from({ ...times, Result: { TotalDuration: 5_000 } }), 5_000);
  assert.equal(from({ ...times, Result: { TotalDuration: 0 } }), 180_000);
  assert.equal(from(times), 180_000);
  assert.equal(from({ LaunchTime: minutesAgo(10) }), undefined);
  assert.equal(from({}), undefined);
});

test("an execution under way has lasted from its launch to the scan's start, one in the queue not yet", () => {
  const from = (execution: Partial<Execution>) =>
    durationOf({ ...metadata, Status: 'TRANSFERRING', ...execution }, FAKE_SCAN_START);
  assert.equal(from({ StartTime: minutesAgo(60), LaunchTime: minutesAgo(4) }), 240_000);
  assert.equal(from({ Status: 'QUEUED', StartTime: minutesAgo(60) }), undefined);
  assert.equal(from({ LaunchTime: minutesAgo(-1) }), undefined);
});

test('throughput is bytes by seconds of duration, and unknown where either is', () => {
  const from = (execution: Partial<Execution>) =>
    throughputOf({ ...metadata, Status: 'SUCCESS', ...execution }, FAKE_SCAN_START);
  assert.equal(from({ BytesTransferred: 1_000_000, Result: { TotalDuration: 3_000 } }), 333_333);
  assert.equal(from({ BytesTransferred: 0, Result: { TotalDuration: 3_000 } }), 0);
  assert.equal(from({ BytesTransferred: 1_000_000 }), undefined);
  assert.equal(from({ Result: { TotalDuration: 3_000 } }), undefined);
  assert.equal(from({ BytesTransferred: 1_000_000, Result: { TotalDuration: 0 } }), undefined);
});

test('failed files are the sum of their phases, unknown where no phase is given', () => {
  const from = (execution: Partial<Execution>) => failedCount({ ...metadata, ...execution }, 'FilesFailed');
  assert.equal(from({ TaskMode: 'ENHANCED', FilesFailed: { Transfer: 2, Delete: 3 } }), 5);
  assert.equal(from({ TaskMode: 'ENHANCED', FilesFailed: {} }), undefined);
  assert.equal(from({ TaskMode: 'ENHANCED' }), undefined);
});

test('executions from before the window are dropped; running ones and those of unknown start are kept', async () => {
  const starts: Record<string, object> = {
    [executionArn(1, 1)]: { Status: 'SUCCESS', StartTime: daysAgo(7) },
    [executionArn(1, 2)]: { Status: 'SUCCESS', StartTime: new Date(daysAgo(7).getTime() - 1) },
    [executionArn(1, 3)]: { Status: 'TRANSFERRING', StartTime: daysAgo(20) },
    [executionArn(1, 4)]: { Status: 'SUCCESS' },
    [executionArn(1, 5)]: awsError('InternalException', 'try later'),
  };
  const fake = fakeContext({
    options: { executionDays: 7 },
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Status: 'AVAILABLE' }] }],
      ListTaskExecutions: consistent([1, 1], [1, 2], [1, 3], [1, 4], [1, 5]),
      DescribeTaskExecution: ({ TaskExecutionArn }) => starts[String(TaskExecutionArn)] ?? {},
    },
  });
  const { rows } = await collectAll(datasyncExecution, fake);
  assert.deepEqual(
    rows.map(({ key, problem }) => [key, problem]),
    [
      [executionArn(1, 1), null],
      [executionArn(1, 3), null],
      [executionArn(1, 4), null],
      [executionArn(1, 5), 'details of exec-00000000000000005: InternalException: try later'],
    ],
  );
  assert.equal(rows[3]?.values.status, 'SUCCESS');
  assert.equal(fake.callsOf('DescribeTaskExecution'), 5);
});

test('tags are asked for only of executions inside the window', async () => {
  const fake = fakeContext({
    options: { tags: true },
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Status: 'AVAILABLE' }] }],
      ListTaskExecutions: consistent([1, 1], [1, 2]),
      DescribeTaskExecution: ({ TaskExecutionArn }) => ({
        Status: 'SUCCESS',
        StartTime: TaskExecutionArn === executionArn(1, 1) ? daysAgo(1) : daysAgo(40),
      }),
      ListTagsForResource: [{ Tags: [{ Key: 'run', Value: 'first' }] }],
    },
  });
  const { rows } = await collectAll(datasyncExecution, fake);
  assert.deepEqual(
    rows.map(({ values }) => values.tags),
    [[['run', 'first']]],
  );
});

test('a sound region costs one call a page, one an execution, and one task asked for its own', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [1, 2, 3].map((number) => ({ TaskArn: taskArn(number), Status: 'AVAILABLE' })) }],
      ListTaskExecutions: (input) =>
        input.TaskArn === undefined
          ? inPages([
              { TaskExecutions: [listed(1, 1), listed(1, 2)] },
              { TaskExecutions: [] },
              { TaskExecutions: [listed(2, 3), listed(3, 4), listed(3, 5), listed(1, 1)] },
            ])(input)
          : consistent([2, 3])(input),
      DescribeTaskExecution: ended,
    },
  });
  const { rows, cursors } = await collectAll(datasyncExecution, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    [executionArn(1, 1), executionArn(1, 2), executionArn(2, 3), executionArn(3, 4), executionArn(3, 5)],
  );
  assert.deepEqual(cursors, ['page-1', 'page-2', null]);
  assert.deepEqual(
    ['ListTasks', 'ListTaskExecutions', 'DescribeTaskExecution'].map((name) => fake.callsOf(name)),
    [1, 4, 5],
  );
  assert.equal(fake.calls.length, 10);
  assert.deepEqual(
    fake.calls.filter(({ input }) => input.TaskArn !== undefined).map(({ input }) => input.TaskArn),
    [taskArn(2)],
  );
});

test('a region without tasks and executions costs two calls', async () => {
  const fake = fakeContext({
    answers: { ListTasks: [{ Tasks: [] }], ListTaskExecutions: [{ TaskExecutions: [] }] },
  });
  const { rows, error } = await collectAll(datasyncExecution, fake);
  assert.deepEqual([rows, error, fake.calls.length], [[], undefined, 2]);
});

/** Two tasks with two executions each, of which the region as a whole lists only some. */
function regionThatLists(region: readonly object[] | Error, tasks: Record<string, string> = {}) {
  return fakeContext({
    answers: {
      ListTasks: [
        {
          Tasks: [1, 2].map((number) => ({
            TaskArn: taskArn(number),
            Name: `task ${number}`,
            Status: tasks[taskArn(number)] ?? 'AVAILABLE',
          })),
        },
      ],
      DescribeTask: ({ TaskArn }) => ({
        TaskArn,
        Status: 'RUNNING',
        CurrentTaskExecutionArn: executionArn(TaskArn === taskArn(1) ? 1 : 2, 2),
      }),
      ListTaskExecutions: (input) => {
        if (input.TaskArn === undefined) return region instanceof Error ? region : { TaskExecutions: region };
        return consistent([1, 1], [1, 2], [2, 1], [2, 2])(input);
      },
      DescribeTaskExecution: ended,
    },
  });
}

const EVERY_EXECUTION = [executionArn(1, 1), executionArn(1, 2), executionArn(2, 1), executionArn(2, 2)];

test('where the listing of the region is refused, all tasks are asked one by one', async () => {
  for (const refusal of ['InvalidRequestException', 'AccessDeniedException']) {
    const fake = regionThatLists(awsError(refusal));
    const { rows, error } = await collectAll(datasyncExecution, fake);
    assert.equal(error, undefined);
    assert.deepEqual(
      rows.map(({ key }) => key),
      EVERY_EXECUTION,
    );
    assert.equal(fake.callsOf('ListTaskExecutions'), 3);
    assert.equal(fake.callsOf('DescribeTaskExecution'), 4);
    assert.deepEqual(fake.missing, []);
  }
});

test('where the listing of the region has none while tasks exist, all tasks are asked one by one', async () => {
  const fake = regionThatLists([]);
  const { rows } = await collectAll(datasyncExecution, fake);
  assert.deepEqual(
    rows.map(({ key, values }) => [key, values.task_name]),
    EVERY_EXECUTION.map((arn, index) => [arn, index < 2 ? 'task 1' : 'task 2']),
  );
  assert.equal(fake.callsOf('ListTaskExecutions'), 3);
});

test("where the listing of the region lacks a running task's execution, all tasks are asked one by one", async () => {
  for (const status of ['RUNNING', 'QUEUED']) {
    const fake = regionThatLists([listed(1, 1), listed(2, 1), listed(2, 2)], { [taskArn(1)]: status });
    const { rows } = await collectAll(datasyncExecution, fake);
    assert.deepEqual(rows.map(({ key }) => String(key)).sort(), EVERY_EXECUTION);
    assert.equal(fake.callsOf('DescribeTask'), 1);
    assert.equal(fake.callsOf('ListTaskExecutions'), 3);
    assert.equal(fake.callsOf('DescribeTaskExecution'), 4);
  }
});

test('where the listing of the region differs from one task listed by its ARN, all tasks are asked one by one', async () => {
  const fake = regionThatLists([listed(1, 1), listed(2, 1), listed(2, 2)]);
  const { rows } = await collectAll(datasyncExecution, fake);
  assert.deepEqual(rows.map(({ key }) => String(key)).sort(), EVERY_EXECUTION);
  assert.deepEqual(
    fake.calls.filter(({ input }) => input.TaskArn !== undefined).map(({ input }) => input.TaskArn),
    [taskArn(1), taskArn(2)],
  );
  assert.equal(fake.callsOf('DescribeTaskExecution'), 4);
});

test('the task asked for its own is the one with the fewest executions in the listing of the region', async () => {
  const fake = regionThatLists([listed(1, 1), listed(1, 2)]);
  const { rows } = await collectAll(datasyncExecution, fake);
  assert.equal(fake.calls.find(({ input }) => input.TaskArn !== undefined)?.input.TaskArn, taskArn(2));
  assert.deepEqual(rows.map(({ key }) => String(key)).sort(), EVERY_EXECUTION);
});

test('where AWS refuses the region and a task alike, the cell ends with the refusal of the region', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1) }, { TaskArn: taskArn(2) }] }],
      ListTaskExecutions: ({ TaskArn }) =>
        awsError('AccessDeniedException', TaskArn === undefined ? 'region' : 'task'),
    },
  });
  const { rows, error } = await collectAll(datasyncExecution, fake);
  assert.deepEqual(rows, []);
  assert.deepEqual(error, awsError('AccessDeniedException', 'region'));
  assert.equal(fake.callsOf('ListTaskExecutions'), 2);
});

test('a refusal in a region without tasks is none only where AWS wants a task to be named', async () => {
  const outcomeFor = async (refusal: Error) => {
    const answers = { ListTasks: [{ Tasks: [] }], ListTaskExecutions: [refusal] };
    return (await collectAll(datasyncExecution, fakeContext({ answers }))).error;
  };
  assert.equal(await outcomeFor(awsError('InvalidRequestException')), undefined);
  const denied = awsError('AccessDeniedException');
  assert.equal(await outcomeFor(denied), denied);
});

test('a listing that fails otherwise is not hidden behind the tasks, and its earlier pages stay', async () => {
  const failure = awsError('InternalException');
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [{ TaskArn: taskArn(1), Status: 'AVAILABLE' }] }],
      ListTaskExecutions: inPages([{ TaskExecutions: [listed(1, 1)] }, failure]),
      DescribeTaskExecution: ended,
    },
  });
  const { rows, error } = await collectAll(datasyncExecution, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    [executionArn(1, 1)],
  );
  assert.equal(error, failure);
  assert.equal(fake.callsOf('ListTaskExecutions'), 2);
});

test('without the task listing executions are kept nameless and unchecked, and the cell says so', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [awsError('AccessDeniedException')],
      ListTaskExecutions: [{ TaskExecutions: [listed(1, 1)] }],
      DescribeTaskExecution: ended,
    },
  });
  const { rows, error } = await collectAll(datasyncExecution, fake);
  assert.equal(error, undefined);
  assert.deepEqual(
    rows.map(({ key, values, problem }) => [key, values.task_name, problem]),
    [[executionArn(1, 1), null, null]],
  );
  assert.deepEqual(fake.missing, [
    { what: 'names of tasks, check that no execution is missing', reason: 'AccessDeniedException' },
  ]);
});

test('one task that refuses its own listing leaves the others whole, and the cell names it', async () => {
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [1, 2, 3].map((number) => ({ TaskArn: taskArn(number) })) }],
      ListTaskExecutions: (input) => {
        if (input.TaskArn === taskArn(2)) return awsError('InvalidRequestException');
        return input.TaskArn === undefined ? { TaskExecutions: [] } : consistent([1, 1], [3, 1])(input);
      },
      DescribeTaskExecution: ended,
    },
  });
  const { rows } = await collectAll(datasyncExecution, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    [executionArn(1, 1), executionArn(3, 1)],
  );
  assert.deepEqual(fake.missing, [
    { what: 'executions of task-00000000000000002', reason: 'InvalidRequestException' },
  ]);
});

test('describes start while the listing goes on, and no more than a window of them', async () => {
  const held = Promise.withResolvers<object>();
  const page = (from: number) => ({
    TaskExecutions: Array.from({ length: 100 }, (_, index) => listed(1, from + index)),
  });
  const fake = fakeContext({
    answers: {
      ListTasks: [{ Tasks: [] }],
      ListTaskExecutions: inPages([0, 100, 200, 300, 400].map(page)),
      DescribeTaskExecution: () => held.promise,
    },
  });
  const collected = collectAll(datasyncExecution, fake);
  while (fake.callsOf('DescribeTaskExecution') < 290) await setImmediate();
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  assert.ok(fake.callsOf('DescribeTaskExecution') <= 300);
  held.resolve(ended({}));
  const { rows, cursors } = await collected;
  assert.deepEqual(
    rows.map(({ key }) => key),
    Array.from({ length: 500 }, (_, index) => executionArn(1, index)),
  );
  assert.equal(cursors.length, 5);
});
