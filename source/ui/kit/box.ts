/** A box over the lower lines of a page: a panel that the cursor is in. */
import { type Drawing, linesOnly, stacked } from './drawing.ts';
import { inPanel } from './panel.ts';
import { fitted, textWidth } from './text.ts';
import type { Piece, Theme, Tone } from './theme.ts';

/** The drawing inside borders; the title and what is said at the right stand in the upper one. */
export function boxed<On>(
  inside: Drawing<On>,
  { title, right }: { readonly title: string; readonly right: string },
  width: number,
  theme: Theme,
): Drawing<On> {
  return inPanel(inside, { title, right: [[right, 'plain']], isFocused: true }, width, theme);
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
