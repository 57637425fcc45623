/**
 * When an answer is asked for again while its subject changes: no sooner than three times what it cost, and never
 * more often than a few times a second. After a failure it is only asked again when something has changed.
 */
export interface ReloadTiming {
  /** The version of the subject that the last answer, or the last failure, was for; null before the first. */
  readonly version: string | null;
  /** Milliseconds since 1970. */
  readonly finishedAt: number;
  /** Milliseconds that it took. */
  readonly cost: number;
}

/** Nothing was asked yet. */
export const NEVER: ReloadTiming = { version: null, finishedAt: 0, cost: 0 };

/** Milliseconds to wait before asking for this version; null where there is nothing new to ask for. */
export function reloadDelay(last: ReloadTiming, version: string, now: number, least: number): number | null {
  if (last.version === version) return null;
  if (last.version === null) return 0;
  return Math.max(0, last.finishedAt + Math.max(least, 3 * last.cost) - now);
}
