import { oneLine } from '../../../base/one-line.ts';
import { counted } from '../../../model/words.ts';
import { PHASES } from '../../kit/cells.ts';
import {
  type Drawing,
  type HotPiece,
  linesOnly,
  painted,
  stacked,
  withWholeLines,
} from '../../kit/drawing.ts';
import type { Size } from '../../kit/layout.ts';
import { panelLines, roomInPanel } from '../../kit/panel.ts';
import { cut, fitted, textWidth, wrap } from '../../kit/text.ts';
import { type Piece, paintPieces, type Theme, type Tone } from '../../kit/theme.ts';
import { hasPanels } from './grid.ts';
import { type AccountName, type Problem, withoutRepeats } from './problems.ts';

const WORD_WIDTH = 9;

/** A line of the list of problems: its pieces, and which problem it is of. */
export interface ProblemText {
  readonly pieces: readonly Piece[];
  readonly problem: Problem;
}

/** The problems as lines: each with one line and one for its advice, or in full where `whole`. */
export function problemTexts(
  problems: readonly Problem[],
  width: number,
  whole: boolean,
): readonly ProblemText[] {
  const places = problems.map(placeWords);
  const placeWidth = Math.min(Math.max(0, ...places.map(textWidth)), Math.floor(width / (whole ? 2 : 3)));
  const indent = 1 + WORD_WIDTH + 1 + placeWidth + 1;
  const room = Math.max(10, width - indent - 1);
  const advices = withoutRepeats(problems.map(({ advice }) => advice));
  return problems.flatMap((problem, index) => {
    const { word, tone } = PHASES[problem.phase];
    const advice = advices[index] ?? null;
    const [first = '', ...more] = texts(whole ? problem.text : withoutCaller(problem.text), room, whole);
    const rest = advice === null ? [] : texts(advice, room, whole);
    const head: readonly Piece[] = [
      [` ${fitted(word, WORD_WIDTH)} `, tone],
      [`${fitted(places[index] ?? '', placeWidth)} `, 'plain'],
      [first, 'plain'],
    ];
    const named = problem.accounts.length > 1 ? problem.accounts.map(nameOf) : problem.regions;
    const regions = whole && named.length > 1 ? wrap(named.join(' '), room) : [];
    const below = (text: string, tone: Tone): readonly Piece[] => [[' '.repeat(indent) + text, tone]];
    return [
      head,
      ...more.map((text) => below(text, 'plain')),
      ...rest.map((text) => below(text, 'accent')),
      ...regions.map((text) => below(text, 'quiet')),
    ].map((pieces): ProblemText => ({ pieces, problem }));
  });
}

function texts(text: string, room: number, whole: boolean): readonly string[] {
  return whole ? wrap(text, room) : [cut(text, room)];
}

function placeWords({ accounts, regions, kind }: Problem): string {
  const parts = [
    ...(accounts.length === 0 ? [] : [onlyOne(accounts.map(nameOf), 'account')]),
    ...(regions.length === 0 ? [] : [onlyOne(regions, 'region')]),
    ...(kind === null ? [] : [kind]),
  ];
  return parts.join(' ');
}

function onlyOne(names: readonly string[], noun: string): string {
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : counted(names.length, noun);
}

function nameOf({ id, name }: AccountName): string {
  return oneLine(name ?? id);
}

/**
 * The pane under the grid in so many lines: its heading, then as many problems as there is room for; on each is which
 * problem it is. In a panel where there is room for its borders.
 */
export function problemPane(
  heading: string,
  problems: readonly Problem[],
  size: Size,
  lines: number,
  theme: Theme,
): Drawing<Problem> {
  const isInPanel = hasPanels(size);
  const texts = problemTexts(problems, isInPanel ? roomInPanel(size.columns) : size.columns, false);
  // The blank line above goes first where lines are scarce.
  const roomy = lines >= texts.length + 2;
  const shown = texts.slice(0, isInPanel || roomy ? lines - 2 : lines - 1);
  const more = shown.length < texts.length ? 'p shows them all' : '';
  const pieces = shown.map((text) => text.pieces);
  if (isInPanel) {
    const frame = { title: heading, right: more, isFocused: false };
    const drawn = painted<Problem>(theme, panelLines<HotPiece<Problem>>(pieces, frame, size.columns));
    return withWholeLines(drawn, size.columns, (line) => shown[line - 1]?.problem);
  }
  const title: readonly Piece[] = [
    [` ${heading}`, 'heading'],
    [more === '' ? '' : `; ${more}`, 'quiet'],
  ];
  return stacked<Problem>([
    linesOnly([...(roomy ? [''] : []), paintPieces(theme, title)]),
    withWholeLines<Problem>(painted(theme, pieces), size.columns, (line) => shown[line]?.problem),
  ]);
}

/** AWS begins with who may not; what may not be done matters more where there is room for one of them. */
function withoutCaller(text: string): string {
  return text.replace(/User: \S+ is not authorized/, 'not authorized');
}
