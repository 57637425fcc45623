/** The calendar of transfers: how each task's runs went, day by day (UTC). */
import type { DatabaseSync } from 'node:sqlite';
import { datasyncExecution } from '../../kinds/datasync/datasync-execution.ts';
import { quoted } from '../../store/schema.ts';
import { arrayRows, storedColumns } from '../../store/sql-rows.ts';
import { numberOrNull } from '../../store/stored-values.ts';
import {
  type CalendarDay,
  type CalendarTask,
  NO_DAY,
  type TransferCalendar,
  writtenDay,
} from './calendar-days.ts';
import { type JudgedTask, judgedTasks } from './judged-tasks.ts';
import { isUnderWay, type Run } from './run.ts';

const DAY = 86_400_000;

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
    days: daysOf(judged, first, count).map(writtenDay),
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
