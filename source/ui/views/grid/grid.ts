import type { ScanState } from '../../../model/cell.ts';
import type { Command } from '../../kit/key-binding.ts';
import { clamp, keepInSight, type Size, viewHeight } from '../../kit/layout.ts';
import { isMovement, moved, scrolled } from '../../kit/movement.ts';
import { roomInPanel } from '../../kit/panel.ts';
import { cellUnderCursor } from '../../state/grid-cursor.ts';
import { firstWithRows, gridLines, placeOf, regionAt, regionsByRows } from '../../state/grid-lines.ts';
import type { GridState } from '../../state/grid-state.ts';
import { isRunning } from '../../state/scan-totals.ts';
import { type Problem, withoutRepeats } from './problems.ts';

/** How the lines of the Scan view are shared between regions and problems. */
export interface ScanLayout {
  readonly regions: number;
  /** Lines for the problems, their title and the blank above it included; 0: there are none. */
  readonly problems: number;
}

/** Head, rule, total and progress: what is always there. */
const FIXED_LINES = 4;
/** Upper and lower border of what stands in a panel. */
const BORDER_LINES = 2;
const LEAST_LINES = 3;
const LEAST_PROBLEMS = 4;

/** True where the screen has room for borders around the grid and the problems. */
export function hasPanels({ columns, rows }: Size): boolean {
  return columns >= 100 && rows >= 30;
}

/** Cells for what stands in such a panel, or across the screen. */
export function gridRoom(size: Size): number {
  return hasPanels(size) ? roomInPanel(size.columns) : size.columns;
}

/** Shares the lines: everything where it fits, else the problems get what they need up to a third. */
export function scanLayout(
  scan: ScanState,
  grid: GridState,
  problems: readonly Problem[],
  size: Size,
): ScanLayout {
  const { length } = gridLines(scan, grid);
  const offLine = scan.regionsOff.length > 0 ? 1 : 0;
  const { lines, problems: forProblems } = sharedLines(length, offLine, problems, size);
  return { regions: lines, problems: forProblems };
}

/** Shares the lines between so many of the grid, which have others beside those that are always there, and problems. */
export function sharedLines(
  count: number,
  others: number,
  problems: readonly Problem[],
  size: Size,
): { readonly lines: number; readonly problems: number } {
  const free = viewHeight(size) - FIXED_LINES - others - (hasPanels(size) ? BORDER_LINES : 0);
  const wanted = problems.length === 0 ? 0 : 2 + problemLines(problems);
  if (count + wanted <= free) return { lines: count, problems: wanted };
  const share = Math.max(LEAST_PROBLEMS, Math.floor(free / 3), free - count);
  const forProblems = Math.min(wanted, share, free - LEAST_LINES);
  return { lines: Math.min(count, free - forProblems), problems: forProblems };
}

/** Lines that these problems take where each has one line, and each advice one. */
function problemLines(problems: readonly Problem[]): number {
  const advices = withoutRepeats(problems.map(({ advice }) => advice));
  return problems.length + advices.filter((advice) => advice !== null).length;
}

/** The grid after a command that moves in it. `lines`: lines in sight. */
export function afterGridCommand(
  grid: GridState,
  command: Command,
  scan: ScanState,
  lines: number,
): GridState {
  const columns = scan.kinds.length;
  const to = (column: number) => ({ ...grid, column: clamp(column, 0, columns - 1), moved: true });
  if (isMovement(command)) {
    const row = moved(command, grid.row, lines, gridLines(scan, grid).length);
    return withRow({ ...grid, moved: true }, row, scan, lines);
  }
  if (command === 'left') return to(grid.column - 1);
  if (command === 'right') return to(grid.column + 1);
  return grid;
}

/** The grid where regions, kinds or the lines for them have changed: the cursor stays on its region. */
export function gridFitted(grid: GridState, scan: ScanState, lines: number): GridState {
  const column = clamp(grid.column, 0, Math.max(0, scan.kinds.length - 1));
  const start = grid.moved || hasRows(scan, grid) ? null : firstWithRows(scan, grid);
  if (start !== null) return withRow({ ...grid, column: start.column }, start.row, scan, lines);
  const all = gridLines(scan, grid);
  const place =
    grid.region === null && grid.moved
      ? all.findIndex((line) => 'empty' in line)
      : placeOf(scan, grid, grid.region ?? '');
  const row = clamp(place < 0 ? grid.row : place, 0, Math.max(0, all.length - 1));
  return withRow({ ...grid, column }, row, scan, lines);
}

/** The grid of a scan that has ended, in its order; as it is while the scan runs, or where it has its order. */
export function gridOrdered(grid: GridState, scan: ScanState): GridState {
  if (grid.order !== null || isRunning(scan) || scan.regions.length === 0) return grid;
  const ordered = { ...grid, order: regionsByRows(scan) };
  const start = grid.moved ? null : firstWithRows(scan, ordered);
  return start === null ? ordered : { ...ordered, ...start, region: regionAt(scan, ordered, start.row) };
}

/** The grid with the empty regions in lines of their own, or in one again, under the cursor. */
export function gridUnfolded(grid: GridState, scan: ScanState, lines: number): GridState {
  const place = gridLines(scan, grid).findIndex((line) => 'empty' in line);
  if (place < 0) return grid;
  return withRow({ ...grid, unfolded: !grid.unfolded, moved: true }, place, scan, lines);
}

function hasRows(scan: ScanState, grid: GridState): boolean {
  return (cellUnderCursor(scan, grid)?.rows ?? 0) > 0;
}

function withRow(grid: GridState, row: number, scan: ScanState, lines: number): GridState {
  const count = gridLines(scan, grid).length;
  return { ...grid, row, region: regionAt(scan, grid, row), top: keepInSight(grid.top, row, lines, count) };
}

/** The list of all problems after a command that scrolls it. `count`: its lines in all. */
export function afterProblemsCommand(
  grid: GridState,
  command: Command,
  height: number,
  count: number,
): GridState {
  if (!isMovement(command)) return grid;
  return { ...grid, problemsTop: scrolled(command, grid.problemsTop, height, count) };
}
