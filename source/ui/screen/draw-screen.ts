import { inHeight, linesOnly, onAt, stacked } from '../kit/drawing.ts';
import { isTooSmall, viewHeight } from '../kit/layout.ts';
import { rule } from '../kit/rule.ts';
import { PLAIN_THEME, type Theme } from '../kit/theme.ts';
import type { AppState } from '../state/app-state.ts';
import type { ClickableDrawing, Place, Target } from '../state/target.ts';
import { VIEWS } from '../views/registry.ts';
import type { ViewDrawing } from '../views/view.ts';
import { drawTabs } from './draw-tabs.ts';
import { drawView } from './draw-view.ts';
import { footer } from './footer.ts';

/** The frame in its parts, from the top; the header stands above them. */
export interface ScreenParts {
  readonly tabs: ClickableDrawing;
  readonly across: ClickableDrawing;
  readonly view: ViewDrawing;
  /** What is typed, or a rule. */
  readonly typed: ClickableDrawing;
}

/**
 * Draws the frame. A line that is typed and has something to say takes the place of the footer, but not of what an
 * action had to say.
 */
export function drawScreen(state: AppState, theme: Theme): ScreenParts {
  const { columns } = state.size;
  const across = linesOnly([rule(columns, theme)]);
  const front = VIEWS.front(state);
  const view = drawView(state, theme);
  const below = linesOnly([rule(columns, theme, view.border)]);
  const whole = front.place === 'line' ? front.draw(state, theme, VIEWS) : below;
  const line = state.message === null ? whole : inHeight(whole, 1);
  const last = line.lines.length > 1 ? [] : [linesOnly([footer(state, theme)])];
  return {
    tabs: drawTabs(state, theme),
    across,
    view,
    typed: stacked([line, ...last]),
  };
}

/** The whole screen with what can be clicked in it now; the header is left blank. */
export function clickableScreen(state: AppState): ClickableDrawing {
  const { tabs, across, view, typed } = drawScreen(state, PLAIN_THEME);
  const front = VIEWS.front(state);
  const isPageAlive = front.place !== 'line' || front.clicks === 'and the page';
  const quiet = (drawn: ClickableDrawing, alive: boolean) => (alive ? drawn : linesOnly(drawn.lines));
  return stacked([
    linesOnly(['']),
    quiet(tabs, front.place === 'main' || front.place === 'page'),
    across,
    quiet(inHeight(view, viewHeight(state.size)), isPageAlive),
    typed,
  ]);
}

/** What is at this place of the screen; null: nothing that could be chosen. */
export function targetAt(state: AppState, { column, line }: Place): Target | null {
  return isTooSmall(state.size) ? null : (onAt(clickableScreen(state), column, line)?.() ?? null);
}
