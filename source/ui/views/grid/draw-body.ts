/** The grid of the Scan view around its lines, be they regions or accounts: in a panel where there is room for its borders. */
import type { ScanState } from '../../../model/cell.ts';
import { type Drawing, type HotPiece, painted, withWholeLines } from '../../kit/drawing.ts';
import type { Size } from '../../kit/layout.ts';
import { panelLines } from '../../kit/panel.ts';
import { rulePieces } from '../../kit/rule.ts';
import type { Piece, Theme } from '../../kit/theme.ts';
import { problemPane } from './draw-problems.ts';
import { gridRoom, hasPanels } from './grid.ts';
import { type Problem, problemsTitle } from './problems.ts';

/** Its lines, with what clicks in them are on. */
export interface GridBody<On> {
  /** On the border, where there is one. */
  readonly title: string;
  /** How many of its lines are in sight; empty: all are. */
  readonly sight: string;
  readonly head: readonly HotPiece<On>[];
  readonly lines: readonly (readonly HotPiece<On>[])[];
  /** What a click beside what is in a line is on. */
  readonly onLine: (line: number) => On;
  /** Below the lines: what is not among them. */
  readonly notes: readonly (readonly Piece[])[];
  readonly total: readonly Piece[];
}

/** The grid: head, lines, and their total below a rule. */
export function drawGridBody<On>(body: GridBody<On>, size: Size, theme: Theme): Drawing<On> {
  const { title, sight, head, lines, notes, total } = body;
  const room = gridRoom(size);
  const inPanel = hasPanels(size);
  const all = [head, ...lines, ...notes, rulePieces(room, inPanel ? '' : sight), total];
  const frame = { title, right: sight.trim(), isFocused: false };
  const drawn = painted<On>(theme, inPanel ? panelLines<HotPiece<On>>(all, frame, size.columns) : all);
  const above = inPanel ? 2 : 1;
  return withWholeLines(drawn, size.columns, (line) =>
    line >= above && line < above + lines.length ? body.onLine(line - above) : undefined,
  );
}

/** Pieces that carry the place of their column, with what a click there is on. */
export function onSpots<On>(
  pieces: readonly HotPiece<number>[],
  spotOf: (column: number) => On,
): readonly HotPiece<On>[] {
  return pieces.map(([text, tone, column]) =>
    column === undefined ? [text, tone] : [text, tone, spotOf(column)],
  );
}

/** The problems in so many lines below the grid; nothing where there are none. */
export function problemsBelow(
  scan: ScanState,
  problems: readonly Problem[],
  lines: number,
  size: Size,
  theme: Theme,
): readonly Drawing<Problem>[] {
  return lines > 0 ? [problemPane(problemsTitle(scan), problems, size, lines, theme)] : [];
}
