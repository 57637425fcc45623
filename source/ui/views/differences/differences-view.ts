import { oneLine } from '../../../base/one-line.ts';
import { linesOnly } from '../../kit/drawing.ts';
import { viewHeight } from '../../kit/layout.ts';
import { outOfSight } from '../../kit/rule.ts';
import { paintPieces, type Theme } from '../../kit/theme.ts';
import { LIST_PAGE } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { AppActions, View, ViewDrawing } from '../view.ts';
import { afterDifferencesCommand } from './differences.ts';
import { differencesLines } from './differences-lines.ts';
import { createDifferencesLoader } from './differences-loader.ts';
import { overviewOf } from './overview-lines.ts';

/** What differs between the open scan and another one. */
export const differencesView: View = {
  id: 'differences',
  title: 'differences',
  place: 'page',
  isOpen: ({ differences }) => differences !== null,
  keys: [
    [['enter'], 'Enter', 'enter', 'the rows of this kind, with what they were and are', 'rows', 1],
    [['escape', 'backspace'], 'Esc', 'back', 'back to the overview, then to where you were', 'back', 2],
  ],
  sharedKeys: LIST_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: ({ differences }) =>
    differences?.kind === null && differences.report?.kinds[differences.cursor] !== undefined
      ? ['export']
      : ['enter', 'export'],
  draw,
  clicks: 'none',
  wheel: true,
  spoken: spokenLines(draw),
  after: afterDifferencesCommand,
  opens: 'none',
  typed: 'none',
  acts: { export: sayHow },
  lists: 'none',
  loaders: [({ services, store }) => createDifferencesLoader(services, store)],
};

function draw(state: AppState, theme: Theme): ViewDrawing {
  const { differences, size } = state;
  if (differences === null) return linesOnly([]);
  const lines = differencesLines(state, differences).slice(0, viewHeight(size));
  const drawn = linesOnly(lines.map((pieces) => paintPieces(theme, pieces)));
  if (differences.kind !== null || differences.error !== null || differences.report === null) return drawn;
  const { top, height, lines: all } = overviewOf(state, differences, differences.report);
  return { ...drawn, border: outOfSight(top, height, all.length) };
}

/** A workbook of the whole scan would be taken for what is in sight. */
function sayHow({ store, say }: AppActions): void {
  const name = store.state().differences?.asked.name ?? 'OLD';
  say(`snapdeck diff ${oneLine(name)} last --format xlsx writes what differs`, 'plain');
}
