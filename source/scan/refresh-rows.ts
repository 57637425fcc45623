import { oneLine } from '../base/one-line.ts';
import type { FlatRow, ResourceKind } from '../kinds/define/define-resource.ts';
import type { Cell, RefreshResult, RowRef } from '../model/cell.ts';
import type { ScanWriter } from '../store/scan-writer.ts';
import { createCellBoard } from './cell-board.ts';
import { inFile } from './in-file.ts';
import { type CellTools, contextOf, type RegionRun } from './run-cell.ts';

/** How rows are asked for again. */
export interface RefreshWays {
  readonly writer: ScanWriter;
  readonly runOf: (cell: Cell) => RegionRun;
  /** Tools for an account; null where the scan is over. */
  readonly toolsOf: (account: string) => CellTools | null;
}

/**
 * Asks for rows again, all at once within the pace of each service and region, and writes those that were answered in
 * place, in one transaction. Whatever fails leaves its row as it is. Throws a scan file's failure only.
 */
export async function refreshRows(
  kind: ResourceKind,
  rows: readonly RowRef[],
  cells: readonly Cell[],
  { writer, runOf, toolsOf }: RefreshWays,
): Promise<RefreshResult> {
  const { refresh } = kind;
  if (refresh === 'none') return { refreshed: [], failed: [] };
  // The counts of a cell are those of its own run.
  const aside = createCellBoard(() => {});
  aside.add(cells);
  const answers = await Promise.all(
    rows.map(async (ref): Promise<Answer> => {
      const cell = cells.find(
        ({ kind: id, region, account }) => id === kind.id && region === ref.region && account === ref.account,
      );
      const tools = cell === undefined ? null : toolsOf(cell.account);
      if (cell === undefined || tools === null)
        return { row: ref.row, message: `${ref.region} is not part of this scan` };
      const context = contextOf(
        cell,
        runOf(cell),
        { ...tools, board: aside },
        {
          parts: [],
          rows: null,
          sources: undefined,
        },
      );
      try {
        return { row: ref.row, now: await refresh.row(context, ref.key) };
      } catch (error) {
        return { row: ref.row, message: oneLine(error instanceof Error ? error.message : String(error)) };
      }
    }),
  );
  aside.flush();
  const answered = answers.flatMap((answer) => ('now' in answer ? [answer] : []));
  const refreshed = answered.length === 0 ? [] : inFile(() => writer.refreshRows(kind, answered));
  return { refreshed, failed: answers.flatMap((answer) => ('message' in answer ? [answer] : [])) };
}

type Answer =
  | { readonly row: number; readonly now: FlatRow }
  | { readonly row: number; readonly message: string };
