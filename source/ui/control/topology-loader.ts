import { TABS } from '../../resources/tabs.ts';
import type { ScanQueries } from '../../store/queries.ts';
import { errorLine } from '../draw/words.ts';
import type { AppEvent } from '../state/events.ts';
import { cellsOfTab, rowsVersion } from '../state/scan-totals.ts';
import type { Loader } from './loaders.ts';
import { createRenewedLoader } from './renewed-loader.ts';
import type { Store } from './store.ts';

/** The tree is read again at most so often while rows stream in, in milliseconds. */
const LEAST_MS = 1000;

/** Reads the tree of DataSync while it is open, again while more of it is found. */
export function createTopologyLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createRenewedLoader(store, queries, {
    leastMs: LEAST_MS,
    open: ({ topology }) => (topology.open ? { key: 'topology', read: readTopology } : null),
    isMissing: ({ topology }) => topology.error !== null,
    version: ({ scan, live }) => {
      if (scan === null) return null;
      const cells = TABS.flatMap(({ id }) => (isDataSync(id) ? cellsOfTab(scan, id) : []));
      return rowsVersion(cells, live);
    },
  });
}

function readTopology(ask: ScanQueries): Promise<AppEvent> {
  return ask.topology().then(
    (topology) => ({ type: 'topology arrived', topology }) as const,
    (error) => ({ type: 'topology failed', error: errorLine(error) }) as const,
  );
}

/** The tree is made of tasks, locations and agents, and tells each task's last execution. */
function isDataSync(tab: string): boolean {
  return ['tasks', 'locations', 'agents', 'executions'].includes(tab);
}
