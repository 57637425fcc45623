import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import type { Loader } from '../../loading/loader.ts';
import type { Store } from '../../state/store.ts';

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
