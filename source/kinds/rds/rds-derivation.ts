import { itemTexts, tagsIn } from '../../model/list-items.ts';
import type { Derivation } from '../define/derivation.ts';
import { accountOfArn, acrossAccounts, sharedBeyond } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_READS, heldByBackup, UNSPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { judge, sharingCaveats } from '../snapshots/deletability.ts';
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
import { databaseCost } from './rds-cost.ts';
import { RDS_STATUSES } from './rds-facts.ts';

/**
 * RDS: sources go by resource id. A copy is as old as what it was copied from, which AWS says of instances only
 * (Original Creation Time); so a copy whose age is not known makes no other one superseded.
 */
export const RDS_DERIVATION: Derivation = {
  reads: [
    ...[
      'source_resource_id',
      'source',
      'source_exists',
      'status',
      'creation_time',
      'original_creation_time',
      'origin',
    ],
    ...['public', 'shared_with', 'service', 'full_size', 'size', 'tags', 'source_account', 'snapshot_arn'],
    ...BACKUP_HOLD_READS,
  ],
  fills: ['sharing', 'across_accounts', 'owner', ...FILLS],
  groupBy: 'source_resource_id',
  leaders: {
    newest: {
      rank: `CASE WHEN status = 'available' AND source_resource_id IS NOT NULL AND ${UNSPOILED_BY_BACKUP} THEN coalesce(original_creation_time,
        CASE WHEN source_snapshot IS NULL AND origin IS NOT 'copy' THEN creation_time END) END`,
      tells: TOLD,
    },
    latestCopy: latestCopy(`status = 'available' AND source_resource_id IS NOT NULL AND ${UNSPOILED_BY_BACKUP}
      AND original_creation_time IS NULL AND (source_snapshot IS NOT NULL OR origin IS 'copy')`),
  },
  values: (row, context) => {
    const { values } = row;
    const held = heldByBackup(values, 'recovery_point_status');
    const verdict = judge({
      ...sourceFacts(row, context, { complete: RDS_STATUSES.good, failed: ['failed'] }),
      source: textOf(values.source_resource_id),
      ...held,
      amiIds: undefined,
      service: textOf(values.service),
      caveats: [...sharingCaveats(flagOf(values.public), itemTexts(values.shared_with)), ...held.unread],
    });
    const cost = databaseCost(
      textOf(values.service),
      numberOf(values.full_size),
      numberOf(values.size),
      context.prices,
    );
    const { accounts } = context;
    return [
      sharedBeyond(flagOf(values.public), itemTexts(values.shared_with), accounts),
      acrossAccounts(accountOfArn(values.snapshot_arn), textOf(values.source_account), accounts),
      ownerOf(tagsIn(values.tags), context.ownerTags),
      ...filled(verdict, cost),
    ];
  },
};
