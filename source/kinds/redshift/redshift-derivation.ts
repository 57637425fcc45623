import { itemTexts, tagsIn } from '../../model/list-items.ts';
import type { Price } from '../../model/prices.ts';
import type { Derivation } from '../define/derivation.ts';
import type { Statuses } from '../define/statuses.ts';
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

/** What differs between snapshots of clusters and of Redshift Serverless. */
interface RedshiftDerivation {
  readonly statuses: Statuses;
  readonly price: string;
  /** Of Redshift Serverless AWS tells no tags, and no region that one was copied from. */
  readonly isOfCluster: boolean;
}

/** Redshift: the newest complete one of a cluster or namespace; how old a copy's data is AWS does not say. */
export function redshiftDerivation({ statuses, price, isOfCluster }: RedshiftDerivation): Derivation {
  const good = statuses.good.map((status) => `'${status}'`).join(', ');
  const isGood = `status IN (${good}) AND source_cluster IS NOT NULL AND ${UNSPOILED_BY_BACKUP}`;
  const copy = isOfCluster ? 'source_region IS NOT NULL' : '0';
  return {
    reads: [
      ...['source_cluster', 'source', 'source_exists', 'status', 'creation_time', 'origin', 'size', 'public'],
      ...(isOfCluster ? ['tags'] : []),
      ...['shared_with', 'remaining_days', 'source_account', 'snapshot_arn'],
      ...BACKUP_HOLD_READS,
    ],
    fills: ['sharing', 'across_accounts', ...(isOfCluster ? ['owner'] : []), ...FILLS],
    groupBy: 'source_cluster',
    leaders: {
      newest: {
        rank: `CASE WHEN ${isGood} AND NOT (${copy}) THEN creation_time END`,
        tells: TOLD,
      },
      latestCopy: latestCopy(`${isGood} AND ${copy}`),
    },
    values: (row, context) => {
      const { values } = row;
      const [isPublic, sharedWith] = [flagOf(values.public), itemTexts(values.shared_with)];
      const held = heldByBackup(values, 'recovery_point_status');
      const verdict = judge({
        ...sourceFacts(row, context, { complete: statuses.good, failed: statuses.failed }),
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
        ...(isOfCluster ? [ownerOf(tagsIn(values.tags), context.ownerTags)] : []),
        ...filled(verdict, snapshotCost(numberOf(values.size), context.prices?.[price])),
      ];
    },
  };
}

function keptFor(days: number | null): readonly Keeper[] {
  if (days === null) return [];
  return [{ by: 'Redshift', reason: `Redshift deletes it in ${days} ${days === 1 ? 'day' : 'days'}` }];
}

/** Redshift keeps snapshots free of charge up to the storage of their cluster: all of one may lie within that. */
function snapshotCost(size: number | null, price: Price | undefined): MonthlyCost {
  const most = upperSize(null, size);
  if (price === undefined || most === null) return UNKNOWN;
  return { low: 0, high: dollars(most, price.high) };
}
