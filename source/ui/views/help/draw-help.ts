import { PHASES } from '../../kit/cells.ts';
import type { Command, KeyBinding, KeyView } from '../../kit/key-binding.ts';
import { viewHeight } from '../../kit/layout.ts';
import { cut, fitted, textWidth } from '../../kit/text.ts';
import { type Piece, paintPieces, type Theme } from '../../kit/theme.ts';
import { PALETTE } from '../../palette/palette.ts';
import { type AppState, keyView } from '../../state/app-state.ts';

type HelpLine = readonly Piece[];

const VIEW_TITLES: Readonly<Record<KeyView, string>> = {
  scan: 'the Scan grid',
  problems: 'the list of problems',
  summary: 'the Summary',
  sources: 'the table of sources',
  table: 'a table',
  detail: 'a row in full',
  topology: 'the tree of DataSync',
  facet: 'the values of a column',
  help: 'this help',
  note: 'a note',
  'export form': 'the questions of an export',
  quit: 'the question before leaving',
  picker: 'a list to pick from',
  filter: 'the filter line',
  command: 'the command line',
};

const BROWSING: readonly KeyView[] = [
  'scan',
  'problems',
  'summary',
  'sources',
  'table',
  'detail',
  'topology',
  'facet',
];

/** Every key: those of the view first, then the commands, the signs of the grid, and the other views' own keys. */
export function helpLines(view: KeyView, bindings: readonly KeyBinding[]): readonly HelpLine[] {
  const all = bindings.filter(({ keys }) => keys.length > 0);
  const here = all.filter((binding) => binding.views.includes(view));
  const others = Object.keys(VIEW_TITLES)
    .filter(isKeyView)
    .filter((other) => other !== view && other !== 'help');
  return [
    heading(`Keys in ${VIEW_TITLES[view]}`),
    ...here.map(keyLine),
    [],
    ...commandLines(bindings),
    [],
    ...signLines(),
    ...others.flatMap((other) => {
      const own = all.filter((binding) => isOwn(binding, other) && !binding.views.includes(view));
      return own.length === 0 ? [] : [[], heading(`Keys in ${VIEW_TITLES[other]}`), ...own.map(keyLine)];
    }),
  ];
}

function isKeyView(name: string): name is KeyView {
  return Object.hasOwn(VIEW_TITLES, name);
}

/** True for keys that mean something special in a view, not the same in all of them. */
function isOwn(binding: KeyBinding, view: KeyView): boolean {
  return binding.views.includes(view) && !BROWSING.every((other) => binding.views.includes(other));
}

function heading(text: string): HelpLine {
  return [[` ${text}`, 'heading']];
}

function keyLine(binding: KeyBinding): HelpLine {
  return [
    [`   ${fitted(binding.shown, 13)}`, 'accent'],
    [binding.description, 'plain'],
  ];
}

/** The key that does the same as a command, in brackets; empty where none does. */
export function keyWords(bindings: readonly KeyBinding[], command: Command | null): string {
  const same = (other: Command) => JSON.stringify(other) === JSON.stringify(command);
  const binding = bindings.find((candidate) => candidate.keys.length > 0 && same(candidate.command));
  return command === null || binding === undefined ? '' : ` (${binding.shown})`;
}

function commandLines(bindings: readonly KeyBinding[]): readonly HelpLine[] {
  return [
    heading('Commands, typed behind a :'),
    ...PALETTE.map(
      ({ name, takes, about, key }): HelpLine => [
        [`   ${fitted(`:${name}`, 13)}`, 'accent'],
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
  ];
}

/** The help, from the line that it was scrolled to. */
export function helpViewLines(state: AppState, top: number, theme: Theme): readonly string[] {
  const lines = helpLines(keyView({ ...state, overlay: null }), state.setting.bindings);
  const height = viewHeight(state.size);
  return lines
    .slice(top, top + height)
    .map((pieces) => paintPieces(theme, fittingPieces(pieces, state.size.columns)));
}

/** As much of a line as fits, cut once, where it ends. */
function fittingPieces(pieces: HelpLine, width: number): HelpLine {
  let left = width;
  return pieces.map(([text, tone]) => {
    const shown = cut(text, left);
    left -= textWidth(text);
    return [shown, tone];
  });
}
