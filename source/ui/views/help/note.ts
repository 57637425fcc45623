import type { Size } from '../../kit/layout.ts';
import { wrap } from '../../kit/text.ts';
import { paint, type Theme } from '../../kit/theme.ts';
import type { Overlay } from '../../state/app-state.ts';

/** A few lines over the view that have to be closed. */
export function noteLines(
  note: Extract<Overlay, { kind: 'note' }>,
  size: Size,
  theme: Theme,
): readonly string[] {
  const lines = note.lines.flatMap((line) => wrap(line, size.columns - 2));
  return [paint(theme, ` ${note.title}`, 'title'), '', ...lines.map((line) => ` ${line}`)];
}
