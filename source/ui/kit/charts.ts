/** Small charts of text: bars, bars in parts, rows of columns. Each is readable without colour. */
import type { Tone } from './theme.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const LEVELS = '▁▂▃▄▅▆▇█';

/** The signs of the parts of a bar, in their order; what comes after the last shares it. */
export const PART_SIGNS = ['█', '▒', '#', '=', '%', '-', ':', '.'] as const;

/** A bar of at most so many cells, to an eighth of a cell; what is not nothing can be seen. */
export function barOf(value: number, all: number, room: number): string {
  if (value <= 0 || all <= 0 || room < 1) return '';
  const eighths = Math.max(1, Math.round((Math.min(value, all) / all) * room * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** A bar to an eighth of a cell on a line of so many cells, which is what it would be in full. */
export function gaugeOf(
  share: { readonly value: number; readonly all: number },
  width: number,
  tone: Tone,
): readonly (readonly [string, Tone])[] {
  const bar = barOf(share.value, share.all, width);
  return [
    [bar, tone],
    ['─'.repeat(Math.max(0, width - bar.length)), 'quiet'],
  ];
}

/** The sign of a part by its place. */
export function partSign(index: number): string {
  return PART_SIGNS[Math.min(index, PART_SIGNS.length - 1)] ?? '.';
}

/** A bar of exactly so many cells in parts; each part that is not nothing has at least one, as far as there is room. */
export function barInParts(
  parts: readonly { readonly count: number; readonly tone: Tone }[],
  width: number,
): readonly (readonly [string, Tone])[] {
  const cells = cellsOfParts(
    parts.map(({ count }) => count),
    width,
  );
  return parts.map(({ tone }, index) => [partSign(index).repeat(cells[index] ?? 0), tone] as const);
}

/** The signs of the parts of stacked bars: one that ends with the first of them does so to an eighth. */
const STACK_SIGNS = ['█', '▒', '░', '#', '='] as const;
const STACK_TONES: readonly Tone[] = ['accent', 'good', 'busy', 'plain', 'quiet'];

/** Sign and tone of a part of stacked bars by its place. */
export function stackPart(index: number): readonly [sign: string, tone: Tone] {
  const place = Math.min(index, STACK_SIGNS.length - 1);
  return [STACK_SIGNS[place] ?? '=', STACK_TONES[place] ?? 'quiet'];
}

/** A bar in parts on a line of so many cells, which is what `most` would be. */
export function stackedBar(
  values: readonly number[],
  most: number,
  room: number,
): readonly (readonly [string, Tone])[] {
  const all = values.reduce((sum, value) => sum + value, 0);
  const [first = 0] = values;
  if (all <= 0 || most <= 0 || room < 1) return [];
  if (first === all) return [[barOf(all, most, room), stackPart(0)[1]]];
  const cells = cellsOfParts(values, Math.max(1, Math.round((all / most) * room)));
  return cells.map((count, index) => {
    const [sign, tone] = stackPart(index);
    return [sign.repeat(count), tone];
  });
}

/** Shares cells out by count: rounded down, at least one each, what is left to the largest remainders. */
export function cellsOfParts(counts: readonly number[], width: number): readonly number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all <= 0 || width < 1) return counts.map(() => 0);
  const exact = counts.map((count) => (count / all) * width);
  const cells = exact.map((share) => (share > 0 ? Math.max(1, Math.floor(share)) : 0));
  const taken = () => cells.reduce((sum, each) => sum + each, 0);
  while (taken() < width) {
    const at = greatest(cells, (each, index) => (counts[index] === 0 ? null : (exact[index] ?? 0) - each));
    cells[at] = (cells[at] ?? 0) + 1;
  }
  while (taken() > width) {
    // Only where there are more parts than cells does one of them get none.
    const least = cells.some((each) => each > 1) ? 1 : 0;
    const at = greatest(cells, (each, index) => (each > least ? each - (exact[index] ?? 0) : null));
    cells[at] = (cells[at] ?? 0) - 1;
  }
  return cells;
}

/** The place of the greatest measure; a null measure is none. */
function greatest(cells: readonly number[], measure: (each: number, index: number) => number | null): number {
  const measures = cells.map((each, index) => measure(each, index) ?? Number.NEGATIVE_INFINITY);
  return measures.indexOf(Math.max(...measures));
}

/** Values as a row of columns, one cell each; null: a blank. What is not zero stands higher than zero. */
export function sparkline(values: readonly (number | null)[]): string {
  const most = Math.max(0, ...values.flatMap((value) => (value === null ? [] : [value])));
  return values
    .map((value) => {
      if (value === null) return ' ';
      const level = value <= 0 || most <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * LEVELS.length) - 1);
      return LEVELS[level] ?? ' ';
    })
    .join('');
}

/**
 * How values went, as a row of columns, one cell each; null: a blank. The least stands lowest and the greatest highest, so
 * that small changes can be seen: how large they are has to be said beside it.
 */
export function trendline(values: readonly (number | null)[]): string {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return values
    .map((value) => {
      if (value === null) return ' ';
      const share = most === least ? 0.5 : (value - least) / (most - least);
      return LEVELS[Math.round(share * (LEVELS.length - 1))] ?? ' ';
    })
    .join('');
}
