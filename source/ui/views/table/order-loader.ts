import { steadyNow } from '../../../base/steady-clock.ts';
import type { TableOrder, TableQuery } from '../../../model/table-query.ts';
import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import { tableHeight } from '../../kit/layout.ts';
import { NEVER, type ReloadTiming, reloadDelay } from '../../loading/reload-timing.ts';
import type { AppEvent } from '../../state/events.ts';
import type { Store } from '../../state/store.ts';
import type { Order, TableState } from '../../state/table.ts';
import { place, queryOf, sameQuery } from '../../state/table-state.ts';
import { readRows } from './row-reader.ts';

/** An order is renewed at most so often while rows stream in, in milliseconds. */
const LEAST_RELOAD_MS = 400;

interface OrderJob {
  readonly query: TableQuery;
  readonly version: string;
  readonly abort: AbortController;
}

/** Loads the orders of the open table; another question aborts the one before. */
export class OrderLoader {
  readonly #store: Store;
  readonly #again: () => void;
  readonly #renewals = new Map<string, ReloadTiming>();
  /** The last order of all rows of a tab: what a filter that is taken away leads back to at once. */
  readonly #whole = new Map<string, { readonly version: string; readonly order: TableOrder }>();
  #job: OrderJob | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** `again`: called when an order that had to wait may be asked for. */
  constructor(store: Store, again: () => void) {
    this.#store = store;
    this.#again = again;
  }

  /** Asks for what this table shows, where it asks something new or `data`, the version of its rows, has changed. */
  want(ask: ScanQueries, table: TableState, data: string): void {
    const query = queryOf(table);
    if (this.#job !== null && sameQuery(this.#job.query, query)) return;
    const asked = JSON.stringify(query);
    const version = `${asked} ${data}`;
    const last = this.#renewals.get(table.tab) ?? NEVER;
    const isOther = last.version !== null && !last.version.startsWith(`${asked} `);
    const delay = isOther ? 0 : reloadDelay(last, version, steadyNow(), LEAST_RELOAD_MS);
    if (delay === null) return;
    if (delay > 0) {
      this.#wait(delay);
      return;
    }
    this.#job?.abort.abort(new Error('superseded'));
    this.#job = { query, version, abort: new AbortController() };
    void this.#load(ask, this.#job);
  }

  /** A table that could not be read is asked for again. */
  retry(tab: string): void {
    this.#renewals.delete(tab);
    this.#whole.delete(tab);
  }

  /** Forgets everything, as another scan file is open. */
  reset(): void {
    this.#job?.abort.abort(new Error('superseded'));
    this.#job = null;
    this.#renewals.clear();
    this.#whole.clear();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(delay: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#again();
    }, delay);
  }

  async #load(ask: ScanQueries, job: OrderJob): Promise<void> {
    const { query } = job;
    let cost = 0;
    try {
      const found = await this.#found(ask, job);
      cost = found.cost;
      const event = await this.#withSight(ask, {
        rows: found.rows,
        total: found.total,
        ...(found.open === undefined ? {} : { open: found.open }),
        query,
        partial: false,
      });
      if (this.#finish(job, cost) && event !== null) this.#store.dispatch(event);
    } catch (error) {
      if (!this.#finish(job, cost)) return;
      this.#store.dispatch({ type: 'table failed', tab: query.tab, error: errorLine(error) });
    }
  }

  async #found(ask: ScanQueries, job: OrderJob): Promise<TableOrder> {
    const { query, version } = job;
    const whole = this.#whole.get(query.tab);
    if (whole?.version === version) return { ...whole.order, cost: 0 };
    const order = await ask.order(query, job.abort.signal, this.#partShower(ask, job));
    if (order.rows.length === order.total) this.#whole.set(query.tab, { version, order });
    return order;
  }

  /** Shows the rows found so far; not where the table shows the same question's rows already. */
  #partShower(ask: ScanQueries, job: OrderJob): ((rows: Uint32Array) => void) | undefined {
    const { query } = job;
    const shown = this.#store.state().tables[query.tab]?.order ?? null;
    if (shown !== null && sameQuery(shown.query, query)) return undefined;
    return (rows) => {
      const order = { rows, total: shown?.total ?? rows.length, query, partial: true };
      this.#withSight(ask, order).then(
        (event) => {
          if (this.#job === job && event !== null) this.#store.dispatch(event);
        },
        () => {
          // The whole follows, or says what is wrong.
        },
      );
    };
  }

  /** Ends a job; false where it was superseded. */
  #finish(job: OrderJob, cost: number): boolean {
    if (this.#job !== job) return false;
    this.#job = null;
    this.#renewals.set(job.query.tab, { version: job.version, finishedAt: steadyNow(), cost });
    return true;
  }

  /** An order together with the rows that will be in sight. */
  async #withSight(ask: ScanQueries, order: Order): Promise<AppEvent | null> {
    const { tab } = order.query;
    const table = this.#store.state().tables[tab];
    if (table === undefined) return null;
    const height = tableHeight(this.#store.state().size);
    const { top } = place(table, order.rows, height);
    const rows = await readRows(ask, tab, order.rows, top - height, top + 2 * height);
    return { type: 'order arrived', tab, order, rows };
  }
}
