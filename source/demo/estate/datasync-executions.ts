/**
 * Thirty days of task executions. The runs of one task lie together, the latest first; what is
 * under way moves on with the server's clock.
 */
import { hashText, mix, type Random } from '../random.ts';
import { type Collection, emptyCollection, type Row, shuffled } from './collection.ts';
import { daysBefore, minutesAfter, type RegionContext, rowRandom, scheduledRun } from './context.ts';
import { historyOf, type TaskHistory } from './datasync-rare-cases.ts';
import { enhancedCounts, underWay } from './datasync-under-way.ts';
import { idCodec } from './ids.ts';

export interface ExecutionEstate {
  readonly all: Collection;
  readonly of: (task: number) => Collection;
  readonly byId: (task: number, id: string) => Row | undefined;
  readonly currentOf: (task: number) => string | undefined;
}

const errors: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['OpNotSupp', 'The destination file system does not support this operation.'],
  ['PermissionDenied', 'The agent could not read /export/finance/2023: Permission denied.'],
  ['NfsServerTimeout', 'mount.nfs: Connection timed out after 60 seconds (nas02.larkspur.example).'],
  ['VerificationFailure', 'Verification failed: 17 files differ between source and destination.'],
];

const gibibyte = 1024 ** 3;
/** What a nightly or weekly copy moves at most, and a pass of a migration, in bytes. */
const mostMoved = { nightly: 60 * gibibyte, weekly: 240 * gibibyte, 'by hand': 900 * gibibyte } as const;

