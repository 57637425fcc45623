import { outOfSight } from '../../kit/rule.ts';
import type { Theme } from '../../kit/theme.ts';
import { LIST_PAGE } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { unlimited } from '../spoken-lines.ts';
import type { View, ViewDrawing } from '../view.ts';
import { afterCutoverCommand, cutoverHeight } from './cutover.ts';
import { createCutoverLoader } from './cutover-loader.ts';
import { cutoverSentences, drawCutover } from './draw-cutover.ts';

/** Whether the final runs of tasks fit into a window. */
export const cutoverView: View = {
  id: 'cutover',
  title: 'a cutover',
  place: 'page',
  isOpen: ({ cutover }) => cutover !== null,
  keys: [
    [['enter'], 'Enter', 'enter', 'this task among the transfers', 'transfer', 1],
    [['escape', 'backspace'], 'Esc', 'back', 'back to where it was asked for', 'back', 2],
  ],
  sharedKeys: LIST_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: ({ cutover }) => ((cutover?.tasks?.length ?? 0) > 0 ? [] : ['enter']),
  draw,
  clicks: 'in its drawing',
  wheel: true,
  spoken: (state) => cutoverSentences(unlimited(state)),
  after: afterCutoverCommand,
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: [({ store, queries }) => createCutoverLoader(store, queries)],
};

function draw(state: AppState, theme: Theme): ViewDrawing {
  const { cutover } = state;
  return {
    ...drawCutover(state, theme),
    border: outOfSight(cutover?.top ?? 0, cutoverHeight(state), cutover?.tasks?.length ?? 0),
  };
}
