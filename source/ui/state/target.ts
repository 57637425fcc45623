import type { Drawing } from '../kit/drawing.ts';
import type { AppState } from './app-state.ts';

/** A place on the screen in cells, from 0. */
export interface Place {
  readonly column: number;
  readonly line: number;
}

/** What a click would put the cursor on, and the state with it there. */
export interface Target {
  /** True where the cursor is already. */
  readonly current: boolean;
  readonly state: AppState;
}

/** What a click does, worked out only when there is one. */
export type Click = () => Target;

/** A part of the screen, and what clicks in it do. */
export type ClickableDrawing = Drawing<Click>;
