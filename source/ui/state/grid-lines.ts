/**
 * The lines of the grid. While a scan runs they stand in the order in which AWS lists the regions, so that nothing moves
 * under the cursor; once it has ended those with rows come first, the fullest at the top, then those with problems, and
 * the empty ones are one line. That order stays until another scan is opened, whatever is read again.
 */
import { type CellState, type ScanState, scannedCells } from '../../model/cell.ts';
import type { GridState } from './grid-state.ts';

/** A region, or the empty ones in one line. */
export type GridLine = { readonly region: string } | { readonly empty: readonly string[] };

/** Fewer empty regions than that take their own lines. */
const LEAST_FOLDED = 2;

const cellsByScan = new WeakMap<ScanState, ReadonlyMap<string, readonly CellState[]>>();

/** The cells of each region that is scanned. */
export function cellsByRegion(scan: ScanState): ReadonlyMap<string, readonly CellState[]> {
  const known = cellsByScan.get(scan);
  if (known !== undefined) return known;
  const made = new Map<string, CellState[]>(scan.regions.map((region) => [region, []]));
  for (const cell of scannedCells(scan)) made.get(cell.region)?.push(cell);
  cellsByScan.set(scan, made);
  return made;
}

/** The lines of the grid from the top. */
export function gridLines(scan: ScanState, grid: Pick<GridState, 'order' | 'unfolded'>): readonly GridLine[] {
  const regions = grid.order ?? scan.regions;
  const empty = foldedRegions(scan, grid);
  const lines = regions.filter((region) => !empty.includes(region)).map((region): GridLine => ({ region }));
  if (empty.length === 0) return lines;
  return [...lines, { empty }, ...(grid.unfolded ? empty.map((region): GridLine => ({ region })) : [])];
}

/** The regions that are one line: every cell of theirs was read, and there is nothing. None while the scan runs. */
function foldedRegions(scan: ScanState, { order }: Pick<GridState, 'order'>): readonly string[] {
  if (order === null) return [];
  const cells = cellsByRegion(scan);
  const empty = order.filter((region) => isEmpty(cells.get(region) ?? []));
  return empty.length < LEAST_FOLDED || empty.length === order.length ? [] : empty;
}

/** Not allowed to look, or not to the end, is not empty; what a region does not offer is. */
function isEmpty(cells: readonly CellState[]): boolean {
  const isNothing = cells.every(({ phase }) => phase === 'empty' || phase === 'skipped');
  return isNothing && cells.some(({ phase }) => phase === 'empty');
}

/** The regions of a scan that has ended: with rows, the fullest first; then those with problems; then the others. */
export function regionsByRows(scan: ScanState): readonly string[] {
  const cells = cellsByRegion(scan);
  const rows = (region: string) => (cells.get(region) ?? []).reduce((sum, cell) => sum + cell.rows, 0);
  const isQuiet = (region: string) => Number(isEmpty(cells.get(region) ?? []));
  return scan.regions.toSorted((one, other) => rows(other) - rows(one) || isQuiet(one) - isQuiet(other));
}

/** The region of the line with this place; null: it is none's. */
export function regionAt(scan: ScanState, grid: GridState, place = grid.row): string | null {
  const line = gridLines(scan, grid)[place];
  return line !== undefined && 'region' in line ? line.region : null;
}

/** The place of a region among the lines; where it is folded that of the empty ones. */
export function placeOf(scan: ScanState, grid: GridState, region: string): number {
  const lines = gridLines(scan, grid);
  const own = lines.findIndex((line) => 'region' in line && line.region === region);
  return own >= 0 ? own : lines.findIndex((line) => 'empty' in line && line.empty.includes(region));
}

/** The place of the first cell with rows; null: there is none. */
export function firstWithRows(
  scan: ScanState,
  grid: GridState,
): { readonly row: number; readonly column: number } | null {
  const cells = cellsByRegion(scan);
  for (const [row, line] of gridLines(scan, grid).entries()) {
    const own = 'region' in line ? (cells.get(line.region) ?? []) : [];
    const column = scan.kinds.findIndex((kind) => own.some((cell) => cell.kind === kind && cell.rows > 0));
    if (column >= 0) return { row, column };
  }
  return null;
}
