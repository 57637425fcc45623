/**
 * Text by terminal cells: a Chinese character takes two, a combining mark none. Nothing that is
 * fitted into a line acts on the terminal, whatever it was.
 */
import stringWidth from 'string-width';
import { safeText } from '../../base/safe-text.ts';

/** Texts in which each character takes one cell: ASCII, and the signs that lines, bars and charts are made of. */
const ONE_CELL_EACH = /^[\x20-\x7e·…\u2500-\u259f■▲]*$/;
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What stands for the part that was cut off. */
export const ELLIPSIS = '…';

/** Cells that a text takes on screen once it is safe. */
export function textWidth(text: string): number {
  return ONE_CELL_EACH.test(text) ? text.length : stringWidth(safeText(text));
}

/** The text within so many cells; where it had to be cut it ends with an ellipsis. */
export function cut(text: string, width: number): string {
  if (width <= 0) return '';
  const safe = safeText(text);
  if (textWidth(safe) <= width) return safe;
  return `${firstCells(safe, width - 1)}${ELLIPSIS}`;
}

/** As many whole characters as fit into so many cells. */
function firstCells(text: string, width: number): string {
  if (ONE_CELL_EACH.test(text)) return text.slice(0, width);
  let taken = '';
  let cells = 0;
  for (const { segment } of SEGMENTER.segment(text)) {
    cells += stringWidth(segment);
    if (cells > width) break;
    taken += segment;
  }
  return taken;
}

/** The text in exactly so many cells: cut or padded, at the left unless told otherwise. */
export function fitted(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const within = cut(text, width);
  const gap = ' '.repeat(Math.max(0, width - textWidth(within)));
  return align === 'left' ? within + gap : gap + within;
}

/** Two texts on one line of so many cells; the left one gives way where both do not fit. */
export function spread(left: string, right: string, width: number): string {
  if (right === '') return fitted(left, width);
  const end = cut(right, width);
  const room = width - textWidth(end);
  return room <= 1 ? fitted(end, width, 'right') : `${fitted(left, room - 1)} ${end}`;
}

/** The text in lines of at most so many cells, broken at blanks where there are any. Never cuts anything off. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of safeText(text).split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (textWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, width);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** A word in pieces of at most so many cells, each character looked at once: names may be 100 kB long. */
function piecesOf(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let cells = 0;
  for (const { segment } of SEGMENTER.segment(word)) {
    const wide = textWidth(segment);
    // A character wider than the line still has to go somewhere.
    if (piece !== '' && cells + wide > width) {
      pieces.push(piece);
      piece = '';
      cells = 0;
    }
    piece += segment;
    cells += wide;
  }
  return [...pieces, piece];
}
