import { kindsOfTab } from '../../../kinds/registry.ts';
import { type CellState, type ScanState, scannedCells } from '../../../model/cell.ts';
import { formatCount } from '../../../model/format.ts';
import { totalsOf } from '../../../model/totals.ts';
import { counted } from '../../../model/words.ts';
import { AT_LEAST, PHASES } from '../../kit/cells.ts';
import { aimed, type HotPiece, linesOnly, stacked } from '../../kit/drawing.ts';
import { kindFacts } from '../../kit/kinds.ts';
import { viewHeight } from '../../kit/layout.ts';
import { outOfSight } from '../../kit/rule.ts';
import { type Piece, paint, paintPieces, type Theme } from '../../kit/theme.ts';
import { cellLiveWords } from '../../live/live-words.ts';
import type { AppState } from '../../state/app-state.ts';
import { countedCells, hasUnread } from '../../state/counted-cells.ts';
import { cellUnderCursor } from '../../state/grid-cursor.ts';
import { cellsByRegion, type GridLine, gridLines, placeOf, regionAt } from '../../state/grid-lines.ts';
import { accountTerm, gridScan, scanInFront } from '../../state/grid-scan.ts';
import type { GridState } from '../../state/grid-state.ts';
import { withView } from '../../state/navigation.ts';
import { isRunning } from '../../state/scan-totals.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import type { ViewDrawing } from '../view.ts';
import { drawGridBody, type GridBody, onSpots, problemsBelow } from './draw-body.ts';
import { type GridColumns, gridColumns, gridHead, regionLine, totalLine } from './draw-grid.ts';
import { problemTexts } from './draw-problems.ts';
import { accountsDone, progressBar } from './draw-progress.ts';
import { gridRoom, scanLayout } from './grid.ts';
import { withFittedGrid } from './grid-fit.ts';
import { type Problem, problemsOf, problemsTitle } from './problems.ts';

/** The Scan view: the grid with its totals and progress, and what went wrong below it. */
export function drawScan(state: AppState, theme: Theme): ClickableDrawing {
  const { size } = state;
  const scan = gridScan(state);
  if (scan === null)
    return linesOnly([' No scan yet. Press : and type regions or profiles, or press Ctrl-R to start one.']);
  if (scan.regions.length === 0) return linesOnly([waitingLine(scan)]);
  const problems = problemsOf(scan, state.now);
  const layout = scanLayout(scan, state.grid, problems, size);
  const cells = scannedCells(scan);
  const columns = gridColumns(scan, gridRoom(size));
  const off = scan.regionsOff.length;
  const offLine: readonly Piece[] = [[` ${counted(off, 'region')} not enabled for this account`, 'quiet']];
  const grid: GridBody<GridSpot> = {
    title: 'Regions',
    sight: inSightWords(scan, state.grid, layout.regions),
    head: onSpots<GridSpot>(gridHead(columns), (kind) => ({ kind })),
    lines: regionLines(state, scan, layout.regions, columns),
    onLine: (line) => ({ row: state.grid.top + line, kind: state.grid.column }),
    notes: off > 0 ? [offLine] : [],
    total: totalLine(countedCells(scan), columns),
  };
  return stacked<Click>([
    aimed(drawGridBody(grid, size, theme), (on) =>
      'row' in on ? onCell(state, scan, on.row, on.kind) : onHead(state, scan.kinds[on.kind]),
    ),
    linesOnly([progressLine(state, scan, cells, theme)]),
    ...problemsBelow(scan, problems, layout.problems, size, theme).map((drawn) =>
      aimed(drawn, (problem) => onProblem(state, scan, problem)),
    ),
  ]);
}

/** What is clicked in the grid: the head of a kind, or a cell, by its line and kind. */
type GridSpot = { readonly kind: number } | { readonly row: number; readonly kind: number };

/** A click on the header of a kind opens its rows in every region. */
function onHead(state: AppState, kind: string | undefined): Click | undefined {
  const tab = kind === undefined ? null : kindFacts(kind).tab;
  if (kind === undefined || tab === null) return undefined;
  const only = kindsOfTab(tab).length > 1 ? kind : null;
  return () => ({
    current: false,
    state: withView(state, tab, { text: accountTerm(state), region: null, kind: only }),
  });
}

/** A click in the line of a region; in none of its cells: the cursor stays in its column. */
function onCell(state: AppState, scan: ScanState, row: number, column: number): Click {
  const { grid } = state;
  return () => ({
    current: row === grid.row && column === grid.column,
    state: { ...state, grid: { ...grid, row, column, moved: true, region: regionAt(scan, grid, row) } },
  });
}

/** A click on a problem: the cursor goes to the first of its cells. */
function onProblem(state: AppState, scan: ScanState, problem: Problem): Click {
  const { grid } = state;
  const places = problem.regions.map((region) => placeOf(scan, grid, region)).filter((place) => place >= 0);
  const row = places.length === 0 ? grid.row : Math.min(...places);
  const column = scan.kinds.findIndex((kind) => kindFacts(kind).name === problem.kind);
  const region = regionAt(scan, grid, row);
  const next = { ...grid, row, region, column: column < 0 ? grid.column : column, moved: true };
  const current = next.row === grid.row && next.column === grid.column;
  return () => ({ current, state: withFittedGrid({ ...state, grid: next }) });
}

function waitingLine(scan: ScanState): string {
  return scan.stage === 'identifying'
    ? ' Asking AWS for the account and its regions...'
    : ' No region to scan. Press : and type regions to choose some.';
}

