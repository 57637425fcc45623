import { tagsIn } from '../../model/list-items.ts';
import type { RegionPrices } from '../../model/prices.ts';
import type { Derivation } from '../define/derivation.ts';
import { accountOfArn, acrossAccounts } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_READS, heldByBackup, UNSPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { dollars, type MonthlyCost, UNKNOWN, upperSize } from '../snapshots/cost-estimate.ts';
import { judge } from '../snapshots/deletability.ts';
import {
  FILLS,
  filled,
  latestCopy,
  numberOf,
  ownerOf,
  sourceFacts,
  TOLD,
  textOf,
} from '../snapshots/derive-snapshots.ts';
import { FSX_STATUSES } from './fsx-facts.ts';

/** A complete one of a known source, as SQL. */
const IS_GOOD = `status = 'AVAILABLE' AND source_arn IS NOT NULL AND ${UNSPOILED_BY_BACKUP}`;

/** FSx: the newest complete one of a file system or volume; how old a copy's data is AWS does not say. */
export const FSX_DERIVATION: Derivation = {
  reads: [
    ...['source_arn', 'source_exists', 'status', 'creation_time', 'origin', 'size', 'tags'],
    ...['source_account', 'backup_arn', ...BACKUP_HOLD_READS],
  ],
  fills: ['across_accounts', 'owner', ...FILLS],
  groupBy: 'source_arn',
  leaders: {
    newest: {
      rank: `CASE WHEN ${IS_GOOD} AND origin IS NOT 'copy' THEN creation_time END`,
      tells: TOLD,
    },
    latestCopy: latestCopy(`${IS_GOOD} AND origin IS 'copy'`),
  },
  values: (row, context) => {
    const { values } = row;
    const held = heldByBackup(values, 'recovery_point_status');
    const verdict = judge({
      ...sourceFacts(row, context, { complete: FSX_STATUSES.good, failed: FSX_STATUSES.failed }),
      source: textOf(values.source_arn),
      ...held,
      amiIds: undefined,
      service: 'FSx',
      caveats: [...held.unread, 'restores under way not checked'],
    });
    const cost = backupCost(numberOf(values.size), context.prices);
    const keeper = accountOfArn(values.backup_arn);
    return [
      acrossAccounts(keeper, textOf(values.source_account), context.accounts),
      ownerOf(tagsIn(values.tags), context.ownerTags),
      ...filled(verdict, cost),
    ];
  },
};

/** AWS gives what a backup would restore to, not what it takes, and bills what it adds to others of its source. */
function backupCost(size: number | null, prices: RegionPrices | null): MonthlyCost {
  const price = prices?.fsx_backup;
  const most = upperSize(null, size);
  if (price === undefined || most === null) return UNKNOWN;
  return { low: 0, high: dollars(most, price.high) };
}
