import { formatCount, shortCount } from '../../analysis/format.ts';
import type { CellState, Phase } from '../../scan/cell.ts';
import type { Tone } from '../theme.ts';

/** How a phase is shown: its word and, where there is little room, shorter forms of it. */
export interface PhaseLook {
  readonly word: string;
  readonly tone: Tone;
  /** What the help says of it. */
  readonly about: string;
  /** Instead of a word in the grid. */
  readonly sign: string;
}

/** Every phase: no two share a word or a sign. ASCII only, as these are drawn ten times a second. */
export const PHASES: Readonly<Record<Phase, PhaseLook>> = {
  queued: { word: 'queued', sign: '.', tone: 'quiet', about: 'has not begun' },
  running: { word: 'running', sign: '/', tone: 'busy', about: 'being read, with its rows so far' },
  waiting: {
    word: 'waiting',
    sign: '~',
    tone: 'warning',
    about: 'AWS asked us to wait; it goes on by itself',
  },
  done: { word: 'done', sign: '12', tone: 'plain', about: 'everything was read: this many rows' },
  empty: { word: 'empty', sign: '-', tone: 'quiet', about: 'everything was read: there is nothing' },
  partial: { word: 'partial', sign: '+!', tone: 'warning', about: 'these rows, but a part is missing' },
  denied: { word: 'denied', sign: 'x', tone: 'bad', about: 'a permission is missing' },
  throttled: { word: 'throttled', sign: '^', tone: 'bad', about: 'AWS made us wait for too long; given up' },
  failed: { word: 'failed', sign: '!', tone: 'bad', about: 'it ended with an error' },
  skipped: { word: 'skipped', sign: '=', tone: 'quiet', about: 'not offered there' },
  stopped: { word: 'stopped', sign: '#', tone: 'warning', about: 'stopped before its end' },
};

/** What a cell shows in so many terminal cells, at least 4. */
export function cellText(cell: CellState, width: number): string {
  const { sign, word } = PHASES[cell.phase];
  switch (cell.phase) {
    case 'queued':
    case 'empty':
      return sign;
    case 'done':
      return countWithin(cell.rows, width);
    case 'running':
    case 'waiting':
      return cell.rows === 0 ? sign : signBefore(sign, cell.rows, width);
    case 'partial':
      return countWithin(cell.rows, width - 3, width - 2) + (fitsWithBlank(cell.rows, width) ? ' +!' : '+!');
    default:
      return wordWithin(word, sign, width);
  }
}

function signBefore(sign: string, rows: number, width: number): string {
  const full = formatCount(rows);
  if (full.length + 2 <= width) return `${sign} ${full}`;
  return full.length + 1 <= width ? sign + full : sign + shortCount(rows);
}

function countWithin(rows: number, width: number, most = width): string {
  const full = formatCount(rows);
  return full.length <= Math.max(width, most) ? full : shortCount(rows);
}

function fitsWithBlank(rows: number, width: number): boolean {
  return countWithin(rows, width - 3, width - 2).length <= width - 3;
}

/** `throttled` becomes `thrott^` and then `th^`: the sign stands for what was cut off. */
function wordWithin(word: string, sign: string, width: number): string {
  return word.length <= width ? word : word.slice(0, width - 1) + sign;
}
