import { linesOnly } from '../../kit/drawing.ts';
import { viewHeight } from '../../kit/layout.ts';
import { outOfSight } from '../../kit/rule.ts';
import { paintPieces, type Theme } from '../../kit/theme.ts';
import { LIST_PAGE } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { View, ViewDrawing } from '../view.ts';
import { afterPlanCommand, canBeWritten, withDeletePlan } from './delete-plan.ts';
import { createDeletePlanLoader } from './delete-plan-loader.ts';
import { planLines } from './plan-lines.ts';

/** What would go of a table, and what stays and why, before a script of it is written. */
export const deletePlanView: View = {
  id: 'delete plan',
  title: 'a delete plan',
  place: 'page',
  isOpen: ({ deletePlan }) => deletePlan !== null,
  keys: [
    [['enter'], 'Enter', 'enter', 'write the script; snapdeck itself deletes nothing', 'write the script', 1],
    [['escape', 'backspace'], 'Esc', 'back', 'back to the rows', 'back', 2],
  ],
  sharedKeys: LIST_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: ({ deletePlan }) => (deletePlan !== null && canBeWritten(deletePlan) ? [] : ['enter']),
  draw,
  clicks: 'none',
  wheel: true,
  spoken: spokenLines(draw),
  after: afterPlanCommand,
  opens: { 'delete plan': withDeletePlan },
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: [({ services, store }) => createDeletePlanLoader(services, store)],
};

function draw(state: AppState, theme: Theme): ViewDrawing {
  const { deletePlan, size } = state;
  if (deletePlan === null) return linesOnly([]);
  const all = planLines(state, deletePlan);
  const height = viewHeight(size);
  const shown = all.slice(deletePlan.top, deletePlan.top + height);
  return {
    ...linesOnly(shown.map((pieces) => paintPieces(theme, pieces))),
    border: outOfSight(deletePlan.top, height, all.length),
  };
}
