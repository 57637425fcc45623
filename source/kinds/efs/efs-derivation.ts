import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import type { Derivation } from '../define/derivation.ts';
import { accountOfArn, acrossAccounts } from '../snapshots/across-accounts.ts';
import { judge, type Keeper } from '../snapshots/deletability.ts';
import {
  chainPlace,
  FILLS,
  filled,
  flagOf,
  numberOf,
  sourceFacts,
  textOf,
} from '../snapshots/derive-snapshots.ts';
import { POINT_LEADERS, pointCaveats } from '../snapshots/vault-facts.ts';
import { recoveryPointCost } from './efs-cost.ts';
import { EFS_STATUSES } from './efs-facts.ts';

/** EFS: file systems go by ARN, since copies from other regions and accounts keep theirs. */
export const EFS_DERIVATION: Derivation = {
  reads: [
    ...['source_arn', 'source_exists', 'status', 'creation_time', 'origin', 'delete_at', 'vault_locked'],
    ...['storage_tier', 'size', 'source_account', 'recovery_point_arn'],
  ],
  fills: ['across_accounts', ...FILLS],
  groupBy: 'source_arn',
  leaders: {
    ...POINT_LEADERS,
    carrier: {
      rank: "CASE WHEN status IN ('COMPLETED', 'AVAILABLE') AND size >= 0 THEN coalesce(creation_time, 0) END",
      tells: [],
    },
  },
  values: (row, context) => {
    const { values } = row;
    const isExpired = values.status === 'EXPIRED';
    const verdict = judge({
      ...sourceFacts(row, context, { complete: EFS_STATUSES.good, failed: [] }),
      source: textOf(values.source_arn),
      locks: flagOf(values.vault_locked) === true ? ['its vault is locked'] : [],
      amiIds: undefined,
      service: 'AWS Backup',
      // The date of an expired one is over, and nothing came of it.
      keptBy: keptByLifecycle(isExpired ? null : (values.delete_at ?? null)),
      isExpired,
      caveats: pointCaveats(flagOf(values.vault_locked)),
    });
    const size = numberOf(values.size);
    const cost = recoveryPointCost(textOf(values.storage_tier), size, chainPlace(row), context.prices);
    const keeper = accountOfArn(values.recovery_point_arn);
    const across = acrossAccounts(keeper, textOf(values.source_account), context.accounts);
    return [across, ...filled(verdict, cost)];
  },
};

function keptByLifecycle(deleteAt: Value): readonly Keeper[] {
  if (typeof deleteAt !== 'number') return [];
  return [{ by: 'AWS Backup', reason: `its lifecycle deletes it on ${formatDay(deleteAt)}` }];
}
