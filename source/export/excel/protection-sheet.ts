/** The sheet Protection: a line a source, with how well it is protected and why. */
import { eachLine, withAccountNames } from '../account-labels.ts';
import type { ExportInput } from '../export-input.ts';
import { SOURCE_TABLE_COLUMNS, sourceLines } from '../source-rows.ts';
import { startingWith, writeTable } from './excel-table.ts';
import type { WorkbookContext } from './sheet-rows.ts';

/** No sheet where there is no source. */
export async function writeProtectionSheet(context: WorkbookContext, source: ExportInput): Promise<void> {
  const { columns, line } = withAccountNames(SOURCE_TABLE_COLUMNS, source);
  const lines = eachLine(sourceLines(source), line);
  const first = lines.next();
  if (first.done === true) return;
  await writeTable(context, 'Protection', columns, startingWith(first.value, lines), {
    withCounts: true,
    isNamed: true,
  });
}
