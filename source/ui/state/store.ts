import type { AppState } from './app-state.ts';
import type { AppEvent } from './events.ts';

/** Holds the state of the app and tells when it changed. */
export interface Store {
  readonly state: () => AppState;
  readonly dispatch: (event: AppEvent) => void;
  /** Returns the way to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
}
