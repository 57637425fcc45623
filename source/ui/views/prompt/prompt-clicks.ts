import type { AppState } from '../../state/app-state.ts';
import type { Target } from '../../state/target.ts';
import { characterAt, hintsShown, placedSuggestions } from './draw-prompt.ts';
import { withLine, withTaken } from './input.ts';
import { withInput } from './prompt-changes.ts';

/** A place in what is being typed, or a suggestion below it. `line`: of the screen. */
export function inputTarget(state: AppState, column: number, line: number): Target | null {
  const { input, size } = state;
  if (input === null) return null;
  if (line === size.rows - 2) {
    const at = characterAt(input, size.columns, column);
    const moved = at === null ? input : withLine(input, { ...input.line, at });
    return at === null ? null : { current: false, state: withInput(state, moved) };
  }
  const hints = hintsShown(input);
  if (line !== size.rows - 1 || hints === null) return null;
  const found = placedSuggestions(hints, size.columns).find(
    ({ start, end }) => column >= start && column < end,
  );
  if (found === undefined) return null;
  const taken = withInput(state, withTaken(input, hints, found.index));
  return { current: hints.taken === found.index, state: taken };
}
