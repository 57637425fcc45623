import { DAY_MS } from '../../model/ages.ts';
import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import { itemTexts, tagsIn } from '../../model/list-items.ts';
import { counted } from '../../model/words.ts';
import type { Derivation, DerivedRow } from '../define/derivation.ts';
import { acrossAccounts, sharedBeyond } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_READS, heldByBackup, UNSPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { judge, sharingCaveats } from '../snapshots/deletability.ts';
import {
  chainPlace,
  FILLS,
  filled,
  flagOf,
  numberOf,
  ownerOf,
  sourceFacts,
  TOLD,
  textOf,
} from '../snapshots/derive-snapshots.ts';
import { ebsCost } from './ebs-cost.ts';
import { EBS_STATUSES } from './ebs-facts.ts';
import { IMAGE_SETS, NOT_WHOLE, SPOILED_BY_IMAGE } from './image-sets.ts';
import { imageCaveats, imageStateCaveats } from './image-sharing.ts';
import { keptByPolicy } from './lifecycle-policies.ts';
import { binWords, RETENTION_READS } from './retention-rules.ts';
import { lockReasons } from './snapshot-holds.ts';

/** EBS: the newest complete one of a volume; and the newest of its standard-tier chain whose full size is known. */
export const EBS_DERIVATION: Derivation = {
  reads: [
    ...['source', 'source_exists', 'status', 'creation_time', 'origin', 'ami_ids', 'public', 'shared_with'],
    ...['storage_tier', 'full_size', 'size', 'restore_expiry_time', 'tags', 'source_account'],
    ...['ami_public', 'ami_shared_with', 'lock', 'lock_until', 'fast_restore_zones', 'launch_templates'],
    ...['disabled_amis', 'protected_amis', 'dlm_policy', 'dlm_policy_name', 'dlm_policy_state'],
    ...['archived_at', 'ami_set', ...BACKUP_HOLD_READS, ...RETENTION_READS],
  ],
  first: IMAGE_SETS,
  fills: ['ami_set', 'sharing', 'ami_sharing', 'across_accounts', 'owner', ...FILLS],
  groupBy: 'source',
  leaders: {
    newest: {
      rank: `CASE WHEN status = 'completed' AND source IS NOT NULL AND ${UNSPOILED_BY_BACKUP}
        AND ${SPOILED_BY_IMAGE.column} IS NOT '${NOT_WHOLE}' THEN creation_time END`,
      tells: TOLD,
    },
    carrier: {
      rank: "CASE WHEN status = 'completed' AND full_size >= 0 AND coalesce(storage_tier, 'standard') = 'standard' THEN coalesce(creation_time, 0) END",
      tells: [],
    },
  },
  values: (row, context) => {
    const { values } = row;
    const amiIds = itemTexts(values.ami_ids);
    const isUsed = amiIds !== null && amiIds.length > 0;
    const [amiPublic, amiSharedWith] = [flagOf(values.ami_public), itemTexts(values.ami_shared_with)];
    const held = heldByBackup(values, 'recovery_point_status');
    const policy = keptByPolicy(values);
    const verdict = judge({
      ...sourceFacts(row, context, { complete: EBS_STATUSES.good, failed: EBS_STATUSES.failed }),
      ...held,
      ...(policy.dlm === undefined ? {} : { dlm: policy.dlm }),
      isEndless: held.isEndless === true || policy.isEndless,
      makers: [...(held.makers ?? []), ...policy.makers],
      locks: [...lockReasons(textOf(values.lock), dayOrNull(values.lock_until)), ...held.locks],
      amiIds,
      launchTemplates: itemTexts(values.launch_templates),
      service: 'EBS',
      afterwards: [binWords(values)],
      caveats: [
        ...sharingCaveats(flagOf(values.public), itemTexts(values.shared_with)),
        ...(isUsed ? imageCaveats(amiPublic, amiSharedWith) : []),
        ...imageStateCaveats(itemTexts(values.disabled_amis), itemTexts(values.protected_amis)),
        ...(values.ami_set === NOT_WHOLE ? [`${SPOILED_BY_IMAGE.words}: no good backup by itself`] : []),
        ...holdCaveats(values),
        ...held.unread,
      ],
    });
    const cost = ebsCost(
      {
        tier: textOf(values.storage_tier),
        fullSize: numberOf(values.full_size),
        volumeSize: numberOf(values.size),
        chain: chainPlace(row),
        isTemporarilyRestored: values.restore_expiry_time !== null,
      },
      context.prices,
    );
    const { place, accounts } = context;
    return [
      textOf(values.ami_set),
      sharedBeyond(flagOf(values.public), itemTexts(values.shared_with), accounts),
      isUsed ? sharedBeyond(amiPublic, amiSharedWith, accounts) : null,
      acrossAccounts(place.account, textOf(values.source_account), accounts),
      ownerOf(tagsIn(values.tags), context.ownerTags),
      ...filled(verdict, cost),
    ];
  },
};

/** An archived snapshot is billed for so long at least. */
const ARCHIVE_DAYS = 90;

/** Dollars that fast restore costs an hour and zone, as AWS's own list had it in us-east-1. */
const FAST_RESTORE = 0.75;

/** What runs on for a snapshot, or ends with it, and what was not read of that. */
function holdCaveats(values: DerivedRow['values']): readonly string[] {
  const zones = itemTexts(values.fast_restore_zones);
  const isOn = zones !== null && zones.length > 0;
  return [
    ...(isOn ? [fastRestoreWords(zones.length)] : []),
    ...(values.storage_tier === 'archive' ? [archiveWords(numberOf(values.archived_at))] : []),
    ...(values.lock === null ? ['locks could not be read'] : []),
    ...(zones === null ? ['fast restores could not be read'] : []),
  ];
}

function fastRestoreWords(zones: number): string {
  const hourly = `about $${(zones * FAST_RESTORE).toFixed(2)} an hour`;
  return `fast restore is on in ${counted(zones, 'zone')}: ${hourly}, which ends with it`;
}

function archiveWords(archivedAt: number | null): string {
  if (archivedAt === null) return `archived: billed for ${ARCHIVE_DAYS} days at least`;
  return `archived: billed until ${formatDay(archivedAt + ARCHIVE_DAYS * DAY_MS)} at least`;
}

function dayOrNull(time: Value | undefined): string | null {
  return typeof time === 'number' ? formatDay(time) : null;
}
