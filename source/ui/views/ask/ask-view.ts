import { linesOnly } from '../../kit/drawing.ts';
import { viewHeight } from '../../kit/layout.ts';
import { paintPieces, type Theme } from '../../kit/theme.ts';
import { BROWSE_KEYS, OPEN_KEYS, PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { AppActions, View, ViewDrawing } from '../view.ts';
import { afterAskCommand } from './ask.ts';
import { askLines } from './ask-lines.ts';
import { createAskLoader } from './ask-loader.ts';
import { kindLines } from './kind-lines.ts';

/** What asking rows for what the scan left out would take, before it is done. */
export const askView: View = {
  id: 'ask',
  title: 'asking rows',
  place: 'page',
  isOpen: ({ ask }) => ask.review !== null || ask.kind !== null,
  keys: [
    [['enter'], 'Enter', 'enter', 'ask: a call or so a row, or the cells of a kind', 'ask', 1],
    [['escape', 'backspace'], 'Esc', 'back', 'back without asking', 'back', 2],
  ],
  sharedKeys: [OPEN_KEYS, BROWSE_KEYS, PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: true,
  idle: ({ ask: { review, kind } }) => (kind !== null || (review?.plan?.rows ?? 0) > 0 ? [] : ['enter']),
  draw,
  clicks: 'none',
  wheel: false,
  spoken: spokenLines(draw),
  after: afterAskCommand,
  opens: 'none',
  typed: 'none',
  acts: { enter },
  lists: 'none',
  loaders: [({ queries, store }) => createAskLoader(queries, store)],
};

function enter({ store, goOn }: AppActions): void {
  const { kind } = store.state().ask;
  store.dispatch({ type: 'command', command: kind === null ? 'enter' : 'back' });
  if (kind !== null) goOn([kind]);
}

function draw({ ask: { review, kind }, scan, size }: AppState, theme: Theme): ViewDrawing {
  const all =
    review !== null
      ? askLines(review, size.columns)
      : kind !== null && scan !== null
        ? kindLines(kind, scan, size.columns)
        : [];
  const lines = all.slice(0, viewHeight(size));
  return linesOnly(lines.map((pieces) => paintPieces(theme, pieces)));
}
