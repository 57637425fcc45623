import type { ScanState } from '../../../model/cell.ts';
import { counted } from '../../../model/words.ts';
import { cut, spread, textWidth } from '../../kit/text.ts';
import type { Piece, Tone } from '../../kit/theme.ts';

const BAR_WIDTH = 40;

/** How many accounts have ended, as the header counts them. */
export function accountsDone({
  accounts,
}: Pick<ScanState, 'accounts'>): Pick<Progress, 'done' | 'all' | 'count'> {
  const done = accounts.filter(({ endedAt }) => endedAt !== null).length;
  return { done, all: accounts.length, count: `  ${done} of ${counted(accounts.length, 'account')}` };
}

/** How far a scan is, and words to stand at the right. */
export interface Progress {
  readonly done: number;
  readonly all: number;
  /** Behind the bar: `  61 of 136 cells`. */
  readonly count: string;
  readonly words: string;
  readonly tone: Tone;
}

/** The line of progress: a bar, how much of what, and words about what is under the cursor. */
export function progressBar({ done, all, count, words, tone }: Progress, columns: number): readonly Piece[] {
  const width = Math.min(BAR_WIDTH, Math.floor(columns / 3));
  const filled = filledCells(done, all, width);
  const room = columns - width - count.length - 2;
  const text = cut(words, room - 2);
  return [
    [` ${'#'.repeat(filled)}`, 'good'],
    ['.'.repeat(width - filled), 'quiet'],
    [spread(count, '', width > 0 ? count.length : 0), 'plain'],
    [' '.repeat(Math.max(0, room - textWidth(text))), 'plain'],
    [text, tone],
  ];
}

/** What has ended can be seen, and what has not is not full. */
function filledCells(finished: number, all: number, width: number): number {
  return all === 0 ? 0 : Math.max(finished > 0 ? 1 : 0, Math.floor((width * finished) / all));
}
