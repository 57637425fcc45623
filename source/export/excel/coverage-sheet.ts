/** The sheet Coverage, which every workbook has. */
import { alikeProblems } from '../../analysis/alike-problems.ts';
import { completeness, scanFactLines } from '../../analysis/coverage-table.ts';
import { elsewhereLines } from '../../analysis/elsewhere-words.ts';
import type { ColumnType } from '../../model/columns.ts';
import { formatCount } from '../../model/format.ts';
import { withAccountNames } from '../account-labels.ts';
import { coverageColumns, coverageLines, filterFactLines } from '../export-coverage.ts';
import type { ExportInput } from '../export-input.ts';
import { addSheet } from './add-sheet.ts';
import { excelHeader } from './excel-values.ts';
import { SheetRows, textRow, typedRow, type WorkbookContext } from './sheet-rows.ts';
import { SheetTotals } from './sheet-totals.ts';
import { colorStatuses } from './status-colors.ts';

/** How every cell ended; above it who scanned what, when and how. */
export async function writeCoverageSheet(context: WorkbookContext, source: ExportInput): Promise<void> {
  const { elsewhere, accounts } = source;
  const once = elsewhereLines(elsewhere, accounts).map((line) => ['Counted Once', line] as const);
  const facts = [...scanFactLines(source), ...filterFactLines(source), ...once];
  const { columns, line } = withAccountNames(coverageColumns(source), source);
  const alike = source.accounts.length === 0 ? [] : alikeLines(source);
  const above = alike.length === 0 ? facts.length : facts.length + alike.length + 2;
  const headerRow = above + 3;
  const sheet = addSheet(context, 'Coverage', headerRow);
  sheet.columns = columns.map(({ header, type }) => ({ width: coverageWidth(header, type) }));
  const rows = new SheetRows(context, sheet);
  const heading = textRow(context);
  await rows.add(heading, ['Scan', completeness(source)]);
  const named = textRow(context, { bold: 1 });
  for (const fact of facts) await rows.add(named, fact);
  if (alike.length > 0) {
    rows.skip();
    await rows.add(heading, ['Problems', 'alike ones in one line; each has its own below']);
    for (const problem of alike) await rows.add(named, problem);
  }
  rows.skip();
  const headers = columns.map(excelHeader);
  await rows.add(heading, headers);
  const typed = typedRow(context, columns);
  const totals = new SheetTotals(columns, true);
  for (const values of coverageLines(source)) {
    const labelled = line(values);
    totals.add(labelled);
    const full = rows.add(typed, labelled);
    if (full !== undefined) await full;
  }
  const { last } = rows;
  await totals.write(context, rows, headerRow + 1);
  await rows.finish();
  context.tables.addFiltered(sheet, { title: 'Coverage', headers, header: headerRow, last });
  colorStatuses(sheet, columns, { first: headerRow + 1, last });
  sheet.commit();
}

/** More kinds of problems than these are in the lines below only. */
const MOST_ALIKE = 200;

/** The problems of a scan of many accounts, alike ones in one line: `denied`, `14 accounts: role Audit cannot be assumed`. */
function alikeLines(source: ExportInput): readonly (readonly [string, string])[] {
  const alike = alikeProblems(source);
  const more = alike.length - MOST_ALIKE;
  return [
    ...alike.slice(0, MOST_ALIKE).map(({ outcome, where, why, advice }): readonly [string, string] => {
      const help = advice === null ? '' : `; ${advice}`;
      return [outcome, `${where}${why === '' ? '' : `: ${why}`}${help}`];
    }),
    ...(more > 0 ? ([['more', `and ${formatCount(more)} more, in the lines below`]] as const) : []),
  ];
}

function coverageWidth(header: string, type: ColumnType): number {
  if (header === 'Error Message' || header === 'Advice') return 60;
  return type === 'integer' ? 10 : 22;
}
