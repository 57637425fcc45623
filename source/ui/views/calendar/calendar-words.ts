/** What is said of the calendar of transfers: of a day, of what could not be read, and where it is empty. */
import { unfinishedNotes } from '../../../analysis/shortfall.ts';
import { type CalendarDay, type DaySign, runsOf } from '../../../analysis/transfers/calendar-days.ts';
import { datasyncExecution } from '../../../kinds/datasync/datasync-execution.ts';
import { datasyncTask } from '../../../kinds/datasync/datasync-task.ts';
import { findKind } from '../../../kinds/registry.ts';
import { counted } from '../../../model/words.ts';
import type { Piece, Tone } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import { cellsOfTab } from '../../state/scan-totals.ts';

/** What the calendar is made of. */
export const CALENDAR_TABS: readonly string[] = [datasyncTask.tab, datasyncExecution.tab];

/** How a day stands in the calendar: by the worst of it. */
export const SIGNS: Readonly<
  Record<DaySign, { readonly sign: string; readonly tone: Tone; readonly word: string }>
> = {
  good: { sign: '✓', tone: 'good', word: 'good' },
  failed: { sign: '✗', tone: 'bad', word: 'failed' },
  missed: { sign: '!', tone: 'warning', word: 'missed' },
  skipped: { sign: '~', tone: 'warning', word: 'likely skipped' },
  'under way': { sign: '»', tone: 'busy', word: 'under way' },
  unknown: { sign: '?', tone: 'quiet', word: 'not known' },
  none: { sign: '·', tone: 'border', word: 'nothing due' },
};

/** `3 runs: 2 good, 1 failed; 1 missed`. */
export function dayWords(day: CalendarDay): string {
  const parts = [
    ...(day.good > 0 ? [`${day.good} good`] : []),
    ...(day.failed > 0 ? [`${day.failed} failed`] : []),
    ...(day.underWay > 0 ? [`${day.underWay} under way`] : []),
  ];
  const runs = runsOf(day);
  const words = [
    ...(runs > 0 ? [`${counted(runs, 'run')}: ${parts.join(', ')}`] : []),
    ...(day.missed > 0 ? [`${day.missed} missed`] : []),
    ...(day.skipped > 0 ? [`${day.skipped} likely skipped`] : []),
  ];
  if (words.length === 0)
    return day.unsure ? 'not known: not all that tells it was read, or is kept by AWS' : 'nothing was due';
  return words.join('; ') + (day.unsure ? '; there may be more: not all was read' : '');
}

/** How much there is, and why there may be more. */
export function calendarNotes(state: AppState): readonly Piece[] {
  const { calendar, error, byAgent } = state.calendar;
  const notes = unreadNotes(state).map((note): Piece => [note, 'warning']);
  if (calendar === null) return notes;
  return [
    [counted(calendar.tasks.length, 'task'), 'plain'],
    [`days in UTC${byAgent ? ' · by agent' : ''}`, 'quiet'],
    ...notes,
    ...(error === null ? [] : [[`not renewed: ${error}`, 'bad'] as const]),
  ];
}

/** What is said where there is no line. */
export function wordsInstead(state: AppState): readonly string[] {
  const { scan } = state;
  const { calendar, error } = state.calendar;
  if (error !== null)
    return [`The scan file could not be read: ${error}`, 'Esc leads back; open it again to try once more.'];
  if (scan === null) return ['No scan yet. Ctrl-R starts one.'];
  if (!scan.kinds.some((kind) => findKind(kind)?.tab === datasyncTask.tab))
    return ['Tasks are not part of this scan: it was started with other kinds (--kind). Esc leads back.'];
  if (calendar === null)
    return [scan.stage === 'identifying' ? 'Waiting for the scan to begin.' : 'Reading...'];
  const notes = unreadNotes(state);
  if (notes.length === 0) return ['There are no tasks: every region answered, with nothing.'];
  return [
    `Nothing so far, but ${notes.join(', ')}: this does not mean that there is nothing.`,
    'Press 1 to see why, R there to run what is not done again.',
  ];
}

function unreadNotes({ scan }: AppState): readonly string[] {
  return scan === null ? [] : unfinishedNotes(CALENDAR_TABS.flatMap((tab) => cellsOfTab(scan, tab)));
}
