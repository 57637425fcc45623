import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import type { RegionPrices } from '../../model/prices.ts';
import type { Derivation } from '../define/derivation.ts';
import { accountOfArn, acrossAccounts } from '../snapshots/across-accounts.ts';
import { dollars, type MonthlyCost, UNKNOWN, upperSize } from '../snapshots/cost-estimate.ts';
import { judge, type Keeper } from '../snapshots/deletability.ts';
import { FILLS, filled, numberOf, sourceFacts, TOLD, textOf } from '../snapshots/derive-snapshots.ts';
import { CACHE_STATUSES } from './cache-facts.ts';

/** ElastiCache: the newest complete one of a cache, which goes by its name. */
export const CACHE_DERIVATION: Derivation = {
  reads: [
    ...['source', 'source_exists', 'status', 'creation_time', 'origin', 'size', 'expires_at'],
    ...['source_account', 'snapshot_arn'],
  ],
  fills: ['across_accounts', ...FILLS],
  groupBy: 'source',
  leaders: {
    newest: {
      rank: "CASE WHEN status = 'available' AND source IS NOT NULL THEN creation_time END",
      tells: TOLD,
    },
  },
  values: (row, context) => {
    const { values } = row;
    const verdict = judge({
      ...sourceFacts(row, context, { complete: CACHE_STATUSES.good, failed: CACHE_STATUSES.failed }),
      locks: [],
      amiIds: undefined,
      service: 'ElastiCache',
      keptBy: keptUntil(values.expires_at ?? null),
      caveats: [
        ...(values.source_exists === 'yes' ? ['its cache told by name, which another may have by now'] : []),
        'restores under way not checked',
      ],
    });
    const keeper = accountOfArn(values.snapshot_arn);
    const across = acrossAccounts(keeper, textOf(values.source_account), context.accounts);
    return [across, ...filled(verdict, snapshotCost(numberOf(values.size), context.prices))];
  },
};

function keptUntil(expiresAt: Value): readonly Keeper[] {
  if (typeof expiresAt !== 'number') return [];
  return [{ by: 'ElastiCache', reason: `ElastiCache deletes it on ${formatDay(expiresAt)}` }];
}

/** Every snapshot is a whole one and is billed as such. */
function snapshotCost(size: number | null, prices: RegionPrices | null): MonthlyCost {
  const price = prices?.elasticache_snapshot;
  const all = upperSize(null, size);
  if (price === undefined || all === null) return UNKNOWN;
  return { low: dollars(all, price.low), high: dollars(all, price.high) };
}
