import type { MadeCell } from '../../helpers/scan-files.ts';
import { SCAN_START } from '../../helpers/scan-files.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The ARN of a task by its number. */
export const taskArn = (task: number): string =>
  `arn:aws:datasync:us-east-1:123456789012:task/task-0000000000000000${task}`;

const locationArn = (location: number): string =>
  `arn:aws:datasync:us-east-1:123456789012:location/loc-${location}`;

/** A task that runs every night at three, described; it was made a year ago. */
export function madeTask(
  task: number,
  name: string,
  more: MadeCell['rows'][number] = {},
): MadeCell['rows'][number] {
  return {
    ...{
      key: taskArn(task),
      task_arn: taskArn(task),
      task_name: name,
      status: 'AVAILABLE',
      task_mode: 'ENHANCED',
    },
    ...{ source_location_arn: locationArn(1), destination_location_arn: locationArn(2) },
    ...{ schedule: 'cron(0 3 * * ? *)', schedule_status: 'ENABLED', creation_time: SCAN_START - 365 * DAY },
    ...{ verify_mode: 'POINT_IN_TIME_CONSISTENT', cloudwatch_log_group: 'arn:aws:logs:group' },
    ...more,
  };
}

/** A good run of a task, so many nights ago, of half an hour. */
export function madeRun(
  task: number,
  night: number,
  more: MadeCell['rows'][number] = {},
): MadeCell['rows'][number] {
  const start = Date.UTC(2026, 10, 21, 3) - night * DAY;
  const arn = `${taskArn(task)}/execution/exec-${night}`;
  return {
    ...{ key: arn, task_execution_arn: arn, task_arn: taskArn(task), status: 'SUCCESS' },
    ...{ start_time: start, launch_time: start, end_time: start + HOUR / 2, duration: HOUR / 2 },
    ...{ bytes_transferred: 1000, files_failed: 0, verify_status: 'SUCCESS' },
    ...more,
  };
}

/** A night of four tasks on one agent: one well, one that did not start, one stuck, and one that waits behind it. */
export function madeNight(): readonly MadeCell[] {
  const nights = (task: number, from: number) =>
    Array.from({ length: 31 - from }, (_, index) => madeRun(task, from + index));
  const byHand = { schedule: null, schedule_status: null };
  const cell = { region: 'us-east-1', outcome: 'done' } as const;
  return [
    {
      ...cell,
      kind: 'datasync-task',
      rows: [
        madeTask(1, 'well'),
        madeTask(2, 'late', { verify_mode: 'NONE', cloudwatch_log_group: null }),
        madeTask(3, 'slow', { ...byHand, status: 'RUNNING' }),
        madeTask(4, 'waiting', { ...byHand, status: 'QUEUED' }),
        madeTask(5, 'never', byHand),
      ],
    },
    {
      ...cell,
      kind: 'datasync-location',
      rows: [
        { key: 'l1', location_arn: locationArn(1), agent_arns: ['agent-1'] },
        { key: 'l2', location_arn: locationArn(2), agent_arns: null },
      ],
    },
    {
      ...cell,
      kind: 'datasync-agent',
      rows: [
        { key: 'a1', agent_arn: 'agent-1', agent_name: 'nas', status: 'ONLINE', platform_version: '1.0.3' },
      ],
    },
    {
      ...cell,
      kind: 'datasync-execution',
      rows: [
        ...nights(1, 0),
        ...nights(2, 1),
        madeRun(3, 2, { bytes_transferred: 500 }),
        madeRun(3, 0, {
          ...{ status: 'TRANSFERRING', end_time: null, duration: 6.5 * HOUR, verify_status: 'PENDING' },
          ...{ bytes_transferred: 400, estimated_bytes: 1000, files_failed: 3 },
        }),
        madeRun(4, 0, { status: 'QUEUED', launch_time: null, end_time: null, duration: null }),
      ],
    },
  ];
}
