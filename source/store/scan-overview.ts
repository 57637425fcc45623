import type { DatabaseSync } from 'node:sqlite';
import { type CellState, isProblem } from '../model/cell.ts';
import { CellSums, summedCell } from '../model/cell-sums.ts';
import { MOST_PROBLEMS, type ScanOverview } from '../model/scan-overview.ts';
import { accountsWith, hasAccounts } from './stored-accounts.ts';
import { cellsInTurn, readCells } from './stored-cells.ts';

/** What a scan comes to: its cells; of many accounts these, the sums of their cells, and some of those with problems. */
export function readOverview(database: DatabaseSync): ScanOverview {
  if (!hasAccounts(database)) return { cells: readCells(database), accounts: [], problems: [] };
  const sums = new CellSums();
  const problems: CellState[] = [];
  const partitions = new Map<string, string>();
  for (const cell of cellsInTurn(database)) {
    sums.change(null, cell);
    partitions.set(cell.region, cell.partition);
    if (isProblem(cell.phase) && problems.length < MOST_PROBLEMS) problems.push(cell);
  }
  return {
    cells: [...partitions].flatMap(([region, partition], place) =>
      sums.ofRegion(region).map((sum, kind) => summedCell(place * 1_000 + kind, region, partition, sum)),
    ),
    accounts: accountsWith(database, sums),
    problems,
  };
}
