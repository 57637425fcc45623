import type { KeptScan } from '../../../model/kept-scan.ts';
import { errorLine } from '../../../model/words.ts';
import type { Loader } from '../../loading/loader.ts';
import type { Store } from '../../state/store.ts';

/** Lists the kept scans each time that the history is opened. */
export function createHistoryLoader(list: () => Promise<readonly KeptScan[]>, store: Store): Loader {
  let isOpen = false;
  let generation = 0;

  const read = async (mine: number) => {
    const event = await list().then(
      (scans) => ({ type: 'history arrived', scans }) as const,
      (error) => ({ type: 'history failed', error: errorLine(error) }) as const,
    );
    if (mine === generation) store.dispatch(event);
  };

  const reset = () => {
    generation += 1;
    isOpen = false;
  };

  return {
    update: () => {
      const opens = store.state().history !== null;
      if (opens === isOpen) return;
      reset();
      isOpen = opens;
      if (opens) void read(generation);
    },
    reset,
  };
}
