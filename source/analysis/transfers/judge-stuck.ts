/** Whether a run that is under way takes longer than it should. */
import { formatDuration } from '../../model/format.ts';
import { goodRuns, isUnderWay, median, newestFirst, type Run } from './run.ts';

/** When a run counts as stuck: longer than so many times its own median, and than so many milliseconds. */
export interface StuckAfter {
  readonly times: number;
  readonly least: number;
}

export interface StuckRun {
  /** Null: not known. */
  readonly stuck: boolean | null;
  /** In words; empty: nothing is to be said. */
  readonly reason: string;
}

const NOTHING: StuckRun = { stuck: false, reason: '' };

/**
 * Judges the newest run under way. `taskStatus`: what AWS says of the task, which tells whether there is one where its
 * executions are not known; null: neither is.
 */
export function judgeStuck(
  runs: readonly Run[],
  taskStatus: string | null,
  { times, least }: StuckAfter,
): StuckRun {
  const run = newestFirst(runs).find(isUnderWay);
  if (run === undefined) {
    return taskStatus === null || taskStatus === 'RUNNING'
      ? { stuck: null, reason: 'what it does now is not known' }
      : NOTHING;
  }
  if (run.status === 'QUEUED') return NOTHING;
  if (run.duration === null) return { stuck: null, reason: 'AWS does not say since when it runs' };
  const so = `running for ${formatDuration(run.duration)}`;
  if (run.duration <= least) return NOTHING;
  const usual = median(goodRuns(runs).map(({ duration }) => duration));
  if (usual === null)
    return { stuck: null, reason: `${so}, and no good run of it is known to measure that by` };
  return run.duration > times * usual
    ? { stuck: true, reason: `${so}, its median is ${formatDuration(usual)}` }
    : NOTHING;
}
