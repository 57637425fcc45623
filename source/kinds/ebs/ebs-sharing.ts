import { itemTexts } from '../../model/list-items.ts';
import { type AskedLater, idToAsk, isNotChecked, type RowToAsk } from '../define/asked-later.ts';
import { flagOf } from '../snapshots/derive-snapshots.ts';
import { DERIVED_OF_SHARING } from '../snapshots/snapshot-sharing.ts';
import { sharedWith } from './ebs-snapshot-joins.ts';
import { granteesInRegion } from './image-sharing.ts';

/** Who an EBS snapshot is shared with, and the AMIs that use it: a call each. */
export const EBS_SHARING: AskedLater = {
  id: 'attributes',
  column: 'shared_with',
  reads: ['snapshot_id', 'ami_ids', 'ami_public', 'ami_shared_with'],
  fills: ['public', 'shared_with', 'ami_public', 'ami_shared_with'],
  derives: ['ami_sharing', ...DERIVED_OF_SHARING],
  calls: (row) => 1 + imagesToAsk(row).length,
  asker: (context) => {
    const granteesOf = granteesInRegion(context);
    const loaded = import('../../aws/ec2.ts');
    const ofImage = async (id: string): Promise<readonly string[]> => await granteesOf(id, await loaded);
    return async (row) => {
      const [own, ...ofImages] = await Promise.all([
        sharedWith(context, await loaded, idToAsk(row, 'snapshot_id')),
        ...imagesToAsk(row).map(ofImage),
      ]);
      const { ami_public: listed = null, ami_shared_with: before = null } = row.values;
      if (ofImages.length === 0) return [own.includes('all'), own, listed, before];
      const all = [...new Set(ofImages.flat())];
      return [own.includes('all'), own, flagOf(listed) === true || all.includes('all'), all];
    };
  },
};

/** The AMIs that use it, where nobody asked yet who may launch them. */
function imagesToAsk({ values }: RowToAsk): readonly string[] {
  return isNotChecked(values.ami_shared_with) ? (itemTexts(values.ami_ids) ?? []) : [];
}
