/** The sheet Accounts, which the workbook of a scan of many has. */
import type { SummaryReport } from '../../analysis/summary.ts';
import { accountColumns, accountLines } from '../export-accounts.ts';
import type { ExportInput } from '../export-input.ts';
import { columnWidth } from './excel-table.ts';
import { excelHeader, sheetName } from './excel-values.ts';
import { overviewRow, SheetRows, textRow, type WorkbookContext } from './sheet-rows.ts';

/** A line an account: how it was entered and came out, what it holds and costs, and its problems. */
export async function writeAccountsSheet(
  context: WorkbookContext,
  source: ExportInput,
  { accounts: totals = [] }: SummaryReport,
): Promise<void> {
  const lines = accountLines(source, totals);
  const columns = accountColumns(source);
  const sheet = context.workbook.addWorksheet(sheetName('Accounts', context.sheetNames), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = columns.map((column, index) => ({
    width: columnWidth(column, lines, index, context.byteUnit),
  }));
  const rows = new SheetRows(context, sheet);
  await rows.add(textRow(context), columns.map(excelHeader));
  const typed = overviewRow(context, columns, lines);
  for (const values of lines) await rows.add(typed, values);
  await rows.finish();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.last, column: columns.length } };
  sheet.commit();
}
