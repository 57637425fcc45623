import type { ListSnapshotsCommandOutput, Snapshot } from '@aws-sdk/client-redshift-serverless';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { SPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { type NamedSources, namedSource, namedSources } from '../snapshots/named-sources.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { join, PAGES_HELD } from '../snapshots/snapshot-joins.ts';
import { isWanted } from '../snapshots/snapshot-values.ts';
import { DELETED_BY_BACKUP } from '../snapshots/vault-facts.ts';
import { redshiftDerivation } from './redshift-derivation.ts';
import {
  REDSHIFT_FINDINGS,
  REDSHIFT_RELATIONS,
  REDSHIFT_SOURCES,
  REDSHIFT_TAB,
  SERVERLESS_STATUSES,
} from './redshift-facts.ts';
import { redshiftServerlessRow, redshiftServerlessSample } from './redshift-serverless-row.ts';
import { serverlessColumns } from './redshift-snapshot-columns.ts';
import type { RedshiftSnapshotRow } from './redshift-snapshot-row.ts';

const PRICE = 'redshift_serverless_snapshot';

/**
 * Snapshots of Redshift Serverless. The recovery points that it makes by itself every half hour and keeps for a day are
 * none, and those of other accounts are not asked for.
 */
export const redshiftServerlessSnapshot = defineResource<RedshiftSnapshotRow>({
  id: 'redshift-serverless-snapshot',
  title: 'Redshift Serverless namespace snapshots',
  noun: 'snapshot',
  group: 'snapshots',
  service: 'Redshift',
  byDefault: false,
  gridHeader: 'Namespace',
  tab: REDSHIFT_TAB,
  sheets: [{ name: 'Redshift Serverless Snapshots', position: 19 }],
  columns: serverlessColumns(),
  key: ({ snapshot }) => snapshot.SnapshotArn ?? snapshot.SnapshotIdentifier,
  identity: 'snapshot_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: ['redshift-serverless:ListSnapshots', 'redshift-serverless:ListNamespaces'],
  optionalActions: 'none',
  askedLater: 'none',
  collect,
  derivation: redshiftDerivation({ statuses: SERVERLESS_STATUSES, price: PRICE, isOfCluster: false }),
  refresh: 'none',
  statuses: SERVERLESS_STATUSES,
  sources: {
    ...REDSHIFT_SOURCES,
    title: 'namespaces',
    backups: {
      ...{ id: 'snapshot_id', made: 'creation_time', copiedFrom: null, size: 'size' },
      elsewhere: { arn: 'source_cluster' },
      spoiled: [SPOILED_BY_BACKUP],
    },
  },
  relations: REDSHIFT_RELATIONS,
  findings: REDSHIFT_FINDINGS,
  consolePage: (text, region) =>
    text('snapshot_id') === null ? null : `redshiftv2/home?region=${region}#serverless-dashboard`,
  // No source was found for a price, so that only a list of one's own (`--prices`) has it.
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['remaining_days', 'delete_at'],
  pricedBy: { items: [{ id: PRICE, about: 'Redshift Serverless snapshots', builtIn: {} }], note: null },
  deleteCommand: {
    service: 'redshift-serverless',
    operation: 'delete-snapshot',
    options: [{ option: '--snapshot-name', column: 'snapshot_id' }],
    instead: DELETED_BY_BACKUP,
  },
  describeCommands: [describedBy('redshift-serverless', 'get-snapshot', '--snapshot-name', 'snapshot_id')],
  recoveryPoints: {
    arn: /^arn:[^:]+:redshift-serverless:[^:]*:[^:]*:snapshot[/:]/,
    by: 'arn',
    ids: ({ snapshot }) => [snapshot.SnapshotArn],
  },
  loads: () => import('../../aws/redshift-serverless.ts'),
  sample: redshiftServerlessSample,
});

/** Namespaces are listed beside the snapshots; that it failed counts only where there is one. */
async function* collect(context: CollectContext): AsyncGenerator<Page<RedshiftSnapshotRow>, void, undefined> {
  const serverless = await import('../../aws/redshift-serverless.ts');
  const listed = listNamespaces(context, serverless);
  context.sources(listed.then(({ sources }) => sources));
  const namespaces = join(
    context,
    'namespaces',
    listed.then(({ names }) => names),
  );
  const holds = backupHolds(context);
  const rowOf = async (snapshot: Snapshot): Promise<RedshiftSnapshotRow> => ({
    ...redshiftServerlessRow(snapshot, context.place, await namespaces.result()),
    hold: (await holds())([snapshot.snapshotArn]),
  });
  const rowsOf = async (output: ListSnapshotsCommandOutput): Promise<Page<RedshiftSnapshotRow>> => {
    const wanted = (output.snapshots ?? []).filter(({ snapshotCreateTime }) =>
      isWanted(snapshotCreateTime, context.options),
    );
    return { rows: await Promise.all(wanted.map(rowOf)), cursor: output.nextToken ?? null };
  };
  yield* mapConcurrently(context.pages(serverless.listSnapshots, {}), PAGES_HELD, rowsOf);
  await namespaces.over;
}

/** The namespaces of a region by their ARN; Redshift Serverless keeps every one encrypted. */
function listNamespaces(
  context: CollectContext,
  serverless: typeof import('../../aws/redshift-serverless.ts'),
): Promise<NamedSources> {
  return namedSources(
    context.pages(serverless.listNamespaces, {}),
    ({ namespaces }) => namespaces,
    ({ namespaceArn }) => namespaceArn,
    (namespace, arn) => ({
      ...namedSource('Redshift', arn, arn, namespace),
      id: namespace.namespaceName ?? arn,
      state: namespace.status,
      encrypted: true,
    }),
  );
}
