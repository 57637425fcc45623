/** The days of the calendar of transfers, as they are handed from thread to thread and read. */

/** What of a task fell on a day. */
export interface CalendarDay {
  readonly good: number;
  readonly failed: number;
  readonly underWay: number;
  readonly missed: number;
  readonly skipped: number;
  /** True where more may have been: not all that tells it was read, or AWS no longer keeps it. */
  readonly unsure: boolean;
}

/** A day on which nothing was to be and nothing was. */
export const NO_DAY: CalendarDay = {
  ...{ good: 0, failed: 0, underWay: 0, missed: 0, skipped: 0 },
  unsure: false,
};

export interface CalendarTask {
  /** Its row in the table of tasks, and of transfers. */
  readonly row: number;
  readonly arn: string | null;
  readonly name: string | null;
  readonly account: string;
  readonly region: string;
  /** Names of the agents that it needs; null: not known. */
  readonly agents: readonly string[] | null;
  /** One for each day of the calendar, as `calendarDay` reads it. */
  readonly days: readonly string[];
}

export interface TransferCalendar {
  /** The first day: its begin, in milliseconds since 1970 UTC. */
  readonly first: number;
  readonly days: number;
  readonly tasks: readonly CalendarTask[];
}

const LETTERS = [
  ['good', 's'],
  ['failed', 'f'],
  ['underWay', 'r'],
  ['missed', 'm'],
  ['skipped', 'k'],
] as const;

/** A day in a few letters: of thousands of tasks thousands of days are handed from thread to thread. */
export function writtenDay(day: CalendarDay): string {
  const counts = LETTERS.map(([what, letter]) => (day[what] === 0 ? '' : `${letter}${day[what]}`));
  return counts.join('') + (day.unsure ? '?' : '');
}

/** The day with this number, from 0 on; one that is not in the calendar is empty. */
export function calendarDay(task: CalendarTask, index: number): CalendarDay {
  const text = task.days[index] ?? '';
  if (text === '') return NO_DAY;
  const counts = LETTERS.map(([what, letter]) => {
    const [, count = '0'] = new RegExp(`${letter}(\\d+)`).exec(text) ?? [];
    return [what, Number(count)] as const;
  });
  return { ...NO_DAY, ...Object.fromEntries(counts), unsure: text.endsWith('?') };
}

/** What is worst of a day; `none`: nothing was to be. */
export type DaySign = 'failed' | 'missed' | 'skipped' | 'under way' | 'good' | 'unknown' | 'none';

export function worstOf(day: CalendarDay): DaySign {
  if (day.failed > 0) return 'failed';
  if (day.missed > 0) return 'missed';
  if (day.skipped > 0) return 'skipped';
  if (day.underWay > 0) return 'under way';
  if (day.good > 0) return 'good';
  return day.unsure ? 'unknown' : 'none';
}

/** Its runs, whatever came of them. */
export function runsOf({ good, failed, underWay }: CalendarDay): number {
  return good + failed + underWay;
}
