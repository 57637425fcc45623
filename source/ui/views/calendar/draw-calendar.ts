import {
  type CalendarTask,
  calendarDay,
  runsOf,
  type TransferCalendar,
  worstOf,
} from '../../../analysis/transfers/calendar-days.ts';
import { oneLine } from '../../../base/one-line.ts';
import { counted } from '../../../model/words.ts';
import { aimed, type HotPiece, linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import { spoken } from '../../kit/spoken.ts';
import { titleLine } from '../../kit/table.ts';
import { cut, fitted, wrap } from '../../kit/text.ts';
import { type Piece, PLAIN_THEME, type Theme, type Tone } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import {
  type CalendarLine,
  calendarHeight,
  calendarLines,
  DAY_CELLS,
  dateOf,
  daysInSight,
  dayUnderCursor,
  lineUnderCursor,
  nameOf,
  underCursor,
} from './calendar.ts';
import { withPlace } from './calendar-commands.ts';
import { calendarNotes, dayWords, SIGNS, wordsInstead } from './calendar-words.ts';

/** A line a task, a column a day: the sign of the worst that fell on it, and how many runs where there were several. */
export function drawCalendar(state: AppState, theme: Theme): ClickableDrawing {
  const { columns: width } = state.size;
  const { calendar, top, cursor } = state.calendar;
  const lines = calendarLines(state.calendar);
  const place = lines.length === 0 ? '' : `line ${cursor + 1} of ${lines.length}`;
  const title = titleLine('Calendar', calendarNotes(state), place, width, theme);
  if (calendar === null || lines.length === 0)
    return linesOnly([
      title,
      ...wordsInstead(state).flatMap((text) => wrap(text, width - 2).map((line) => ` ${line}`)),
    ]);
  const lead = leadOf(state);
  const days = daysInSight(state.calendar, width - lead);
  const height = calendarHeight(state.size);
  const shown = lines.slice(top, top + height);
  const body = painted(
    theme,
    shown.map((line, index) => linePieces(state, line, { ...days, lead, isAt: top + index === cursor })),
  );
  const clickable = withWholeLines<Click>(
    aimed(body, (day, line) => onPlace(state, top + line, day)),
    width,
    (line) => (line < shown.length ? onPlace(state, top + line, null) : undefined),
  );
  const blank = Array.from({ length: height - shown.length }, () => []);
  return stacked<Click>([
    linesOnly([title]),
    painted(theme, headPieces(state, calendar, days, lead)),
    clickable,
    painted(theme, [...blank, cursorPieces(state, calendar), legend(width)]),
  ]);
}

/** So many days are in sight where a name has room beside them. */
const USUAL_DAYS = 30;

/** Cells in front of the days. */
function leadOf({ size }: AppState): number {
  return Math.max(18, Math.min(size.columns - USUAL_DAYS * DAY_CELLS, 60));
}

/** From so many cells on a task stands with its region, and its account where there are several. */
const ROOM_FOR_PLACES = 36;

interface Days {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The months where they begin, and the days. */
function headPieces(
  state: AppState,
  calendar: TransferCalendar,
  { from, to }: Days,
  lead: number,
): readonly (readonly Piece[])[] {
  const { columns: width } = state.size;
  const at = dayUnderCursor(state.calendar);
  let months = ' '.repeat(lead);
  const days: Piece[] = [[fitted(` Task${from > 0 ? `  < ${counted(from, 'day')}` : ''}`, lead), 'heading']];
  for (let day = from; day < to; day++) {
    const [year, month, date] = dateOf(calendar, day).split('-');
    const start = lead + (day - from) * DAY_CELLS;
    const name = ` ${MONTHS[Number(month) - 1]}${day === from ? ` ${year}` : ''}`;
    const begins = date === '01' || day === from;
    if (begins && start + name.length <= width) months = `${fitted(months, start)}${name}`;
    const isWeekend = [0, 6].includes(weekdayOf(calendar, day));
    days.push([date?.padStart(DAY_CELLS) ?? '', day === at ? 'accent' : isWeekend ? 'quiet' : 'heading']);
  }
  return [[[months, 'quiet']], days];
}

function weekdayOf({ first }: TransferCalendar, day: number): number {
  return new Date(first + day * DAY).getUTCDay();
}

function linePieces(
  state: AppState,
  line: CalendarLine,
  { from, to, lead, isAt }: Days & { readonly lead: number; readonly isAt: boolean },
): readonly HotPiece<number>[] {
  const sign = isAt ? '>' : ' ';
  if (line.is === 'agent')
    return [
      [`${sign}${fitted(cut(oneLine(line.name), lead - 2), lead - 1)}`, isAt ? 'selected' : 'heading'],
      [counted(line.tasks, 'task'), 'quiet'],
    ];
  const at = dayUnderCursor(state.calendar);
  const pieces: HotPiece<number>[] = [
    [`${sign}${fitted(cut(leadText(state, line.task, lead), lead - 2), lead - 1)}`, isAt ? 'title' : 'plain'],
  ];
  for (let day = from; day < to; day++) {
    const { text, tone } = cellOf(line.task, day);
    pieces.push([text, isAt && day === at ? 'selected' : tone, day]);
  }
  return pieces;
}

function cellOf(task: CalendarTask, index: number): { readonly text: string; readonly tone: Tone } {
  const day = calendarDay(task, index);
  const runs = runsOf(day);
  const count = runs > 99 ? '++' : runs > 1 ? String(runs) : '';
  const { sign, tone } = SIGNS[worstOf(day)];
  return { text: count.padStart(DAY_CELLS - 1) + sign, tone };
}

/** Its account with it where there are several, its region where there is room. */
function leadText({ scan }: AppState, task: CalendarTask, lead: number): string {
  const account = scan?.accounts.find(({ id }) => id === task.account);
  const many = (scan?.accounts.length ?? 0) > 1;
  const places = [...(many ? [account?.name ?? task.account] : []), task.region];
  const name = oneLine(nameOf(task));
  return lead < ROOM_FOR_PLACES ? name : [name, ...places.map(oneLine)].join('  ');
}

/** The day under the cursor in words. */
function cursorPieces(state: AppState, calendar: TransferCalendar): readonly Piece[] {
  const line = lineUnderCursor(state.calendar);
  const day = dayUnderCursor(state.calendar);
  const date = dateOf(calendar, day);
  const rest =
    line?.is === 'task' ? ` · ${oneLine(nameOf(line.task))} · ${dayWords(underCursor(state.calendar))}` : '';
  const head = ` ${date} ${WEEKDAYS[weekdayOf(calendar, day)]}`;
  return [
    [head, 'title'],
    [cut(rest, Math.max(0, state.size.columns - head.length)), 'plain'],
  ];
}

function legend(width: number): readonly Piece[] {
  const all = Object.values(SIGNS).flatMap(({ sign, tone, word }): readonly Piece[] => [
    [` ${sign}`, tone],
    [` ${word} `, 'quiet'],
  ]);
  let room = width;
  return all.flatMap(([text, tone]): readonly Piece[] => {
    const fitting = cut(text, room);
    room -= text.length;
    return room < 0 && fitting.trim() === '' ? [] : [[fitting, tone]];
  });
}

/** A click puts the cursor on a line, and on a day where it is on one. */
function onPlace(state: AppState, line: number, day: number | null): Click {
  const { calendar, cursor, daysBack } = state.calendar;
  const back = day === null || calendar === null ? daysBack : calendar.days - 1 - day;
  return () => ({
    current: line === cursor && back === daysBack,
    state: withPlace(state, { cursor: line, daysBack: back }),
  });
}

/** The title, the line under the cursor, and the day in words. */
export function calendarSentences(state: AppState): readonly string[] {
  const { lines } = drawCalendar(state, PLAIN_THEME);
  const { calendar } = state.calendar;
  const line = lineUnderCursor(state.calendar);
  if (calendar === null || line === undefined) return lines.map(spoken);
  const said = cursorPieces(state, calendar).map(([text]) => text);
  const agent = line.is === 'agent' ? [`${line.name}, ${counted(line.tasks, 'task')}.`] : [];
  return [lines[0] ?? '', ...agent, said.join('')].map(spoken);
}
