import type { RegionPrices } from '../../model/prices.ts';
import type { Derivation } from '../define/derivation.ts';
import { accountOfArn, acrossAccounts } from '../snapshots/across-accounts.ts';
import { heldByBackup, VAULT_LOCK } from '../snapshots/backup-hold-columns.ts';
import { dollars, type MonthlyCost, UNKNOWN, upperSize } from '../snapshots/cost-estimate.ts';
import { judge } from '../snapshots/deletability.ts';
import { FILLS, filled, numberOf, sourceFacts, textOf } from '../snapshots/derive-snapshots.ts';
import { POINT_LEADERS, POINT_READS, POINT_STATUSES, pointCaveats } from '../snapshots/vault-facts.ts';

/** Recovery points of any type: the newest complete one of what they were made of, which goes by its ARN. */
export const BACKUP_DERIVATION: Derivation = {
  reads: [
    ...['source_arn', 'source_exists', 'status', 'creation_time', 'origin', 'storage_tier', 'size'],
    ...['source_account', 'vault_min_retention', ...POINT_READS],
  ],
  fills: ['across_accounts', ...FILLS],
  groupBy: 'source_arn',
  leaders: POINT_LEADERS,
  values: (row, context) => {
    const { values } = row;
    const { locks, ...held } = heldByBackup(values, 'status');
    const retention = numberOf(values.vault_min_retention);
    const verdict = judge({
      ...sourceFacts(row, context, { complete: POINT_STATUSES.good, failed: [] }),
      ...held,
      source: textOf(values.source_arn),
      locks: locks.map((lock) =>
        lock === VAULT_LOCK && retention !== null ? `${lock} (for ${retention} days at least)` : lock,
      ),
      amiIds: undefined,
      service: 'AWS Backup',
      caveats: pointCaveats(values),
    });
    const keeper = accountOfArn(values.recovery_point_arn);
    return [
      acrossAccounts(keeper, textOf(values.source_account), context.accounts),
      ...filled(verdict, pointCost(textOf(values.storage_tier), numberOf(values.size), context.prices)),
    ];
  },
};

/** AWS does not say what of its size it shares with others of its source. */
function pointCost(tier: string | null, size: number | null, prices: RegionPrices | null): MonthlyCost {
  const price = tier === 'cold' ? prices?.backup_cold : tier === 'warm' ? prices?.backup_warm : undefined;
  const most = upperSize(null, size);
  if (price === undefined || most === null) return UNKNOWN;
  return { low: 0, high: dollars(most, price.high) };
}
