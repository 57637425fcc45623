import { steadyNow } from '../base/steady-clock.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import type { Cell } from '../model/cell.ts';
import {
  type CellTools,
  collectPages,
  deriveColumns,
  inFile,
  logEnding,
  type RegionRun,
  runCell,
} from './run-cell.ts';

/**
 * Collects a begun cell of which an earlier run left rows: those stay until all of the new run is there. Where the new
 * run breaks off, the rows of the longer one of the two are kept. Throws a scan file's failure only.
 */
async function runCellAside(
  cell: Cell,
  kind: ResourceKind,
  region: RegionRun,
  tools: CellTools,
): Promise<void> {
  const { board, writer } = tools;
  const rerun = inFile(() => writer.beginRerun(cell, kind));
  const { ending, isIncomplete, read, found } = await collectPages(cell, kind, region, tools, (page) => {
    if (page.rows.length > 0) tools.prices.cellHasRows(cell);
    return rerun.writePage(page);
  });
  const { outcome: phase, error } = ending;
  board.update(cell.id, { phase, error, waiting: null, endedAt: steadyNow(), read });
  const kept = inFile(() => writer.storedCells({ ids: [cell.id] })).reduce((sum, { rows }) => sum + rows, 0);
  const isWhole = phase === 'done' || phase === 'empty' || phase === 'partial';
  if (isWhole || board.get(cell.id).rows > kept) {
    inFile(() => rerun.replaceRows(board.get(cell.id), found));
  } else {
    inFile(rerun.drop);
    board.update(cell.id, { rows: kept });
    inFile(() => writer.finishKept(board.get(cell.id)));
  }
  logEnding(cell, ending, board.get(cell.id).rows, tools);
  await deriveColumns(cell, kind, tools, isIncomplete);
  if (found !== undefined) inFile(() => writer.keepBackups(cell.id));
}

/** Collects a begun cell, aside where rows of an earlier run are to stay meanwhile. Throws a scan file's failure only. */
export async function collectCell(...[cell, kind, region, tools]: Parameters<typeof runCell>): Promise<void> {
  const isAside = tools.keepsOldRows && inFile(() => tools.writer.hasOldRows(cell.id));
  await (isAside ? runCellAside : runCell)(cell, kind, region, tools);
}
