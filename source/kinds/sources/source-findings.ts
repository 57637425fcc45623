/** Findings about sources: what is backed up badly. */
import { type Finding, text } from '../define/finding.ts';
import { SOURCES_TAB } from './source-columns.ts';

type SourceFinding = Omit<Finding, 'tab' | 'restsOn' | 'reads' | 'reason'>;

const NOT_READ = 'not all was read that tells how they are protected';

/** It can be told of all. */
const OF_NONE = { sql: '0' };

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

/** Each says of a row what judged it; kinds whose listings they rest on are for the registry to say. */
export const SOURCE_FINDINGS: readonly Omit<Finding, 'restsOn'>[] = FOUND.map((finding) => ({
  ...finding,
  tab: SOURCES_TAB,
  reads: ['protection', 'reason', 'rule_met', 'exemption_ended', 'copy', 'backups'],
  reason: ({ values }) => text(values.reason),
}));
