/** Below this size nothing can be drawn sensibly. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

/** Lines of the frame: header, tabs and a rule above the view, a rule and the footer below it. */
const FRAME_LINES = 5;

/** True where the terminal is too small to draw in. */
export function isTooSmall(size: Size): boolean {
  return size.columns < SMALLEST.columns || size.rows < SMALLEST.rows;
}

/** Lines that a view has. */
export function viewHeight(size: Size): number {
  return Math.max(1, size.rows - FRAME_LINES);
}

/** Lines for the rows of a table: below its title and its header. */
export function tableHeight(size: Size): number {
  return Math.max(1, viewHeight(size) - 2);
}

/** The first line in sight so that `cursor` is among `height` lines, moved no further than needed. */
export function keepInSight(top: number, cursor: number, height: number, count: number): number {
  const first = Math.min(Math.max(top, cursor - height + 1), cursor);
  return clamp(first, 0, Math.max(0, count - height));
}

/** The value within these bounds. */
export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** A terminal's size in cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}
