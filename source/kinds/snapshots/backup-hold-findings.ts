/** What deserves a second look about rows of other kinds that are recovery points as well. */
import { formatDay } from '../../model/format.ts';
import { detail, type Finding, numberOf } from '../define/finding.ts';
import { RECOVERY_POINT_KIND } from '../define/point-claims.ts';
import { planGone } from './vault-facts.ts';

/** The findings about one tab of such rows. */
export const backupHoldFindings = (tab: string, title: string): readonly Finding[] => [
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
    reads: ['recovery_point_status', 'delete_at', 'recovery_point_message', 'origin'],
    reason: ({ values }) => {
      const due = formatDay(numberOf(values.delete_at));
      const since = due === '' ? '' : `, due since ${due}`;
      return `AWS Backup should have deleted it${since}${detail(values.recovery_point_message)}`;
    },
  },
  planGone(tab, title),
];
