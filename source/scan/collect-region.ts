import { steadyNow } from '../base/steady-clock.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { findKind } from '../kinds/registry.ts';
import { type Cell, isUnfinished } from '../model/cell.ts';
import { callJournal } from './call-journal.ts';
import { inFile } from './in-file.ts';
import {
  type CellTools,
  collectPages,
  deriveColumns,
  logEnding,
  type RegionRun,
  runCell,
} from './run-cell.ts';

/**
 * Collects the begun cells of a region, as `runCell` does each; what AWS answers is noted, until all of them have ended.
 * A promise a cell, and one for what follows on them all; each is rejected with a scan file's failure only.
 */
export function collectRegion(
  run: RegionRun,
  cells: readonly Cell[],
  tools: CellTools,
): readonly Promise<void>[] {
  const region = { ...run, journal: callJournal(tools.writer, tools.resumes) };
  const work = cells.flatMap((cell) => {
    const kind = findKind(cell.kind);
    return kind === undefined ? [] : [collectCell(cell, kind, region, tools)];
  });
  return [...work, Promise.allSettled(work).then(() => forgetAnswers(cells, tools))];
}

/** Of cells that were stopped they are kept: the scan may be taken up. */
function forgetAnswers(cells: readonly Cell[], { board, writer }: CellTools): void {
  if (cells.every(({ id }) => !isUnfinished(board.get(id).phase)))
    inFile(() => writer.forgetCalls(cells.map(({ id }) => id)));
}

async function collectCell(...[cell, kind, region, tools]: Parameters<typeof runCell>): Promise<void> {
  const isAside = tools.resumes && inFile(() => tools.writer.hasOldRows(cell.id));
  await (isAside ? runCellAside : runCell)(cell, kind, region, tools);
}

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
