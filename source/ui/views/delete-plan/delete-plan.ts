/** The review of a delete plan, as commands and answers change it. */
import type { Command } from '../../kit/key-binding.ts';
import { hasDeleteCommand } from '../../kit/kinds.ts';
import { viewHeight } from '../../kit/layout.ts';
import { isMovement, scrolled } from '../../kit/movement.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { type DeletePlanState, openedPlan } from '../../state/delete-plan-state.ts';
import type { AppEvent } from '../../state/events.ts';
import { listedSelection, markedSelection } from '../../state/selections.ts';
import { planLines } from './plan-lines.ts';

/** Opens the review of the marked rows, else of those that are listed; the same state where no command deletes any. */
export function withDeletePlan(state: AppState): AppState {
  const table = openTable(state);
  if (table === undefined || state.scan === null || !hasDeleteCommand(table.tab)) return state;
  const selection = table.marked.size > 0 ? markedSelection(table) : listedSelection(table);
  return { ...state, deletePlan: openedPlan(selection) };
}

/** The state after a command in the review; undefined: it is none of its own. */
export function afterPlanCommand(state: AppState, command: Command): AppState | undefined {
  const { deletePlan: plan } = state;
  if (plan === null) return undefined;
  if (command === 'back') return { ...state, deletePlan: null };
  if (command === 'enter') return canBeWritten(plan) ? withPlan(state, { script: 'asked', top: 0 }) : state;
  if (!isMovement(command)) return undefined;
  const top = scrolled(command, plan.top, viewHeight(state.size), planLines(state, plan).length);
  return withPlan(state, { top });
}

/** True where Enter writes the script. */
export function canBeWritten({ review, script }: DeletePlanState): boolean {
  const isWanted = script === 'none' || (typeof script === 'object' && 'failure' in script);
  return review !== null && review.goes.rows > 0 && isWanted;
}

function withPlan(state: AppState, change: Partial<DeletePlanState>): AppState {
  return state.deletePlan === null ? state : { ...state, deletePlan: { ...state.deletePlan, ...change } };
}

type PlanEvent = Extract<AppEvent, { type: `plan ${string}` }>;

/** The state with an answer that belongs to the review that is open; of another one it is none. */
export function withPlanEvent(state: AppState, event: PlanEvent): AppState {
  if (state.deletePlan?.selection !== event.of) return state;
  switch (event.type) {
    case 'plan reviewed':
      return withPlan(state, { review: event.review, error: null });
    case 'plan not reviewed':
      return withPlan(state, { error: event.error });
    case 'plan written':
      return withPlan(state, { script: event.script });
    case 'plan not written':
      return withPlan(state, { script: { failure: event.error } });
  }
}
