import { spoken } from '../kit/spoken.ts';
import { PLAIN_THEME } from '../kit/theme.ts';
import type { AppState } from '../state/app-state.ts';
import type { View } from './view.ts';

/** Nobody reads spoken lines by their width. */
const WIDE = 400;

/** The state on a screen so wide that nothing is cut. */
export function unlimited(state: AppState): AppState {
  return { ...state, size: { ...state.size, columns: WIDE } };
}

/** A view's lines as they are drawn, read out one by one. */
export function spokenLines(draw: View['draw']): View['spoken'] {
  return (state, views) => draw(unlimited(state), PLAIN_THEME, views).lines.map(spoken);
}
