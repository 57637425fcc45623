import { aimed, linesOnly, stacked } from '../../kit/drawing.ts';
import type { Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { drawHint, drawTyped } from './draw-prompt.ts';
import { withLine, withTaken } from './input.ts';
import { withInput } from './prompt-changes.ts';

/** What is typed, and below it what there is to say to it: a fault, suggestions, or else `otherwise`; else nothing. */
export function drawLines(state: AppState, theme: Theme, otherwise: string | null = null): ClickableDrawing {
  const { input } = state;
  const { columns } = state.size;
  if (input === null) return linesOnly([]);
  const typed = aimed(drawTyped(input, columns, theme), (at): Click => {
    const { text } = input.line;
    return () => ({ current: false, state: withInput(state, withLine(input, { text, at })) });
  });
  const hint = drawHint(input, columns, theme);
  if (hint === null) return otherwise === null ? typed : stacked([typed, linesOnly([otherwise])]);
  const { hints } = input;
  const below = aimed(hint, (index): Click | undefined => {
    if (hints === null) return undefined;
    return () => ({
      current: hints.taken === index,
      state: withInput(state, withTaken(input, hints, index)),
    });
  });
  return stacked([typed, below]);
}
