/** Asking rows what their scan left out, as commands and answers change it. */
import type { Command } from '../../kit/key-binding.ts';
import type { AppState } from '../../state/app-state.ts';
import { withAskReview } from '../../state/asking.ts';
import type { AskEvent } from '../../state/events.ts';

/** The state after a command in the review; undefined: it is none of its own. */
export function afterAskCommand(state: AppState, command: Command): AppState | undefined {
  const { review } = state.ask;
  if (command === 'back') return { ...state, ask: { ...state.ask, review: null, kind: null } };
  if (review === null || command !== 'enter') return undefined;
  const { what, job, plan } = review;
  if (plan === null || plan.rows === 0) return state;
  const run = { what, job, rows: plan.rows, asked: 0, failed: 0, isStopping: false };
  return { ...state, ask: { ...state.ask, review: null, run } };
}

/** The state with what came of counting, or of asking; of other rows it is nothing. */
export function withAskEvent(state: AppState, event: AskEvent): AppState {
  const { ask } = state;
  const { review, run } = ask;
  switch (event.type) {
    case 'ask opened':
      return withAskReview(state, event.what);
    case 'ask kind opened':
      return { ...state, ask: { ...ask, kind: event.kind } };
    case 'ask counted':
      return review?.job === event.of
        ? { ...state, ask: { ...ask, review: { ...review, ...event.result } } }
        : state;
    case 'ask stopping':
      return run === null ? state : { ...state, ask: { ...ask, run: { ...run, isStopping: true } } };
    case 'rows asked':
      return run?.job === event.of
        ? { ...state, ask: { ...ask, run: { ...run, ...event.progress } } }
        : state;
    case 'ask ended':
      return run?.job === event.of ? { ...state, ask: { ...ask, run: null } } : state;
  }
}
