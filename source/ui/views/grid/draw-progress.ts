import type { ScanState } from '../../../model/cell.ts';
import { formatCount } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { barOf, sparkline } from '../../kit/charts.ts';
import { cut, textWidth } from '../../kit/text.ts';
import type { Piece, Tone } from '../../kit/theme.ts';
import { callRates, type Pace, rateNow } from '../../state/pace.ts';

const [WIDEST_BAR, NARROWEST_BAR] = [40, 20];

/** How many accounts have ended, as the header counts them. */
export function accountsDone({
  accounts,
}: Pick<ScanState, 'accounts'>): Pick<Progress, 'done' | 'all' | 'count'> {
  const done = accounts.filter(({ endedAt }) => endedAt !== null).length;
  return { done, all: accounts.length, count: `${done} of ${counted(accounts.length, 'account')}` };
}

/** How far a scan is, and words to stand at the right. */
export interface Progress {
  readonly done: number;
  readonly all: number;
  /** Behind the bar: `61 of 136 cells`. */
  readonly count: string;
  /** How fast it calls; null: it has ended. */
  readonly pace: Pace | null;
  readonly words: string;
  readonly tone: Tone;
}

const BESIDE: Piece = ['  ', 'plain'];

/** The line of progress: a bar while there is something to come, how much of what, how fast, and words about what is under the cursor. */
export function progressBar(progress: Progress, columns: number): readonly Piece[] {
  const { done, all, count, pace, words, tone } = progress;
  const width = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, Math.floor(columns / 4)));
  const bar = pace === null && done === all ? [] : [...barPieces(done, all, width), BESIDE];
  const left: readonly Piece[] = [
    [' ', 'plain'],
    ...bar,
    [count, 'plain'],
    ...(pace === null ? [] : pacePieces(pace, columns)),
  ];
  const room = columns - left.reduce((sum, [text]) => sum + textWidth(text), 0) - 1;
  const text = cut(words, room - 2);
  return [...left, [' '.repeat(Math.max(0, room - textWidth(text))), 'plain'], [text, tone]];
}

/** A bar between its ends, in exactly so many cells: what has ended can be seen, and what has not is not full. */
function barPieces(done: number, all: number, width: number): readonly Piece[] {
  const room = width - 2;
  const share = done < all ? Math.min(done / all, 1 - 1 / (8 * room)) : 1;
  const bar = all === 0 ? '' : barOf(share, 1, room);
  return [
    ['▕', 'border'],
    [bar, done < all ? 'busy' : 'good'],
    [' '.repeat(room - textWidth(bar)), 'plain'],
    ['▏', 'border'],
  ];
}

/** From so many columns on the pace stands beside the bar, with so many of its last steps. */
const ROOM_FOR_PACE = 100;
const PACE_STEPS = 12;

/** `  118 calls/s ▁▂▃▅▇`: as wide while it changes. */
function pacePieces(pace: Pace, columns: number): readonly Piece[] {
  const rate = rateNow(pace);
  if (columns < ROOM_FOR_PACE || rate === null) return [];
  const steps = callRates(pace).slice(-PACE_STEPS);
  return [
    [`  ${formatCount(Math.round(rate)).padStart(5)} calls/s `, 'quiet'],
    [sparkline(steps).padStart(PACE_STEPS), 'accent'],
  ];
}
