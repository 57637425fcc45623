import { type AskedLater, idToAsk, type RowToAsk } from '../define/asked-later.ts';
import { granteesInRegion } from '../ebs/image-sharing.ts';

/** Who may launch an AMI: a call each; a disabled one nobody can be given. */
export const AMI_SHARING: AskedLater = {
  id: 'attributes',
  column: 'shared_with',
  reads: ['snapshot_id', 'status', 'public'],
  fills: ['public', 'shared_with'],
  derives: ['sharing', 'deletability', 'deletability_reasons'],
  calls: (row) => (isDisabled(row) ? 0 : 1),
  asker: (context) => {
    const granteesOf = granteesInRegion(context);
    const loaded = import('../../aws/ec2.ts');
    return async (row) => {
      const { public: listed = null } = row.values;
      if (isDisabled(row)) return [listed, []];
      const all = await granteesOf(idToAsk(row, 'snapshot_id'), await loaded);
      return [listed === true || all.includes('all'), all];
    };
  },
};

function isDisabled({ values }: RowToAsk): boolean {
  return values.status === 'disabled';
}
