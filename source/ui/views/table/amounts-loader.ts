import { steadyNow } from '../../../base/steady-clock.ts';
import type { AmountsQuery } from '../../../model/table-query.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import type { AppEvent } from '../../state/events.ts';
import type { Store } from '../../state/store.ts';
import { sameQuery } from '../../state/table-state.ts';
import type { Order, TableState } from '../../state/view-states.ts';
import { amountsQuery, hasAmounts } from './table-amounts.ts';

/** The rows of an order are added up at most so often while they stream in, in milliseconds. */
const LEAST_RELOAD_MS = 1000;

type Of = Extract<AppEvent, { type: 'amounts arrived' }>['of'];

/** Keeps what the rows of the open table, and its marked rows, come to up to date. */
export function createAmountsLoader(store: Store, queries: () => ScanQueries | null): Loader {
  const listed = new Adder(store, () => update());
  const marked = new Adder(store, () => update());
  const update = () => {
    const state = store.state();
    const table = openTable(state);
    const ask = table === undefined || !hasAmounts(table.tab) ? null : queries();
    if (table === undefined || ask === null) return;
    wantListed(listed, ask, table, state);
    const ofMarked = () => amountsQuery(table.tab, Uint32Array.from(table.marked));
    if (table.marked.size > 0) marked.want(ask, ofMarked, { marked: table.marked }, state.live.version, 0);
  };
  return {
    update,
    reset: () => {
      listed.reset();
      marked.reset();
    },
  };
}

function wantListed(adder: Adder, ask: ScanQueries, table: TableState, { live }: AppState): void {
  const { order, listedAmounts } = table;
  if (order === null || order.partial) return;
  const rows = order.rows.length === order.total ? null : order.rows;
  const isRenewal = listedAmounts !== null && sameQuery(listedAmounts.of.query, order.query);
  const wait = isRenewal ? Math.max(LEAST_RELOAD_MS, 3 * listedAmounts.amounts.cost) : 0;
  adder.want(ask, () => amountsQuery(table.tab, rows), { listed: order }, live.version, wait);
}

/** Adds one sort of rows up at a time; another question aborts the one before. */
class Adder {
  readonly #store: Store;
  readonly #again: () => void;
  #asked: { readonly rows: Order | ReadonlySet<number>; readonly version: number } | null = null;
  #abort: AbortController | null = null;
  #finishedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  /** `again`: called when a question that had to wait may be asked. */
  constructor(store: Store, again: () => void) {
    this.#store = store;
    this.#again = again;
  }

  /** Asks for these rows, unless they were asked for; no sooner than so many milliseconds after the last answer. */
  want(ask: ScanQueries, query: () => AmountsQuery, of: Of, version: number, wait: number): void {
    const rows = 'listed' in of ? of.listed : of.marked;
    if (this.#asked?.rows === rows && this.#asked.version === version) return;
    const delay = this.#finishedAt + wait - steadyNow();
    if (delay > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        this.#again();
      }, delay);
      return;
    }
    this.#abort?.abort(new Error('superseded'));
    this.#asked = { rows, version };
    this.#abort = new AbortController();
    void this.#add(ask, query(), of, this.#abort);
  }

  /** Forgets everything. */
  reset(): void {
    this.#abort?.abort(new Error('superseded'));
    this.#abort = null;
    this.#asked = null;
    this.#finishedAt = Number.NEGATIVE_INFINITY;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #add(ask: ScanQueries, query: AmountsQuery, of: Of, job: AbortController): Promise<void> {
    const amounts = await ask.amounts(query, job.signal).catch(() => null);
    if (this.#abort !== job) return;
    this.#finishedAt = steadyNow();
    // What cannot be added up cannot be listed either, and the table says why.
    if (amounts !== null) this.#store.dispatch({ type: 'amounts arrived', tab: query.tab, of, amounts });
  }
}
