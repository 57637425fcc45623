import { relationsOf } from '../../analysis/relations.ts';
import type { ScanQueries } from '../../store/queries.ts';
import { errorLine } from '../draw/words.ts';
import { totalsOf } from '../state/scan-totals.ts';
import type { Loader } from './loaders.ts';
import { NEVER, type Renewal, renewalDelay } from './renewal.ts';
import type { Store } from './store.ts';

/** What is related is looked for again at most so often while rows stream in, in milliseconds. */
const LEAST_MS = 1000;

/** Looks for what is related to the row that is open in full, again while more rows are found. */
export function createRelatedLoader(store: Store, queries: () => ScanQueries | null): Loader {
  let of = '';
  let last: Renewal = NEVER;
  let busy = false;
  let generation = 0;
  let timer: NodeJS.Timeout | null = null;

  const stopTimer = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  const update = () => {
    const { detail, scan, live } = store.state();
    if (detail === null || detail.loaded === null || scan === null) return;
    if (relationsOf(detail.loaded.kind).length === 0) return;
    const key = `${detail.tab} ${detail.row}`;
    if (key !== of || (detail.related === null && detail.relatedError === null && !busy)) {
      of = key;
      last = NEVER;
      busy = false;
      generation += 1;
      stopTimer();
    }
    const { rows, finished } = totalsOf(scan.cells);
    const version = `${rows}/${finished}/${live.version}`;
    const ask = busy ? null : queries();
    const delay = ask === null ? null : renewalDelay(last, version, Date.now(), LEAST_MS);
    if (ask === null || delay === null) return;
    if (delay === 0) void load(ask, version, detail.tab, detail.row);
    else {
      timer ??= setTimeout(() => {
        timer = null;
        update();
      }, delay);
    }
  };

  const load = async (ask: ScanQueries, version: string, tab: string, row: number) => {
    generation += 1;
    const mine = generation;
    const begun = Date.now();
    busy = true;
    const event = await ask.related(tab, row).then(
      (related) =>
        related === undefined
          ? ({ type: 'related failed', tab, row, error: 'the row is no longer in the scan file' } as const)
          : ({ type: 'related arrived', tab, row, related } as const),
      (error) => ({ type: 'related failed', tab, row, error: errorLine(error) }) as const,
    );
    if (mine !== generation) return;
    busy = false;
    last = { version, finishedAt: Date.now(), cost: Date.now() - begun };
    store.dispatch(event);
  };

  return {
    update,
    reset: () => {
      generation += 1;
      of = '';
      last = NEVER;
      busy = false;
      stopTimer();
    },
  };
}