export function executionEstate(context: RegionContext, taskArn: (task: number) => string): ExecutionEstate {
  const { counts, region } = context;
  const ids = idCodec(context.seed, `${region}/execution`, 17);
  const random = rowRandom(context, 'execution');
  const salt = hashText(`${context.seed}/${region}/first-run`);
  const starts = runStarts(context);
  const runsOf = (task: number) => (starts[task + 1] ?? 0) - (starts[task] ?? 0);
  const taskOf = (index: number) => {
    let low = 0;
    let high = counts.tasks - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const executionArn = (task: number, index: number) => `${taskArn(task)}/execution/exec-${ids.hex(index)}`;

  const at = (index: number): Row => {
    const task = taskOf(index);
    const order = index - (starts[task] ?? 0);
    const stream = random(index);
    const history = historyOf(context, task);
    const enhanced = task % 4 === 1;
    const arn = executionArn(task, index);
    if (order === 0 && history.latest !== undefined)
      return underWay(context, { arn, status: history.latest, enhanced, isFirst: task === 0, stream });
    const StartTime = startOf(context, history, { order, runs: runsOf(task), offset: mix(salt + task) });
    const chance = stream.chance(0.02) ? stream.pick(errors) : undefined;
    const failing = order < Math.min(history.failing, Math.floor(0.6 * runsOf(task)));
    const error = history.error === undefined ? chance : failing ? history.error : undefined;
    return finished({
      arn,
      StartTime,
      now: context.now,
      error,
      most: mostMoved[history.runs],
      enhanced,
      stream,
    });
  };

  const part = (task: number): Collection => {
    const start = starts[task] ?? 0;
    return { count: runsOf(task), at: (order) => at(start + order) };
  };
  return {
    all: counts.tasks === 0 ? emptyCollection : shuffled({ count: counts.executions, at }),
    of: part,
    byId: (task, id) => {
      const index = ids.indexOf(id);
      return index !== undefined && index < counts.executions && taskOf(index) === task
        ? at(index)
        : undefined;
    },
    currentOf: (task) =>
      historyOf(context, task).latest !== undefined && runsOf(task) > 0
        ? executionArn(task, starts[task] ?? 0)
        : undefined,
  };
}

/** By task: the index of its latest run; those of the next task begin behind its own. */
function runStarts(context: RegionContext): readonly number[] {
  const { counts } = context;
  const histories = Array.from({ length: counts.tasks }, (_, task) => historyOf(context, task));
  const total = histories.reduce((sum, { count }) => sum + count, 0);
  // Where there is room for more runs than the schedules make, they are more passes of the usual migrations.
  const passes = histories.filter(isUsualPass).length;
  const more = passes === 0 ? 0 : Math.max(0, counts.executions - total) / passes;
  const scale = total === 0 ? 0 : counts.executions / (total + more * passes);
  const starts = [0];
  let soFar = 0;
  for (const history of histories) {
    soFar += history.count + (isUsualPass(history) ? more : 0);
    starts.push(Math.round(soFar * scale));
  }
  return starts;
}

function isUsualPass({ runs, latest, count, failing }: TaskHistory): boolean {
  return runs === 'by hand' && latest === undefined && failing === 0 && count === 4;
}

interface Place {
  /** 0 is the latest. */
  readonly order: number;
  readonly runs: number;
  /** 32 bits of the task's own. */
  readonly offset: number;
}

/** A scheduled run is over so many milliseconds after its time, at the soonest: at every hour of the day the last one has started. */
const shortestRun = 5 * 60_000;

/** When a run began: as scheduled, or, of those that people start, spread over the thirty days. */
function startOf({ now, daysMore }: RegionContext, { runs, missedLast }: TaskHistory, place: Place): Date {
  const days = 30 + daysMore;
  if (missedLast === true && place.order === 0) return daysBefore(now, 14.3);
  if (runs === 'nightly' && place.runs < days)
    return scheduledRun(now, 1, 180 + (place.offset % 3), place.order, shortestRun);
  if (runs === 'weekly' && place.order < 4 + Math.ceil(daysMore / 7)) {
    const latest = scheduledRun(now, 1, 90, 0, shortestRun);
    return daysBefore(latest, latest.getUTCDay() + 7 * place.order);
  }
  const everyDays = days / place.runs;
  const offset = (place.offset / 4294967296) * everyDays;
  return daysBefore(now, Math.min(days - 0.02, place.order * everyDays + offset + 0.04));
}

interface Finished {
  readonly arn: string;
  readonly StartTime: Date;
  readonly now: Date;
  readonly error: readonly [code: string, detail: string] | undefined;
  /** The most bytes that such a run moves. */
  readonly most: number;
  readonly enhanced: boolean;
  readonly stream: Random;
}

function finished({ arn, StartTime, now, error, most, enhanced, stream }: Finished): Row {
  const failed = error !== undefined;
  const [ErrorCode, ErrorDetail] = error ?? [];
  const LaunchTime = minutesAfter(StartTime, stream.between(1, 3) / 2);
  const past = (now.getTime() - LaunchTime.getTime()) / 60_000;
  const minutes = Math.min(stream.between(2, 50) + stream.next(), past - 1);
  const files = stream.between(0, 90_000);
  const bytes = Math.floor(stream.next() ** 2 * most);
  const done = failed ? Math.floor(bytes * stream.next()) : bytes;
  const doneFiles = failed ? Math.floor(files * 0.4) : files;
  const milliseconds = Math.round(minutes * 60_000);
  const phase = (share: number) => (enhanced ? 0 : Math.round(milliseconds * share));
  return {
    TaskExecutionArn: arn,
    Status: failed ? 'ERROR' : 'SUCCESS',
    TaskMode: enhanced ? 'ENHANCED' : 'BASIC',
    StartTime,
    LaunchTime,
    EndTime: minutesAfter(LaunchTime, minutes),
    Options: { VerifyMode: 'ONLY_FILES_TRANSFERRED', OverwriteMode: 'ALWAYS', TransferMode: 'CHANGED' },
    Includes: [],
    Excludes: [],
    EstimatedFilesToTransfer: files,
    EstimatedBytesToTransfer: bytes,
    EstimatedFilesToDelete: 0,
    FilesTransferred: doneFiles,
    FilesDeleted: 0,
    FilesSkipped: stream.between(0, 400),
    FilesVerified: doneFiles,
    BytesTransferred: done,
    BytesWritten: done,
    BytesCompressed: Math.floor(done * 0.8),
    Result: {
      TotalDuration: milliseconds,
      PrepareDuration: phase(0.1),
      PrepareStatus: 'SUCCESS',
      TransferDuration: phase(0.8),
      TransferStatus: failed ? 'ERROR' : 'SUCCESS',
      VerifyDuration: phase(0.1),
      VerifyStatus: failed ? 'PENDING' : 'SUCCESS',
      ErrorCode,
      ErrorDetail,
    },
    ...(enhanced ? enhancedCounts(files, doneFiles, failed ? 17 : 0) : {}),
    ReportResult: stream.chance(0.1) ? { Status: 'SUCCESS' } : undefined,
  };
}
