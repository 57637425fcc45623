import type { DBClusterSnapshot } from '@aws-sdk/client-rds';
import type { Place } from '../../model/columns.ts';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { type ConsolePage, encoded } from '../define/console-page.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { rdsOrigin } from '../snapshots/origin.ts';
import { join } from '../snapshots/snapshot-joins.ts';
import type { Sharing } from '../snapshots/snapshot-sharing.ts';
import { arnPlace, nameTag, tagsOf } from '../snapshots/snapshot-values.ts';
import { clusterService, clusterSize } from './rds-cluster-service.ts';
import { RDS_PRICES } from './rds-cost.ts';
import { RDS_DERIVATION } from './rds-derivation.ts';
import {
  RDS_FINDINGS,
  RDS_RELATIONS,
  RDS_STATUSES,
  RDS_TAB,
  rdsDelete,
  rdsDescribe,
  rdsSources,
} from './rds-facts.ts';
import { rdsClusterSample } from './rds-samples.ts';
import { clusterGrantees, rdsSharing } from './rds-sharing.ts';
import { type RdsRowMaking, rdsPages } from './rds-snapshot-collect.ts';
import {
  type DatabasesByResourceId,
  isEncrypted,
  RDS_COLUMNS,
  type RdsSnapshotRow,
  sourceExists,
  unlessZero,
} from './rds-snapshot-row.ts';
import { listClusters } from './rds-sources.ts';

/** Puts one snapshot of a cluster and what is known of its surroundings into a row. */
export function rdsClusterSnapshotRow(
  snapshot: DBClusterSnapshot,
  place: Place,
  clusters: DatabasesByResourceId,
  sharing: Sharing,
): RdsSnapshotRow {
  const sourceSnapshot = snapshot.SourceDBClusterSnapshotArn;
  const sourceRegion = arnPlace(sourceSnapshot)?.region;
  const source = {
    identifier: snapshot.DBClusterSnapshotIdentifier,
    resourceId: snapshot.DbClusterResourceId,
    sourceRegion,
    sourceSnapshot,
  };
  const { service, sourceType } = clusterService(snapshot.Engine);
  return {
    arn: snapshot.DBClusterSnapshotArn,
    identifier: snapshot.DBClusterSnapshotIdentifier,
    service,
    sourceType,
    type: snapshot.SnapshotType,
    source: snapshot.DBClusterIdentifier,
    sourceResourceId: snapshot.DbClusterResourceId,
    sourceName: clusters?.get(snapshot.DbClusterResourceId ?? ''),
    sourceExists: sourceExists(source, place, clusters),
    engine: snapshot.Engine,
    engineVersion: snapshot.EngineVersion,
    size: clusterSize(snapshot.AllocatedStorage),
    fullSize: undefined,
    status: snapshot.Status,
    createdAt: snapshot.SnapshotCreateTime,
    originallyCreatedAt: undefined,
    progress: snapshot.PercentProgress,
    encrypted: isEncrypted(snapshot.StorageEncryptionType, snapshot.StorageEncrypted),
    encryptionType: snapshot.StorageEncryptionType,
    kmsKey: snapshot.KmsKeyId,
    storageType: snapshot.StorageType,
    iops: undefined,
    throughput: unlessZero(snapshot.StorageThroughput),
    origin: rdsOrigin({
      identifier: snapshot.DBClusterSnapshotIdentifier,
      snapshotType: snapshot.SnapshotType,
      tags: snapshot.TagList ?? [],
      copiedFrom: sourceSnapshot,
    }),
    sourceRegion,
    sourceSnapshot,
    name: nameTag(snapshot.TagList),
    isPublic: sharing.isPublic,
    sharedWith: sharing.sharedWith,
    tags: tagsOf(snapshot.TagList),
    hold: 'not checked',
    problem: sharing.problem,
  };
}

/** Neptune and DocumentDB have consoles of their own; that of RDS does not know their snapshots. */
const clusterConsolePage: ConsolePage = (text, region) => {
  const engine = text('engine') ?? '';
  if (engine.startsWith('neptune')) return `neptune/home?region=${region}#snapshots:`;
  const [service, place] = engine.startsWith('docdb')
    ? ['docdb', 'snapshot-details/']
    : ['rds', 'db-snapshot:id='];
  return encoded(text('snapshot_id'), (id) => `${service}/home?region=${region}#${place}${id}`);
};

/** Snapshots of clusters: one listing answers for Aurora, Multi-AZ DB clusters, DocumentDB and Neptune. */
export const rdsClusterSnapshot = defineResource<RdsSnapshotRow>({
  id: 'rds-cluster-snapshot',
  title: 'RDS cluster snapshots',
  noun: 'snapshot',
  group: 'snapshots',
  service: 'RDS',
  byDefault: true,
  gridHeader: 'Clusters',
  tab: RDS_TAB,
  sheets: [{ name: 'RDS Cluster Snapshots', position: 10 }],
  columns: RDS_COLUMNS,
  key: ({ arn }) => arn,
  identity: 'snapshot_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: ['rds:DescribeDBClusterSnapshots', 'rds:DescribeDBClusters'],
  optionalActions: { attributes: ['rds:DescribeDBClusterSnapshotAttributes'] },
  askedLater: [rdsSharing(clusterGrantees)],
  collect,
  derivation: RDS_DERIVATION,
  refresh: 'none',
  statuses: RDS_STATUSES,
  sources: {
    ...rdsSources('DB clusters', true),
    unsized: 'AWS tells no size of snapshots of Aurora, DocumentDB and Neptune',
  },
  relations: RDS_RELATIONS,
  findings: RDS_FINDINGS,
  consolePage: clusterConsolePage,
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['delete_at'],
  pricedBy: RDS_PRICES,
  deleteCommand: rdsDelete('delete-db-cluster-snapshot', '--db-cluster-snapshot-identifier'),
  describeCommands: rdsDescribe('describe-db-cluster-snapshots', '--db-cluster-snapshot-identifier'),
  recoveryPoints: {
    arn: /^arn:[^:]+:rds:[^:]*:[^:]*:cluster-snapshot:/,
    by: 'arn',
    ids: ({ arn }) => [arn],
  },
  loads: () => import('../../aws/rds.ts'),
  sample: rdsClusterSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<RdsSnapshotRow>, void, undefined> {
  const rds = await import('../../aws/rds.ts');
  const listed = listClusters(context, rds);
  context.sources(listed.then(({ sources }) => sources));
  const databases = join(
    context,
    'source clusters',
    listed.then(({ byResourceId }) => byResourceId),
  );
  const making: RdsRowMaking<DBClusterSnapshot> = {
    databases,
    facts: ({ DBClusterSnapshotIdentifier: id, SnapshotType: type, SnapshotCreateTime: createdAt }) => ({
      id,
      type,
      createdAt,
    }),
    sharedWith: (id) => clusterGrantees(context, id),
    row: (snapshot, known, sharing) => rdsClusterSnapshotRow(snapshot, context.place, known, sharing),
  };
  const pages = context.pages(rds.describeDBClusterSnapshots, {});
  yield* rdsPages(context, pages, ({ DBClusterSnapshots }) => DBClusterSnapshots, making);
  await databases.over;
}
