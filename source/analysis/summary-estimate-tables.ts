/** Findings and costs as small tables of the summary. */
import type { Value } from '../model/columns.ts';
import { AMOUNT_COLUMNS, amountValues } from './amount-columns.ts';
import { boundsOf } from './cost.ts';
import { costSentences, ownerTagWords } from './cost-words.ts';
import { serviceLabel } from './service-label.ts';
import type { CostShare, CostTotal, FindingCount, SummaryReport } from './summary.ts';
import type { SummaryTable, TableOfKinds } from './summary-table.ts';

/** The findings that have rows, or rows of which it cannot be told, the gravest first. */
export function findingTables({ findings }: SummaryReport): readonly SummaryTable[] {
  const shown = findings.filter(({ count, notChecked }) => count > 0 || notChecked > 0);
  if (shown.length === 0) return [];
  const ofAccounts = shown.some(({ accountsNotRead }) => accountsNotRead !== undefined);
  const hasCosts = shown.some(({ cost }) => cost !== undefined);
  return [
    {
      title: 'Findings',
      columns: [
        { header: 'Finding', type: 'text' },
        { header: 'Severity', type: 'enum' },
        { header: 'Count', type: 'integer' },
        { header: 'Not Checked', type: 'integer' },
        { header: 'Cells Not Read', type: 'integer' },
        ...(ofAccounts ? [{ header: 'Accounts Not Read', type: 'integer' } as const] : []),
        ...(hasCosts ? BOUND_COLUMNS : []),
      ],
      rows: shown.map((finding) => [
        finding.title,
        finding.severity,
        finding.count,
        finding.notChecked,
        finding.cellsNotRead,
        ...(ofAccounts ? [finding.accountsNotRead ?? null] : []),
        ...(hasCosts ? boundValues(finding) : []),
      ]),
      short: shown.map((finding) =>
        isShortFinding(finding) ? [2, ...(finding.notChecked > 0 ? [3] : [])] : [],
      ),
      notes: notCheckedNotes(shown),
    },
  ];
}

/** True where not everything was read that a finding rests on. */
export function isShortFinding({ cellsNotRead, accountsNotRead = 0 }: FindingCount): boolean {
  return cellsNotRead + accountsNotRead > 0;
}

function notCheckedNotes(findings: readonly FindingCount[]): readonly string[] {
  const reasons = new Set(findings.flatMap(({ notCheckedReason }) => notCheckedReason ?? []));
  return reasons.size === 0 ? [] : [`Not checked: ${[...reasons].join('; ')}.`];
}

const BOUND_COLUMNS = [
  { header: 'Low', type: 'money' },
  { header: 'High', type: 'money' },
  { header: 'Without Estimate', type: 'integer' },
] as const;

const COST_COLUMNS = [{ header: 'Count', type: 'integer' }, ...BOUND_COLUMNS] as const;

/** What the rows of a finding cost a month; blank where that is not told of them. */
function boundValues({ cost }: FindingCount): readonly Value[] {
  return cost === undefined ? [null, null, null] : costValues(cost).slice(1);
}

/** What may go, as far as can be known, by service; none where there is nothing, or the file holds no verdicts. */
export function candidateTables({ candidates = [] }: SummaryReport): readonly TableOfKinds[] {
  if (candidates.length === 0) return [];
  return [
    {
      title: 'Candidates for deletion',
      columns: [{ header: 'Service', type: 'text' }, ...AMOUNT_COLUMNS, ...BOUND_COLUMNS],
      rows: candidates.map((total) => [
        serviceLabel(total),
        ...amountValues(total.amount),
        ...costValues(total.cost).slice(1),
      ]),
      rowKinds: candidates.map(({ kind }) => [kind]),
      notes: [CANDIDATES_NOTE],
    },
  ];
}

/** What a person must know of candidates. */
export const CANDIDATES_NOTE =
  'None of them is the newest good backup of its source. What was not checked stands in the reasons of each.';

/** What snapshots cost a month by service, region and owner; none where there are no snapshots. */
export function costTables({ cost }: SummaryReport): readonly TableOfKinds[] {
  if (cost.total.count === 0) return [];
  return [
    {
      ...costTable('Cost a month by service (USD)', 'Service', cost.byService, cost.total),
      rowKinds: cost.byService.map(({ kind }) => [kind]),
      notes: costSentences(cost),
    },
    costTable('Cost a month by region (USD)', 'Region', cost.byRegion, cost.total),
    {
      ...costTable('Cost a month by owner (USD)', 'Owner', cost.byOwner, cost.total),
      notes: [`Owner is the ${ownerTagWords(cost.ownerTags)} of a snapshot.`],
    },
  ];
}

function costTable(
  title: string,
  header: string,
  shares: readonly CostShare[],
  total: CostTotal,
): SummaryTable {
  return {
    title,
    columns: [{ header, type: 'text' }, ...COST_COLUMNS],
    rows: [
      ...shares.map((share) => [share.label, ...costValues(share)]),
      ...(shares.length > 1 ? [['Total', ...costValues(total)]] : []),
    ],
  };
}

/** Count, both bounds, and how many have no estimate: the bounds leave those out. */
export function costValues(cost: CostTotal): readonly Value[] {
  const { low, high } = boundsOf(cost);
  return [cost.count, low, high, cost.withoutHigh];
}
