/** The calendar of transfers as lines and days, and where the cursor is in it. */
import {
  type CalendarDay,
  type CalendarTask,
  calendarDay,
  NO_DAY,
  type TransferCalendar,
} from '../../../analysis/transfers/calendar-days.ts';
import { clamp, type Size, viewHeight } from '../../kit/layout.ts';
import type { CalendarState } from '../../state/calendar-state.ts';

const DAY = 86_400_000;

/** A line: a task, or the agent that those below it need. */
export type CalendarLine =
  | { readonly is: 'agent'; readonly name: string; readonly tasks: number }
  | { readonly is: 'task'; readonly task: CalendarTask };

/** Lines around those of tasks: title, months, days; what the cursor is on, and what the signs say. */
const OTHER_LINES = 5;

/** Lines for tasks on a screen of so many. */
export function calendarHeight({ rows }: Pick<Size, 'rows'>): number {
  return Math.max(1, viewHeight({ columns: 0, rows }) - OTHER_LINES);
}

interface Lines {
  readonly byName: readonly CalendarLine[];
  readonly byAgent: readonly CalendarLine[];
}

/** Lines of calendars: made once each, however often they are drawn and moved in. */
const LINES = new WeakMap<TransferCalendar, Lines>();

/** The lines as they stand. */
export function calendarLines({ calendar, byAgent }: CalendarState): readonly CalendarLine[] {
  if (calendar === null) return [];
  const lines = LINES.get(calendar) ?? linesOf(calendar);
  LINES.set(calendar, lines);
  return byAgent ? lines.byAgent : lines.byName;
}

function linesOf({ tasks }: TransferCalendar): Lines {
  const sorted = tasks.toSorted(
    (one, other) => compared(nameOf(one), nameOf(other)) || compared(one.region, other.region),
  );
  return { byName: sorted.map((task) => ({ is: 'task', task })), byAgent: agentLines(sorted) };
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What a task is called: by its id where it has no name. */
export function nameOf({ name, arn }: CalendarTask): string {
  return name ?? arn?.slice(arn.lastIndexOf('/') + 1) ?? 'without a name';
}

/** A task that needs several agents stands with each of them. */
function agentLines(tasks: readonly CalendarTask[]): readonly CalendarLine[] {
  const groups = new Map<string, CalendarTask[]>();
  for (const task of tasks)
    for (const agent of agentsOf(task)) groups.set(agent, [...(groups.get(agent) ?? []), task]);
  return [...groups]
    .toSorted(([one], [other]) => Number(OTHERS.has(one)) - Number(OTHERS.has(other)) || compared(one, other))
    .flatMap(([name, own]): readonly CalendarLine[] => [
      { is: 'agent', name, tasks: own.length },
      ...own.map((task) => ({ is: 'task', task }) as const),
    ]);
}

const NO_AGENT = 'without an agent';
const UNKNOWN_AGENT = 'agents not known';
const OTHERS: ReadonlySet<string> = new Set([NO_AGENT, UNKNOWN_AGENT]);

function agentsOf({ agents }: CalendarTask): readonly string[] {
  if (agents === null) return [UNKNOWN_AGENT];
  return agents.length === 0 ? [NO_AGENT] : agents.map((name) => `agent ${name}`);
}

/** The line under the cursor. */
export function lineUnderCursor(state: CalendarState): CalendarLine | undefined {
  const lines = calendarLines(state);
  return lines[clamp(state.cursor, 0, Math.max(0, lines.length - 1))];
}

/** The number of the day under the cursor, from the first one, which is 0. */
export function dayUnderCursor({ calendar, daysBack }: CalendarState): number {
  return calendar === null ? 0 : clamp(calendar.days - 1 - daysBack, 0, Math.max(0, calendar.days - 1));
}

/** What fell on the day under the cursor; nothing where that is no task's. */
export function underCursor(state: CalendarState): CalendarDay {
  const line = lineUnderCursor(state);
  return line?.is === 'task' ? calendarDay(line.task, dayUnderCursor(state)) : NO_DAY;
}

/** The day with this number as it is written: `2026-11-29`. */
export function dateOf({ first }: TransferCalendar, day: number): string {
  return new Date(first + day * DAY).toISOString().slice(0, 10);
}

/** Cells of a day: two for how many runs, one for the sign. */
export const DAY_CELLS = 3;

/** What is in sight of the days, in so many cells: the last ones, or as far back as the cursor is. */
export function daysInSight(
  { calendar, daysBack }: CalendarState,
  cells: number,
): { readonly from: number; readonly to: number } {
  if (calendar === null) return { from: 0, to: 0 };
  const count = Math.min(calendar.days, Math.max(1, Math.floor(cells / DAY_CELLS)));
  const back = Math.max(0, Math.min(daysBack, calendar.days - 1) - count + 1);
  return { from: calendar.days - back - count, to: calendar.days - back };
}
