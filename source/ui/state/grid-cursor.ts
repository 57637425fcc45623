import type { CellState, ScanState } from '../../model/cell.ts';
import { cellsByRegion, regionAt } from './grid-lines.ts';
import type { GridState } from './grid-state.ts';

/** The cell under the cursor; undefined on the line of the empty regions. */
export function cellUnderCursor(scan: ScanState, grid: GridState): CellState | undefined {
  const region = regionAt(scan, grid);
  const kind = scan.kinds[grid.column];
  return region === null
    ? undefined
    : cellsByRegion(scan)
        .get(region)
        ?.find((cell) => cell.kind === kind);
}
