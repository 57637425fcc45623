/** The sheets Findings and Cost. */
import { costSheetSentences } from '../analysis/cost-words.ts';
import { FINDINGS } from '../analysis/findings.ts';
import { foundResources } from '../analysis/findings-from-scan-file.ts';
import type { CostTotal, FindingCount, SummaryReport } from '../analysis/summary.ts';
import { costValues } from '../analysis/summary-estimate-tables.ts';
import type { Value } from '../resources/columns.ts';
import { findKind } from '../resources/registry.ts';
import { type TableColumn, writeTable } from './excel-table.ts';
import { excelHeader, sheetName } from './excel-values.ts';
import type { ExportSource } from './export-source.ts';
import { SheetRows, textRow, typedRow, type WorkbookContext } from './sheet-rows.ts';
import { UNKNOWN_SOURCE } from './snapshot-summary.ts';

const FINDING_COLUMNS: readonly TableColumn[] = [
  { header: 'Finding', type: 'text' },
  { header: 'Severity', type: 'enum' },
  { header: 'Kind', type: 'text' },
  { header: 'Account', type: 'text' },
  { header: 'Region', type: 'text' },
  { header: 'Resource', type: 'text' },
  { header: 'Reason', type: 'text' },
];

/** Of a finding with more resources than these the rest is counted: its own sheet, filtered, has them all. */
const MOST_OF_FINDING = 5_000;

/** Every resource that a finding is about, and what could not be checked; no sheet where there is nothing to say. */
export async function writeFindingsSheet(
  context: WorkbookContext,
  source: ExportSource,
  { findings }: SummaryReport,
): Promise<void> {
  const lines = findingLines(source, findings);
  const first = lines.next();
  if (first.done === true) return;
  await writeTable(context, 'Findings', FINDING_COLUMNS, startingWith(first.value, lines));
}

function* startingWith<Item>(first: Item, rest: Iterable<Item>): Generator<Item, void, undefined> {
  yield first;
  yield* rest;
}

function* findingLines(
  source: ExportSource,
  findings: readonly FindingCount[],
): Generator<readonly Value[], void, undefined> {
  for (const { id, title, severity, count, notChecked, notCheckedReason } of findings) {
    const finding = FINDINGS.find((one) => one.id === id);
    if (finding === undefined) continue;
    if (count > 0) {
      for (const found of foundResources(source.database, finding, MOST_OF_FINDING)) {
        const kind = findKind(found.kind)?.title ?? found.kind;
        yield [title, severity, kind, found.account, found.region, found.resource, found.reason];
      }
    }
    const more = count - MOST_OF_FINDING;
    if (more > 0) yield [title, severity, null, null, null, null, `and ${more} more, for the same reason`];
    if (notChecked > 0) {
      yield [title, 'not checked', null, null, null, null, `${notChecked} not checked: ${notCheckedReason}`];
    }
  }
}

const COST_COLUMNS: readonly TableColumn[] = [
  { header: 'By', type: 'text' },
  { header: 'Name', type: 'text' },
  { header: 'Service', type: 'text' },
  { header: 'Account', type: 'text' },
  { header: 'Region', type: 'text' },
  { header: 'Snapshots', type: 'integer' },
  { header: 'Monthly Cost Low', type: 'money' },
  { header: 'Monthly Cost High', type: 'money' },
  { header: 'Without Estimate', type: 'integer' },
];

/** What snapshots cost a month: in total, by service, region, owner and source. What the bounds mean stands on top. */
export async function writeCostSheet(context: WorkbookContext, { cost }: SummaryReport): Promise<void> {
  const sentences = costSheetSentences(cost);
  const headerRow = sentences.length + 2;
  const sheet = context.workbook.addWorksheet(sheetName('Cost', context.sheetNames), {
    views: [{ state: 'frozen', ySplit: headerRow }],
  });
  sheet.columns = COST_COLUMNS.map(({ type }) => ({ width: type === 'text' ? 26 : 20 }));
  const rows = new SheetRows(context, sheet);
  const note = textRow(context, { bold: 0 });
  for (const sentence of sentences) await rows.add(note, [sentence]);
  rows.skip();
  await rows.add(textRow(context), COST_COLUMNS.map(excelHeader));
  const typed = typedRow(context, COST_COLUMNS);
  for (const line of costLines(cost)) await rows.add(typed, line);
  sheet.autoFilter = {
    from: { row: headerRow, column: 1 },
    to: { row: rows.last, column: COST_COLUMNS.length },
  };
  if (cost.sourcesLeftOut > 0) {
    await rows.add(note, [`${cost.sourcesLeftOut} sources of lower cost are in the totals only`]);
  }
  await rows.finish();
  sheet.commit();
}

function costLines(cost: SummaryReport['cost']): readonly (readonly Value[])[] {
  const line = (
    by: string,
    name: string,
    place: readonly (string | null)[],
    of: CostTotal,
  ): readonly Value[] => [by, name, ...place, ...costValues(of)];
  return [
    line('Total', 'All snapshots', [null, null, null], cost.total),
    ...cost.byService.map((share) => line('Service', share.label, [share.value, null, null], share)),
    ...cost.byRegion.map((share) => line('Region', share.label, [null, null, share.value], share)),
    ...cost.byOwner.map((share) => line('Owner', share.label, [null, null, null], share)),
    ...cost.bySource.map((of) =>
      line('Source', of.source ?? UNKNOWN_SOURCE, [of.service, of.account, of.region], of),
    ),
  ];
}
