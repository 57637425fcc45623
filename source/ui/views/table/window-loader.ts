import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Store } from '../../state/store.ts';
import type { Order, TableState } from '../../state/table.ts';
import { hasRows } from '../../state/table-state.ts';
import { readRows } from './row-reader.ts';

interface WindowJob {
  readonly order: Order;
  readonly from: number;
}

/** Loads the rows in sight and a page around them, before the cursor gets there. */
export class WindowLoader {
  readonly #store: Store;
  #job: WindowJob | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Asks for the rows that this table will want next, if they are not there nor on their way. */
  want(ask: ScanQueries, table: TableState, height: number): void {
    const { order, top } = table;
    if (order === null || table.error !== null) return;
    const margin = Math.ceil(height / 2);
    if (hasRows(table, order.rows, top - margin, top + height + margin)) return;
    const from = Math.max(0, top - height);
    if (this.#job?.order === order && this.#job.from === from) return;
    this.#job = { order, from };
    void this.#load(ask, this.#job, top + 2 * height);
  }

  /** Forgets what is on its way. */
  reset(): void {
    this.#job = null;
  }

  async #load(ask: ScanQueries, job: WindowJob, to: number): Promise<void> {
    const { tab } = job.order.query;
    const event = await readRows(ask, tab, job.order.rows, job.from, to).then(
      (rows) => ({ type: 'rows arrived', tab, order: job.order, rows }) as const,
      (error) => ({ type: 'table failed', tab, error: errorLine(error) }) as const,
    );
    // Asked for another window meanwhile: that one is on its way.
    if (this.#job !== job) return;
    this.#job = null;
    this.#store.dispatch(event);
  }
}
