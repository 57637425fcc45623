import type { DatabaseSync } from 'node:sqlite';
import { hasListedSources } from '../kinds/define/sources.ts';
import { findKind } from '../kinds/registry.ts';
import { type CellState, isProblem } from '../model/cell.ts';
import { CellSums, summedCell } from '../model/cell-sums.ts';
import { MOST_PROBLEMS, type ScanOverview } from '../model/scan-overview.ts';
import { accountsWith, hasAccounts } from './stored-accounts.ts';
import { cellsInTurn, kindsOfCells, readCells } from './stored-cells.ts';
import { hasSources } from './stored-sources.ts';

/** True for a file of an earlier version with backups, that does not tell what has none. */
export function lacksSources(database: DatabaseSync): boolean {
  if (hasSources(database)) return false;
  return kindsOfCells(database).some((id) => {
    const kind = findKind(id);
    return kind !== undefined && hasListedSources(kind);
  });
}

/** What a scan comes to: its cells; of many accounts these, the sums of their cells, and some of those with problems. */
export function readOverview(database: DatabaseSync): ScanOverview {
  const lacking = lacksSources(database) ? ({ lacksSources: true } as const) : {};
  if (!hasAccounts(database)) return { cells: readCells(database), accounts: [], problems: [], ...lacking };
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
    ...lacking,
  };
}
