import type { ScanQueries } from '../../../queries/scan-queries.ts';
import { tableHeight } from '../../kit/layout.ts';
import type { Loader } from '../../loading/loader.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { cellsOfTab, rowsVersion } from '../../state/scan-totals.ts';
import type { Store } from '../../state/store.ts';
import { OrderLoader } from './order-loader.ts';
import { WindowLoader } from './window-loader.ts';

/** Keeps the open table filled: its order, and the rows in sight. */
export function createTableLoader(store: Store, queries: () => ScanQueries | null): Loader {
  let view = '';
  const windows = new WindowLoader(store);
  const update = () => {
    const state = store.state();
    const table = openTable(state);
    const isOpening = state.view !== view;
    view = state.view;
    const ask = table === undefined ? null : queries();
    if (table === undefined || ask === null) return;
    if (isOpening && table.error !== null) orders.retry(table.tab);
    orders.want(ask, table, dataVersion(state, table.tab));
    windows.want(ask, table, tableHeight(state.size));
  };
  const orders = new OrderLoader(store, update);
  return {
    update,
    reset: () => {
      orders.reset();
      windows.reset();
    },
  };
}

/** Changes whenever rows of the tab may have come, gone or changed. */
function dataVersion(state: AppState, tab: string): string {
  return state.scan === null ? '' : rowsVersion(cellsOfTab(state.scan, tab), state.live);
}
