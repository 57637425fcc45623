/** What recovery points have in common, whatever they were made of, as data. */

import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import { itemTexts } from '../../model/list-items.ts';
import { type ConsolePage, encoded, pathPart } from '../define/console-page.ts';
import type { DeleteCommand, OtherCommand } from '../define/delete-command.ts';
import type { LeaderSpec } from '../define/derivation.ts';
import type { DescribeCommand } from '../define/describe-command.ts';
import { detail, type Finding, MONTHLY_COST, numberOf, text } from '../define/finding.ts';
import { RECOVERY_POINT_KIND } from '../define/point-claims.ts';
import type { Statuses } from '../define/statuses.ts';
import { latestCopy, TOLD } from './derive-snapshots.ts';

export const POINT_STATUSES: Statuses = {
  column: 'status',
  good: ['COMPLETED', 'AVAILABLE'],
  failed: ['PARTIAL', 'EXPIRED'],
  underWay: ['CREATING'],
};

/** A complete recovery point, whose source is known, as SQL. */
const IS_GOOD = "status IN ('COMPLETED', 'AVAILABLE') AND source_arn IS NOT NULL";

/** The newest of a source, and the copy made last: how old the data of a copy is AWS does not tell. */
export const POINT_LEADERS: Readonly<Record<'newest' | 'latestCopy', LeaderSpec>> = {
  newest: { rank: `CASE WHEN ${IS_GOOD} AND origin <> 'copy' THEN creation_time END`, tells: TOLD },
  latestCopy: latestCopy(`${IS_GOOD} AND origin = 'copy'`),
};

/** The columns that tell how AWS Backup keeps a recovery point. */
export const POINT_READS: readonly string[] = [
  ...['vault_locked', 'delete_at', 'recovery_point_arn', 'backup_plan', 'plan_exists', 'legal_hold'],
];

/** What is not known of a recovery point, and what nobody looks at. */
export function pointCaveats(values: Readonly<Record<string, Value>>): readonly string[] {
  const legalHold = itemTexts(values.legal_hold ?? null);
  const isAsked = legalHold?.includes('not checked') !== true;
  return [
    ...(typeof values.vault_locked === 'boolean' ? [] : ['vault lock not known']),
    ...(legalHold === null ? ['legal holds could not be read'] : []),
    isAsked ? 'restore jobs not checked' : 'legal holds, restore jobs not checked',
  ];
}

/** Those that AWS Backup should have deleted and could not: what holds them its message says. */
export const expiredPoints = (tab: string, title: string): Finding => ({
  id: `${tab}-expired`,
  title: () => `${title} that have expired`,
  severity: 'medium',
  tab,
  rows: () => ({ filter: 'status:EXPIRED' }),
  notChecked: () => ({ filter: 'status:?' }),
  notCheckedReason: () => 'their status is not known',
  restsOn: [],
  reads: ['status', 'delete_at', 'status_message'],
  costs: MONTHLY_COST,
  reason: ({ values }) => {
    const due = formatDay(numberOf(values.delete_at));
    const since = due === '' ? '' : `, due since ${due}`;
    return `AWS Backup should have deleted it${since}${detail(values.status_message)}`;
  },
});

/** Those whose plan has gone: nothing makes new ones by it, and nobody may know why they are there. */
export const planGone = (tab: string, title: string): Finding => ({
  id: `${tab}-plan-gone`,
  title: () => `${title} made by a backup plan that no longer exists`,
  severity: 'low',
  tab,
  rows: () => ({ filter: 'plan_exists:no' }),
  notChecked: () => ({ filter: 'plan_exists:?,"not checked" origin:"AWS Backup"' }),
  notCheckedReason: () =>
    `AWS Backup was not asked for its plans (--kind ${RECOVERY_POINT_KIND}), or they could not be read`,
  restsOn: [],
  reads: ['plan_exists', 'backup_plan', 'delete_at', 'origin'],
  costs: MONTHLY_COST,
  reason: ({ values }) => {
    const due = formatDay(numberOf(values.delete_at));
    const end = due === '' ? 'and no lifecycle deletes it' : `its lifecycle deletes it on ${due}`;
    return `backup plan ${text(values.backup_plan)} made it, and is no more; ${end}`;
  },
});

/** What is central is told by what it holds: recovery points of other accounts. */
const OF_OTHERS = 'across_accounts:within,"from outside",elsewhere';

export const centralUnlocked = (tab: string, title: string): Finding => ({
  id: `${tab}-central-unlocked`,
  title: () => `${title} in a central vault without a lock`,
  severity: 'medium',
  tab,
  rows: () => ({ filter: `${OF_OTHERS} vault_locked:no` }),
  notChecked: () => ({ filter: `${OF_OTHERS} vault_locked:?` }),
  notCheckedReason: () => 'AWS does not say whether their vault is locked',
  restsOn: [],
  reads: ['across_accounts', 'vault', 'vault_locked', 'source_account'],
  reason: ({ values }) =>
    `vault ${text(values.vault)} keeps it for account ${text(values.source_account)} and has no lock`,
});

export const pointConsolePage: ConsolePage = (text, region) =>
  encoded(text('vault'), (vault) => {
    const point = text('recovery_point_arn');
    const page = `backup/home?region=${region}#/backupvaults/details/${vault}`;
    return point === null ? page : `${page}/${pathPart(point)}`;
  });

export const POINT_DELETE: DeleteCommand = {
  service: 'backup',
  operation: 'delete-recovery-point',
  options: [
    { option: '--backup-vault-name', column: 'vault' },
    { option: '--recovery-point-arn', column: 'recovery_point_arn' },
  ],
  terms: [
    {
      ...{ column: 'storage_tier', oneOf: ['cold'] },
      words: 'in cold storage: deleted within 90 days there, AWS bills the rest of the 90 days at once',
    },
  ],
};

/** A recovery point is found by its ARN within its vault. */
export const POINT_DESCRIBE: readonly DescribeCommand[] = [
  {
    ...{ service: 'backup', operation: 'describe-recovery-point' },
    options: [
      { option: '--backup-vault-name', column: 'vault' },
      { option: '--recovery-point-arn', column: 'recovery_point_arn' },
    ],
  },
];

/** How rows of other kinds are deleted that are recovery points as well: the service of the row refuses to. */
export const DELETED_BY_BACKUP: OtherCommand = {
  of: { column: 'origin', oneOf: ['AWS Backup'] },
  given: 'recovery_point_arn',
  command: POINT_DELETE,
  unknown: `AWS Backup made it, and in which vault it is as which recovery point is not known (--kind ${RECOVERY_POINT_KIND} tells)`,
};
