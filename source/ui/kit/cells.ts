import type { CellState, Phase } from '../../model/cell.ts';
import { AT_LEAST, formatCount, shortCount } from '../../model/format.ts';
import { heatOf, type Tone } from './theme.ts';

export { AT_LEAST };

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

/** How a cell of so many rows looks: one that is done is a number on a shade. */
export function cellTone(phase: Phase, rows: number): Tone {
  return phase === 'done' ? heatOf(rows) : PHASES[phase].tone;
}

/** What a cell shows in so many terminal cells, at least 4. `isShort`: something that it is of was not read. */
export function cellText(cell: Pick<CellState, 'phase' | 'rows'>, width: number, isShort = false): string {
  const { sign, word } = PHASES[cell.phase];
  switch (cell.phase) {
    case 'queued':
      return sign;
    case 'empty':
      return isShort ? countText(0, width, true) : sign;
    case 'done':
      return countText(cell.rows, width, isShort);
    case 'running':
    case 'waiting':
      return cell.rows === 0 ? sign : firstThatFits(cell.rows, width, [`${sign} `, sign], ['']);
    case 'partial':
      return firstThatFits(cell.rows, width, [''], [` ${sign}`, sign, AT_LEAST], true);
    default:
      return wordWithin(word, sign, width);
  }
}

/** The count with the widest sign that leaves room for its digits, then with shorter digits. */
function firstThatFits(
  rows: number,
  width: number,
  before: readonly string[],
  behind: readonly string[],
  isLeast = false,
): string {
  const signs = before.flatMap((start) => behind.map((end) => [start, end] as const));
  for (const count of countForms(rows, isLeast)) {
    for (const [start, end] of signs) {
      const text = start + count + end;
      if (text.length <= width) return text;
    }
  }
  return '#'.repeat(width);
}

/** A count in so many cells, shortened as far as it has to be; rounded down where it is said to be at least so much. */
export function countWithin(count: number, width: number, isLeast = false): string {
  return countForms(count, isLeast).find((form) => form.length <= width) ?? '#'.repeat(width);
}

/** A count in so many cells, with `AT_LEAST` behind it where there may be more. */
export function countText(count: number, width: number, isShort: boolean): string {
  return isShort ? countWithin(count, width - AT_LEAST.length, true) + AT_LEAST : countWithin(count, width);
}

/** `123,456`, `123.5k`, `123k`, `.1M`, from the most telling to the shortest. */
function countForms(count: number, isLeast: boolean): readonly string[] {
  if (count < 1000) return [String(count)];
  const whole = isLeast ? Math.floor : Math.round;
  const tenths = (share: number) => whole(share * 10);
  const rounded = [
    [1e3, 'k'],
    [1e6, 'M'],
    [1e9, 'G'],
  ] as const;
  return [
    formatCount(count),
    shortCount(count, isLeast),
    ...rounded.flatMap(([size, unit]) => {
      const share = count / size;
      if (tenths(share) < 1) return [];
      return tenths(share) < 10 ? [`.${tenths(share)}${unit}`] : [`${whole(share)}${unit}`];
    }),
  ];
}

/** `throttled` becomes `thrott^` and then `th^`: the sign stands for what was cut off. */
function wordWithin(word: string, sign: string, width: number): string {
  return word.length <= width ? word : word.slice(0, width - 1) + sign;
}
