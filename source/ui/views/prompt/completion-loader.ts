import { columnsOfTab } from '../../../kinds/registry.ts';
import { errorLine } from '../../../model/words.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';
import { type Completion, completeFilter } from '../../../store/filter/completion.ts';
import type { Line } from '../../kit/line.ts';
import type { Loader } from '../../loading/loader.ts';
import type { AppServices } from '../../loading/services.ts';
import { openTable } from '../../state/app-state.ts';
import type { InputState } from '../../state/input-state.ts';
import type { Store } from '../../state/store.ts';
import { areCurrent, cursorUnits } from './input.ts';

/** Values of a field that are suggested at most. */
const MOST_VALUES = 30;

/** Looks up what may stand at the cursor of the filter line; its values are in the scan file. */
export function createCompletionLoader(
  services: AppServices,
  store: Store,
  queries: () => ScanQueries | null,
): Loader {
  let job: { readonly line: Line; readonly abort: AbortController } | null = null;
  const stop = () => {
    job?.abort.abort(new Error('superseded'));
    job = null;
  };

  const update = () => {
    const { input } = store.state();
    if (input?.kind !== 'filter' || input.hints !== null) {
      stop();
      return;
    }
    if (job !== null && job.line.text === input.line.text && job.line.at === input.line.at) return;
    stop();
    const { line } = input;
    const current = { line, abort: new AbortController() };
    job = current;
    completionOf(input, current.abort.signal).then(
      (completion) => arrived(line, completion),
      (error) => {
        if (current.abort.signal.aborted) return;
        services.log(`suggestions: ${errorLine(error)}`);
        arrived(line, { of: 'nothing', start: 0, end: 0, suggestions: [] });
      },
    );
  };

  const arrived = (line: Line, { start, end, suggestions }: Completion) => {
    const { input } = store.state();
    const hints = { line, start, end, suggestions, taken: null };
    if (input !== null && areCurrent(hints, input.line)) store.dispatch({ type: 'hints arrived', hints });
  };

  const completionOf = (input: InputState, signal: AbortSignal): Promise<Completion> => {
    const state = store.state();
    const cursor = cursorUnits(input.line);
    const tab = openTable(state)?.tab ?? '';
    return completeFilter(input.line.text, cursor, columnsOfTab(tab), (field, prefix) => {
      const ask = queries();
      return ask === null ? Promise.resolve([]) : ask.values(tab, field, prefix, MOST_VALUES, signal);
    });
  };

  return { update, reset: stop };
}
