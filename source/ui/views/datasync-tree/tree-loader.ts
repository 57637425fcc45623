import { datasyncExecution } from '../../../kinds/datasync/datasync-execution.ts';
import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import { createReloadingLoader } from '../../loading/reloading-loader.ts';
import type { AppEvent } from '../../state/events.ts';
import { cellsOfTab, rowsVersion } from '../../state/scan-totals.ts';
import type { Store } from '../../state/store.ts';
import { TOPOLOGY_TABS } from './tree.ts';

/** The tree tells each task's last execution too. */
const READ_TABS: readonly string[] = [...TOPOLOGY_TABS, datasyncExecution.tab];

/** The tree is read again at most so often while rows stream in, in milliseconds. */
const LEAST_MS = 1000;

/** Reads the tree of DataSync while it is open, again while more of it is found. */
export function createTopologyLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createReloadingLoader(store, queries, {
    leastMs: LEAST_MS,
    open: ({ topology }) => (topology.open ? { key: 'topology', read: readTopology } : null),
    isMissing: ({ topology }) => topology.error !== null,
    version: ({ scan, live }) => {
      if (scan === null) return null;
      const cells = READ_TABS.flatMap((tab) => cellsOfTab(scan, tab));
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
