/** A box with rounded borders over the lower lines of a page. */
import { type Drawing, linesOnly, stacked } from './drawing.ts';
import { cut, fitted, textWidth } from './text.ts';
import { type Piece, paintPieces, type Theme, type Tone } from './theme.ts';

/** Cells that the borders take at the left. */
const LEFT = 2;

/** Cells for what is inside a box of this width. */
export function roomInBox(width: number): number {
  return width - 2 * LEFT;
}

/** The drawing inside borders; the title and what is said at the right stand in the upper one. */
export function boxed<On>(
  inside: Drawing<On>,
  head: { readonly title: string; readonly right: string },
  width: number,
  theme: Theme,
): Drawing<On> {
  const right = head.right === '' ? '' : ` ${head.right} `;
  const title = ` ${cut(head.title, width - textWidth(right) - 8)} `;
  const line = '─'.repeat(Math.max(0, width - textWidth(title) - textWidth(right) - 4));
  const upper: readonly Piece[] = [
    ['╭─', 'accent'],
    [title, 'title'],
    [line, 'accent'],
    [right, 'plain'],
    ['─╮', 'accent'],
  ];
  const side = (sign: string) => paintPieces(theme, [[sign, 'accent']]);
  const lines = inside.lines.map((text) => `${side('│ ')}${text}${side(' │')}`);
  return stacked([
    linesOnly([paintPieces(theme, upper)]),
    {
      lines,
      zones: () => inside.zones().map((zone) => ({ ...zone, from: zone.from + LEFT, to: zone.to + LEFT })),
    },
    linesOnly([paintPieces(theme, [[`╰${'─'.repeat(Math.max(0, width - 2))}╯`, 'accent']])]),
  ]);
}

/** The box over the lower of so many lines; what is left of the page above it can be seen, but not clicked. */
export function laidOver<On>(page: readonly string[], box: Drawing<On>, height: number): Drawing<On> {
  const above = Math.max(0, height - box.lines.length);
  return stacked<On>([linesOnly(Array.from({ length: above }, (_, line) => page[line] ?? '')), box]);
}

/** The pieces of a line with what makes it this wide. */
export function filledPieces<Of extends readonly [string, Tone, ...unknown[]]>(
  pieces: readonly Of[],
  width: number,
): readonly (Of | Piece)[] {
  const cells = pieces.reduce((sum, [text]) => sum + textWidth(text), 0);
  return [...pieces, [' '.repeat(Math.max(0, width - cells)), 'plain']];
}

/** A painted text in exactly so many cells, of which it takes `cells`. */
export function filledUp(text: string, cells: number, width: number): string {
  return text + fitted('', Math.max(0, width - cells));
}
