/** A run of a task, as its execution tells of it, and what several of them come to. */

/** Times are milliseconds since 1970 UTC, durations milliseconds; null: AWS does not say. */
export interface Run {
  readonly arn: string;
  readonly status: string | null;
  /** When it was asked for. */
  readonly start: number | null;
  /** When it began, after it had waited. */
  readonly launch: number | null;
  readonly end: number | null;
  /** Of one under way: from its launch to the scan's start. */
  readonly duration: number | null;
  readonly bytes: number | null;
  readonly bytesPerSecond: number | null;
  readonly filesTransferred: number | null;
  readonly filesFailed: number | null;
  readonly verifyStatus: string | null;
  /** Bytes that it is expected to write. */
  readonly estimatedBytes: number | null;
  /** Whether its task report was made; null too where none was asked for. */
  readonly reportResult: string | null;
}

/** True for a run that is waiting, or at work. */
export function isUnderWay({ status }: Run): boolean {
  return status !== null && status !== 'SUCCESS' && status !== 'ERROR';
}

/** Those that ended well, the newest first. */
export function goodRuns(runs: readonly Run[]): readonly Run[] {
  return newestFirst(runs).filter(({ status }) => status === 'SUCCESS');
}

/** The newest first, those without a time last. */
export function newestFirst(runs: readonly Run[]): readonly Run[] {
  return runs.toSorted((one, other) => (other.start ?? 0) - (one.start ?? 0));
}

/** When a run let go of its task: never yet where it is under way; null: not known. */
export function endOf(run: Run): number | null {
  if (isUnderWay(run)) return Number.POSITIVE_INFINITY;
  if (run.end !== null) return run.end;
  const began = run.launch ?? run.start;
  return began === null || run.duration === null ? null : began + run.duration;
}

/** The middle one, of an even number the mean of the two in the middle; null: there is none. */
export function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).toSorted((one, other) => one - other);
  const middle = Math.floor(known.length / 2);
  const [low, high] = [known[known.length % 2 === 0 ? middle - 1 : middle], known[middle]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

/** The fewest earlier runs that a newer one is compared with. */
const FEWEST_EARLIER = 3;

/** By how many percent the last good run differs from the median of those before it; null: there are under three of those. */
export function trendOf(runs: readonly Run[], measure: (run: Run) => number | null): number | null {
  const [last, ...earlier] = goodRuns(runs).map(measure);
  const before = earlier.filter((value) => value !== null);
  const usual = median(before);
  if (last == null || usual === null || usual === 0 || before.length < FEWEST_EARLIER) return null;
  return Math.round((100 * (last - usual)) / usual);
}
