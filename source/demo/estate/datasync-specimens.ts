import type { Row } from './collection.ts';
import { daysBefore } from './context.ts';
import { hostileJsonTexts } from './names.ts';

/** How a task's runs go: what its executions are like. */
export interface TaskHistory {
  /** Of the region's executions, in parts. */
  readonly weight: number;
  readonly runs: 'mostly well' | 'always failing';
  /** What the latest run is doing now. */
  readonly latest?: 'TRANSFERRING' | 'QUEUED' | 'PREPARING' | 'VERIFYING' | 'CANCELLING' | 'LAUNCHING';
}

/** Task by task, what is rare: 0 is running now, 1 fails, 2 was stopped by the service, 3 never ran. */
export const taskSpecimens: readonly ((now: Date) => Row)[] = [
  () => ({ Name: 'fileserver-migration', Status: 'RUNNING' }),
  (now) => ({
    Name: 'nas-to-s3-nightly',
    Schedule: { ScheduleExpression: 'cron(0 2 * * ? *)', Status: 'ENABLED' },
    ScheduleDetails: { StatusUpdateTime: daysBefore(now, 60) },
  }),
  (now) => ({
    Name: 'invoices-archive',
    Schedule: { ScheduleExpression: 'rate(1 hour)', Status: 'DISABLED' },
    ScheduleDetails: {
      StatusUpdateTime: daysBefore(now, 6),
      DisabledReason:
        'Your task has failed too many times in a row. Check its errors before enabling the schedule.',
      DisabledBy: 'SERVICE',
    },
  }),
  () => ({ Name: 'never-started', Schedule: undefined, ScheduleDetails: undefined }),
  () => ({ Name: 'waiting-for-its-agent', Status: 'QUEUED' }),
  (now) => ({
    Name: 'paused-by-hand',
    Schedule: { ScheduleExpression: 'cron(30 1 ? * SUN *)', Status: 'DISABLED' },
    ScheduleDetails: {
      StatusUpdateTime: daysBefore(now, 20),
      DisabledReason: 'maintenance',
      DisabledBy: 'USER',
    },
  }),
  () => ({
    Status: 'UNAVAILABLE',
    ErrorCode: 'AgentDisconnected',
    ErrorDetail: 'The agent of the source location has been offline for 9 days.',
  }),
  () => ({ Name: hostileJsonTexts[0] }),
  () => ({ Name: hostileJsonTexts[1] }),
  () => ({ Name: hostileJsonTexts[5] }),
  () => ({ Name: hostileJsonTexts[7] }),
];

const histories: readonly TaskHistory[] = [
  { weight: 2, runs: 'mostly well', latest: 'TRANSFERRING' },
  { weight: 3, runs: 'always failing' },
  { weight: 4, runs: 'mostly well' },
  { weight: 0, runs: 'mostly well' },
  { weight: 1, runs: 'mostly well', latest: 'QUEUED' },
  { weight: 1, runs: 'mostly well', latest: 'CANCELLING' },
  { weight: 1, runs: 'always failing' },
  { weight: 2, runs: 'mostly well', latest: 'VERIFYING' },
  { weight: 2, runs: 'mostly well', latest: 'PREPARING' },
  { weight: 2, runs: 'mostly well', latest: 'LAUNCHING' },
];

export function historyOf(task: number): TaskHistory {
  return histories[task] ?? { weight: 1 + (task % 4), runs: 'mostly well' };
}
