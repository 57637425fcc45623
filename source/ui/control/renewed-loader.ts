import type { ScanQueries } from '../../store/queries.ts';
import type { AppState } from '../state/app-state.ts';
import type { Loader } from './loaders.ts';
import { NEVER, type Renewal, renewalDelay } from './renewal.ts';
import type { Store } from './store.ts';

/** What is read while it is open, and read again while there is more of it. */
export interface Renewed {
  readonly isOpen: (state: AppState) => boolean;
  /** True where the last reading failed: opening it again tries at once. */
  readonly hasFailed: (state: AppState) => boolean;
  /** Names what there is to read now, asked for only while it is open; null where there is no scan yet. */
  readonly version: (state: AppState) => string | null;
  /** Reads it; a failure is an event too. */
  readonly read: (ask: ScanQueries) => Promise<Parameters<Store['dispatch']>[0]>;
  /** It is read again at most so often, in milliseconds. */
  readonly leastMs: number;
}

/** Loads something while it is open, no more often than its reading takes. */
export function createRenewedLoader(
  store: Store,
  queries: () => ScanQueries | null,
  subject: Renewed,
): Loader {
  let last: Renewal = NEVER;
  let busy = false;
  let open = false;
  let timer: NodeJS.Timeout | null = null;
  let generation = 0;

  const update = () => {
    const state = store.state();
    const opening = subject.isOpen(state) && !open;
    open = subject.isOpen(state);
    if (opening && subject.hasFailed(state)) last = NEVER;
    if (!open || busy) return;
    const version = subject.version(state);
    const ask = version === null ? null : queries();
    if (ask === null || version === null) return;
    const delay = renewalDelay(last, version, Date.now(), subject.leastMs);
    if (delay === 0) void load(ask, version);
    else if (delay !== null) {
      timer ??= setTimeout(() => {
        timer = null;
        update();
      }, delay);
    }
  };

  const load = async (ask: ScanQueries, version: string) => {
    const of = generation;
    const begun = Date.now();
    busy = true;
    const event = await subject.read(ask);
    if (of !== generation) return;
    busy = false;
    last = { version, finishedAt: Date.now(), cost: Date.now() - begun };
    store.dispatch(event);
  };

  return {
    update,
    reset: () => {
      generation += 1;
      last = NEVER;
      busy = false;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
