import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import type { RegionPrices } from '../../model/prices.ts';
import type { Derivation } from '../define/derivation.ts';
import { accountOfArn, acrossAccounts } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_READS, heldByBackup, UNSPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { dollars, type MonthlyCost, UNKNOWN, upperSize } from '../snapshots/cost-estimate.ts';
import { judge, type Keeper } from '../snapshots/deletability.ts';
import { FILLS, filled, numberOf, sourceFacts, TOLD, textOf } from '../snapshots/derive-snapshots.ts';
import { isOfVault } from './dynamodb-backup-row.ts';
import { DYNAMODB_STATUSES } from './dynamodb-facts.ts';

/** DynamoDB: tables go by their id, for names are used again. */
export const DYNAMODB_DERIVATION: Derivation = {
  reads: [
    ...['table_id', 'source', 'source_exists', 'status', 'creation_time', 'origin', 'size', 'expires_at'],
    ...['source_account', 'backup_arn', ...BACKUP_HOLD_READS],
  ],
  fills: ['across_accounts', ...FILLS],
  groupBy: 'table_id',
  leaders: {
    newest: {
      rank: `CASE WHEN status = 'AVAILABLE' AND table_id IS NOT NULL AND ${UNSPOILED_BY_BACKUP} THEN creation_time END`,
      tells: TOLD,
    },
  },
  values: (row, context) => {
    const { values } = row;
    const held = heldByBackup(values, 'recovery_point_status');
    const verdict = judge({
      ...sourceFacts(row, context, { complete: DYNAMODB_STATUSES.good, failed: DYNAMODB_STATUSES.failed }),
      source: textOf(values.table_id),
      ...held,
      amiIds: undefined,
      service: 'DynamoDB',
      keptBy: [...keptUntil(values.expires_at ?? null), ...held.keptBy],
      caveats: [
        ...(values.source_exists === 'yes' ? ['its table told by name, which another may have by now'] : []),
        ...held.unread,
        'restores under way not checked',
      ],
    });
    const [origin, arn] = [textOf(values.origin), textOf(values.backup_arn)];
    const cost = backupCost(origin, arn, numberOf(values.size), context.prices);
    const across = acrossAccounts(accountOfArn(arn), textOf(values.source_account), context.accounts);
    return [across, ...filled(verdict, cost)];
  },
};

function keptUntil(expiresAt: Value): readonly Keeper[] {
  if (typeof expiresAt !== 'number') return [];
  return [{ by: 'DynamoDB', reason: `DynamoDB deletes it on ${formatDay(expiresAt)}` }];
}

/** Every backup is a full one and is billed as such, but for those of deleted tables, which are free of charge. */
function backupCost(
  origin: string | null,
  arn: string | null,
  size: number | null,
  prices: RegionPrices | null,
): MonthlyCost {
  if (origin === 'automated') return { low: 0, high: 0 };
  const price = prices?.dynamodb_backup;
  const all = upperSize(null, size);
  // Of what is in its vaults AWS Backup has prices of its own; of an unknown origin nobody knows who bills it.
  if (price === undefined || all === null || origin === null || isOfVault(arn ?? undefined)) return UNKNOWN;
  return { low: dollars(all, price.low), high: dollars(all, price.high) };
}
