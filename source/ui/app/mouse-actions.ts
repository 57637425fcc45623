import type { MouseEvent } from '../kit/mouse.ts';
import { targetAt } from '../screen/draw-screen.ts';
import { VIEWS } from '../views/registry.ts';
import type { AppParts } from './app-parts.ts';
import { perform } from './commands.ts';

/** Lines that one turn of the wheel moves. */
const WHEEL_LINES = 3;

/** Does what the mouse asks for: the wheel moves; a click selects, one more on the same takes it as Enter does. */
export function point(parts: AppParts, event: MouseEvent): void {
  const { store } = parts;
  const state = store.state();
  if (state.leaving !== null) return;
  if (event.kind !== 'click') {
    if (!VIEWS.front(state).wheel) return;
    const command = event.kind === 'wheel up' ? 'up' : 'down';
    for (let line = 0; line < WHEEL_LINES; line += 1) store.dispatch({ type: 'scrolled', command });
    return;
  }
  const target = targetAt(state, event);
  if (target === null) return;
  if (!target.current) store.dispatch({ type: 'clicked', column: event.column, line: event.line });
  else perform(parts, state.picker?.several === true ? 'mark' : 'enter');
}
