import { steadyNow } from '../base/steady-clock.ts';
import { findKind } from '../kinds/registry.ts';
import { type Cell, isFinal } from '../model/cell.ts';
import { type CellTools, deriveColumns, inFile, logEnding } from './run-cell.ts';
import type { RegionCells } from './second-worker.ts';

/**
 * The cells that have not ended, of those that a lost worker collected. The others keep what they have, and get the
 * prices that it would have been given for them.
 */
export function unended(
  shares: readonly RegionCells[],
  { board, prices }: CellTools,
): readonly RegionCells[] {
  const hasEnded = ({ id }: Cell): boolean => isFinal(board.get(id).phase);
  for (const cell of shares.flatMap(({ cells }) => cells))
    if (hasEnded(cell) && board.get(cell.id).rows > 0) prices.cellHasRows(cell);
  return shares
    .map(({ run, cells }) => ({ run, cells: cells.filter((cell) => !hasEnded(cell)) }))
    .filter(({ cells }) => cells.length > 0);
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
