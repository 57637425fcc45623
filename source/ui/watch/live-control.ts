import { nowForAges } from '../../base/steady-clock.ts';
import type { CellRescan, RefreshResult, RowRef } from '../../model/cell.ts';
import type { ScanQueries } from '../../queries/scan-queries.ts';
import { tabCells, untilOlder } from '../live/live-words.ts';
import type { Announcing } from '../live/running-executions.ts';
import { USUAL_INTERVAL_MS, type WatchAsk } from '../live/watch-command.ts';
import type { Loader } from '../loading/loader.ts';
import type { Store } from '../state/store.ts';
import { createRefreshLoop } from './refresh-loop.ts';
import { createWatchLoop } from './watch-loop.ts';

/** What the live part asks of the scan that is open; null where a scan file is. */
export interface LiveScan {
  readonly queries: () => ScanQueries | null;
  readonly rescan: (cellIds: readonly number[]) => Promise<readonly CellRescan[]> | null;
  readonly refresh: (kind: string, rows: readonly RowRef[]) => Promise<RefreshResult> | null;
}

/** Everything that moves by itself: refreshes, the watch, and the age in the header. */
export interface LiveControl extends Loader {
  /** What `:watch` asks for. */
  readonly watch: (ask: WatchAsk) => void;
  /** What `w` does: on for the cells of this view, or off. */
  readonly toggleWatch: () => void;
}

/** The live part of the app; it lives by `update`, called after every change of the state. */
export function createLiveControl(store: Store, scan: LiveScan, announcing: Announcing): LiveControl {
  const parts = { store, ...scan, ...announcing };
  const refreshes = createRefreshLoop(parts);
  const watch = createWatchLoop(parts);
  const looks = createLooks(store);
  const ages = createAgeTicker(store);
  return {
    update: () => {
      refreshes.update();
      looks.update();
      ages.update();
    },
    reset: () => {
      for (const part of [refreshes, watch, looks, ages]) part.reset();
    },
    watch: watch.ask,
    toggleWatch: () =>
      watch.ask(watch.isOn() ? { on: false } : { on: true, scope: 'view', intervalMs: USUAL_INTERVAL_MS }),
  };
}

/** Rows are seen once the table with them has been open and is left. */
function createLooks(store: Store): Loader {
  let view: string | null = null;
  return {
    update: () => {
      const state = store.state();
      if (state.view === view) return;
      const left = view;
      view = state.view;
      if (left !== null && state.tables[left] !== undefined)
        store.dispatch({ type: 'looked at', cells: tabCells(state, left) });
    },
    reset: () => {
      view = null;
    },
  };
}

/** Lets the age of the data grow on screen, and nothing else: one timer, as rare as what it changes. */
function createAgeTicker(store: Store): Loader {
  let timer: NodeJS.Timeout | null = null;
  const clear = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    update: () => {
      const state = store.state();
      const delay = state.leaving === null ? untilOlder(state, nowForAges()) : null;
      if (delay === null) clear();
      else if (timer === null) {
        timer = setTimeout(() => {
          timer = null;
          store.dispatch({ type: 'ticked', now: nowForAges() });
        }, delay);
        timer.unref();
      }
    },
    reset: clear,
  };
}
