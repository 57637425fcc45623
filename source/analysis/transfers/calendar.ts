/** The calendar of transfers: how each task's runs went, day by day (UTC). */
import type { DatabaseSync } from 'node:sqlite';
import { datasyncExecution } from '../../kinds/datasync/datasync-execution.ts';
import { quoted } from '../../store/schema.ts';
import { arrayRows, storedColumns } from '../../store/sql-rows.ts';
import { numberOrNull } from '../../store/stored-values.ts';
import { type JudgedTask, judgedTasks } from './judged-tasks.ts';
import { isUnderWay, type Run } from './run.ts';

const DAY = 86_400_000;

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

/** The calendar ends with the day of the scan, and begins with its window, or with the oldest run where that is earlier. */
export function readCalendar(database: DatabaseSync): TransferCalendar {
  const tasks: CalendarTask[] = [];
  const oldest = oldestStart(database);
  let first = Number.NaN;
  let days = 0;
  for (const judged of judgedTasks(database)) {
    if (days === 0) {
      const { from, to } = judged.read;
      const earliest = Math.max(Math.min(from, oldest ?? from), to - LONGEST);
      first = dayOf(earliest) * DAY;
      days = dayOf(to) - dayOf(earliest) + 1;
    }
    tasks.push(calendarTask(judged, first, days));
  }
  return { first, days, tasks };
}

/** Further back it does not go, whatever a run says of its start. */
const LONGEST = 400 * DAY;

function dayOf(time: number): number {
  return Math.floor(time / DAY);
}

function oldestStart(database: DatabaseSync): number | null {
  const { tab } = datasyncExecution;
  if (!storedColumns(database, tab).has('start_time')) return null;
  const [row] = arrayRows(database, `SELECT min(start_time) FROM main.${quoted(tab)}`);
  return numberOrNull(row?.[0]);
}

function calendarTask(judged: JudgedTask, first: number, count: number): CalendarTask {
  const { task, account, region, agents } = judged;
  return {
    row: task.row,
    arn: task.text('task_arn'),
    name: task.text('task_name'),
    ...{ account, region },
    agents: agents === null ? null : agents.map(({ name }) => name),
    days: daysOf(judged, first, count).map(written),
  };
}

type Counts = { -readonly [Key in keyof CalendarDay]: CalendarDay[Key] };

function daysOf(judged: JudgedTask, first: number, count: number): readonly CalendarDay[] {
  const days = Array.from(
    { length: count },
    (_, index): Counts => ({ ...NO_DAY, unsure: isUnsure(judged, first + index * DAY) }),
  );
  const at = (time: number | null): Counts | undefined =>
    time === null ? undefined : days[dayOf(time) - dayOf(first)];
  for (const run of judged.runs) {
    const day = at(run.start);
    if (day !== undefined) day[wayOf(run)] += 1;
  }
  for (const time of judged.missed?.times ?? []) {
    const day = at(time);
    if (day !== undefined) day.missed += 1;
  }
  for (const time of judged.missed?.skipped ?? []) {
    const day = at(time);
    if (day !== undefined) day.skipped += 1;
  }
  return days;
}

function wayOf(run: Run): 'good' | 'failed' | 'underWay' {
  if (isUnderWay(run)) return 'underWay';
  return run.status === 'SUCCESS' ? 'good' : 'failed';
}

/** Before it was created there is nothing to be unsure of. */
function isUnsure({ task, runs, read, missed }: JudgedTask, day: number): boolean {
  const created = task.instant('creation_time');
  if (created !== null && day + DAY <= created) return false;
  if (day < Math.max(read.from, created ?? read.from)) return created === null || created < read.from;
  return read.lacking !== null || missed?.missed == null || runs.some(({ start }) => start === null);
}

const LETTERS = [
  ['good', 's'],
  ['failed', 'f'],
  ['underWay', 'r'],
  ['missed', 'm'],
  ['skipped', 'k'],
] as const;

/** A day in a few letters: of thousands of tasks thousands of days are handed from thread to thread. */
function written(day: CalendarDay): string {
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
