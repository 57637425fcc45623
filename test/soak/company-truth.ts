/** What the simulated company says of itself, and what a scan of it must come to by that, account by account. */
import * as v from 'valibot';
import { auditRole } from '../../source/demo/organization/company-accounts.ts';

const ACCOUNTS = v.object({
  accounts: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      state: v.string(),
      units: v.array(v.string()),
      roles: v.array(v.string()),
      isThrottled: v.boolean(),
      rows: v.record(v.string(), v.number()),
    }),
  ),
});

/** An account as the server has it. */
export type TrueAccount = v.InferOutput<typeof ACCOUNTS>['accounts'][number];

/** All accounts of the company that the server at this address simulates. */
export async function trueAccounts(url: string): Promise<readonly TrueAccount[]> {
  const response = await fetch(`${url}/_demo/accounts`);
  return v.parse(ACCOUNTS, await response.json()).accounts;
}

/** What befalls an account. */
export type Trouble = 'none' | 'its role refuses' | 'suspended' | 'throttled';

export function troubleOf({ state, roles, units, isThrottled }: TrueAccount): Trouble {
  if (state !== 'ACTIVE') return 'suspended';
  if (units.length > 0 && !roles.includes(auditRole)) return 'its role refuses';
  return isThrottled ? 'throttled' : 'none';
}

/** How the table of faults has an account end that this befalls. */
export const OUTCOMES: Readonly<Record<Trouble, string>> = {
  none: 'done',
  'its role refuses': 'denied: AccessDenied',
  suspended: 'skipped: NotActive',
  throttled: 'done',
};

/** Rows by kind, as a scan names the kinds. */
export function rowsByKind({ rows }: TrueAccount): Readonly<Record<string, number>> {
  const of = (...kinds: readonly string[]): number => kinds.reduce((sum, kind) => sum + (rows[kind] ?? 0), 0);
  return {
    'datasync-agent': of('agents'),
    'datasync-execution': of('task-executions'),
    'datasync-location': of('locations'),
    'datasync-task': of('tasks'),
    'ebs-snapshot': of('snapshots'),
    'efs-recovery-point': of('recovery-points'),
    'rds-cluster-snapshot': of('db-cluster-snapshots'),
    'rds-snapshot': of('db-snapshots', 'backup-db-snapshots'),
  };
}
