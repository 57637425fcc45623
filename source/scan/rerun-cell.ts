import { steadyNow } from '../base/steady-clock.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import type { Cell, CellRescan, Outcome, Phase } from '../model/cell.ts';
import { createCellBoard } from './cell-board.ts';
import { inFile } from './in-file.ts';
import {
  type CellTools,
  collectPages,
  deriveColumns,
  freshRun,
  logEnding,
  type RegionRun,
} from './run-cell.ts';

/**
 * Reads an ended cell once more while its rows, its count and its outcome stay as they are; when all of the new run is
 * there it takes their place at once. A run that ends worse than the one before is dropped: what AWS would not show
 * this time is not gone for that. Throws a scan file's failure only.
 */
export async function rerunCell(
  cell: Cell,
  kind: ResourceKind,
  region: RegionRun,
  tools: CellTools,
): Promise<CellRescan> {
  const aside = createCellBoard(() => {});
  aside.add([cell]);
  aside.update(cell.id, { ...freshRun, startedAt: steadyNow() });
  const rerun = inFile(() => tools.writer.beginRerun(cell, kind));
  const { ending, isIncomplete, read, found } = await collectPages(
    cell,
    kind,
    region,
    { ...tools, board: aside },
    rerun.writePage,
  );
  const endedAt = steadyNow();
  const { outcome, error } = ending;
  logEnding(cell, ending, aside.get(cell.id).rows, tools);
  if (!isAsGood(outcome, tools.board.get(cell.id).phase)) {
    inFile(rerun.drop);
    aside.flush();
    const why = error === null ? outcome : `${outcome}: ${error.message}`;
    return { cellId: cell.id, endedAt, changes: null, failure: why };
  }
  aside.update(cell.id, { phase: outcome, error, waiting: null, endedAt, read });
  const changes = inFile(() => rerun.replaceRows(aside.get(cell.id), found));
  await deriveColumns(cell, kind, tools, isIncomplete);
  if (found !== undefined) inFile(() => tools.writer.keepBackups(cell.id));
  const { account, partition, region: _region, kind: _kind, id, ...state } = aside.get(cell.id);
  aside.flush();
  tools.board.update(id, state);
  return { cellId: id, endedAt, changes, failure: null };
}

/** Whole runs are better than partial ones, and those better than runs that AWS refused or that broke off. */
function isAsGood(now: Outcome, before: Phase): boolean {
  return rank(now) <= rank(before) && rank(now) < 2;
}

function rank(phase: Phase): number {
  if (phase === 'done' || phase === 'empty') return 0;
  return phase === 'partial' ? 1 : 2;
}
