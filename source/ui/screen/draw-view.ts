import type { Theme } from '../kit/theme.ts';
import type { AppState } from '../state/app-state.ts';
import { VIEWS } from '../views/registry.ts';
import type { View, ViewDrawing } from '../views/view.ts';

/** The view inside the frame: the one in front, or the one behind the line that is being typed. */
export function pageBehind(state: AppState): View {
  return VIEWS.front({ ...state, input: null });
}

/** What is inside the frame. */
export function drawView(state: AppState, theme: Theme): ViewDrawing {
  return pageBehind(state).draw(state, theme, VIEWS);
}
