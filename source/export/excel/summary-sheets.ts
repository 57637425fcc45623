/** The two sheets that every workbook has: Summary and Coverage. */
import { alikeProblems } from '../../analysis/alike-problems.ts';
import { completeness, scanFactLines } from '../../analysis/coverage-table.ts';
import { elsewhereLines } from '../../analysis/elsewhere-words.ts';
import { nothingReadLine } from '../../analysis/shortfall.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { SummaryTable } from '../../analysis/summary-table.ts';
import { summaryTables } from '../../analysis/summary-tables.ts';
import type { ColumnType } from '../../model/columns.ts';
import { formatCount } from '../../model/format.ts';
import { withAccountNames } from '../account-labels.ts';
import { coverageColumns, coverageLines, filterFactLines } from '../export-coverage.ts';
import type { ExportInput } from '../export-input.ts';
import { excelHeader, sheetName } from './excel-values.ts';
import { overviewRow, SheetRows, textRow, typedRow, type WorkbookContext } from './sheet-rows.ts';

/** Totals by kind, service, age, status and the DataSync breakdowns; whether the scan is whole stands on top. */
export async function writeSummarySheet(
  context: WorkbookContext,
  source: ExportInput,
  report: SummaryReport,
): Promise<void> {
  const sheet = context.workbook.addWorksheet(sheetName('Summary', context.sheetNames));
  const tables = summaryTables(report);
  sheet.columns = [{ width: firstWidth(tables) }, ...Array.from({ length: 5 }, () => ({ width: 22 }))];
  const rows = new SheetRows(context, sheet);
  const line = textRow(context, { bold: 1 });
  const heading = textRow(context);
  await rows.add(heading, ['Scan', nothingReadLine(report.shortfall) ?? completeness(source)]);
  for (const fact of scanFactLines(source)) if (IN_SUMMARY.includes(fact[0])) await rows.add(line, fact);
  if (report.filter !== undefined) {
    await rows.add(line, ['Filter', report.filter.text]);
    await rows.add(line, ['Totals', 'of the rows that the filter keeps']);
  }
  await rows.add(line, ['Ages and dates', 'counted from the start of the scan, in UTC']);
  const note = textRow(context, { bold: 0 });
  for (const table of tables) {
    rows.skip();
    await rows.add(heading, [table.title]);
    if (table.atLeast !== undefined) await rows.add(note, [table.atLeast]);
    await rows.add(heading, table.columns.map(excelHeader));
    const typed = overviewRow(context, table.columns, table.rows);
    for (const values of table.rows) await rows.add(typed, values);
    for (const text of table.notes ?? []) await rows.add(note, [text]);
  }
  await rows.finish();
  sheet.commit();
}

/** Of the facts of a scan those that say what the numbers are of; Coverage has all of them. */
const IN_SUMMARY: readonly string[] = [
  'Account',
  'Account Name',
  'Organization',
  'Accounts',
  'Partition',
  'Started (UTC)',
  'Ended (UTC)',
];

/** Names stand in the first column, and numbers right beside them: no name may be cut off by one. */
function firstWidth(tables: readonly SummaryTable[]): number {
  const names = tables.flatMap(({ rows }) =>
    rows.map(([name]) => (typeof name === 'string' ? name.length : 0)),
  );
  return Math.min(
    80,
    names.reduce((most, length) => Math.max(most, length + 2), 34),
  );
}

/** How every cell ended; above it who scanned what, when and how. */
export async function writeCoverageSheet(context: WorkbookContext, source: ExportInput): Promise<void> {
  const { elsewhere, accounts } = source;
  const once = elsewhereLines(elsewhere, accounts).map((line) => ['Counted Once', line] as const);
  const facts = [...scanFactLines(source), ...filterFactLines(source), ...once];
  const { columns, line } = withAccountNames(coverageColumns(source), source);
  const alike = source.accounts.length === 0 ? [] : alikeLines(source);
  const above = alike.length === 0 ? facts.length : facts.length + alike.length + 2;
  const headerRow = above + 3;
  const sheet = context.workbook.addWorksheet(sheetName('Coverage', context.sheetNames), {
    views: [{ state: 'frozen', ySplit: headerRow }],
  });
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
  await rows.add(heading, columns.map(excelHeader));
  const typed = typedRow(context, columns);
  for (const values of coverageLines(source)) {
    const full = rows.add(typed, line(values));
    if (full !== undefined) await full;
  }
  await rows.finish();
  sheet.autoFilter = {
    from: { row: headerRow, column: 1 },
    to: { row: rows.last, column: columns.length },
  };
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
