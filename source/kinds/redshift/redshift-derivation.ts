import { itemTexts, tagsIn } from '../../model/list-items.ts';
import type { RegionPrices } from '../../model/prices.ts';
import type { Derivation } from '../define/derivation.ts';
import { accountOfArn, acrossAccounts, sharedBeyond } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_READS, heldByBackup, UNSPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { dollars, type MonthlyCost, UNKNOWN, upperSize } from '../snapshots/cost-estimate.ts';
import { judge, type Keeper, sharingCaveats } from '../snapshots/deletability.ts';
import {
  FILLS,
  filled,
  flagOf,
  latestCopy,
  numberOf,
  ownerOf,
  sourceFacts,
  TOLD,
  textOf,
} from '../snapshots/derive-snapshots.ts';
import { REDSHIFT_STATUSES } from './redshift-facts.ts';

/** A complete one of a known cluster, as SQL. */
const IS_GOOD = `status = 'available' AND source_cluster IS NOT NULL AND ${UNSPOILED_BY_BACKUP}`;

/** Redshift: the newest complete one of a cluster; how old a copy's data is AWS does not say. */
export const REDSHIFT_DERIVATION: Derivation = {
  reads: [
    ...[
      'source_cluster',
      'source',
      'source_exists',
      'status',
      'creation_time',
      'origin',
      'size',
      'tags',
      'public',
    ],
    ...['shared_with', 'remaining_days', 'source_account', 'snapshot_arn'],
    ...BACKUP_HOLD_READS,
  ],
  fills: ['sharing', 'across_accounts', 'owner', ...FILLS],
  groupBy: 'source_cluster',
  leaders: {
    newest: {
      rank: `CASE WHEN ${IS_GOOD} AND source_region IS NULL THEN creation_time END`,
      tells: TOLD,
    },
    latestCopy: latestCopy(`${IS_GOOD} AND source_region IS NOT NULL`),
  },
  values: (row, context) => {
    const { values } = row;
    const [isPublic, sharedWith] = [flagOf(values.public), itemTexts(values.shared_with)];
    const held = heldByBackup(values, 'recovery_point_status');
    const verdict = judge({
      ...sourceFacts(row, context, { complete: REDSHIFT_STATUSES.good, failed: REDSHIFT_STATUSES.failed }),
      source: textOf(values.source_cluster),
      ...held,
      amiIds: undefined,
      service: 'Redshift',
      keptBy: [...keptFor(numberOf(values.remaining_days)), ...held.keptBy],
      caveats: [...sharingCaveats(isPublic, sharedWith), ...held.unread, 'restores under way not checked'],
    });
    const { accounts } = context;
    return [
      sharedBeyond(isPublic, sharedWith, accounts),
      acrossAccounts(accountOfArn(values.snapshot_arn), textOf(values.source_account), accounts),
      ownerOf(tagsIn(values.tags), context.ownerTags),
      ...filled(verdict, snapshotCost(numberOf(values.size), context.prices)),
    ];
  },
};

function keptFor(days: number | null): readonly Keeper[] {
  if (days === null) return [];
  return [{ by: 'Redshift', reason: `Redshift deletes it in ${days} ${days === 1 ? 'day' : 'days'}` }];
}

/** Redshift keeps snapshots free of charge up to the storage of their cluster: all of one may lie within that. */
function snapshotCost(size: number | null, prices: RegionPrices | null): MonthlyCost {
  const price = prices?.redshift_snapshot;
  const most = upperSize(null, size);
  if (price === undefined || most === null) return UNKNOWN;
  return { low: 0, high: dollars(most, price.high) };
}
