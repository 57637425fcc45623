/** The days on which the simulated company can be looked at. */

/** The company is known up to this day. */
export const LAST_DAY = 14;

const DAY_MS = 86_400_000;

/** Six in the morning of a Monday, when all of the night's backups are made. */
const FIRST = Date.UTC(2026, 10, 2, 6);

/** The instant of a day of the company. */
export function instantOfDay(day: number): Date {
  return new Date(FIRST + day * DAY_MS);
}
