/** What deserves a second look about rows of other kinds that are recovery points as well. */
import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import { itemTexts } from '../../model/list-items.ts';
import { detail, type Finding, MONTHLY_COST, numberOf, text } from '../define/finding.ts';
import { RECOVERY_POINT_KIND } from '../define/point-claims.ts';
import { planGone } from './vault-facts.ts';

/** The findings about one tab of such rows; `heldBy`: its columns, beside those of AWS Backup, that tell what holds one. */
export const backupHoldFindings = (
  tab: string,
  title: string,
  heldBy: readonly ('ami_ids' | 'lock')[] = [],
): readonly Finding[] => [
  {
    id: `${tab}-expired`,
    title: () => `${title} that AWS Backup could not delete`,
    severity: 'medium',
    tab,
    rows: () => ({ filter: 'recovery_point_status:EXPIRED' }),
    notChecked: () => ({ filter: 'recovery_point_status:?,"not checked" origin:"AWS Backup"' }),
    notCheckedReason: () =>
      `AWS Backup was not asked for them (--kind ${RECOVERY_POINT_KIND}) or could not be read`,
    restsOn: [],
    reads: [
      ...['recovery_point_status', 'delete_at', 'recovery_point_message', 'origin'],
      ...['vault_locked', 'legal_hold', ...heldBy],
    ],
    costs: MONTHLY_COST,
    reason: ({ values }) => {
      const due = formatDay(numberOf(values.delete_at));
      const since = due === '' ? '' : `, due since ${due}`;
      const held = holders(values).map((words) => `; ${words}`);
      return `AWS Backup should have deleted it${since}${detail(values.recovery_point_message)}${held.join('')}`;
    },
  },
  planGone(tab, title),
];

const LOCKS: readonly string[] = ['governance', 'compliance', 'compliance-cooloff'];

/** What the row itself says that holds it. */
function holders(values: Readonly<Record<string, Value>>): readonly string[] {
  const amis = itemTexts(values.ami_ids ?? null) ?? [];
  const lock = text(values.lock);
  const holds = (itemTexts(values.legal_hold ?? null) ?? []).filter((title) => title !== 'not checked');
  return [
    ...(amis.length > 0 ? [`${amis.length === 1 ? 'AMI' : 'AMIs'} ${amis.join(', ')} made of it`] : []),
    ...(LOCKS.includes(lock) ? [`locked (${lock})`] : []),
    ...(values.vault_locked === true ? ['its vault is locked'] : []),
    ...holds.map((title) => `under legal hold ${title}`),
  ];
}
