/** How what moves is said on screen: signs and words, never colour alone. */

import { type CellState, scannedCells } from '../../model/cell.ts';
import { formatAge, formatCount, formatInstantSeconds } from '../../model/format.ts';
import { fitted } from '../kit/text.ts';
import type { Piece } from '../kit/theme.ts';
import type { AppState } from '../state/app-state.ts';
import type { LiveState, Mark } from '../state/live-data.ts';
import { cellsOfTab, isRunning } from '../state/scan-totals.ts';
import { type ChangeCounts, changeCounts, markOf } from './live-state.ts';
import { EXECUTIONS_TAB } from './transfer.ts';

/** Younger data is not worth a word. */
const WORTH_SAYING_MS = 10_000;

/** Cells of an age, so that nothing beside it moves while it grows: `10s`, ` 1m`. */
const AGE_WIDTH = 3;

const MARKS: Readonly<Record<Mark, string>> = { new: '+', changed: '*', gone: '-' };

/** Cells in front of a table's rows for their marks, whether there are any or not. */
export const GUTTER = 1;

/** `2 new, 1 changed, 3 gone`. */
export function changeWords({ added, changed, gone }: ChangeCounts): string {
  return [
    [added, 'new'],
    [changed, 'changed'],
    [gone, 'gone'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${formatCount(Number(count))} ${word}`)
    .join(', ');
}

/** `+2 new, *1 changed, -3 gone`: with the signs in front of the rows. */
function signedWords({ added, changed, gone }: ChangeCounts): string {
  const all = [
    [MARKS.new, added, 'new'],
    [MARKS.changed, changed, 'changed'],
    [MARKS.gone, gone, 'gone'],
  ] as const;
  return all
    .filter(([, count]) => count !== 0)
    .map(([sign, count, word]) => `${sign}${formatCount(count)} ${word}`)
    .join(', ');
}

/**
 * A cell's text with what changed: `120 +2*1-3`, without the counts where there is little room; while it is being
 * read again, as that of a running one.
 */
export function cellTextWithChanges(text: string, live: LiveState, cellId: number, width: number): string {
  if (live.rereading.has(cellId)) return text.length + 2 <= width ? `/ ${text}` : '/';
  const counts = changeCounts(live, [cellId]);
  const stale = live.failures.has(cellId) ? '?' : '';
  if (counts === null && stale === '') return text;
  const signs = [
    ['+', counts?.added ?? 0],
    ['*', counts?.changed ?? 0],
    ['-', counts?.gone ?? 0],
  ].filter(([, count]) => count !== 0);
  const full = signs.map(([sign, count]) => `${sign}${count}`).join('');
  const short = signs.map(([sign]) => sign).join('');
  const choices = [`${text} ${full}${stale}`, `${text} ${short}${stale}`, `${text}${short}${stale}`];
  return choices.find((choice) => choice.length <= width) ?? text;
}

/**
 * What there is to say of the cell under the cursor: when it was read, how old it is, what changed, whether it could be
 * read again.
 */
export function cellLiveWords(state: AppState, cell: CellState): string {
  const { live } = state;
  const readAt = cell.endedAt === null ? null : (cell.read?.at ?? cell.endedAt);
  const age = readAt === null ? null : ageWords(readAt, state.now);
  const counts = changeCounts(live, [cell.id]);
  const failure = live.failures.get(cell.id);
  return [
    ...(live.rereading.has(cell.id) ? ['being read again'] : []),
    ...(age === null ? [] : [`read ${age} ago${instantWords(cell)}`]),
    ...(counts === null ? [] : [changeWords(counts)]),
    ...(failure === undefined ? [] : [`not read again: ${failure}`]),
  ]
    .map((words) => `, ${words}`)
    .join('');
}

/** The instant, to the second; nothing where the scan file does not say. */
function instantWords({ read }: CellState): string {
  return read === null ? '' : ` (${formatInstantSeconds(read.at)} UTC)`;
}

function ageWords(time: number, now: number): string | null {
  return now - time < WORTH_SAYING_MS ? null : formatAge(time, now);
}

/** When the oldest data in sight was read; null while a scan runs or there is none. */
export function dataTime(state: AppState): number | null {
  const { scan, view, tables } = state;
  if (scan === null || isRunning(scan)) return null;
  const cells = tables[view] === undefined ? scannedCells(scan) : cellsOfTab(scan, view);
  let oldest: number | null = null;
  for (const { endedAt, read } of cells) {
    const time = endedAt === null ? null : (read?.at ?? endedAt);
    if (time !== null && (oldest === null || time < oldest)) oldest = time;
  }
  return oldest;
}

/** `data 42s old`, and the watch: for the header. */
export function liveHeaderWords(state: AppState): readonly string[] {
  const { watch } = state.live;
  const time = dataTime(state);
  const age = time === null ? null : ageWords(time, state.now);
  const every = watch === null ? '' : `watch ${Math.round(watch.intervalMs / 1000)}s`;
  return [
    ...(watch === null ? [] : [watch.reading ? `${every}, reading` : every]),
    ...(age === null ? [] : [`data ${fitted(age, AGE_WIDTH, 'right')} old`]),
  ];
}

/** Milliseconds until the age in the header reads otherwise; null where there is none. */
export function untilOlder(state: AppState, now: number): number | null {
  const time = dataTime(state);
  if (time === null) return null;
  const age = Math.max(0, now - time);
  if (age < WORTH_SAYING_MS) return WORTH_SAYING_MS - age;
  const unit = age < 60_000 ? 1000 : age < 3_600_000 ? 60_000 : 3_600_000;
  return unit - (age % unit);
}

/** What a table's title says: what changed since the last look, and how fresh transfers under way are. */
export function liveTitleNotes(state: AppState, tab: string): readonly Piece[] {
  const { live, now } = state;
  const counts = changeCounts(live, tabCells(state, tab));
  const notes: Piece[] = counts === null ? [] : [[signedWords(counts), 'accent']];
  if (tab === EXECUTIONS_TAB && live.refreshedAt !== null && live.samples.size > 0) {
    const age = ageWords(live.refreshedAt, now);
    notes.push([
      `${live.samples.size} under way${age === null ? '' : `, as of ${fitted(age, AGE_WIDTH, 'right')} ago`}`,
      'busy',
    ]);
    if (live.refreshFailure !== null) notes.push([`not refreshed: ${live.refreshFailure}`, 'warning']);
  }
  return notes;
}

/** Marks in front of the rows of a table. */
export function gutterOf(state: AppState, tab: string): (row: number) => string {
  const cells = tabCells(state, tab).filter((id) => state.live.marks.has(id));
  return (row) => {
    const mark = markOf(state.live, cells, row);
    return fitted(mark === null ? '' : MARKS[mark], GUTTER);
  };
}

/** The cells of a table. */
export function tabCells({ scan }: AppState, tab: string): readonly number[] {
  return scan === null ? [] : cellsOfTab(scan, tab).map(({ id }) => id);
}
