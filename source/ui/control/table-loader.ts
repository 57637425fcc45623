import type { ScanQueries, TableQuery, TableRow } from '../../store/queries.ts';
import { errorLine } from '../draw/words.ts';
import type { AppState } from '../state/app-state.ts';
import { openTable } from '../state/app-state.ts';
import type { AppEvent } from '../state/events.ts';
import { tableHeight } from '../state/layout.ts';
import { cellsOfTab, totalsOf } from '../state/scan-totals.ts';
import { hasRows, type Order, place, queryOf, sameQuery, type TableState } from '../state/table-state.ts';
import { NEVER, type Renewal, renewalDelay } from './renewal.ts';
import type { Store } from './store.ts';

/** An order is renewed at most so often while rows stream in, in milliseconds. */
const LEAST_RENEWAL_MS = 400;

/** A part that cannot be shown is no loss: the whole follows, or says what is wrong. */
const NOTHING_TO_DO = () => {};

/** Keeps the open table filled; to be called after every change of the state. */
export interface TableLoader {
  readonly update: () => void;
  /** Forgets everything, as another scan file is open. */
  readonly reset: () => void;
}

interface OrderJob {
  readonly query: TableQuery;
  readonly abort: AbortController;
}

/** Loads orders and windows of the open table. */
export function createTableLoader(store: Store, queries: () => ScanQueries | null): TableLoader {
  let orderJob: OrderJob | null = null;
  let windowJob: { readonly order: Order; readonly from: number } | null = null;
  let renewals = new Map<string, Renewal>();
  let timer: NodeJS.Timeout | null = null;
  let view = '';
  let generation = 0;

  const update = () => {
    const state = store.state();
    const table = openTable(state);
    if (state.view !== view) opened(state.view);
    const ask = table === undefined ? null : queries();
    if (table === undefined || ask === null) return;
    wantOrder(ask, table, dataVersion(state, table.tab));
    wantWindow(ask, table, tableHeight(state.size));
  };

  const opened = (next: string) => {
    view = next;
    const table = openTable(store.state());
    // A table that could not be read is tried again when it is opened again.
    if (table !== undefined && table.error !== null) renewals.delete(table.tab);
  };

  const wantOrder = (ask: ScanQueries, table: TableState, data: string) => {
    const query = queryOf(table);
    if (orderJob !== null && sameQuery(orderJob.query, query)) return;
    const asked = JSON.stringify(query);
    const last = renewals.get(table.tab) ?? NEVER;
    const other = last.version !== null && !last.version.startsWith(`${asked} `);
    const version = `${asked} ${data}`;
    const delay = other ? 0 : renewalDelay(last, version, Date.now(), LEAST_RENEWAL_MS);
    if (delay === null) return;
    if (delay > 0) {
      timer ??= setTimeout(() => {
        timer = null;
        update();
      }, delay);
      return;
    }
    orderJob?.abort.abort(new Error('superseded'));
    void loadOrder(ask, query, version);
  };

  const loadOrder = async (ask: ScanQueries, query: TableQuery, version: string) => {
    const job: OrderJob = { query, abort: new AbortController() };
    const of = generation;
    orderJob = job;
    const current = () => of === generation && orderJob === job;
    let cost = 0;
    // What is on screen is replaced by a part only where it answers another question.
    const shown = store.state().tables[query.tab]?.order;
    const isNew = shown === null || shown === undefined || !sameQuery(shown.query, query);
    const showPart = (rows: Uint32Array) => {
      const order = { rows, total: shown?.total ?? rows.length, query, partial: true };
      withSight(ask, order).then((event) => {
        if (current() && event !== null) store.dispatch(event);
      }, NOTHING_TO_DO);
    };
    try {
      const found = await ask.order(query, job.abort.signal, isNew ? showPart : undefined);
      cost = found.cost;
      const event = await withSight(ask, { rows: found.rows, total: found.total, query, partial: false });
      if (!current() || event === null) return;
      finish(query.tab, version, cost);
      store.dispatch(event);
    } catch (error) {
      if (!current() || job.abort.signal.aborted) return;
      finish(query.tab, version, cost);
      store.dispatch({ type: 'table failed', tab: query.tab, error: errorLine(error) });
    }
  };

  /** An order together with the rows that will be in sight. */
  const withSight = async (ask: ScanQueries, order: Order): Promise<AppEvent | null> => {
    const { tab } = order.query;
    const table = store.state().tables[tab];
    if (table === undefined) return null;
    const height = tableHeight(store.state().size);
    const { top } = place(table, order.rows, height);
    const rows = await readRows(ask, tab, order.rows, top - height, top + 2 * height);
    return { type: 'order arrived', tab, order, rows };
  };

  const finish = (tab: string, version: string, cost: number) => {
    orderJob = null;
    renewals.set(tab, { version, finishedAt: Date.now(), cost });
  };

  const wantWindow = (ask: ScanQueries, table: TableState, height: number) => {
    const { order, top, tab } = table;
    if (order === null || table.error !== null) return;
    const margin = Math.ceil(height / 2);
    if (hasRows(table, order.rows, top - margin, top + height + margin)) return;
    const from = Math.max(0, top - height);
    if (windowJob?.order === order && windowJob.from === from) return;
    const job = { order, from };
    windowJob = job;
    const of = generation;
    readRows(ask, tab, order.rows, from, top + 2 * height).then(
      (rows) => {
        if (of !== generation) return;
        if (windowJob === job) windowJob = null;
        store.dispatch({ type: 'rows arrived', tab, order, rows });
      },
      (error) => {
        if (of !== generation) return;
        if (windowJob === job) windowJob = null;
        store.dispatch({ type: 'table failed', tab, error: errorLine(error) });
      },
    );
  };

  return {
    update,
    reset: () => {
      generation += 1;
      orderJob?.abort.abort(new Error('superseded'));
      orderJob = null;
      windowJob = null;
      renewals = new Map();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}

/** Changes whenever rows of the tab may have come or gone. */
function dataVersion(state: AppState, tab: string): string {
  if (state.scan === null) return '';
  const { rows, finished } = totalsOf(cellsOfTab(state.scan, tab));
  return `${rows}/${finished}`;
}

/** The rows at these places of an order by their numbers; null for those that are gone. */
async function readRows(
  ask: ScanQueries,
  tab: string,
  order: Uint32Array,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, TableRow | null>> {
  const numbers = [...order.subarray(Math.max(0, from), Math.min(to, order.length))];
  const rows = new Map<number, TableRow | null>(numbers.map((number) => [number, null]));
  if (numbers.length === 0) return rows;
  for (const row of await ask.window(tab, numbers)) rows.set(row.row, row);
  return rows;
}
