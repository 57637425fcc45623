import type { DBSnapshot } from '@aws-sdk/client-rds';
import type { Place } from '../../model/columns.ts';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { encoded } from '../define/console-page.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { rdsOrigin } from '../snapshots/origin.ts';
import { firstOf, join, merged, optionalPages } from '../snapshots/snapshot-joins.ts';
import type { Sharing } from '../snapshots/snapshot-sharing.ts';
import { gibibytes, nameTag, tagsOf } from '../snapshots/snapshot-values.ts';
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
import { rdsSample } from './rds-samples.ts';
import { instanceGrantees, rdsSharing } from './rds-sharing.ts';
import { type RdsRowMaking, rdsPages } from './rds-snapshot-collect.ts';
import {
  type DatabasesByResourceId,
  isEncrypted,
  RDS_COLUMNS,
  type RdsSnapshotRow,
  sourceExists,
  unlessZero,
} from './rds-snapshot-row.ts';
import { listInstances } from './rds-sources.ts';

/** Puts one snapshot of a DB instance and what is known of its surroundings into a row. */
export function rdsSnapshotRow(
  snapshot: DBSnapshot,
  place: Place,
  instances: DatabasesByResourceId,
  sharing: Sharing,
): RdsSnapshotRow {
  const source = {
    identifier: snapshot.DBSnapshotIdentifier,
    resourceId: snapshot.DbiResourceId,
    sourceRegion: snapshot.SourceRegion,
    sourceSnapshot: snapshot.SourceDBSnapshotIdentifier,
  };
  return {
    arn: snapshot.DBSnapshotArn,
    identifier: snapshot.DBSnapshotIdentifier,
    service: 'RDS',
    sourceType: 'Instance',
    type: snapshot.SnapshotType,
    source: snapshot.DBInstanceIdentifier,
    sourceResourceId: snapshot.DbiResourceId,
    sourceName: instances?.get(snapshot.DbiResourceId ?? ''),
    sourceExists: sourceExists(source, place, instances),
    engine: snapshot.Engine,
    engineVersion: snapshot.EngineVersion,
    size: gibibytes(unlessZero(snapshot.AllocatedStorage)),
    fullSize: unlessZero(snapshot.FullSnapshotSizeInBytes),
    status: snapshot.Status,
    createdAt: snapshot.SnapshotCreateTime,
    originallyCreatedAt: snapshot.OriginalSnapshotCreateTime,
    progress: snapshot.PercentProgress,
    encrypted: isEncrypted(snapshot.StorageEncryptionType, snapshot.Encrypted),
    encryptionType: snapshot.StorageEncryptionType,
    kmsKey: snapshot.KmsKeyId,
    storageType: snapshot.StorageType,
    iops: unlessZero(snapshot.Iops),
    throughput: unlessZero(snapshot.StorageThroughput),
    origin: rdsOrigin({
      identifier: snapshot.DBSnapshotIdentifier,
      snapshotType: snapshot.SnapshotType,
      tags: snapshot.TagList ?? [],
      copiedFrom: snapshot.SourceDBSnapshotIdentifier,
    }),
    sourceRegion: snapshot.SourceRegion,
    sourceSnapshot: snapshot.SourceDBSnapshotIdentifier,
    name: nameTag(snapshot.TagList),
    isPublic: sharing.isPublic,
    sharedWith: sharing.sharedWith,
    tags: tagsOf(snapshot.TagList),
    hold: 'not checked',
    problem: sharing.problem,
  };
}

/**
 * Snapshots of DB instances. No document says whether the default listing holds those that AWS Backup keeps, so
 * they are asked for as well, and what is in both is handed out once.
 */
export const rdsSnapshot = defineResource<RdsSnapshotRow>({
  id: 'rds-snapshot',
  title: 'RDS instance snapshots',
  noun: 'snapshot',
  group: 'snapshots',
  service: 'RDS',
  byDefault: true,
  gridHeader: 'Inst.',
  tab: RDS_TAB,
  sheets: [{ name: 'RDS Snapshots', position: 9 }],
  columns: RDS_COLUMNS,
  key: ({ arn }) => arn,
  identity: 'snapshot_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: ['rds:DescribeDBSnapshots', 'rds:DescribeDBInstances'],
  optionalActions: { attributes: ['rds:DescribeDBSnapshotAttributes'] },
  askedLater: [rdsSharing(instanceGrantees)],
  collect,
  derivation: RDS_DERIVATION,
  refresh: 'none',
  statuses: RDS_STATUSES,
  sources: rdsSources('DB instances'),
  relations: RDS_RELATIONS,
  findings: RDS_FINDINGS,
  consolePage: (text, region) =>
    encoded(text('snapshot_id'), (id) => `rds/home?region=${region}#db-snapshot:id=${id}`),
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['delete_at'],
  pricedBy: RDS_PRICES,
  deleteCommand: rdsDelete('delete-db-snapshot', '--db-snapshot-identifier'),
  describeCommands: rdsDescribe('describe-db-snapshots', '--db-snapshot-identifier'),
  recoveryPoints: {
    arn: /^arn:[^:]+:rds:[^:]*:[^:]*:snapshot:/,
    by: 'arn',
    ids: ({ arn }) => [arn],
  },
  loads: () => import('../../aws/rds.ts'),
  sample: rdsSample,
});

async function* collect(context: CollectContext): AsyncGenerator<Page<RdsSnapshotRow>, void, undefined> {
  const rds = await import('../../aws/rds.ts');
  const listed = listInstances(context, rds);
  context.sources(listed.then(({ sources }) => sources));
  const databases = join(
    context,
    'source instances',
    listed.then(({ byResourceId }) => byResourceId),
  );
  const making: RdsRowMaking<DBSnapshot> = {
    databases,
    facts: ({ DBSnapshotIdentifier: id, SnapshotType: type, SnapshotCreateTime: createdAt }) => ({
      id,
      type,
      createdAt,
    }),
    sharedWith: (id) => instanceGrantees(context, id),
    row: (snapshot, known, sharing) => rdsSnapshotRow(snapshot, context.place, known, sharing),
  };
  const isFirst = firstOf(({ DBSnapshotArn }: DBSnapshot) => DBSnapshotArn);
  const ofBackup = () =>
    optionalPages(
      context,
      'snapshots of AWS Backup',
      context.pages(rds.describeDBSnapshots, { SnapshotType: 'awsbackup' }),
    );
  const own = () => context.pages(rds.describeDBSnapshots, {});
  const pages = merged(
    [own, ofBackup].map((start) => ({ start, weight: 1 })),
    2,
  );
  yield* rdsPages(context, pages, ({ DBSnapshots }) => DBSnapshots?.filter(isFirst), making);
  await databases.over;
}
