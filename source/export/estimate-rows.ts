/** What the Findings and Cost sheets hold, as rows for every format. */

import { foundResources } from '../analysis/findings-from-scan-file.ts';
import type { CostSummary, CostTotal, FindingCount } from '../analysis/summary.ts';
import { costValues } from '../analysis/summary-estimate-tables.ts';
import { FINDINGS } from '../kinds/findings.ts';
import { findKind } from '../kinds/registry.ts';
import type { Column, Value } from '../model/columns.ts';
import { counted } from '../model/words.ts';
import type { ExportInput } from './export-input.ts';
import { UNKNOWN_SOURCE } from './snapshot-summary.ts';

type HeadedColumn = Pick<Column, 'header' | 'type'>;

/** The columns of the findings. */
export const FINDING_COLUMNS: readonly HeadedColumn[] = [
  { header: 'Finding', type: 'text' },
  { header: 'Severity', type: 'enum' },
  { header: 'Kind', type: 'text' },
  { header: 'Account', type: 'text' },
  { header: 'Region', type: 'text' },
  { header: 'Resource', type: 'text' },
  { header: 'Reason', type: 'text' },
  { header: 'Not Checked', type: 'integer' },
];

/** Of a finding with more resources than these the rest is counted: its own sheet, filtered, has them all. */
export const MOST_OF_FINDING = 5_000;

/** Every resource that a finding is about with the reason, and of how many it could not be told. */
export function* findingLines(
  source: Pick<ExportInput, 'database'>,
  findings: readonly FindingCount[],
): Generator<readonly Value[], void, undefined> {
  for (const { id, title, severity, count, notChecked, notCheckedReason } of findings) {
    const finding = FINDINGS.find((one) => one.id === id);
    if (finding === undefined) continue;
    if (count > 0) {
      for (const found of foundResources(source.database, finding, MOST_OF_FINDING)) {
        const kind = findKind(found.kind)?.title ?? found.kind;
        yield [title, severity, kind, found.account, found.region, found.resource, found.reason, null];
      }
    }
    const more = count - MOST_OF_FINDING;
    if (more > 0)
      yield [title, severity, null, null, null, null, `and ${more} more, for the same reason`, null];
    if (notChecked > 0) {
      yield [
        title,
        severity,
        null,
        null,
        null,
        null,
        `${notChecked} not checked: ${notCheckedReason}`,
        notChecked,
      ];
    }
  }
}

/** The columns of the costs. */
export const COST_COLUMNS: readonly HeadedColumn[] = [
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

/** What snapshots cost a month: in total, by service, region, owner and source. */
export function costLines(cost: CostSummary): readonly (readonly Value[])[] {
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

/** That some sources or owners are in the totals only; null where none is left out. */
export function leftOutWords({ sourcesLeftOut, ownersLeftOut }: CostSummary): string | null {
  const leftOut = [
    ...(sourcesLeftOut > 0 ? [counted(sourcesLeftOut, 'source')] : []),
    ...(ownersLeftOut > 0 ? [counted(ownersLeftOut, 'owner')] : []),
  ];
  return leftOut.length === 0 ? null : `${leftOut.join(' and ')} of lower cost are in the totals only`;
}
