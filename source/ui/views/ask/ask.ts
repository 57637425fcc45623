/** Asking rows what their scan left out, as commands and answers change it. */
import type { Command } from '../../kit/key-binding.ts';
import type { AppState } from '../../state/app-state.ts';
import { withAskReview } from '../../state/asking.ts';
import type { AskEvent } from '../../state/events.ts';

/** The state after a command in the review; undefined: it is none of its own. */
export function afterAskCommand(state: AppState, command: Command): AppState | undefined {
  const { review } = state.ask;
  if (review === null) return undefined;
  if (command === 'back') return { ...state, ask: { ...state.ask, review: null } };
  if (command !== 'enter') return undefined;
  const { what, job, plan } = review;
  if (plan === null || plan.rows === 0) return state;
  const run = { what, job, rows: plan.rows, asked: 0, failed: 0, isStopping: false };
  return { ...state, ask: { review: null, run } };
}

/** The state with what came of counting, or of asking; of other rows it is nothing. */
export function withAskEvent(state: AppState, event: AskEvent): AppState {
  const { review, run } = state.ask;
  switch (event.type) {
    case 'ask opened':
      return withAskReview(state, event.what);
    case 'ask counted':
      return review?.job === event.of
        ? { ...state, ask: { run, review: { ...review, ...event.result } } }
        : state;
    case 'ask stopping':
      return run === null ? state : { ...state, ask: { review, run: { ...run, isStopping: true } } };
    case 'rows asked':
      return run?.job === event.of
        ? { ...state, ask: { review, run: { ...run, ...event.progress } } }
        : state;
    case 'ask ended':
      return run?.job === event.of ? { ...state, ask: { review, run: null } } : state;
  }
}
