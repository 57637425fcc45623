import { RESOURCE_KINDS } from '../kinds/registry.ts';
import type { Cell } from '../model/cell.ts';
import type { ScanWriter } from '../store/scan-writer.ts';
import { inFile } from './in-file.ts';
import { type CellTools, deriveColumns } from './run-cell.ts';

/** Columns that tell what is in use. */
const JUDGED: readonly string[] = ['deletability', 'deletability_reasons'];

/**
 * Judges the cells anew with rows of which copies are being made that other cells hold, which ended later. `toolsOf`: null where
 * no row can be written any more. Throws a scan file's failure only.
 */
export async function tellOfCopies(
  writer: ScanWriter,
  toolsOf: (cell: Cell) => CellTools | null,
): Promise<void> {
  for (const kind of RESOURCE_KINDS) {
    for (const cell of inFile(() => writer.cellsToTell(kind))) {
      const tools = toolsOf(cell);
      if (tools === null) return;
      const isIncomplete = inFile(() => writer.mayLackRows(cell));
      await deriveColumns(cell, kind, tools, isIncomplete, JUDGED);
    }
  }
  inFile(() => writer.copiesTold());
}
