import type { Command } from '../../kit/key-binding.ts';
import { keepInSight } from '../../kit/layout.ts';
import { isMovement } from '../../kit/movement.ts';
import type { AppState } from '../../state/app-state.ts';
import { withDestination, withWayBack } from '../../state/navigation.ts';
import { accountsList } from './accounts-list.ts';
import { pageOf, summaryRoom } from './draw-summary.ts';
import { sourcesList } from './sources-list.ts';
import { linkAt, nextLink } from './summary-cursor.ts';
import { afterListCommand } from './summary-list.ts';

/** Lines above the cursor that stay in sight, so that the title of a panel is seen with its first number. */
const LINES_ABOVE = 3;

/**
 * The state after a command in the Summary view: the cursor moves over numbers, Enter opens the rows behind one.
 * Undefined: the command is none of its own.
 */
export function afterSummaryCommand(state: AppState, command: Command): AppState | undefined {
  const { summary } = state;
  if (command === 'back') return withWayBack(state);
  if (summary.report === null) return undefined;
  const page = pageOf(state, summary.report);
  const from = linkAt(page.links, summary.cursor);
  if (from === undefined) return undefined;
  if (command === 'enter') return withDestination(state, from.link.to);
  if (!isMovement(command) && command !== 'left' && command !== 'right') return undefined;
  const height = summaryRoom(state.size.rows);
  const to = nextLink(page.links, from, command, height);
  const count = page.lines.length;
  const lowest = keepInSight(summary.top, to.line, height, count);
  const isLast = !page.links.some((link) => link.column === to.column && link.line > to.line);
  // Below the last number there may be lines without any: they are to be seen too.
  const top =
    isLast && command !== 'up'
      ? Math.max(0, count - height)
      : Math.min(lowest, Math.max(0, to.line - LINES_ABOVE));
  return {
    ...state,
    summary: { ...summary, cursor: to.link.id, top: keepInSight(top, to.line, height, count) },
  };
}

/** The state with the number under the cursor of the Summary in sight: another size lays its panels out anew. */
export function withSummaryInSight(state: AppState): AppState {
  const { summary } = state;
  if (summary.report === null) return state;
  const page = pageOf(state, summary.report);
  const at = linkAt(page.links, summary.cursor);
  if (at === undefined) return state;
  const top = keepInSight(summary.top, at.line, summaryRoom(state.size.rows), page.lines.length);
  return top === summary.top ? state : { ...state, summary: { ...summary, top } };
}

/** The state after a command in the list of sources, or of accounts; undefined: it is none of its own. */
export function afterSummaryListCommand(state: AppState, command: Command): AppState | undefined {
  const { summary, scan } = state;
  if (command === 'back' || command === 'escape') return { ...state, summary: { ...summary, list: null } };
  if (summary.report === null) return undefined;
  if (summary.list === 'sources') return afterListCommand(state, command, sourcesList(summary.report));
  return scan === null ? undefined : afterListCommand(state, command, accountsList(summary.report, scan));
}
