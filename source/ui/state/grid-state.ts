/** The Scan view: where the cursor is, by line and kind, and what of it is in sight. */
export interface GridState {
  readonly row: number;
  readonly column: number;
  readonly top: number;
  /** The region under the cursor, which it follows when the lines change; null: the line of the empty ones, or none. */
  readonly region: string | null;
  /** True once the cursor was moved; before, it goes to where the rows are. */
  readonly moved: boolean;
  /** The regions in the order of a scan that has ended; null: as they are scanned. */
  readonly order: readonly string[] | null;
  /** The empty regions have lines of their own. */
  readonly unfolded: boolean;
  /** The problems in full instead of the grid. */
  readonly problems: boolean;
  readonly problemsTop: number;
}

/** The Scan view of a scan that was just opened. */
export const initialGrid: GridState = {
  row: 0,
  column: 0,
  top: 0,
  region: null,
  moved: false,
  order: null,
  unfolded: false,
  problems: false,
  problemsTop: 0,
};
