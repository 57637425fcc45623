/** The sheet Transfers: a line a task of DataSync, with when it runs and how its runs go. */
import { eachLine, withAccountNames } from '../account-labels.ts';
import type { ExportInput } from '../export-input.ts';
import { TRANSFER_TABLE_COLUMNS, transferLines } from '../transfer-rows.ts';
import { startingWith, writeTable } from './excel-table.ts';
import type { WorkbookContext } from './sheet-rows.ts';

/** No sheet where there is no task. */
export async function writeTransfersSheet(context: WorkbookContext, source: ExportInput): Promise<void> {
  const { columns, line } = withAccountNames(TRANSFER_TABLE_COLUMNS, source);
  const lines = eachLine(transferLines(source), line);
  const first = lines.next();
  if (first.done === true) return;
  await writeTable(context, 'Transfers', columns, startingWith(first.value, lines), { withCounts: true });
}
