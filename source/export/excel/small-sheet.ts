/** Sheets of few rows, which are all known before the first is written. */
import type { Value } from '../../model/columns.ts';
import { addSheet } from './add-sheet.ts';
import type { Chart } from './charts/chart.ts';
import { columnPixels } from './charts/drawing-xml.ts';
import { columnWidth, type TableColumn } from './excel-table.ts';
import { excelHeader } from './excel-values.ts';
import { overviewRow, SheetRows, textRow, type WorkbookContext } from './sheet-rows.ts';

/** The size of a chart beside a table, in pixels and rows. */
const [CHART_WIDTH, CHART_ROWS] = [560, 15];

/** Between a table and the charts beside it, in pixels. */
const GAP = 24;

/** A header and these lines, with charts to the right of them. */
export async function writeSmallSheet(
  context: WorkbookContext,
  name: string,
  columns: readonly TableColumn[],
  lines: readonly (readonly Value[])[],
  charts: readonly Chart[] = [],
): Promise<void> {
  const sheet = addSheet(context, name);
  const widths = columns.map((column, index) => columnWidth(column, lines, index, context.byteUnit));
  sheet.columns = widths.map((width) => ({ width }));
  const rows = new SheetRows(context, sheet);
  const headers = columns.map(excelHeader);
  await rows.add(textRow(context), headers);
  const typed = overviewRow(context, columns, lines);
  for (const values of lines) await rows.add(typed, values);
  await rows.finish();
  context.tables.addFiltered(sheet, { title: name, headers, header: 1, last: rows.last });
  const left = widths.reduce((sum, width) => sum + columnPixels(width), GAP);
  const placed = charts.map((chart, index) => ({
    ...{ chart, left, width: CHART_WIDTH, rows: CHART_ROWS, row: 2 + index * (CHART_ROWS + 1) },
  }));
  context.charts.add(sheet, placed, widths);
  sheet.commit();
}
