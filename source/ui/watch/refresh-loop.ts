import { steadyNow } from '../../base/steady-clock.ts';
import type { RefreshResult, RowRef } from '../../model/cell.ts';
import type { TableRow } from '../../model/table-query.ts';
import { errorLine } from '../../model/words.ts';
import type { ScanQueries } from '../../queries/scan-queries.ts';
import { type Announcing, announceEnds, runningExecutions } from '../live/running-executions.ts';
import { EXECUTION_KIND, EXECUTIONS_TAB, isUnderWay } from '../live/transfer.ts';
import type { Loader } from '../loading/loader.ts';
import type { AppState } from '../state/app-state.ts';
import { cellsOfTab, rowsVersion } from '../state/scan-totals.ts';
import type { Store } from '../state/store.ts';

/** From the end of one refresh to the next. */
export const REFRESH_MS = 5000;

/** What a refresh needs of the app. */
export interface RefreshParts extends Announcing {
  readonly store: Store;
  readonly queries: () => ScanQueries | null;
  /** Null where there is no scan that could ask. */
  readonly refresh: (kind: string, rows: readonly RowRef[]) => Promise<RefreshResult> | null;
}

/**
 * Asks for executions under way again while they are on screen, one call each, the next time five seconds after the
 * last answer. Where none is under way nothing is asked until rows change.
 */
export function createRefreshLoop(parts: RefreshParts): Loader {
  const { store } = parts;
  let timer: NodeJS.Timeout | null = null;
  let busy = false;
  let generation = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  /** The version of the rows of which none is under way. */
  let idle: string | null = null;

  const clear = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const update = () => {
    const state = store.state();
    if (!isWatched(state)) {
      clear();
      return;
    }
    if (busy || timer !== null || versionOf(state) === idle) return;
    timer = setTimeout(() => void step(), Math.max(0, lastAt + REFRESH_MS - steadyNow()));
    timer.unref();
  };
  const step = async () => {
    const of = generation;
    timer = null;
    busy = true;
    try {
      const version = versionOf(store.state());
      const found = await refreshOnce(parts, () => of === generation && isWatched(store.state()));
      if (of === generation && found === 'none under way') idle = version;
    } finally {
      if (of === generation) {
        busy = false;
        lastAt = steadyNow();
        update();
      }
    }
  };
  return {
    update,
    reset: () => {
      generation += 1;
      busy = false;
      idle = null;
      clear();
    },
  };
}

/** True while executions of a scan that can still ask are on screen. */
function isWatched({ view, source, scan, leaving, detail }: AppState): boolean {
  if (scan === null || source === 'file' || leaving !== null) return false;
  if (scan.stage === 'identifying' || scan.stage === 'refused') return false;
  return detail === null ? view === EXECUTIONS_TAB : detail.tab === EXECUTIONS_TAB;
}

function versionOf({ scan, live }: AppState): string {
  return scan === null ? '' : rowsVersion(cellsOfTab(scan, EXECUTIONS_TAB), live);
}

async function refreshOnce(
  { store, queries, refresh, say, ring }: RefreshParts,
  goesOn: () => boolean,
): Promise<'none under way' | 'refreshed' | 'given up'> {
  const ask = queries();
  if (ask === null) return 'given up';
  let before: readonly TableRow[] = [];
  try {
    before = await runningExecutions(ask);
    if (before.length === 0) return 'none under way';
    if (!goesOn()) return 'given up';
    const result = await refresh(EXECUTION_KIND, before.flatMap(refOf));
    if (result === null || !goesOn()) return 'given up';
    const rows = await ask.window(
      EXECUTIONS_TAB,
      before.map(({ row }) => row),
    );
    if (!goesOn()) return 'given up';
    const known = new Map(rows.map((row) => [row.row, row]));
    const failure = result.failed[0]?.message ?? null;
    store.dispatch({ type: 'rows refreshed', tab: EXECUTIONS_TAB, rows: known, at: steadyNow(), failure });
    announceEnds(
      rows.filter((row) => !isUnderWay(row)),
      { say, ring },
    );
    await reloadDetail(store, ask);
    return 'refreshed';
  } catch (error) {
    if (!goesOn()) return 'given up';
    const known = new Map(before.map((row) => [row.row, row]));
    const failure = errorLine(error);
    store.dispatch({ type: 'rows refreshed', tab: EXECUTIONS_TAB, rows: known, at: steadyNow(), failure });
    return 'refreshed';
  }
}

function refOf({ row, account, region, values }: TableRow): readonly RowRef[] {
  const key = values.task_execution_arn;
  return typeof key === 'string' ? [{ row, account, region, key }] : [];
}

/** The row that is open in full is read again as well; it stays as it was until then. */
async function reloadDetail(store: Store, ask: ScanQueries): Promise<void> {
  const { detail } = store.state();
  if (detail === null || detail.loaded === null || detail.tab !== EXECUTIONS_TAB) return;
  const { tab, row } = detail;
  const loaded = await ask.row(tab, row);
  if (loaded !== undefined) store.dispatch({ type: 'detail arrived', tab, row, loaded });
}
