import type { Row } from './collection.ts';
import { siteOf } from './company.ts';
import { daysBefore, isHome, type RegionContext } from './context.ts';
import { hostileJsonTexts } from './hostile-texts.ts';

/** How a task's runs go: what its executions are like. */
export interface TaskHistory {
  /** Every night, every Sunday, or whenever somebody starts it: a pass of a migration. */
  readonly runs: 'nightly' | 'weekly' | 'by hand';
  /** Runs in the thirty days that AWS remembers. */
  readonly count: number;
  /** The latest runs that failed, one after the other; more than there are: all of them. */
  readonly failing: number;
  /** What those ended with: code and detail. */
  readonly error?: readonly [code: string, detail: string];
  /** The nightly run of last night did not start: another was started by hand, weeks before. */
  readonly missedLast?: true;
  /** What the latest run is doing now. */
  readonly latest?: 'TRANSFERRING' | 'QUEUED' | 'PREPARING' | 'VERIFYING' | 'CANCELLING' | 'LAUNCHING';
}

interface RareTask {
  /** On top of what every task has. */
  readonly fields: (context: RegionContext) => Row;
  readonly history: TaskHistory;
}

const byHand = { runs: 'by hand', failing: 0 } as const;
const unscheduled = { Schedule: undefined, ScheduleDetails: undefined };
/** Nights since which the nightly copy has failed. */
const failingNights = 17;

/**
 * Task by task, what is rare. A region has the first one: under way. Where the company began there are all: 1 fails
 * every night, 2 was stopped by the service, 3 never ran.
 */
const rareTasks: readonly [RareTask, ...RareTask[]] = [
  {
    fields: ({ region }) => ({
      Name: `wave-4-${siteOf(region, 0)}-fileserver`,
      Status: 'RUNNING',
      ...unscheduled,
    }),
    history: { ...byHand, count: 3, latest: 'TRANSFERRING' },
  },
  {
    fields: () => ({
      Name: 'bal1-nas-to-s3-nightly',
      Schedule: { ScheduleExpression: 'cron(0 3 * * ? *)', Status: 'ENABLED' },
    }),
    history: {
      runs: 'nightly',
      count: 29,
      failing: failingNights,
      error: ['PermissionDenied', 'The agent could not read 1,204 files of the source: Permission denied.'],
    },
  },
  {
    fields: ({ now }) => ({
      Name: 'bal1-invoice-pdf-hourly',
      Schedule: { ScheduleExpression: 'rate(1 hour)', Status: 'DISABLED' },
      ScheduleDetails: {
        StatusUpdateTime: daysBefore(now, 6),
        DisabledReason:
          'Your task has failed too many times in a row. Check its errors before enabling the schedule.',
        DisabledBy: 'SERVICE',
      },
    }),
    history: { ...byHand, count: 6 },
  },
  {
    fields: () => ({ Name: 'wave-5-sav1-home', ...unscheduled }),
    history: { ...byHand, count: 0 },
  },
  {
    fields: () => ({ Name: 'wave-4-mem1-wms-images', Status: 'QUEUED', ...unscheduled }),
    history: { ...byHand, count: 4, latest: 'QUEUED' },
  },
  {
    fields: ({ now }) => ({
      Name: 'chi1-edi-archive-weekly',
      Schedule: { ScheduleExpression: 'cron(30 1 ? * SUN *)', Status: 'DISABLED' },
      ScheduleDetails: {
        StatusUpdateTime: daysBefore(now, 20),
        DisabledReason: 'maintenance of the filer',
        DisabledBy: 'USER',
      },
    }),
    history: { ...byHand, count: 3, latest: 'CANCELLING' },
  },
  {
    fields: () => ({
      Name: 'wave-3-sav1-label-archive',
      Status: 'UNAVAILABLE',
      ErrorCode: 'AgentDisconnected',
      ErrorDetail: 'The agent of the source location has been offline for 9 days.',
      ...unscheduled,
    }),
    history: {
      ...byHand,
      count: 2,
      failing: 1,
      error: ['AgentDisconnected', 'The agent went offline while the files were transferred.'],
    },
  },
  {
    fields: () => ({ Name: 'wave-4-bal1-projects', ...unscheduled }),
    history: { ...byHand, count: 4, latest: 'VERIFYING' },
  },
  {
    fields: () => ({ Name: 'wave-4-mem1-cmr-scans', ...unscheduled }),
    history: { ...byHand, count: 4, latest: 'PREPARING' },
  },
  {
    fields: () => ({ Name: 'wave-4-bal1-finance', ...unscheduled }),
    history: { ...byHand, count: 4, latest: 'LAUNCHING' },
  },
];

/** The tasks that carry a hostile name, if asked for, and which. */
const hostileNames: Readonly<Record<number, string | undefined>> = {
  7: hostileJsonTexts[0],
  8: hostileJsonTexts[1],
  9: hostileJsonTexts[5],
  10: hostileJsonTexts[7],
  11: hostileJsonTexts[2],
};

function rareTask(context: RegionContext, task: number): RareTask | undefined {
  return isHome(context) || task === 0 ? rareTasks[task] : undefined;
}

/** What sets a task apart from the others. */
export function rareTaskFields(context: RegionContext, task: number): Row {
  const hostile = context.hostile ? hostileNames[task] : undefined;
  return {
    ...rareTask(context, task)?.fields(context),
    ...(hostile === undefined ? {} : { Name: hostile }),
  };
}

/** When a task runs, if nothing is rare about it. */
export function usualRuns(task: number): TaskHistory['runs'] {
  if (task % 6 === 4) return 'nightly';
  return task % 6 === 2 ? 'by hand' : 'weekly';
}

/** The nightly copy where the company began whose last run did not start. */
const missedTask = 16;

const usualCounts = { nightly: 29, weekly: 4, 'by hand': 4 } as const;

export function historyOf(context: RegionContext, task: number): TaskHistory {
  const rare = rareTask(context, task);
  if (rare !== undefined) return rare.history;
  const runs = usualRuns(task);
  const missed = isHome(context) && task === missedTask ? ({ missedLast: true } as const) : {};
  return { runs, count: usualCounts[runs], failing: 0, ...missed };
}
