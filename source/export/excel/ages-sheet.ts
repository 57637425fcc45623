/** The sheet Snapshot Ages: the numbers behind the chart of ages. */
import type { SummaryReport } from '../../analysis/summary.ts';
import type { WorkbookContext } from './sheet-rows.ts';
import { writeSmallSheet } from './small-sheet.ts';
import { ageMatrix } from './summary-charts.ts';

/** Writes it; no sheet where there are no snapshots, or nothing was read. */
export async function writeAgesSheet(context: WorkbookContext, report: SummaryReport): Promise<void> {
  const matrix = report.shortfall?.isAll === true ? null : ageMatrix(report);
  if (matrix === null) return;
  await writeSmallSheet(context, matrix.title, matrix.columns, matrix.rows);
}
