import type { CellState, ScanState } from '../../model/cell.ts';
import type { GridState } from './view-states.ts';

/** The cell under the cursor. */
export function cellUnderCursor(scan: ScanState, grid: GridState): CellState | undefined {
  const region = scan.regions[grid.row];
  const kind = scan.kinds[grid.column];
  return scan.cells.find((cell) => cell.region === region && cell.kind === kind);
}
