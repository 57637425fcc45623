/** A range of ages. It begins where the younger one ends; its edge belongs to it, not to the older one. */
export interface AgeRange {
  readonly label: string;
  /** The oldest age that it holds, in days of 24 hours; null: it has no end. */
  readonly uptoDays: number | null;
}

/** The date ranges of the snapshot summary, youngest first. */
export const AGE_RANGES: readonly AgeRange[] = [
  { label: '0-7 days', uptoDays: 7 },
  { label: '7-15 days', uptoDays: 15 },
  { label: '15-30 days', uptoDays: 30 },
  { label: '30-90 days', uptoDays: 90 },
  { label: '90-180 days', uptoDays: 180 },
  { label: '180-365 days', uptoDays: 365 },
  { label: '365-730 days', uptoDays: 730 },
  { label: 'over 730 days', uptoDays: null },
];

/** What stands behind the last range: resources whose creation time AWS did not give. */
export const UNKNOWN_AGE_LABEL = 'unknown age';

/** Milliseconds of a day, as ages count them. */
export const DAY_MS = 86_400_000;

/**
 * The index in `AGE_RANGES` of something created at an instant, counted from another (the scan's start), both in
 * milliseconds since 1970 UTC; `AGE_RANGES.length` where the creation time is unknown. A creation time that lies
 * ahead of the scan's start (the clocks of AWS and of this machine differ) has the age 0.
 */
export function ageRangeIndex(createdAt: number | null, countedFrom: number): number {
  if (createdAt === null) return AGE_RANGES.length;
  const age = countedFrom - createdAt;
  return AGE_RANGES.findIndex(({ uptoDays }) => uptoDays === null || age <= uptoDays * DAY_MS);
}
