import type { ScanHandle, ScanState } from '../../scan/cell.ts';
import type { ScanFacts, ScanQueries } from '../../store/queries.ts';
import type { AppServices, ScanChoice } from '../services.ts';
import { isRunning } from '../state/scan-totals.ts';
import type { Store } from './store.ts';

/** Data reaches the screen at most this often: more would make every key wait. */
const FLUSH_MS = 100;

/** The scan that the app shows, or the scan file that it has open. */
export interface ScanSession {
  /** Stops what runs, closes its scan file and starts another scan. */
  readonly start: (choice: ScanChoice) => Promise<void>;
  /** Opens a finished scan file. Rejects where it cannot be read. */
  readonly openFile: (scanFile: string) => Promise<void>;
  readonly retry: (cellIds: readonly number[]) => void;
  /** Questions to the scan file; null while there is none. */
  readonly queries: () => ScanQueries | null;
  readonly scanFile: () => string | null;
  /** Stops what runs; rows read stay. Resolves when everything is closed. */
  readonly close: () => Promise<void>;
}

/** A session without any scan yet. `refused`: called when a scan could not start. */
export function createScanSession(
  services: AppServices,
  store: Store,
  refused: (state: ScanState) => void,
): ScanSession {
  let handle: ScanHandle | null = null;
  let unsubscribe = () => {};
  let queries: { readonly file: string; readonly ask: ScanQueries } | null = null;
  let latest: ScanState | null = null;
  let ticker: NodeJS.Timeout | null = null;

  const flush = () => {
    if (latest === null) return;
    store.dispatch({ type: 'scan changed', scan: latest, now: Date.now() });
    if (isRunning(latest)) return;
    if (ticker !== null) clearInterval(ticker);
    ticker = null;
  };
  const changed = (state: ScanState) => {
    latest = state;
    if (state.stage === 'refused') {
      refused(state);
      return;
    }
    // The first change and the last one are shown at once, those between wait for the ticker.
    if (ticker === null || !isRunning(state)) flush();
    if (ticker === null && isRunning(state)) ticker = setInterval(flush, FLUSH_MS);
  };
  const close = async () => {
    unsubscribe();
    if (ticker !== null) clearInterval(ticker);
    ticker = null;
    latest = null;
    const [stopping, asking] = [handle, queries];
    handle = null;
    queries = null;
    await Promise.all([stopping?.stop(), asking?.ask.close()]);
  };
  const open = (file: string): ScanQueries => {
    queries = { file, ask: services.openQueries(file) };
    return queries.ask;
  };
  return {
    start: async (choice) => {
      await close();
      const started = services.startScan(choice);
      handle = started;
      store.dispatch({ type: 'scan opened', source: 'scan', scan: started.state(), now: Date.now() });
      unsubscribe = started.subscribe(changed);
      changed(started.state());
    },
    openFile: async (scanFile) => {
      await close();
      const ask = open(scanFile);
      const [facts, cells] = await Promise.all([ask.facts(), ask.cells()]);
      const scan: ScanState = { ...fileState(facts, scanFile), cells };
      latest = scan;
      store.dispatch({ type: 'scan opened', source: 'file', scan, now: Date.now() });
    },
    retry: (cellIds) => handle?.retry(cellIds),
    queries: () => {
      if (queries !== null) return queries.ask;
      // Before account and regions are known there may be no scan file yet.
      if (latest === null || latest.stage === 'identifying' || latest.stage === 'refused') return null;
      return open(latest.scanFile);
    },
    scanFile: () => latest?.scanFile ?? null,
    close,
  };
}

/** What a scan file says of its scan, as the state of a scan that has ended. */
function fileState(facts: ScanFacts, scanFile: string): Omit<ScanState, 'cells'> {
  return {
    stage: facts.complete ? 'complete' : 'stopped',
    identity: facts.identity,
    profile: facts.profile,
    regions: facts.regions,
    regionsOff: facts.regionsOff,
    kinds: facts.kinds,
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    scanFile,
    refusal: null,
    notice: null,
  };
}
