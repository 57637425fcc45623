import { steadyNow } from '../../../base/steady-clock.ts';
import type { FacetQuery } from '../../../model/table-query.ts';
import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import { NEVER, type ReloadTiming, reloadDelay } from '../../loading/reload-timing.ts';
import { openTable } from '../../state/app-state.ts';
import { cellsOfTab, rowsVersion } from '../../state/scan-totals.ts';
import type { Store } from '../../state/store.ts';
import { facetQuery } from './facet.ts';

/** A facet is counted again at most so often while rows stream in, in milliseconds. */
const LEAST_RELOAD_MS = 1000;

/** Counts the facet that is open, and again when its rows change. */
export function createFacetLoader(store: Store, queries: () => ScanQueries | null): Loader {
  let job: { readonly asked: string; readonly abort: AbortController } | null = null;
  let last: ReloadTiming = NEVER;
  let timer: NodeJS.Timeout | null = null;

  const forget = () => {
    job?.abort.abort(new Error('superseded'));
    job = null;
    last = NEVER;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  const update = () => {
    const { facet, scan, live } = store.state();
    const table = openTable(store.state());
    const ask = facet === null ? null : queries();
    if (facet === null || table === undefined || ask === null) {
      forget();
      return;
    }
    const query = facetQuery(table, facet);
    const asked = JSON.stringify(query);
    if (job?.asked === asked) return;
    const version = `${asked} ${rowsVersion(scan === null ? [] : cellsOfTab(scan, table.tab), live)}`;
    const other = last.version === null || !last.version.startsWith(`${asked} `);
    const delay = other ? 0 : reloadDelay(last, version, steadyNow(), LEAST_RELOAD_MS);
    if (delay === 0) void load(ask, query, asked, version);
    else if (delay !== null) {
      timer ??= setTimeout(() => {
        timer = null;
        update();
      }, delay);
    }
  };

  const load = async (ask: ScanQueries, query: FacetQuery, asked: string, version: string) => {
    job?.abort.abort(new Error('superseded'));
    const current = { asked, abort: new AbortController() };
    job = current;
    const begun = steadyNow();
    const event = await ask.facet(query, current.abort.signal).then(
      (report) => ({ type: 'facet arrived', of: query, report }) as const,
      (error) => ({ type: 'facet failed', of: query, error: errorLine(error) }) as const,
    );
    if (job !== current) return;
    job = null;
    last = { version, finishedAt: steadyNow(), cost: steadyNow() - begun };
    store.dispatch(event);
  };

  return { update, reset: forget };
}
