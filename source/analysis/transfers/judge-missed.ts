/** Whether runs of a task that its schedule asked for did not start. */
import { formatInstant } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import { timesBefore } from './aws-cron.ts';
import { endOf, newestFirst, type Run } from './run.ts';
import type { Schedule } from './schedule.ts';

/** A task's schedule, as AWS tells of it. */
export interface TaskSchedule {
  /** Null: it has none. */
  readonly schedule: Schedule | null;
  /** Whether it is on; null: AWS does not say. */
  readonly isOn: boolean | null;
  /** From when on it holds: the task was created then, or its schedule turned on (milliseconds since 1970 UTC). */
  readonly since: number | null;
}

/** Which runs a scan knows. */
export interface RunsRead {
  /** The start of the window of executions (milliseconds since 1970 UTC). */
  readonly from: number;
  /** The start of the scan. */
  readonly to: number;
  /** Why some of them may be missing; null: none is. */
  readonly lacking: string | null;
}

/** What is judged of the times at which a task was due. */
export interface MissedRuns {
  /** Null: not known. */
  readonly missed: boolean | null;
  /** When those were due, the newest first. */
  readonly times: readonly number[];
  /** When runs were due that were likely left out because the one before still went on, the newest first. */
  readonly skipped: readonly number[];
  /** In words. */
  readonly reason: string;
}

/** More due times than these are not looked at one by one: every quarter of an hour for 30 days. */
const MOST_TIMES = 3_000;

/** Judges the window of a scan; a run that starts within `tolerance` (milliseconds) of a due time fills its place. */
export function judgeMissed(
  { schedule, isOn, since }: TaskSchedule,
  runs: readonly Run[],
  read: RunsRead,
  tolerance: number,
): MissedRuns {
  if (schedule === null) return nothingDue('it has no schedule');
  if (isOn === false) return nothingDue('its schedule is disabled');
  if (schedule.is === 'unknown') return notKnown(`its schedule cannot be read: ${schedule.why}`);
  if (isOn === null) return notKnown('AWS does not say whether its schedule is on');
  const from = Math.max(read.from, since ?? read.from);
  const to = read.to - tolerance;
  const starts = newestFirst(runs).flatMap(({ start }) => (start === null ? [] : [start]));
  const open =
    schedule.is === 'cron'
      ? openTimes(timesBefore(schedule.cron, to + 1, from), starts, tolerance)
      : openGaps(schedule.every, { from, to: read.to, starts, tolerance });
  const skipped = open.filter((time) => runs.some((run) => stillRan(run, time)));
  const missed = open.filter((time) => !skipped.includes(time));
  const doubt = missed.length === 0 ? null : doubtOf(runs, read);
  if (doubt !== null) return { ...notKnown(doubt), skipped };
  return verdict(missed, skipped);
}

function nothingDue(reason: string): MissedRuns {
  return { missed: false, times: [], skipped: [], reason };
}

function notKnown(reason: string): MissedRuns {
  return { missed: null, times: [], skipped: [], reason };
}

/** Due times, the newest first, near which nothing started. */
function openTimes(times: Iterable<number>, starts: readonly number[], tolerance: number): readonly number[] {
  const open: number[] = [];
  let looked = 0;
  let next = 0;
  for (const time of times) {
    if (looked++ >= MOST_TIMES) break;
    // Both are in order: what started long after this time did so after every earlier one.
    while ((starts[next] ?? Number.NEGATIVE_INFINITY) > time + tolerance) next++;
    const start = starts[next];
    if (start === undefined || start < time - tolerance) open.push(time);
  }
  return open;
}

interface Gaps {
  readonly from: number;
  readonly to: number;
  /** The newest first. */
  readonly starts: readonly number[];
  readonly tolerance: number;
}

/** A rate has no phase: only where nothing started for longer than it is something is open, about then. */
function openGaps(every: number, { from, to, starts, tolerance }: Gaps): readonly number[] {
  const within = starts.filter((start) => start >= from && start <= to);
  const edges = [to, ...within, from];
  const open: number[] = [];
  for (const [index, end] of edges.entries()) {
    const begin = edges[index + 1];
    if (begin === undefined) break;
    const left = Math.min(Math.ceil((end - begin - tolerance) / every) - 1, MOST_TIMES);
    for (let step = left; step >= 1; step--) open.push(begin + step * every);
  }
  return open;
}

function stillRan(run: Run, time: number): boolean {
  const end = endOf(run);
  return run.start !== null && run.start < time && end !== null && end > time;
}

/** Why a run may have started that is not known. */
function doubtOf(runs: readonly Run[], { lacking }: RunsRead): string | null {
  if (lacking !== null) return lacking;
  const undated = runs.filter(({ start }) => start === null).length;
  return undated === 0 ? null : `of ${counted(undated, 'execution')} it is not known when they started`;
}

function verdict(missed: readonly number[], skipped: readonly number[]): MissedRuns {
  const [last = null] = missed;
  const [lastSkipped] = skipped;
  const left =
    lastSkipped === undefined
      ? ''
      : `${counted(skipped.length, 'run')} likely skipped, as the one before still ran, last ${formatInstant(lastSkipped)}`;
  if (last === null)
    return { missed: false, times: [], skipped, reason: left === '' ? 'every scheduled run started' : left };
  const words = `${counted(missed.length, 'scheduled run')} did not start, last ${formatInstant(last)}`;
  return { missed: true, times: missed, skipped, reason: left === '' ? words : `${words}; ${left}` };
}
