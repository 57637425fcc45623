import { runsOf, type TransferCalendar } from '../../../analysis/transfers/calendar-days.ts';
import { datasyncExecution } from '../../../kinds/datasync/datasync-execution.ts';
import { allFilters, isValue } from '../../../store/filter/write-terms.ts';
import type { Command } from '../../kit/key-binding.ts';
import { clamp, keepInSight } from '../../kit/layout.ts';
import { isMovement, moved } from '../../kit/movement.ts';
import type { AppState } from '../../state/app-state.ts';
import { withStep } from '../../state/back-stack.ts';
import type { CalendarState } from '../../state/calendar-state.ts';
import { rowsOf } from '../../state/destination.ts';
import { withDestination, withWayBack } from '../../state/navigation.ts';
import {
  calendarHeight,
  calendarLines,
  dateOf,
  dayUnderCursor,
  lineUnderCursor,
  underCursor,
} from './calendar.ts';

/** Opens the calendar, where it was left. */
export function withCalendar(state: AppState): AppState {
  return {
    ...withStep(state),
    detail: null,
    topology: { ...state.topology, open: false },
    calendar: { ...state.calendar, open: true },
  };
}

/** The calendar with its data; the cursor stays where it is. */
export function withCalendarRead(state: AppState, calendar: TransferCalendar): AppState {
  return withPlace(state, { calendar, error: null });
}

/** The calendar with its cursor elsewhere, which is kept in sight. */
export function withPlace(state: AppState, place: Partial<CalendarState>): AppState {
  const calendar = { ...state.calendar, ...place };
  const count = calendarLines(calendar).length;
  const cursor = clamp(calendar.cursor, 0, Math.max(0, count - 1));
  const daysBack = clamp(calendar.daysBack, 0, Math.max(0, (calendar.calendar?.days ?? 1) - 1));
  const top = keepInSight(calendar.top, cursor, calendarHeight(state.size), count);
  return { ...state, calendar: { ...calendar, cursor, daysBack, top } };
}

/** The state after a command in the calendar; undefined: it is none of its own. */
export function afterCalendarCommand(state: AppState, command: Command): AppState | undefined {
  const { calendar } = state;
  if (command === 'back' || command === 'escape') return withWayBack(state);
  const count = calendarLines(calendar).length;
  if (count === 0) return undefined;
  if (isMovement(command))
    return withPlace(state, { cursor: moved(command, calendar.cursor, calendarHeight(state.size), count) });
  switch (command) {
    case 'left':
      return dayUnderCursor(calendar) === 0
        ? undefined
        : withPlace(state, { daysBack: calendar.daysBack + 1 });
    case 'right':
      return calendar.daysBack === 0 ? undefined : withPlace(state, { daysBack: calendar.daysBack - 1 });
    case 'group':
      return withGroups(state);
    case 'enter':
      return withRuns(state);
    default:
      return undefined;
  }
}

/** The cursor stays with its task. */
function withGroups(state: AppState): AppState {
  const { calendar } = state;
  const line = lineUnderCursor(calendar);
  const other = { ...calendar, byAgent: !calendar.byAgent };
  const at = calendarLines(other).findIndex(
    (one) => one.is === 'task' && line?.is === 'task' && one.task === line.task,
  );
  return withPlace(state, { byAgent: other.byAgent, cursor: Math.max(0, at), top: 0 });
}

/** Opens the runs of the day under the cursor, those of its task; undefined: none is known. */
function withRuns(state: AppState): AppState | undefined {
  const { calendar } = state.calendar;
  const line = lineUnderCursor(state.calendar);
  if (calendar === null || line?.is !== 'task' || runsOf(underCursor(state.calendar)) === 0) return undefined;
  const day = dayUnderCursor(state.calendar);
  const [from, to] = [dateOf(calendar, day), dateOf(calendar, day + 1)];
  const text = allFilters([isValue('task_arn', line.task.arn), `start_time>=${from}`, `start_time<${to}`]);
  return withDestination(state, rowsOf(datasyncExecution.tab, text));
}
