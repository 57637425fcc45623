import { itemTexts, tagsIn } from '../../model/list-items.ts';
import type { Derivation } from '../define/derivation.ts';
import { acrossAccounts, sharedBeyond } from '../snapshots/across-accounts.ts';
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
import { imageCaveats } from './image-sharing.ts';

/** EBS: the newest complete one of a volume; and the newest of its standard-tier chain whose full size is known. */
export const EBS_DERIVATION: Derivation = {
  reads: [
    ...['source', 'source_exists', 'status', 'creation_time', 'origin', 'ami_ids', 'public', 'shared_with'],
    ...['storage_tier', 'full_size', 'size', 'restore_expiry_time', 'tags', 'source_account'],
    ...['ami_public', 'ami_shared_with'],
  ],
  fills: ['sharing', 'ami_sharing', 'across_accounts', 'owner', ...FILLS],
  groupBy: 'source',
  leaders: {
    newest: {
      rank: "CASE WHEN status = 'completed' AND source IS NOT NULL THEN creation_time END",
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
    const verdict = judge({
      ...sourceFacts(row, context, { complete: EBS_STATUSES.good, failed: EBS_STATUSES.failed }),
      locks: [],
      amiIds,
      service: 'EBS',
      keptBy: [],
      caveats: [
        ...sharingCaveats(flagOf(values.public), itemTexts(values.shared_with)),
        ...(isUsed ? imageCaveats(amiPublic, amiSharedWith) : []),
        ...(values.storage_tier === 'archive' ? ['archived: at least 90 days of that are billed'] : []),
        'launch templates, locks not checked',
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
      sharedBeyond(flagOf(values.public), itemTexts(values.shared_with), accounts),
      isUsed ? sharedBeyond(amiPublic, amiSharedWith, accounts) : null,
      acrossAccounts(place.account, textOf(values.source_account), accounts),
      ownerOf(tagsIn(values.tags), context.ownerTags),
      ...filled(verdict, cost),
    ];
  },
};
