import type { DescribeClusterSnapshotsCommandOutput, Snapshot } from '@aws-sdk/client-redshift';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { join, PAGES_HELD } from '../snapshots/snapshot-joins.ts';
import { isWanted } from '../snapshots/snapshot-values.ts';
import { redshiftDerivation } from './redshift-derivation.ts';
import {
  REDSHIFT_DELETE,
  REDSHIFT_FINDINGS,
  REDSHIFT_PRICES,
  REDSHIFT_RELATIONS,
  REDSHIFT_SOURCES,
  REDSHIFT_STATUSES,
  REDSHIFT_TAB,
  redshiftConsolePage,
} from './redshift-facts.ts';
import { redshiftSample } from './redshift-sample.ts';
import { REDSHIFT_COLUMNS } from './redshift-snapshot-columns.ts';
import { type RedshiftSnapshotRow, redshiftSnapshotRow } from './redshift-snapshot-row.ts';
import { listClusters } from './redshift-sources.ts';

/** Snapshots of Redshift's provisioned clusters, automated and manual; those of other accounts are not asked for. */
export const redshiftSnapshot = defineResource<RedshiftSnapshotRow>({
  id: 'redshift-snapshot',
  title: 'Redshift cluster snapshots',
  noun: 'snapshot',
  group: 'snapshots',
  service: 'Redshift',
  byDefault: false,
  gridHeader: 'Redshift',
  tab: REDSHIFT_TAB,
  sheets: [{ name: 'Redshift Snapshots', position: 14 }],
  columns: REDSHIFT_COLUMNS,
  key: ({ snapshot }) => snapshot.SnapshotArn ?? snapshot.SnapshotIdentifier,
  identity: 'snapshot_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: ['redshift:DescribeClusterSnapshots', 'redshift:DescribeClusters'],
  optionalActions: 'none',
  askedLater: 'none',
  collect,
  derivation: redshiftDerivation({
    statuses: REDSHIFT_STATUSES,
    price: 'redshift_snapshot',
    isOfCluster: true,
  }),
  refresh: 'none',
  statuses: REDSHIFT_STATUSES,
  sources: REDSHIFT_SOURCES,
  relations: REDSHIFT_RELATIONS,
  findings: REDSHIFT_FINDINGS,
  consolePage: redshiftConsolePage,
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['remaining_days', 'delete_at'],
  pricedBy: REDSHIFT_PRICES,
  deleteCommand: REDSHIFT_DELETE,
  describeCommands: [
    describedBy('redshift', 'describe-cluster-snapshots', '--snapshot-identifier', 'snapshot_id'),
  ],
  recoveryPoints: {
    arn: /^arn:[^:]+:redshift:[^:]*:[^:]*:snapshot:/,
    by: 'arn',
    ids: ({ snapshot }) => [snapshot.SnapshotArn],
  },
  loads: () => import('../../aws/redshift.ts'),
  sample: redshiftSample,
});

/** Clusters are listed beside the snapshots; that it failed counts only where there is one. */
async function* collect(context: CollectContext): AsyncGenerator<Page<RedshiftSnapshotRow>, void, undefined> {
  const redshift = await import('../../aws/redshift.ts');
  const listed = listClusters(context, redshift);
  context.sources(listed.then(({ sources }) => sources));
  const clusters = join(
    context,
    'source clusters',
    listed.then(({ byIdentifier }) => byIdentifier),
  );
  const holds = backupHolds(context);
  const rowOf = async (snapshot: Snapshot): Promise<RedshiftSnapshotRow> => ({
    ...redshiftSnapshotRow(snapshot, context.place, await clusters.result()),
    hold: (await holds())([snapshot.SnapshotArn]),
  });
  const rowsOf = async (
    output: DescribeClusterSnapshotsCommandOutput,
  ): Promise<Page<RedshiftSnapshotRow>> => {
    const wanted = (output.Snapshots ?? []).filter(({ SnapshotCreateTime }) =>
      isWanted(SnapshotCreateTime, context.options),
    );
    return { rows: await Promise.all(wanted.map(rowOf)), cursor: output.Marker ?? null };
  };
  yield* mapConcurrently(context.pages(redshift.describeClusterSnapshots, {}), PAGES_HELD, rowsOf);
  await clusters.over;
}
