import { formatCount } from '../../model/format.ts';
import { cut, textWidth } from './text.ts';
import { type Piece, paintPieces, type Theme } from './theme.ts';

/** Cells of a rule in front of and behind words on it, at least. */
const LEAST_RULE = 1;

/** A line across the screen; `words` stand on it near its right end, as far as there is room. */
export function rule(width: number, theme: Theme, words: string | readonly Piece[] = ''): string {
  return paintPieces(theme, rulePieces(width, words));
}

/** The same, to be painted with others. */
export function rulePieces(width: number, words: string | readonly Piece[] = ''): readonly Piece[] {
  const pieces = typeof words === 'string' ? [[words, 'quiet'] as const] : words;
  let room = width - 2 * LEAST_RULE;
  const fitted = pieces.flatMap(([text, tone]): Piece[] => {
    const part = cut(text, room);
    room -= textWidth(part);
    return part === '' ? [] : [[part, tone]];
  });
  if (fitted.length === 0) return [['─'.repeat(width), 'border']];
  return [['─'.repeat(room + LEAST_RULE), 'border'], ...fitted, ['─'.repeat(LEAST_RULE), 'border']];
}

/** What stands on the rule below a text of `count` lines, `height` of them in sight from `top` on; none: all are. */
export function outOfSight(top: number, height: number, count: number): readonly Piece[] {
  const below = count - top - height;
  const words = [
    ...(top > 0 ? [`^ ${formatCount(top)} above`] : []),
    ...(below > 0 ? [`v ${formatCount(below)} below`] : []),
  ];
  return words.length === 0 ? [] : [[` ${words.join(' ')} `, 'quiet']];
}
