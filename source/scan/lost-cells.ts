import { steadyNow } from '../base/steady-clock.ts';
import { findKind } from '../kinds/registry.ts';
import { type Cell, isFinal } from '../model/cell.ts';
import { inFile } from './in-file.ts';
import { type CellTools, deriveColumns, logEnding, repriceCell } from './run-cell.ts';
import type { RegionCells } from './second-worker.ts';

/** The cells that have not ended, of those that a lost worker collected. */
export function unended(shares: readonly RegionCells[], { board }: CellTools): readonly RegionCells[] {
  return shares
    .map(({ run, cells }) => ({ run, cells: cells.filter(({ id }) => !isFinal(board.get(id).phase)) }))
    .filter(({ cells }) => cells.length > 0);
}

/** Those that a lost worker had ended are estimated here, with the prices that it would have been given. */
export async function priceLost(shares: readonly RegionCells[], tools: CellTools): Promise<void> {
  const cells = new Map(shares.flatMap((share) => share.cells.map((cell) => [cell.id, cell] as const)));
  for (const { id, phase, rows } of tools.writer.storedCells({ ids: [...cells.keys()] })) {
    const cell = cells.get(id);
    if (cell === undefined || rows === 0 || !isFinal(phase)) continue;
    tools.prices.cellHasRows(cell);
    await repriceCell(cell, tools);
  }
}

/** Ends cells whose second worker was lost twice: they have failed, with the rows that were read of them. */
export async function endLost(shares: readonly RegionCells[], tools: CellTools): Promise<void> {
  for (const cell of shares.flatMap(({ cells }) => cells)) await endCell(cell, tools);
}

async function endCell(cell: Cell, tools: CellTools): Promise<void> {
  const { board, writer } = tools;
  const kind = findKind(cell.kind);
  if (kind === undefined) return;
  await deriveColumns(cell, kind, tools, true);
  const error = { code: 'WorkerLost', message: 'the worker that collected it ended twice; the log says why' };
  const endedAt = steadyNow();
  board.update(cell.id, { phase: 'failed', error, waiting: null, endedAt });
  inFile(() => writer.finishCell(board.get(cell.id)));
  // What was told of its rows last was less than what had been written.
  const [kept] = writer.storedCells({ ids: [cell.id] });
  const rows = kept?.rows ?? 0;
  board.update(cell.id, { rows });
  logEnding(cell, { outcome: 'failed', error }, rows, tools);
}
