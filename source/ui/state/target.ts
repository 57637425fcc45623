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
