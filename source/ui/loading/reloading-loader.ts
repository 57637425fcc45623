import { steadyNow } from '../../base/steady-clock.ts';
import type { ScanQueries } from '../../queries/scan-queries.ts';
import type { AppState } from '../state/app-state.ts';
import type { Store } from '../state/store.ts';
import type { Loader } from './loader.ts';
import { NEVER, type ReloadTiming, reloadDelay } from './reload-timing.ts';

/** Something that is open. */
export interface OpenSubject {
  /** Tells it from others of its sort: another one is read at once. */
  readonly key: string;
  /** Reads it; a failure is an event too. */
  readonly read: (ask: ScanQueries) => Promise<Parameters<Store['dispatch']>[0]>;
}

/** What is read while it is open, and read again while there is more of it. */
export interface Reloading {
  /** What is open, one at a time; null where nothing is. */
  readonly open: (state: AppState) => OpenSubject | null;
  /** True where no good answer is at hand: opening it again tries at once. */
  readonly isMissing: (state: AppState) => boolean;
  /** Names what there is to read now, asked for only while it is open; null where there is no scan yet. */
  readonly version: (state: AppState) => string | null;
  /** It is read again at most so often, in milliseconds. */
  readonly leastMs: number;
}

/** Loads something while it is open, no more often than its reading takes. */
export function createReloadingLoader(
  store: Store,
  queries: () => ScanQueries | null,
  reloading: Reloading,
): Loader {
  /** The key of what is open. */
  let open: string | null = null;
  /** The key of what was read last, whether it is still open or not. */
  let of: string | null = null;
  let last: ReloadTiming = NEVER;
  let busy = false;
  let timer: NodeJS.Timeout | null = null;
  let generation = 0;

  const forget = () => {
    generation += 1;
    last = NEVER;
    busy = false;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  const opened = (key: string, state: AppState) => {
    if (key !== of) forget();
    else if (!busy && reloading.isMissing(state)) last = NEVER;
    of = key;
  };

  const update = () => {
    const state = store.state();
    const subject = reloading.open(state);
    if (subject !== null && subject.key !== open) opened(subject.key, state);
    open = subject?.key ?? null;
    if (subject === null || busy) return;
    const version = reloading.version(state);
    const ask = version === null ? null : queries();
    if (ask === null || version === null) return;
    const delay = reloadDelay(last, version, steadyNow(), reloading.leastMs);
    if (delay === 0) void load(subject, ask, version);
    else if (delay !== null) {
      timer ??= setTimeout(() => {
        timer = null;
        update();
      }, delay);
    }
  };

  const load = async (subject: OpenSubject, ask: ScanQueries, version: string) => {
    const mine = generation;
    const begun = steadyNow();
    busy = true;
    const event = await subject.read(ask);
    if (mine !== generation) return;
    busy = false;
    last = { version, finishedAt: steadyNow(), cost: steadyNow() - begun };
    store.dispatch(event);
  };

  return {
    update,
    reset: () => {
      forget();
      of = null;
      open = null;
    },
  };
}
