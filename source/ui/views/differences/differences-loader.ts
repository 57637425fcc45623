import { errorLine } from '../../../model/words.ts';
import type { Loader } from '../../loading/loader.ts';
import type { AppServices } from '../../loading/services.ts';
import { ownScanFile } from '../../state/app-state.ts';
import type { DiffAsked } from '../../state/differences-state.ts';
import type { Store } from '../../state/store.ts';

/** Compares the open scan with the one that was asked for; what is closed is given up. */
export function createDifferencesLoader(
  { compareScans }: Pick<AppServices, 'compareScans'>,
  store: Store,
): Loader {
  let job: { readonly of: DiffAsked; readonly abort: AbortController } | null = null;

  const forget = () => {
    job?.abort.abort(new Error('closed'));
    job = null;
  };

  const update = () => {
    const { differences } = store.state();
    const scanFile = ownScanFile(store.state());
    if (differences?.asked === job?.of) return;
    forget();
    if (differences === null || scanFile === null) return;
    const of = differences.asked;
    const current = { of, abort: new AbortController() };
    job = current;
    const ended = (error: string | null) => {
      if (job === current) store.dispatch({ type: 'differences ended', of, error });
    };
    compareScans(
      scanFile,
      of.name,
      (report) => {
        if (job === current) store.dispatch({ type: 'differences found', of, report });
      },
      current.abort.signal,
    ).then(
      () => ended(null),
      (error: unknown) => ended(errorLine(error)),
    );
  };

  return { update, reset: forget };
}
