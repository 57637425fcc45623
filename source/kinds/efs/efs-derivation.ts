import type { Derivation } from '../define/derivation.ts';
import { accountOfArn, acrossAccounts } from '../snapshots/across-accounts.ts';
import { heldByBackup } from '../snapshots/backup-hold-columns.ts';
import { judge } from '../snapshots/deletability.ts';
import { chainPlace, FILLS, filled, numberOf, sourceFacts, textOf } from '../snapshots/derive-snapshots.ts';
import { POINT_LEADERS, POINT_READS, pointCaveats } from '../snapshots/vault-facts.ts';
import { recoveryPointCost } from './efs-cost.ts';
import { EFS_STATUSES } from './efs-facts.ts';

/** EFS: file systems go by ARN, since copies from other regions and accounts keep theirs. */
export const EFS_DERIVATION: Derivation = {
  reads: [
    ...['source_arn', 'source_exists', 'status', 'creation_time', 'origin', 'storage_tier', 'size'],
    ...['source_account', ...POINT_READS],
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
    const verdict = judge({
      ...sourceFacts(row, context, { complete: EFS_STATUSES.good, failed: [] }),
      ...heldByBackup(values, 'status'),
      source: textOf(values.source_arn),
      amiIds: undefined,
      service: 'AWS Backup',
      caveats: pointCaveats(values),
    });
    const size = numberOf(values.size);
    const cost = recoveryPointCost(textOf(values.storage_tier), size, chainPlace(row), context.prices);
    const keeper = accountOfArn(values.recovery_point_arn);
    const across = acrossAccounts(keeper, textOf(values.source_account), context.accounts);
    return [across, ...filled(verdict, cost)];
  },
};
