import { TABS } from '../../resources/tabs.ts';
import type { ScanQueries } from '../../store/queries.ts';
import { errorLine } from '../draw/words.ts';
import { cellsOfTab, totalsOf } from '../state/scan-totals.ts';
import type { Loader } from './loaders.ts';
import { NEVER, type Renewal, renewalDelay } from './renewal.ts';
import type { Store } from './store.ts';

/** The tree is read again at most so often while rows stream in, in milliseconds. */
const LEAST_MS = 1000;

/** Reads the tree of DataSync while it is open, again while more of it is found. */
export function createTopologyLoader(store: Store, queries: () => ScanQueries | null): Loader {
  let last: Renewal = NEVER;
  let busy = false;
  let open = false;
  let generation = 0;
  let timer: NodeJS.Timeout | null = null;

  const update = () => {
    const { topology, scan } = store.state();
    const opening = topology.open && !open;
    open = topology.open;
    if (opening && topology.error !== null) last = NEVER;
    const ask = open && scan !== null && !busy ? queries() : null;
    if (ask === null || scan === null) return;
    const { rows, finished } = totalsOf(
      TABS.flatMap(({ id }) => (isDataSync(id) ? cellsOfTab(scan, id) : [])),
    );
    const version = `${rows}/${finished}/${store.state().live.version}`;
    const delay = renewalDelay(last, version, Date.now(), LEAST_MS);
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
    const event = await ask.topology().then(
      (topology) => ({ type: 'topology arrived', topology }) as const,
      (error) => ({ type: 'topology failed', error: errorLine(error) }) as const,
    );
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

/** The tree is made of tasks, locations and agents, and tells each task's last execution. */
function isDataSync(tab: string): boolean {
  return ['tasks', 'locations', 'agents', 'executions'].includes(tab);
}
