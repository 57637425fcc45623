import { errorLine } from '../../../model/words.ts';
import type { Loader } from '../../loading/loader.ts';
import type { AppServices } from '../../loading/services.ts';
import type { Store } from '../../state/store.ts';
import { commandOfLine } from './command-line.ts';

/** Looks up which scans a command can name, once in each command line that is about one that takes a scan. */
export function createScanNamesLoader(
  { listKeptScans, log }: Pick<AppServices, 'listKeptScans' | 'log'>,
  store: Store,
): Loader {
  let isKnown = false;
  const update = () => {
    const { input } = store.state();
    if (input?.kind !== 'command') isKnown = false;
    else if (!isKnown && commandOfLine(input.line.text)?.takes === 'SCAN') {
      isKnown = true;
      listKeptScans().then(
        (scans) => store.dispatch({ type: 'scan names arrived', scans }),
        (error: unknown) => log(`suggestions: ${errorLine(error)}`),
      );
    }
  };
  return {
    update,
    reset: () => {
      isKnown = false;
    },
  };
}
