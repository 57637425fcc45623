/** Findings about sources: what is backed up badly. */
import type { Value } from '../../model/columns.ts';
import { formatMoney } from '../../model/format.ts';
import { itemTexts } from '../../model/list-items.ts';
import { type CostColumns, type Finding, numberOf, text } from '../define/finding.ts';
import { RECOVERY_POINT_KIND } from '../define/point-claims.ts';
import { SOURCES_TAB } from './source-columns.ts';

type SourceFinding = Omit<Finding, 'tab' | 'restsOn' | 'reads' | 'reason'> &
  Partial<Pick<Finding, 'reads' | 'reason'>>;

const NOT_READ = 'not all was read that tells how they are protected';

/** What all but the dearest of its makers cost. */
const SECOND_COST: CostColumns = { low: 'second_cost_low', high: 'second_cost_high' };

/** It can be told of all. */
const OF_NONE = { sql: '0' };

function secondCost(values: Readonly<Record<string, Value>>): string {
  const [low, high] = [numberOf(values[SECOND_COST.low]), numberOf(values[SECOND_COST.high])];
  if (high === null) return 'what all but the dearest of them cost is not known';
  const least = low === null ? '' : `${formatMoney(low)} to `;
  return `all but the dearest of them cost ${least}${formatMoney(high)} a month`;
}

const FOUND: readonly SourceFinding[] = [
  {
    id: 'unprotected',
    title: () => 'Sources without a backup',
    severity: 'high',
    rows: () => ({ filter: 'protection:unprotected' }),
    notChecked: () => ({ filter: 'protection:unknown' }),
    notCheckedReason: () => NOT_READ,
  },
  {
    id: 'late',
    title: () => 'Sources whose newest backup is older than their rule allows',
    severity: 'medium',
    rows: () => ({ filter: 'protection:late' }),
    // Those that are unknown may be late, too: they are told of once, with the unprotected ones.
    notChecked: () => OF_NONE,
    notCheckedReason: () => '',
  },
  {
    id: 'rule-unmet',
    title: () => 'Sources without the copies or the lock that their rule asks for',
    severity: 'medium',
    rows: () => ({ filter: 'rule_met:missing' }),
    notChecked: () => ({ filter: 'rule_met:"not known"' }),
    notCheckedReason: () =>
      'not every place was read where a copy can be, or AWS does not tell what is locked',
  },
  {
    id: 'exemption-ended',
    title: () => 'Sources whose exemption has ended',
    severity: 'medium',
    rows: () => ({ filter: 'exemption_ended:*' }),
    notChecked: () => OF_NONE,
    notCheckedReason: () => '',
  },
  {
    id: 'backed-up-twice',
    title: () => 'Sources that two plans, policies or automatic backups back up',
    severity: 'low',
    rows: () => ({ filter: 'backed_up_twice:yes' }),
    notChecked: () => ({ filter: 'backed_up_twice:"not known"' }),
    notCheckedReason: () =>
      `which plan made their backups was not asked (--kind ${RECOVERY_POINT_KIND}), or not all was read that tells`,
    reads: ['backed_up_twice', 'regular_backups_by', ...Object.values(SECOND_COST)],
    costs: SECOND_COST,
    reason: ({ values }) => {
      const makers = itemTexts(values.regular_backups_by ?? null) ?? [];
      return `backed up by ${makers.join(' and ')}: ${secondCost(values)}`;
    },
  },
  {
    id: 'single-copy',
    title: () => 'Sources whose backups are all in one region of one account',
    severity: 'low',
    // Without every account of the organization nobody can tell of any.
    when: ({ isOrganizationKnown }) => isOrganizationKnown,
    rows: () => ({ filter: 'copy:none backups>0' }),
    notChecked: () => ({ filter: 'copy:unknown backups>0' }),
    notCheckedReason: () => 'not every place was read where a copy can be',
  },
];

/** Each says of a row what judged it, or what else it is among them for; kinds whose listings they rest on are for the registry to say. */
export const SOURCE_FINDINGS: readonly Omit<Finding, 'restsOn'>[] = FOUND.map((finding) => ({
  reads: ['protection', 'reason', 'rule_met', 'exemption_ended', 'copy', 'backups'],
  reason: ({ values }) => text(values.reason),
  ...finding,
  tab: SOURCES_TAB,
}));
