import type { CellState, ScanState } from '../../../model/cell.ts';
import { counted } from '../../../model/words.ts';
import { PHASES } from '../../kit/cells.ts';
import { kindFacts } from '../../kit/kinds.ts';
import { viewHeight } from '../../kit/layout.ts';
import { rule } from '../../kit/rule.ts';
import { cut, spread } from '../../kit/text.ts';
import { paint, paintPieces, type Theme } from '../../kit/theme.ts';
import { cellLiveWords } from '../../live/live-words.ts';
import type { AppState } from '../../state/app-state.ts';
import { cellUnderCursor } from '../../state/grid-cursor.ts';
import { scannedCells, totalsOf } from '../../state/scan-totals.ts';
import { gridColumns, gridHead, regionLine, totalLine } from './draw-grid.ts';
import { problemPane, problemTexts } from './draw-problems.ts';
import { scanLayout } from './grid.ts';
import { problemsOf } from './problems.ts';

const BAR_WIDTH = 40;

/** The Scan view: the grid with its totals and progress, and what went wrong below it. */
export function scanLines(state: AppState, theme: Theme): readonly string[] {
  const { scan, size } = state;
  if (scan === null)
    return [' No scan yet. Press : and type regions or profiles, or press Ctrl-R to start one.'];
  if (scan.regions.length === 0) return [waitingLine(scan)];
  const problems = problemsOf(scan, state.now);
  const layout = scanLayout(scan, problems, size);
  const cells = scannedCells(scan);
  const columns = gridColumns(scan, size.columns);
  const off = scan.regionsOff.length;
  return [
    gridHead(columns, theme),
    ...regionLines(state, scan, cells, layout.regions, theme),
    ...(off > 0 ? [paint(theme, ` ${counted(off, 'region')} not enabled for this account`, 'quiet')] : []),
    rule(size.columns, theme),
    totalLine(cells, columns, theme),
    progressLine(state, scan, cells, theme),
    ...(layout.problems > 0 ? problemPane(problems, size.columns, layout.problems, theme) : []),
  ];
}

function waitingLine(scan: ScanState): string {
  return scan.stage === 'identifying'
    ? ' Asking AWS for the account and its regions...'
    : ' No region to scan. Press : and type regions to choose some.';
}

function regionLines(
  state: AppState,
  scan: ScanState,
  cells: readonly CellState[],
  lines: number,
  theme: Theme,
): readonly string[] {
  const byRegion = new Map<string, Map<string, CellState>>();
  for (const cell of cells) {
    const kinds = byRegion.get(cell.region) ?? new Map<string, CellState>();
    byRegion.set(cell.region, kinds.set(cell.kind, cell));
  }
  const columns = gridColumns(scan, state.size.columns);
  const { top, row, column } = state.grid;
  return scan.regions.slice(top, top + lines).map((region, index) =>
    regionLine(region, byRegion.get(region) ?? new Map(), columns, {
      theme,
      cursor: top + index === row ? column : null,
      now: state.now,
      live: state.live,
    }),
  );
}

/** The bar over all cells, and in words the cell under the cursor. */
function progressLine(state: AppState, scan: ScanState, cells: readonly CellState[], theme: Theme): string {
  const { columns } = state.size;
  const totals = totalsOf(cells);
  const width = Math.min(BAR_WIDTH, Math.floor(columns / 3));
  const filled = totals.cells === 0 ? 0 : Math.floor((width * totals.finished) / totals.cells);
  const bar = `${'#'.repeat(filled)}${'.'.repeat(width - filled)}`;
  const count = `  ${totals.finished} of ${totals.cells} cells`;
  const cell = cellUnderCursor(scan, state.grid);
  const room = columns - width - count.length - 2;
  const words = cell === undefined ? '' : cut(cellWords(cell) + cellLiveWords(state, cell), room - 2);
  const tone = cell === undefined ? 'plain' : PHASES[cell.phase].tone;
  return paintPieces(theme, [
    [` ${'#'.repeat(filled)}`, 'good'],
    [bar.slice(filled), 'quiet'],
    [spread(count, '', width > 0 ? count.length : 0), 'plain'],
    [' '.repeat(Math.max(0, room - words.length)), 'plain'],
    [words, tone],
  ]);
}

/** A cell in words: where, what, how far. */
export function cellWords(cell: CellState): string {
  const place = `${cell.region} ${kindFacts(cell.kind).gridHeader}`;
  const rows = cell.rows > 0 ? `, ${counted(cell.rows, 'row')}` : '';
  const calls = cell.calls > 0 ? `, ${counted(cell.calls, 'call')}` : '';
  return `${place}: ${PHASES[cell.phase].word}${rows}${calls}`;
}

/** Every problem in full, from a line on. */
export function problemsViewLines(state: AppState, theme: Theme): readonly string[] {
  const { scan, size, grid } = state;
  const problems = scan === null ? [] : problemsOf(scan, state.now);
  const title = paint(theme, ` Problems (${problems.length})`, 'heading');
  if (problems.length === 0) return [title, ' None. Esc leads back to the grid.'];
  const texts = problemTexts(problems, size.columns, true);
  const shown = texts.slice(grid.problemsTop, grid.problemsTop + viewHeight(size) - 1);
  return [title, ...shown.map((pieces) => paintPieces(theme, pieces))];
}
