import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import type { Price, PricedItem } from '../../model/prices.ts';
import type { Derivation } from '../define/derivation.ts';
import type { Statuses } from '../define/statuses.ts';
import { accountOfArn, acrossAccounts } from './across-accounts.ts';
import { dollars, type MonthlyCost, UNKNOWN, upperSize } from './cost-estimate.ts';
import { judge, type Keeper } from './deletability.ts';
import { FILLS, filled, numberOf, sourceFacts, TOLD, textOf } from './derive-snapshots.ts';
import type { PlainWords } from './plain-columns.ts';

/** What differs in the derivation of plain snapshots. */
export interface PlainDerivation {
  readonly words: Pick<PlainWords, 'service' | 'source' | 'goesBy'>;
  readonly statuses: Statuses;
  /** What its size is priced by; null: AWS tells no size. */
  readonly price: PricedItem | null;
  /** A column tells when its service deletes it by itself. */
  readonly expires: boolean;
}

/** Plain snapshots: the newest complete one of what goes by one name. */
export function plainDerivation({ words, statuses, price, expires }: PlainDerivation): Derivation {
  const { service } = words;
  const good = statuses.good.map((status) => `'${status}'`).join(', ');
  return {
    reads: [
      ...['source', 'source_exists', 'status', 'creation_time', 'origin', 'size'],
      ...(expires ? ['expires_at'] : []),
      ...['source_account', 'snapshot_arn'],
    ],
    fills: ['across_accounts', ...FILLS],
    groupBy: 'source',
    leaders: {
      newest: {
        rank: `CASE WHEN status IN (${good}) AND source IS NOT NULL THEN creation_time END`,
        tells: TOLD,
      },
    },
    values: (row, context) => {
      const { values } = row;
      const verdict = judge({
        ...sourceFacts(row, context, { complete: statuses.good, failed: statuses.failed }),
        locks: [],
        amiIds: undefined,
        service,
        keptBy: keptUntil(service, values.expires_at ?? null),
        caveats: [
          ...(values.source_exists === 'yes' && words.goesBy === 'name'
            ? [`its ${words.source} told by name, which another may have by now`]
            : []),
          'restores under way not checked',
        ],
      });
      const keeper = accountOfArn(values.snapshot_arn);
      const across = acrossAccounts(keeper, textOf(values.source_account), context.accounts);
      return [across, ...filled(verdict, wholeCost(numberOf(values.size), context.prices?.[price ?? '']))];
    },
  };
}

function keptUntil(service: string, expiresAt: Value): readonly Keeper[] {
  if (typeof expiresAt !== 'number') return [];
  return [{ by: service, reason: `${service} deletes it on ${formatDay(expiresAt)}` }];
}

/** Every snapshot is a whole one and is billed as such. */
function wholeCost(size: number | null, price: Price | undefined): MonthlyCost {
  const all = upperSize(null, size);
  if (price === undefined || all === null) return UNKNOWN;
  return { low: dollars(all, price.low), high: dollars(all, price.high) };
}
