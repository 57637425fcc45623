/** How fast a scan calls AWS, over the time that it has taken so far. */
import type { ScanState } from '../../model/cell.ts';
import { totalsOfScan } from '../../model/totals.ts';
import { isRunning } from './scan-totals.ts';

/** How many calls there had been at a time, in milliseconds. */
interface Sample {
  readonly at: number;
  readonly calls: number;
}

/** Samples of a scan, the oldest first, no closer than `stepMs`. */
export interface Pace {
  /** When the scan that it is of began; null: of none. */
  readonly startedAt: number | null;
  readonly samples: readonly Sample[];
  readonly stepMs: number;
}

const FIRST_STEP_MS = 250;

/** With more samples every other one goes, so that those of a long scan tell of all of it. */
const MOST_SAMPLES = 64;

/** Before anything was called. */
export const NO_PACE: Pace = { startedAt: null, samples: [], stepMs: FIRST_STEP_MS };

/** The pace with what a running scan has called by now; as it was where that is too soon, or the scan has ended. */
export function paceAfter(pace: Pace, scan: ScanState, now: number): Pace {
  const startedAt = scan.rerunAt ?? scan.startedAt;
  if (!isRunning(scan)) return pace.startedAt === startedAt ? pace : NO_PACE;
  const known = pace.startedAt === startedAt ? pace : { ...NO_PACE, startedAt };
  const last = known.samples.at(-1);
  if (last !== undefined && now - last.at < known.stepMs) return known;
  const samples = [...known.samples, { at: now, calls: totalsOfScan(scan).calls }];
  if (samples.length <= MOST_SAMPLES) return { ...known, samples };
  return { ...known, samples: samples.filter((_, index) => index % 2 === 0), stepMs: 2 * known.stepMs };
}

/** Calls a second between each sample and the one before. */
export function callRates({ samples }: Pace): readonly number[] {
  return samples.slice(1).map(({ at, calls }, index) => {
    const before = samples[index] ?? { at, calls };
    const seconds = (at - before.at) / 1000;
    return seconds <= 0 ? 0 : Math.max(0, calls - before.calls) / seconds;
  });
}

/** As `callRates`, of the last seconds that are known; null: none are. */
export function rateNow(pace: Pace): number | null {
  const last = pace.samples.at(-1);
  const from = pace.samples.find(({ at }) => last !== undefined && last.at - at <= RECENT_MS);
  if (last === undefined || from === undefined || from.at === last.at) return null;
  return Math.max(0, last.calls - from.calls) / ((last.at - from.at) / 1000);
}

/** So long ago is now, to the eye. */
const RECENT_MS = 1_000;
