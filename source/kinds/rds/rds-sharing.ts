import { type AskedLater, idToAsk, type RowToAsk } from '../define/asked-later.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { textOf } from '../snapshots/derive-snapshots.ts';
import { DERIVED_OF_SHARING, NOT_SHAREABLE, SHARING_UNKNOWN } from '../snapshots/snapshot-sharing.ts';
import { restoreGrantees } from './rds-snapshot-collect.ts';

/** One call: account ids, and `all`, that may restore a manual snapshot. */
type AskGrantees = (context: CollectContext, id: string) => Promise<readonly string[]>;

/** Who may restore a snapshot of an instance. */
export const instanceGrantees: AskGrantees = async (context, DBSnapshotIdentifier) => {
  const { describeDBSnapshotAttributes } = await import('../../aws/rds.ts');
  const answer = await context.call(describeDBSnapshotAttributes, { DBSnapshotIdentifier });
  return restoreGrantees(answer.DBSnapshotAttributesResult?.DBSnapshotAttributes);
};

/** Who may restore a snapshot of a cluster. */
export const clusterGrantees: AskGrantees = async (context, DBClusterSnapshotIdentifier) => {
  const { describeDBClusterSnapshotAttributes } = await import('../../aws/rds.ts');
  const answer = await context.call(describeDBClusterSnapshotAttributes, { DBClusterSnapshotIdentifier });
  return restoreGrantees(answer.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes);
};

/** Who RDS snapshots are shared with, asked as their kind does: a call for each that is manual. */
export function rdsSharing(grantees: AskGrantees): AskedLater {
  return {
    id: 'attributes',
    column: 'shared_with',
    reads: ['snapshot_id', 'type'],
    fills: ['public', 'shared_with'],
    derives: DERIVED_OF_SHARING,
    calls: (row) => (isManual(row) ? 1 : 0),
    asker: (context) => async (row) => {
      if (isManual(row)) {
        const known = await grantees(context, idToAsk(row, 'snapshot_id'));
        return [known.includes('all'), known];
      }
      const { isPublic, sharedWith } = textOf(row.values.type) === null ? SHARING_UNKNOWN : NOT_SHAREABLE;
      return [isPublic, sharedWith];
    },
  };
}

/** Only those that somebody made can be shared. */
function isManual({ values }: RowToAsk): boolean {
  return values.type === 'manual';
}
