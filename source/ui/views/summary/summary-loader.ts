import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import { createReloadingLoader } from '../../loading/reloading-loader.ts';
import type { AppEvent } from '../../state/events.ts';
import { isRunning, rowsVersion } from '../../state/scan-totals.ts';
import type { Store } from '../../state/store.ts';

/** The summary is added up again at most so often while rows stream in, in milliseconds. */
const LEAST_SUMMARY_MS = 1000;

/** The scans before are read again at most so often, in milliseconds. */
const LEAST_PAST_MS = 5000;

/** Loads the summary while its view is open. */
export function createSummaryLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createReloadingLoader(store, queries, {
    leastMs: LEAST_SUMMARY_MS,
    open: ({ view }) => (view === 'summary' ? { key: view, read: readSummary } : null),
    isMissing: ({ summary }) => summary.error !== null,
    version: ({ scan, live }) => (scan === null ? null : rowsVersion(scan.cells, live)),
  });
}

/** Loads the scans before it once the scan has ended. */
export function createPastLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createReloadingLoader(store, queries, {
    leastMs: LEAST_PAST_MS,
    open: ({ view }) => (view === 'summary' ? { key: view, read: readPast } : null),
    isMissing: ({ summary }) => summary.past === null,
    version: ({ scan, live }) => (scan === null || isRunning(scan) ? null : rowsVersion(scan.cells, live)),
  });
}

function readPast(ask: ScanQueries): Promise<AppEvent> {
  return ask.past().then(
    (past) => ({ type: 'past arrived', past }) as const,
    (error) => ({ type: 'past failed', error: errorLine(error) }) as const,
  );
}

function readSummary(ask: ScanQueries): Promise<AppEvent> {
  return ask.summary().then(
    (report) => ({ type: 'summary arrived', report }) as const,
    (error) => ({ type: 'summary failed', error: errorLine(error) }) as const,
  );
}