function regionLines(
  state: AppState,
  scan: ScanState,
  lines: number,
  columns: GridColumns,
): readonly (readonly HotPiece<GridSpot>[])[] {
  const byRegion = cellsByRegion(scan);
  const { top, row, column, unfolded } = state.grid;
  const isShort = hasUnread(scan);
  const piecesOf = (line: GridLine, isAtCursor: boolean): readonly HotPiece<number>[] => {
    if ('empty' in line) return emptyLine(line.empty.length, unfolded, isAtCursor, isShort);
    const cells = new Map((byRegion.get(line.region) ?? []).map((cell) => [cell.kind, cell]));
    const cursor = isAtCursor ? column : null;
    return regionLine(line.region, cells, columns, { cursor, now: state.now, live: state.live, isShort });
  };
  return gridLines(scan, state.grid)
    .slice(top, top + lines)
    .map((line, index) => {
      const at = top + index;
      return onSpots<GridSpot>(piecesOf(line, at === row), (kind) => ({ row: at, kind }));
    });
}

/** `9 regions empty`, and what unfolds or folds them. */
function emptyLine(
  count: number,
  unfolded: boolean,
  isAtCursor: boolean,
  isShort: boolean,
): readonly HotPiece<number>[] {
  return [
    [isAtCursor ? '>' : ' ', isAtCursor ? 'title' : 'plain'],
    [`${counted(count, 'region')} ${emptyWord(isShort)}`, isAtCursor ? 'selected' : 'quiet'],
    [`  + ${unfolded ? 'folds' : 'shows'} them`, 'quiet'],
  ];
}

/** Nothing was found, but not everywhere was looked. */
export function emptyWord(isShort: boolean): string {
  return isShort ? 'empty as far as they were read' : 'empty';
}

/** The names of the empty regions where the cursor is on their line. */
function emptyNames(scan: ScanState, grid: GridState): string {
  const line = gridLines(scan, grid)[grid.row];
  return line !== undefined && 'empty' in line
    ? `${emptyWord(hasUnread(scan))}: ${line.empty.join(', ')}`
    : '';
}

/** How many of the lines are in sight, and where the others are; empty: all are. */
function inSightWords(scan: ScanState, grid: GridState, lines: number): string {
  const all = gridLines(scan, grid);
  if (all.length <= lines) return '';
  const regions = (some: readonly GridLine[]) => some.filter((line) => 'region' in line).length;
  const shown = all.slice(grid.top, grid.top + lines);
  const above = grid.top > 0 ? ` ^ ${grid.top} above` : '';
  const rest = all.slice(grid.top + lines);
  const [only] = rest;
  // The empty ones alone are out of sight: that says more than a count of lines.
  if (grid.top === 0 && rest.length === 1 && only !== undefined && 'empty' in only)
    return ` v ${counted(only.empty.length, 'region')} ${emptyWord(hasUnread(scan))}, + shows them `;
  const below = rest.length;
  return ` ${regions(shown)} of ${counted(regions(all), 'region')}${above}${below > 0 ? ` v ${below} below` : ''} `;
}

/** The bar over all cells, and in words the cell under the cursor. */
function progressLine(state: AppState, scan: ScanState, cells: readonly CellState[], theme: Theme): string {
  const { finished, cells: all } = totalsOf(cells);
  const cell = cellUnderCursor(scan, state.grid);
  const words =
    cell === undefined
      ? emptyNames(scan, state.grid)
      : cellWords(cell, hasUnread(scan)) + cellLiveWords(state, cell);
  const tone = cell === undefined ? 'plain' : PHASES[cell.phase].tone;
  const how =
    scan.accounts.length > 0
      ? accountsDone(scan)
      : { done: finished, all, count: `${finished} of ${all} cells` };
  const progress = { ...how, pace: isRunning(scan) ? state.pace : null, words, tone };
  return paintPieces(theme, progressBar(progress, state.size.columns));
}

/** A cell in words: where, what, how far. */
export function cellWords(cell: CellState, isShort = false): string {
  const place = `${cell.region} ${kindFacts(cell.kind).name}`;
  const rows = cell.rows > 0 ? `, ${counted(cell.rows, 'row')}` : '';
  // Read to the end is not what a sum is that accounts are missing from.
  if (isShort && (cell.phase === 'done' || cell.phase === 'empty'))
    return `${place}: ${formatCount(cell.rows)}${AT_LEAST} rows, some accounts unread`;
  const calls = cell.calls > 0 ? `, ${counted(cell.calls, 'call')}` : '';
  return `${place}: ${PHASES[cell.phase].word}${rows}${calls}`;
}

/** Every problem in full, from a line on. */
export function drawProblems(state: AppState, theme: Theme): ViewDrawing {
  const { size, grid } = state;
  const scan = scanInFront(state);
  const problems = scan === null ? [] : problemsOf(scan, state.now);
  const title = paint(theme, ` ${scan === null ? 'Problems (0)' : problemsTitle(scan)}`, 'heading');
  if (problems.length === 0) return linesOnly([title, ' None. Esc leads back.']);
  const texts = problemTexts(problems, size.columns, true);
  const height = viewHeight(size) - 1;
  const shown = texts.slice(grid.problemsTop, grid.problemsTop + height);
  return {
    ...linesOnly([title, ...shown.map(({ pieces }) => paintPieces(theme, pieces))]),
    border: outOfSight(grid.problemsTop, height, texts.length),
  };
}
