import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import { createReloadingLoader } from '../../loading/reloading-loader.ts';
import type { AppEvent } from '../../state/events.ts';
import { cellsOfTab, rowsVersion } from '../../state/scan-totals.ts';
import type { Store } from '../../state/store.ts';
import { CALENDAR_TABS } from './calendar-words.ts';

/** It is read again at most so often while rows stream in, in milliseconds. */
const LEAST_MS = 2000;

/** Reads the calendar while it is open, again while more runs are found. */
export function createCalendarLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createReloadingLoader(store, queries, {
    leastMs: LEAST_MS,
    open: ({ calendar }) => (calendar.open ? { key: 'calendar', read: readCalendar } : null),
    isMissing: ({ calendar }) => calendar.error !== null,
    version: ({ scan, live }) => {
      if (scan === null) return null;
      return rowsVersion(
        CALENDAR_TABS.flatMap((tab) => cellsOfTab(scan, tab)),
        live,
      );
    },
  });
}

function readCalendar(ask: ScanQueries): Promise<AppEvent> {
  return ask.calendar().then(
    (calendar) => ({ type: 'calendar arrived', calendar }) as const,
    (error) => ({ type: 'calendar failed', error: errorLine(error) }) as const,
  );
}
