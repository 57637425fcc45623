/** The sheet Accounts, which the workbook of a scan of many has. */
import type { SummaryReport } from '../../analysis/summary.ts';
import { accountColumns, accountLines } from '../export-accounts.ts';
import type { ExportInput } from '../export-input.ts';
import { addSheet } from './add-sheet.ts';
import { columnWidth } from './excel-table.ts';
import { excelHeader } from './excel-values.ts';
import { overviewCells, overviewRow, SheetRows, textRow, type WorkbookContext } from './sheet-rows.ts';
import { SheetTotals } from './sheet-totals.ts';
import { colorStatuses } from './status-colors.ts';

/** A line an account: how it was entered and came out, what it holds and costs, and its problems. */
export async function writeAccountsSheet(
  context: WorkbookContext,
  source: ExportInput,
  { accounts = [] }: SummaryReport,
): Promise<void> {
  const lines = accountLines(source, accounts);
  const columns = accountColumns(source);
  // Accounts have regions in common: a sum of them counts nothing.
  const summed = columns.map(({ header, type }) => ({
    type: header === 'Regions' ? ('text' as const) : type,
  }));
  const sheet = addSheet(context, 'Accounts');
  sheet.columns = columns.map((column, index) => ({
    width: columnWidth(column, lines, index, context.byteUnit),
  }));
  const rows = new SheetRows(context, sheet);
  const headers = columns.map(excelHeader);
  await rows.add(textRow(context), headers);
  const typed = overviewRow(context, columns, lines);
  const totals = new SheetTotals(overviewCells(context, summed, lines), true);
  for (const values of lines) {
    totals.add(values);
    await rows.add(typed, values);
  }
  const { last } = rows;
  await totals.write(context, rows, 2);
  await rows.finish();
  context.tables.addFiltered(sheet, { title: 'Accounts', headers, header: 1, last });
  colorStatuses(sheet, columns, { first: 2, last });
  sheet.commit();
}
