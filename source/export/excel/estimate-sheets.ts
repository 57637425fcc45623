/** The sheets Findings and Cost. */
import { costSheetSentences } from '../../analysis/cost-words.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import { eachLine, withAccountNames } from '../account-labels.ts';
import { COST_COLUMNS, costLines, FINDING_COLUMNS, findingLines, leftOutWords } from '../estimate-rows.ts';
import type { ExportInput } from '../export-input.ts';
import { addSheet } from './add-sheet.ts';
import { startingWith, writeTable } from './excel-table.ts';
import { excelHeader } from './excel-values.ts';
import { SheetRows, textRow, typedRow, type WorkbookContext } from './sheet-rows.ts';

/** Every resource that a finding is about, and what could not be checked; no sheet where there is nothing to say. */
export async function writeFindingsSheet(
  context: WorkbookContext,
  source: ExportInput,
  { findings }: SummaryReport,
): Promise<void> {
  const { columns, line } = withAccountNames(FINDING_COLUMNS, source);
  const lines = eachLine(findingLines(source, findings), line);
  const first = lines.next();
  if (first.done === true) return;
  await writeTable(context, 'Findings', columns, startingWith(first.value, lines), {
    withCounts: true,
    isNamed: true,
  });
}

/** What snapshots cost a month: in total, by service, region, owner and source. What the bounds mean stands on top. */
export async function writeCostSheet(
  context: WorkbookContext,
  source: ExportInput,
  { cost }: SummaryReport,
): Promise<void> {
  const { columns, line } = withAccountNames(COST_COLUMNS, source);
  const sentences = costSheetSentences(cost);
  const headerRow = sentences.length + 2;
  const sheet = addSheet(context, 'Cost', headerRow);
  sheet.columns = columns.map(({ type }) => ({ width: type === 'text' ? 26 : 20 }));
  const rows = new SheetRows(context, sheet);
  const note = textRow(context, { bold: 0 });
  for (const sentence of sentences) await rows.add(note, [sentence]);
  rows.skip();
  const headers = columns.map(excelHeader);
  await rows.add(textRow(context), headers);
  const typed = typedRow(context, columns);
  for (const values of costLines(cost)) await rows.add(typed, line(values));
  context.tables.addFiltered(sheet, { title: 'Cost', headers, header: headerRow, last: rows.last });
  const leftOut = leftOutWords(cost);
  if (leftOut !== null) await rows.add(note, [leftOut]);
  await rows.finish();
  sheet.commit();
}
