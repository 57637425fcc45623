import { formatCount } from '../../model/format.ts';
import type { AppState } from '../state/app-state.ts';

/** What the header says while rows are asked what their scan left out; empty: none are. */
export function askHeaderWords({ ask: { run } }: AppState): readonly string[] {
  if (run === null) return [];
  const done = formatCount(run.asked + run.failed);
  return [`${run.isStopping ? 'stops asking' : 'asking'} ${done}/${formatCount(run.rows)}`];
}
