import { steadyNow } from '../../../base/steady-clock.ts';
import type { AmountsQuery } from '../../../model/table-query.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import type { AppEvent } from '../../state/events.ts';
import type { Store } from '../../state/store.ts';
import type { Order, TableState } from '../../state/table.ts';
import { queryOf, sameQuery } from '../../state/table-state.ts';
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
    if (table.marked.size > 0) wantMarked(marked, ask, table, state);
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
  if (order === null || order.partial || table.error !== null) return;
  // Other rows are on their way, and nobody shall wait for them behind a sum of these.
  if (!sameQuery(order.query, queryOf(table))) {
    adder.giveUp();
    return;
  }
  const rows = order.rows.length === order.total ? null : order.rows;
  const isRenewal = listedAmounts !== null && sameQuery(listedAmounts.of.query, order.query);
  const wait = isRenewal ? Math.max(LEAST_RELOAD_MS, 3 * listedAmounts.amounts.cost) : 0;
  adder.want(ask, {
    query: () => amountsQuery(table.tab, rows),
    of: { listed: order },
    version: live.version,
    isThere: listedAmounts?.of === order,
    wait,
  });
}

function wantMarked(adder: Adder, ask: ScanQueries, table: TableState, { live }: AppState): void {
  const { tab, marked, markedAmounts } = table;
  adder.want(ask, {
    query: () => amountsQuery(tab, Uint32Array.from(marked)),
    of: { marked },
    version: live.version,
    isThere: markedAmounts?.of === marked,
    wait: 0,
  });
}

/** Some rows to add up. */
interface Wanted {
  readonly query: () => AmountsQuery;
  readonly of: Of;
  /** Changes when the rows may read otherwise. */
  readonly version: number;
  /** The table has an answer for them, be it for another version. */
  readonly isThere: boolean;
  /** Milliseconds from the last answer until they may be asked for. */
  readonly wait: number;
}

interface Asked {
  readonly rows: Order | ReadonlySet<number>;
  readonly version: number;
}

/** Adds one sort of rows up at a time; another question aborts the one before. */
class Adder {
  readonly #store: Store;
  readonly #again: () => void;
  /** The question under way. */
  #job: (Asked & { readonly abort: AbortController }) | null = null;
  #answered: Asked | null = null;
  #finishedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  /** `again`: called when a question that had to wait may be asked. */
  constructor(store: Store, again: () => void) {
    this.#store = store;
    this.#again = again;
  }

  /**
   * Asks for these rows, unless that is under way or the table has the answer. That it was asked for is not enough: a
   * table to which the way back leads has only what had been answered when it was left.
   */
  want(ask: ScanQueries, { query, of, version, isThere, wait }: Wanted): void {
    const rows = 'listed' in of ? of.listed : of.marked;
    const isSame = (asked: Asked | null) => asked?.rows === rows && asked.version === version;
    if (isSame(this.#job) || (isThere && isSame(this.#answered))) return;
    const delay = this.#finishedAt + wait - steadyNow();
    if (delay > 0) {
      this.#askLater(delay);
      return;
    }
    this.#job?.abort.abort(new Error('superseded'));
    this.#job = { rows, version, abort: new AbortController() };
    void this.#add(ask, query(), of, this.#job);
  }

  /** Ends what is under way. */
  giveUp(): void {
    this.#job?.abort.abort(new Error('superseded'));
    this.#job = null;
  }

  #askLater(delay: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#again();
    }, delay);
  }

  /** Forgets everything. */
  reset(): void {
    this.giveUp();
    this.#answered = null;
    this.#finishedAt = Number.NEGATIVE_INFINITY;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #add(
    ask: ScanQueries,
    query: AmountsQuery,
    of: Of,
    job: Asked & { readonly abort: AbortController },
  ): Promise<void> {
    const amounts = await ask.amounts(query, job.abort.signal).catch(() => null);
    if (this.#job !== job) return;
    this.#job = null;
    if (amounts === null) {
      // A scan file that cannot be read any more fails the table, too, which then says why and asks no more.
      this.#finishedAt = steadyNow() + LEAST_RELOAD_MS;
      this.#askLater(LEAST_RELOAD_MS);
      return;
    }
    this.#finishedAt = steadyNow();
    this.#answered = job;
    this.#store.dispatch({ type: 'amounts arrived', tab: query.tab, of, amounts });
  }
}
