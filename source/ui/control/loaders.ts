import type { ScanQueries } from '../../store/queries.ts';
import { errorLine } from '../draw/words.ts';
import type { AppServices } from '../services.ts';
import type { AppEvent } from '../state/events.ts';
import type { PickerItem, PickerState } from '../state/picker.ts';
import { rowsVersion } from '../state/scan-totals.ts';
import { createRenewedLoader } from './renewed-loader.ts';
import type { Store } from './store.ts';

/** Brings what a view waits for; to be called after every change of the state. */
export interface Loader {
  readonly update: () => void;
  /** Forgets everything, as another scan file is open. */
  readonly reset: () => void;
}

/** The summary is added up again at most so often while rows stream in, in milliseconds. */
const LEAST_SUMMARY_MS = 1000;

/** Loads the summary while its view is open. */
export function createSummaryLoader(store: Store, queries: () => ScanQueries | null): Loader {
  return createRenewedLoader(store, queries, {
    leastMs: LEAST_SUMMARY_MS,
    open: ({ view }) => (view === 'summary' ? { key: view, read: readSummary } : null),
    isMissing: ({ summary }) => summary.error !== null,
    version: ({ scan, live }) => (scan === null ? null : rowsVersion(scan.cells, live)),
  });
}

function readSummary(ask: ScanQueries): Promise<AppEvent> {
  return ask.summary().then(
    (report) => ({ type: 'summary arrived', report }) as const,
    (error) => ({ type: 'summary failed', error: errorLine(error) }) as const,
  );
}

/** Loads the row that is open in full. */
export function createDetailLoader(store: Store, queries: () => ScanQueries | null): Loader {
  let reading: string | null = null;
  const update = () => {
    const { detail } = store.state();
    if (detail === null || detail.loaded !== null || detail.error !== null) return;
    const { tab, row } = detail;
    const key = `${tab} ${row}`;
    const ask = queries();
    if (reading === key || ask === null) return;
    reading = key;
    const done = () => {
      if (reading === key) reading = null;
    };
    ask.row(tab, row).then(
      (loaded) => {
        done();
        if (loaded !== undefined) store.dispatch({ type: 'detail arrived', tab, row, loaded });
        else store.dispatch({ type: 'detail failed', tab, row, error: 'it is no longer in the scan file' });
      },
      (error) => {
        done();
        store.dispatch({ type: 'detail failed', tab, row, error: errorLine(error) });
      },
    );
  };
  return {
    update,
    reset: () => {
      reading = null;
    },
  };
}

/** Loads the list of an open picker. */
export function createPickerLoader(services: AppServices, store: Store): Loader {
  let reading: PickerState['kind'] | null = null;
  const update = () => {
    const { picker } = store.state();
    if (picker === null || picker.items !== null || picker.error !== null) return;
    const { kind } = picker;
    if (reading === kind) return;
    reading = kind;
    itemsOf(services, store, picker).then(
      (items) => {
        reading = null;
        store.dispatch({ type: 'picker filled', kind, items });
      },
      (error) => {
        reading = null;
        store.dispatch({ type: 'picker failed', kind, error: errorLine(error) });
      },
    );
  };
  return {
    update,
    reset: () => {
      reading = null;
    },
  };
}

async function itemsOf(
  services: AppServices,
  store: Store,
  picker: PickerState,
): Promise<readonly PickerItem[]> {
  const { scan, setting } = store.state();
  if (picker.kind === 'profiles') {
    const current = scan?.profile ?? setting.profile;
    const names = await services.listProfiles();
    return names.map((name) => ({
      id: name,
      label: name,
      note: name === current ? 'in use' : '',
      off: false,
    }));
  }
  const { regions } = await services.listRegions(picker.profile);
  const scanned = new Set(scan?.regions);
  return regions
    .toSorted((one, other) => Number(isOff(one.status)) - Number(isOff(other.status)))
    .map(({ name, status }) => ({
      id: name,
      label: name,
      note: isOff(status) ? 'not enabled for this account' : scanned.has(name) ? 'in this scan' : '',
      off: isOff(status),
    }));
}

function isOff(status: string): boolean {
  return status === 'not-opted-in';
}
