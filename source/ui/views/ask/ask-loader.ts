import type { AskJob } from '../../../model/ask.ts';
import { errorLine } from '../../../model/words.ts';
import type { Loader } from '../../loading/loader.ts';
import type { Store } from '../../state/store.ts';
import type { LoaderGiven } from '../view.ts';

/** Counts what the review that is open would take; a review that is closed is given up. */
export function createAskLoader(queries: LoaderGiven['queries'], store: Store): Loader {
  let counting: { readonly of: AskJob; readonly abort: AbortController } | null = null;
  const forget = () => {
    counting?.abort.abort(new Error('closed'));
    counting = null;
  };
  const count = async (of: AskJob) => {
    const ask = queries();
    if (ask === null) return;
    const current = { of, abort: new AbortController() };
    counting = current;
    const result = await ask.askPlan(of, current.abort.signal).then(
      (plan) => ({ plan }),
      (error: unknown) => ({ error: errorLine(error) }),
    );
    if (counting === current) store.dispatch({ type: 'ask counted', of, result });
  };
  return {
    update: () => {
      const { review } = store.state().ask;
      if (counting !== null && counting.of !== review?.job) forget();
      if (review !== null && counting === null) void count(review.job);
    },
    reset: forget,
  };
}
