import { relationsOf } from '../../../kinds/relations.ts';
import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import { createReloadingLoader } from '../../loading/reloading-loader.ts';
import type { AppEvent } from '../../state/events.ts';
import { rowsVersion } from '../../state/scan-totals.ts';
import type { Store } from '../../state/store.ts';

/** What is related is looked for again at most so often while rows stream in, in milliseconds. */
const LEAST_MS = 1000;

/** Looks for what is related to the row that is open in full, again while more rows are found. */
export function createRelatedLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createReloadingLoader(store, queries, {
    leastMs: LEAST_MS,
    open: ({ detail }) => {
      if (detail === null || detail.loaded === null || relationsOf(detail.loaded.kind).length === 0)
        return null;
      const { tab, row } = detail;
      return { key: `${tab} ${row}`, read: (ask) => relatedTo(ask, tab, row) };
    },
    isMissing: ({ detail }) => detail?.related === null,
    version: ({ scan, live }) => (scan === null ? null : rowsVersion(scan.cells, live)),
  });
}

async function relatedTo(ask: ScanQueries, tab: string, row: number): Promise<AppEvent> {
  try {
    const related = await ask.related(tab, row);
    return related === undefined
      ? { type: 'related failed', tab, row, error: 'the row is no longer in the scan file' }
      : { type: 'related arrived', tab, row, related };
  } catch (error) {
    return { type: 'related failed', tab, row, error: errorLine(error) };
  }
}
