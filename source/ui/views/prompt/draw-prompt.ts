/**
 * The two lines in which something is typed: the text, and below it what is wrong at which place, what may stand
 * there, or the keys.
 */
import { safeText } from '../../../base/safe-text.ts';
import { shortCount } from '../../../model/format.ts';
import type { FilterFault } from '../../../store/filter/expression.ts';
import { type Drawing, type HotPiece, linesOnly, painted, type Zone } from '../../kit/drawing.ts';
import { characters } from '../../kit/line.ts';
import { cut, fitted, textWidth } from '../../kit/text.ts';
import { paint, type Theme } from '../../kit/theme.ts';
import type { Hints, InputState } from '../../state/input-state.ts';
import { areCurrent } from './input.ts';

const SIGNS: Readonly<Record<InputState['kind'], string>> = { filter: '/', accounts: '/', command: ':' };

/** Cells before the text: a blank and the sign. */
const MARGIN = 2;

/** Which part of a long text is in sight: from this character on, in cells from there. */
function inSight({ line }: InputState, width: number): { readonly from: number; readonly room: number } {
  const room = width - MARGIN - 1;
  const all = shownCharacters(line.text);
  let from = 0;
  while (textWidth(all.slice(from, line.at).join('')) >= room) from += 1;
  return { from, room };
}

/** The characters of a line as they are drawn: a line break as the blank that it is to a filter. */
function shownCharacters(text: string): readonly string[] {
  return characters(text).map((character) => (character === '\n' ? ' ' : safeText(character)));
}

/** The text that is being typed, its cursor in sight; on it are places in the text, in characters. */
export function drawTyped(input: InputState, width: number, theme: Theme): Drawing<number> {
  const { from, room } = inSight(input, width);
  const all = shownCharacters(input.line.text);
  const before = all.slice(from, input.line.at).join('');
  const at = all[input.line.at] ?? ' ';
  const after = cut(all.slice(input.line.at + 1).join(''), room - textWidth(before) - textWidth(at));
  const rest = ' '.repeat(Math.max(0, room + 1 - textWidth(before) - textWidth(at) - textWidth(after)));
  const sign = paint(theme, SIGNS[input.kind], 'accent');
  return {
    lines: [` ${sign}${before}${paint(theme, at, 'selected')}${after}${rest}`],
    zones: () => placeZones(all, from, width),
  };
}

/** Each character that is in sight, and behind them the end of the text. */
function placeZones(all: readonly string[], from: number, width: number): readonly Zone<number>[] {
  let end = MARGIN;
  const zones = all.slice(from).map((character, index) => {
    const start = end;
    end += textWidth(character);
    return { line: 0, from: start, to: end, on: from + index };
  });
  return [...zones, { line: 0, from: end, to: width, on: all.length }].filter(
    ({ from: start }) => start < width,
  );
}

/** What to say below the text: a fault at its place, or suggestions by their numbers; null: nothing. */
export function drawHint(input: InputState, width: number, theme: Theme): Drawing<number> | null {
  const hints = hintsShown(input);
  if (hints !== null) return painted(theme, [suggestionLine(hints, width)]);
  if (input.fault !== null) return linesOnly([faultLine(input, input.fault, width, theme)]);
  if (input.barren === null) return null;
  const term = input.barren.split(' ').at(-1) ?? '';
  const words = ` no row fits ${cut(term, 40)}; Enter filters by it all the same`;
  return linesOnly([paint(theme, fitted(words, width), 'warning')]);
}

/** The suggestions that stand below the text; null where there are none, or a fault does. */
function hintsShown(input: InputState): Hints | null {
  const hints = areCurrent(input.hints, input.line) ? input.hints : null;
  if (hints === null || hints.suggestions.length === 0) return null;
  const { fault } = input;
  // While the term at the cursor is still being typed, what could complete it helps more.
  const unfinished = fault !== null && fault.end >= input.line.text.trimEnd().length;
  return fault !== null && (input.insisted || !unfinished) ? null : hints;
}

/** Carets under the place, and beside them what is wrong. */
function faultLine(input: InputState, fault: FilterFault, width: number, theme: Theme): string {
  const { from } = inSight(input, width);
  const { text } = input.line;
  const hidden = textWidth(shownCharacters(text).slice(0, from).join(''));
  const cellOf = (unit: number) => MARGIN + textWidth(shownCharacters(text.slice(0, unit)).join('')) - hidden;
  const start = Math.max(MARGIN, Math.min(cellOf(fault.start), width - 2));
  const end = Math.max(start + 1, Math.min(cellOf(fault.end), width - 1));
  const carets = '^'.repeat(end - start);
  const right = width - end - 2;
  if (textWidth(fault.message) <= right || right >= start - 2) {
    return paint(theme, fitted(`${' '.repeat(start)}${carets} ${cut(fault.message, right)}`, width), 'bad');
  }
  const left = cut(fault.message, start - 2);
  return paint(theme, fitted(`${fitted(left, start - 1, 'right')} ${carets}`, width), 'bad');
}

/** A suggestion within its line. */
interface PlacedSuggestion {
  readonly index: number;
  readonly label: string;
  readonly count: string;
  /** The first cell behind it. */
  readonly end: number;
}

/** The suggestions that fit into their line, the one in the text among them. */
function placedSuggestions({ suggestions, taken }: Hints, width: number): readonly PlacedSuggestion[] {
  const texts = suggestions.map(({ label, count }) => ({
    label: cut(label, 40),
    count: count === undefined ? '' : ` ${shortCount(count)}`,
  }));
  const widths = texts.map(({ label, count }) => textWidth(label) + textWidth(count) + 2);
  const room = width - 2;
  let first = 0;
  const sum = (from: number, to: number) => widths.slice(from, to).reduce((all, one) => all + one, 0);
  const last = (taken ?? 0) + 1;
  while (sum(first, last) > room) first += 1;
  let end = 1;
  return texts.flatMap(({ label, count }, index) => {
    if (index < first || end > width - 1) return [];
    end += widths[index] ?? 0;
    return end > width - 1 ? [] : [{ index, label, count, end }];
  });
}

/** The suggestions that fit with their numbers, the one in the line standing out. */
function suggestionLine(hints: Hints, width: number): readonly HotPiece<number>[] {
  const placed = placedSuggestions(hints, width);
  const used = placed.at(-1)?.end ?? 1;
  const more = (placed.at(-1)?.index ?? -1) < hints.suggestions.length - 1;
  return [
    [(placed[0]?.index ?? 0) > 0 ? '<' : ' ', 'quiet'],
    ...placed.flatMap(({ index, label, count }): readonly HotPiece<number>[] => [
      [label, index === hints.taken ? 'selected' : 'accent', index],
      [`${count}  `, 'quiet', index],
    ]),
    ...(more ? [[`${' '.repeat(Math.max(0, width - used - 1))}>`, 'quiet'] as const] : []),
  ];
}
