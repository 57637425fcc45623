/** How far a transfer under way is, how fast, and how long it still takes. What AWS does not say stays unknown. */

/** What has been transferred and what is expected to be; null: AWS does not say. */
export interface TransferCounts {
  readonly bytes: number | null;
  readonly expectedBytes: number | null;
  readonly files: number | null;
  readonly expectedFiles: number | null;
}

/** The counts at one moment (milliseconds since 1970 UTC). */
export interface TransferSample extends TransferCounts {
  readonly at: number;
}

/** What is transferred for each second. */
export interface TransferRate {
  readonly bytes: number | null;
  readonly files: number | null;
}

/** No longer ago than this is "now" for the rate. */
const RATE_WINDOW_MS = 60_000;

/**
 * Whole percent of the expected bytes, of the expected files where the bytes are not known; null where neither is. An
 * expectation of 0 is none: AWS says 0 until it has prepared the transfer. Rounded down, and at most 100: more may be
 * transferred than was expected.
 */
export function transferPercent(counts: TransferCounts): number | null {
  return share(counts.bytes, counts.expectedBytes) ?? share(counts.files, counts.expectedFiles);
}

function share(done: number | null, expected: number | null): number | null {
  if (done === null || expected === null || expected <= 0 || done < 0) return null;
  return Math.min(100, Math.floor((done / expected) * 100));
}

/**
 * Milliseconds until the rest is transferred at this rate: by bytes, by files where the expected bytes are not known.
 * Null where it is unknown or nothing moves.
 */
export function transferTimeLeft(counts: TransferCounts, rate: TransferRate): number | null {
  return (
    remaining(counts.bytes, counts.expectedBytes, rate.bytes) ??
    remaining(counts.files, counts.expectedFiles, rate.files)
  );
}

function remaining(done: number | null, expected: number | null, perSecond: number | null): number | null {
  if (done === null || expected === null || expected <= 0) return null;
  if (done >= expected) return 0;
  return perSecond === null || perSecond <= 0 ? null : Math.round(((expected - done) / perSecond) * 1000);
}

/** The average over a span of milliseconds; unknown where there is no span. */
export function averageRate(counts: TransferCounts, milliseconds: number | null): TransferRate {
  const each = (done: number | null): number | null =>
    done === null || milliseconds === null || milliseconds <= 0 ? null : (done * 1000) / milliseconds;
  return { bytes: each(counts.bytes), files: each(counts.files) };
}

/** The rate between the samples of the last minute; null where there are fewer than two. A count that fell is unknown. */
export function recentRate(samples: readonly TransferSample[]): TransferRate | null {
  const last = samples.at(-1);
  const first = samples.find(({ at }) => last !== undefined && at >= last.at - RATE_WINDOW_MS);
  if (first === undefined || last === undefined || last.at <= first.at) return null;
  const seconds = (last.at - first.at) / 1000;
  const each = (from: number | null, to: number | null): number | null =>
    from === null || to === null || to < from ? null : (to - from) / seconds;
  return { bytes: each(first.bytes, last.bytes), files: each(first.files, last.files) };
}

/** The samples with one more; those that no rate needs any more are left out, and so is one that is no later. */
export function withSample(
  samples: readonly TransferSample[],
  sample: TransferSample,
): readonly TransferSample[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.at <= last.at) return samples;
  return [...samples.filter(({ at }) => at >= sample.at - RATE_WINDOW_MS), sample];
}
