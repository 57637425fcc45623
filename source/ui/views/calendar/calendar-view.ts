import { runsOf } from '../../../analysis/transfers/calendar-days.ts';
import { outOfSight } from '../../kit/rule.ts';
import type { Theme } from '../../kit/theme.ts';
import { GRID_PAGE } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { unlimited } from '../spoken-lines.ts';
import type { View, ViewDrawing } from '../view.ts';
import { calendarHeight, calendarLines, underCursor } from './calendar.ts';
import { afterCalendarCommand, withCalendar } from './calendar-commands.ts';
import { createCalendarLoader } from './calendar-loader.ts';
import { calendarSentences, drawCalendar } from './draw-calendar.ts';

/** How the runs of each task went, day by day. */
export const calendarView: View = {
  id: 'calendar',
  title: 'the calendar of transfers',
  place: 'page',
  isOpen: ({ calendar }) => calendar.open,
  keys: [
    [['enter'], 'Enter', 'enter', 'the runs of this task on this day', 'runs', 1],
    [['z'], 'z', 'group', 'tasks beside those that need the same agent; again: by name', 'by agent', 3],
    [['escape', 'backspace'], 'Esc', 'back', 'back to where the calendar was opened from', 'back', 2],
  ],
  sharedKeys: GRID_PAGE,
  keysElsewhere: {
    views: ['scan', 'accounts', 'problems', 'summary', 'table', 'detail', 'topology'],
    keys: [[['C'], 'C', 'calendar', 'how the runs of each task went, day by day']],
  },
  settable: true,
  idle: ({ calendar }) => (runsOf(underCursor(calendar)) > 0 ? [] : ['enter']),
  draw,
  clicks: 'in its drawing',
  wheel: true,
  spoken: (state) => calendarSentences(unlimited(state)),
  after: (state, command) => (command === 'calendar' ? state : afterCalendarCommand(state, command)),
  opens: { calendar: withCalendar },
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: [({ store, queries }) => createCalendarLoader(store, queries)],
};

function draw(state: AppState, theme: Theme): ViewDrawing {
  const { calendar, size } = state;
  const count = calendarLines(calendar).length;
  return { ...drawCalendar(state, theme), border: outOfSight(calendar.top, calendarHeight(size), count) };
}
