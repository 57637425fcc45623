import type { AppState } from '../state/app-state.ts';
import type { AppEvent } from '../state/events.ts';
import { reduce } from '../state/reducer.ts';

/** Holds the state of the app and tells when it changed. */
export interface Store {
  readonly state: () => AppState;
  readonly dispatch: (event: AppEvent) => void;
  /** Returns the way to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store with this state. */
export function createStore(initial: AppState): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    dispatch: (event) => {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
