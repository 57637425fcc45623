import type { ScanState } from '../../../model/cell.ts';
import type { Command } from '../../kit/key-binding.ts';
import { clamp, keepInSight, type Size, viewHeight } from '../../kit/layout.ts';
import { isMovement, moved, scrolled } from '../../kit/movement.ts';
import type { GridState } from '../../state/view-states.ts';
import type { Problem } from './problems.ts';

/** How the lines of the Scan view are shared between regions and problems. */
export interface ScanLayout {
  readonly regions: number;
  /** Lines for the problems, their title and the blank above it included; 0: there are none. */
  readonly problems: number;
}

/** Head, rule, total and progress: what is always there. */
const FIXED_LINES = 4;
const LEAST_REGIONS = 3;
const LEAST_PROBLEMS = 4;

/** Shares the lines: everything where it fits, else the problems get what they need up to a third. */
export function scanLayout(scan: ScanState, problems: readonly Problem[], size: Size): ScanLayout {
  const offLine = scan.regionsOff.length > 0 ? 1 : 0;
  const free = viewHeight(size) - FIXED_LINES - offLine;
  const wanted = problems.length === 0 ? 0 : 2 + problemLines(problems);
  if (scan.regions.length + wanted <= free) return { regions: scan.regions.length, problems: wanted };
  const share = Math.max(LEAST_PROBLEMS, Math.floor(free / 3), free - scan.regions.length);
  const forProblems = Math.min(wanted, share, free - LEAST_REGIONS);
  return { regions: Math.min(scan.regions.length, free - forProblems), problems: forProblems };
}

/** Lines that these problems take where each has one line, and one for its advice. */
export function problemLines(problems: readonly Problem[]): number {
  return problems.reduce((sum, problem) => sum + (problem.advice === null ? 1 : 2), 0);
}

/** The grid after a command that moves in it. `lines`: regions in sight. */
export function afterGridCommand(
  grid: GridState,
  command: Command,
  scan: ScanState,
  lines: number,
): GridState {
  const columns = scan.kinds.length;
  if (isMovement(command))
    return withRow(grid, moved(command, grid.row, lines, scan.regions.length), scan, lines);
  if (command === 'left') return { ...grid, column: clamp(grid.column - 1, 0, columns - 1) };
  if (command === 'right') return { ...grid, column: clamp(grid.column + 1, 0, columns - 1) };
  return grid;
}

/** The grid where regions, kinds or the lines for them have changed. */
export function gridFitted(grid: GridState, scan: ScanState, lines: number): GridState {
  const row = clamp(grid.row, 0, Math.max(0, scan.regions.length - 1));
  const column = clamp(grid.column, 0, Math.max(0, scan.kinds.length - 1));
  return withRow({ ...grid, column }, row, scan, lines);
}

function withRow(grid: GridState, row: number, scan: ScanState, lines: number): GridState {
  return { ...grid, row, top: keepInSight(grid.top, row, lines, scan.regions.length) };
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
