import type { CutoverTask } from '../../../analysis/transfers/cutover.ts';
import { datasyncExecution } from '../../../kinds/datasync/datasync-execution.ts';
import { datasyncTask } from '../../../kinds/datasync/datasync-task.ts';
import { TRANSFERS_TAB } from '../../../kinds/transfers/transfer-columns.ts';
import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import { createReloadingLoader } from '../../loading/reloading-loader.ts';
import type { CutoverState } from '../../state/cutover-state.ts';
import type { AppEvent } from '../../state/events.ts';
import { cellsOfTab, rowsVersion } from '../../state/scan-totals.ts';
import type { Store } from '../../state/store.ts';

/** They are read again at most so often while rows stream in, in milliseconds. */
const LEAST_MS = 2000;

/** Reads the final runs while they are shown, again while more runs are found. */
export function createCutoverLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createReloadingLoader(store, queries, {
    leastMs: LEAST_MS,
    open: ({ cutover }) =>
      cutover === null
        ? null
        : {
            key: `cutover ${cutover.window.start} ${cutover.window.length} ${cutover.filter}`,
            read: (ask) => readCutover(ask, cutover),
          },
    isMissing: ({ cutover }) => cutover?.tasks == null,
    version: ({ scan, live }) => {
      if (scan === null) return null;
      const tabs = [datasyncTask.tab, datasyncExecution.tab];
      return rowsVersion(
        tabs.flatMap((tab) => cellsOfTab(scan, tab)),
        live,
      );
    },
  });
}

function readCutover(ask: ScanQueries, cutover: CutoverState): Promise<AppEvent> {
  return tasksOf(ask, cutover).then(
    (tasks) => ({ type: 'cutover arrived', tasks }) as const,
    (error) => ({ type: 'cutover failed', error: errorLine(error) }) as const,
  );
}

/** The tasks whose transfers pass the filter. */
async function tasksOf(ask: ScanQueries, { window, filter }: CutoverState): Promise<readonly CutoverTask[]> {
  const tasks = await ask.cutover(window.start);
  if (filter.trim() === '') return tasks;
  const { rows } = await ask.order({ tab: TRANSFERS_TAB, filter, sort: null });
  const wanted = new Set(rows);
  return tasks.filter(({ row }) => wanted.has(row));
}
