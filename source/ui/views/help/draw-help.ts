import { AT_LEAST, PHASES } from '../../kit/cells.ts';
import { linesOnly } from '../../kit/drawing.ts';
import type { KeyBinding } from '../../kit/key-binding.ts';
import { viewHeight } from '../../kit/layout.ts';
import { outOfSight } from '../../kit/rule.ts';
import { fitted, textWidth } from '../../kit/text.ts';
import { paintPieces, type Theme } from '../../kit/theme.ts';
import { whyNoWatch } from '../../live/watch-command.ts';
import { keyWords } from '../../palette/key-words.ts';
import { PALETTE } from '../../palette/palette.ts';
import { BROWSE_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { keysNow } from '../../state/keys-now.ts';
import type { View, ViewDrawing, Views } from '../view.ts';
import { type HelpLine, inColumns } from './help-columns.ts';

/** What stands behind or instead of numbers, in every view. */
const NUMBER_SIGNS = [
  [
    `12${AT_LEAST}`,
    'at least 12: a part could not be read (1 shows which), or some sizes or costs are not known',
  ],
  ['?', 'not known, or not asked for: it may be none or many'],
] as const;

/** Cells for keys and commands: the longest has a blank behind it. */
const KEY_WIDTH = Math.max(12, ...PALETTE.map(({ name }) => textWidth(`:${name}`)));

/** Every key: those of the view first, then the commands, the signs of the grid, and the other views' own keys. */
export function helpLines(view: View, views: Views, bindings: readonly KeyBinding[]): readonly HelpLine[] {
  const all = bindings.filter(({ keys }) => keys.length > 0);
  const here = all.filter((binding) => binding.views.includes(view.id));
  const pages = views.all.filter(({ sharedKeys }) => sharedKeys.includes(BROWSE_KEYS));
  const others = views.all.filter(({ id }) => id !== view.id && id !== 'help');
  /** True for keys that mean something special in a view, not the same in all of them. */
  const isOwn = (binding: KeyBinding, other: View) =>
    binding.views.includes(other.id) && !pages.every(({ id }) => binding.views.includes(id));
  return [
    heading(`Keys in ${view.title}`),
    ...here.map(keyLine),
    [],
    ...commandLines(bindings),
    [],
    ...signLines(),
    ...others.flatMap((other) => {
      const own = all.filter((binding) => isOwn(binding, other) && !binding.views.includes(view.id));
      return own.length === 0 ? [] : [[], heading(`Keys in ${other.title}`), ...own.map(keyLine)];
    }),
  ];
}

function heading(text: string): HelpLine {
  return [[` ${text}`, 'heading']];
}

function keyLine(binding: KeyBinding): HelpLine {
  return [
    [`   ${fitted(binding.shown, KEY_WIDTH)} `, 'accent'],
    [binding.description, 'plain'],
  ];
}

function commandLines(bindings: readonly KeyBinding[]): readonly HelpLine[] {
  return [
    heading('Commands, typed behind a :'),
    ...PALETTE.map(
      ({ name, takes, about, key }): HelpLine => [
        [`   ${fitted(`:${name}`, KEY_WIDTH)} `, 'accent'],
        [`${about}${keyWords(bindings, key)}`, 'plain'],
        [takes === '' ? '' : `  ${takes}`, 'quiet'],
      ],
    ),
  ];
}

function signLines(): readonly HelpLine[] {
  return [
    heading('Signs in the grid'),
    ...Object.values(PHASES).map(
      ({ sign, word, about, tone }): HelpLine => [
        [`   ${fitted(sign, 4)} ${fitted(word, 10)}`, tone],
        [about, 'plain'],
      ],
    ),
    [],
    heading('Signs behind and instead of numbers'),
    ...NUMBER_SIGNS.map(
      ([sign, about]): HelpLine => [
        [`   ${fitted(sign, 4)} `, 'accent'],
        [about, 'plain'],
      ],
    ),
  ];
}

/** The lines of the help for what is behind it. */
export function helpOf(state: AppState, views: Views): readonly HelpLine[] {
  const isWatched = whyNoWatch(state) === null;
  // A key that never works here is none of this place.
  const bindings = keysNow(state).filter(({ command }) => isWatched || command !== 'watch');
  const lines = helpLines(views.front({ ...state, overlay: null }), views, bindings);
  return inColumns(lines, state.size.columns);
}

/** The help, from the line that it was scrolled to. */
export function drawHelp(state: AppState, theme: Theme, views: Views): ViewDrawing {
  const { overlay, size } = state;
  if (overlay?.kind !== 'help') return linesOnly([]);
  const all = helpOf(state, views);
  const height = viewHeight(size);
  const shown = all.slice(overlay.top, overlay.top + height);
  return {
    ...linesOnly(shown.map((pieces) => paintPieces(theme, pieces))),
    border: outOfSight(overlay.top, height, all.length),
  };
}
