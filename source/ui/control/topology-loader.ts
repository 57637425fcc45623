import { TABS } from '../../resources/tabs.ts';
import type { ScanQueries } from '../../store/queries.ts';
import { errorLine } from '../draw/words.ts';
import { cellsOfTab, totalsOf } from '../state/scan-totals.ts';
import type { Loader } from './loaders.ts';
import { createRenewedLoader } from './renewed-loader.ts';
import type { Store } from './store.ts';

/** The tree is read again at most so often while rows stream in, in milliseconds. */
const LEAST_MS = 1000;

/** Reads the tree of DataSync while it is open, again while more of it is found. */
export function createTopologyLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createRenewedLoader(store, queries, {
    leastMs: LEAST_MS,
    isOpen: ({ topology }) => topology.open,
    hasFailed: ({ topology }) => topology.error !== null,
    version: ({ scan, live }) => {
      if (scan === null) return null;
      const { rows, finished } = totalsOf(
        TABS.flatMap(({ id }) => (isDataSync(id) ? cellsOfTab(scan, id) : [])),
      );
      return `${rows}/${finished}/${live.version}`;
    },
    read: (ask) =>
      ask.topology().then(
        (topology) => ({ type: 'topology arrived', topology }) as const,
        (error) => ({ type: 'topology failed', error: errorLine(error) }) as const,
      ),
  });
}

/** The tree is made of tasks, locations and agents, and tells each task's last execution. */
function isDataSync(tab: string): boolean {
  return ['tasks', 'locations', 'agents', 'executions'].includes(tab);
}
