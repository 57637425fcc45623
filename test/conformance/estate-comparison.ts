/** Compares what a client read of one region of the simulated AWS with the estate behind it. */
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { rowsOf as collected } from '../../source/demo/estate/collection.ts';
import { LIFECYCLE_POLICIES } from '../../source/demo/estate/ebs-origins.ts';
import type { EstateKind, RegionEstate } from '../../source/demo/estate/index.ts';
import { PLANS } from '../../source/demo/estate/recovery-points.ts';
import { asJson, type Comparison, type JsonRow, jsonRow, only, sortedBy } from './rows.ts';

/** What a paginator answered. */
export const listing = v.object({
  rows: v.array(jsonRow),
  pages: v.number(),
  /** The page size that it asked for. */
  size: v.number(),
});

type Listing = v.InferOutput<typeof listing>;

const byName = v.record(v.string(), listing);
const described = v.record(v.string(), jsonRow);

/** What was read of one region, by operation. */
export const regionAnswers = v.object({
  DescribeSnapshots: listing,
  'DescribeSnapshots public': listing,
  DescribeVolumes: listing,
  DescribeImages: listing,
  DescribeLockedSnapshots: listing,
  DescribeFastSnapshotRestores: listing,
  DescribeLaunchTemplateVersions: listing,
  DescribeSnapshotTierStatus: listing,
  GetSnapshotBlockPublicAccessState: jsonRow,
  GetImageBlockPublicAccessState: jsonRow,
  GetLifecyclePolicies: v.object({ Policies: v.array(jsonRow) }),
  ListBackupPlans: listing,
  ListProtectedResources: listing,
  ListLegalHolds: listing,
  ListRecoveryPointsByLegalHold: byName,
  DescribeDBSnapshots: listing,
  'DescribeDBSnapshots awsbackup': listing,
  DescribeDBClusterSnapshots: listing,
  DescribeDBInstances: listing,
  DescribeDBClusters: listing,
  DescribeFileSystems: listing,
  ListBackupVaults: listing,
  ListRecoveryPointsByBackupVault: byName,
  ListRecoveryPointsByResource: byName,
  ListTasks: listing,
  ListLocations: listing,
  ListAgents: listing,
  ListTaskExecutions: listing,
  'ListTaskExecutions by task': byName,
  ListTagsForResource: byName,
  DescribeTask: v.array(jsonRow),
  DescribeAgent: v.array(jsonRow),
  DescribeTaskExecution: v.array(jsonRow),
  DescribeLocation: v.array(jsonRow),
  DescribeSnapshotAttribute: v.optional(described),
  DescribeImageAttribute: v.optional(described),
  DescribeDBSnapshotAttributes: v.optional(described),
  DescribeDBClusterSnapshotAttributes: v.optional(described),
});

export type RegionAnswers = v.InferOutput<typeof regionAnswers>;

/** The estate's rows of one region by kind. */
type Truth = ReadonlyMap<EstateKind, readonly JsonRow[]>;

interface Comparing {
  readonly name: string;
  readonly comparison: Comparison;
  readonly withAttributes: boolean;
}

/** Listings whose rows are the estate's, whole and in its order. */
const WHOLE = [
  ['DescribeSnapshots', 'snapshots'],
  ['DescribeVolumes', 'volumes'],
  ['DescribeImages', 'images'],
  ['DescribeDBSnapshots', 'db-snapshots'],
  ['DescribeDBSnapshots awsbackup', 'backup-db-snapshots'],
  ['DescribeDBClusterSnapshots', 'db-cluster-snapshots'],
  ['DescribeDBInstances', 'db-instances'],
  ['DescribeDBClusters', 'db-clusters'],
  ['DescribeFileSystems', 'file-systems'],
  ['ListBackupVaults', 'vaults'],
] as const;

const EXECUTION_FIELDS = ['TaskExecutionArn', 'Status', 'TaskMode'];

/** DataSync's listings show some fields of a row; its describes show all. */
const DATASYNC = [
  ['tasks', 'ListTasks', 'DescribeTask', ['TaskArn', 'Status', 'Name', 'TaskMode']],
  ['locations', 'ListLocations', 'DescribeLocation', ['LocationArn', 'LocationUri']],
  ['agents', 'ListAgents', 'DescribeAgent', ['AgentArn', 'Name', 'Status', 'Platform']],
  ['task-executions', 'ListTaskExecutions', 'DescribeTaskExecution', EXECUTION_FIELDS],
] as const;

/** The fields of a recovery point in the listing by resource that are called as in the listing by vault. */
const BY_RESOURCE_FIELDS = [
  'RecoveryPointArn',
  'CreationDate',
  'Status',
  'StatusMessage',
  'EncryptionKeyArn',
  'BackupVaultName',
  'IsParent',
  'ResourceName',
  'VaultType',
  'IndexStatus',
  'EncryptionKeyType',
];

/** Compares everything of a region; throws at the first difference. */
export function compareRegion(
  read: RegionAnswers,
  truth: Truth,
  estate: RegionEstate,
  comparing: Comparing,
): void {
  const { name, comparison } = comparing;
  for (const [operation, kind] of WHOLE) {
    pagesAreFull(read[operation], `${operation} in ${name}`);
    comparison.same(read[operation].rows, rowsOf(truth, kind), `${operation} in ${name}`);
  }
  for (const [kind, list, describe, fields] of DATASYNC) {
    const rows = rowsOf(truth, kind);
    pagesAreFull(read[list], `${list} in ${name}`);
    comparison.same(
      read[list].rows,
      rows.map((row) => only(row, fields)),
      `${list} in ${name}`,
    );
    comparison.same(read[describe], rows, `${describe} in ${name}`);
  }
  comparePublic(read, truth, estate, comparing);
  compareHolds(read, estate, comparing);
  compareRecoveryPoints(read, truth, comparing);
  compareKeepers(read, comparing.name);
  compareExecutionsByTask(read, truth, comparing);
  compareTags(read, estate, comparing);
  if (comparing.withAttributes) compareAttributes(read, truth, estate, comparing);
}

function rowsOf(truth: Truth, kind: EstateKind): readonly JsonRow[] {
  const rows = truth.get(kind);
  assert.ok(rows !== undefined, kind);
  return rows;
}

/** Every page but the last one holds as many rows as were asked for; the last one has no token behind it. */
function pagesAreFull({ rows, pages, size }: Listing, where: string): void {
  assert.equal(pages, Math.max(1, Math.ceil(rows.length / size)), `pages of ${where}`);
}

function comparePublic(
  read: RegionAnswers,
  truth: Truth,
  { ebs }: RegionEstate,
  { name, comparison }: Comparing,
): void {
  const isPublic = (row: JsonRow) =>
    ebs.createVolumePermissions(String(row.SnapshotId)).some(({ Group }) => Group === 'all');
  comparison.same(
    sortedBy('SnapshotId', read['DescribeSnapshots public'].rows),
    sortedBy('SnapshotId', rowsOf(truth, 'snapshots').filter(isPublic)),
    `the public snapshots in ${name}`,
  );
}

function compareHolds(
  read: RegionAnswers,
  { ebs: { holds } }: RegionEstate,
  { name, comparison }: Comparing,
): void {
  for (const [operation, rows] of [
    ['DescribeLockedSnapshots', holds.locked],
    ['DescribeFastSnapshotRestores', holds.fastRestores],
    ['DescribeLaunchTemplateVersions', holds.templateVersions],
    ['DescribeSnapshotTierStatus', holds.tierStatuses],
  ] as const) {
    pagesAreFull(read[operation], `${operation} in ${name}`);
    comparison.same(read[operation].rows, asJson([...collected(rows)]), `${operation} in ${name}`);
  }
  const { State } = read.GetSnapshotBlockPublicAccessState;
  assert.equal(State, holds.publicAccessBlock, `what ${name} blocks`);
  const { ImageBlockPublicAccessState } = read.GetImageBlockPublicAccessState;
  assert.equal(ImageBlockPublicAccessState, name === 'eu-west-1' ? 'unblocked' : 'block-new-sharing');
  assert.deepEqual(
    read.GetLifecyclePolicies.Policies.map(({ PolicyId }) => PolicyId),
    LIFECYCLE_POLICIES.map(({ id }) => id),
  );
}

/** What keeps the recovery points of a region: plans in all of them, legal holds at home. */
function compareKeepers(read: RegionAnswers, name: string): void {
  assert.deepEqual(
    read.ListBackupPlans.rows.map(({ BackupPlanId }) => BackupPlanId),
    PLANS.map(({ id }) => id),
  );
  const held = Object.values(read.ListRecoveryPointsByLegalHold).map(({ rows }) => rows.length);
  assert.deepEqual(held, name === 'us-east-1' ? [2, 0] : [], `the legal holds of ${name}`);
}

function compareRecoveryPoints(read: RegionAnswers, truth: Truth, { name, comparison }: Comparing): void {
  const points = rowsOf(truth, 'recovery-points');
  const vaults = rowsOf(truth, 'vaults').map((vault) => String(vault.BackupVaultName));
  assert.deepEqual(Object.keys(read.ListRecoveryPointsByBackupVault).sort(), vaults.toSorted());
  for (const [vault, listed] of Object.entries(read.ListRecoveryPointsByBackupVault)) {
    const where = `the recovery points of ${vault} in ${name}`;
    pagesAreFull(listed, where);
    comparison.same(
      listed.rows,
      points.filter((point) => point.BackupVaultName === vault),
      where,
    );
  }
  const arns = rowsOf(truth, 'file-systems').map((row) => String(row.FileSystemArn));
  assert.deepEqual(Object.keys(read.ListRecoveryPointsByResource).sort(), arns.toSorted());
  for (const [arn, listed] of Object.entries(read.ListRecoveryPointsByResource)) {
    const expected = points
      .filter((point) => point.ResourceArn === arn)
      .map((point) => ({
        ...only(point, BY_RESOURCE_FIELDS),
        ...('BackupSizeInBytes' in point ? { BackupSizeBytes: point.BackupSizeInBytes } : {}),
      }));
    pagesAreFull(listed, `the recovery points of ${arn}`);
    comparison.same(
      sortedBy('RecoveryPointArn', listed.rows),
      sortedBy('RecoveryPointArn', expected),
      `the recovery points of ${arn}`,
    );
  }
}

function compareExecutionsByTask(read: RegionAnswers, truth: Truth, { comparison }: Comparing): void {
  const executions = rowsOf(truth, 'task-executions');
  const byTask = read['ListTaskExecutions by task'];
  assert.deepEqual(
    Object.keys(byTask),
    rowsOf(truth, 'tasks').map((task) => task.TaskArn),
  );
  for (const [arn, listed] of Object.entries(byTask)) {
    const own = executions.filter((row) => String(row.TaskExecutionArn).startsWith(`${arn}/execution/`));
    pagesAreFull(listed, `the executions of ${arn}`);
    comparison.same(
      sortedBy('TaskExecutionArn', listed.rows),
      sortedBy('TaskExecutionArn', own).map((row) => only(row, EXECUTION_FIELDS)),
      `the executions of ${arn}`,
    );
  }
}

function compareTags(read: RegionAnswers, { datasync }: RegionEstate, { comparison }: Comparing): void {
  for (const [arn, listed] of Object.entries(read.ListTagsForResource)) {
    pagesAreFull(listed, `the tags of ${arn}`);
    comparison.same(listed.rows, asJson(datasync.tagsByArn(arn) ?? []), `the tags of ${arn}`);
  }
}

/** Who snapshots are shared with: of EBS every one, of RDS the manual ones; and who may launch each image. */
function compareAttributes(
  read: RegionAnswers,
  truth: Truth,
  { ebs, rds, clusters }: RegionEstate,
  { name, comparison }: Comparing,
): void {
  const manual = (kind: EstateKind) => rowsOf(truth, kind).filter((row) => row.SnapshotType === 'manual');
  const restore = (accounts: readonly string[]) => [{ AttributeName: 'restore', AttributeValues: accounts }];
  comparison.same(
    Object.values(read.DescribeSnapshotAttribute ?? {}),
    rowsOf(truth, 'snapshots').map(({ SnapshotId }) => ({
      SnapshotId,
      CreateVolumePermissions: asJson(ebs.createVolumePermissions(String(SnapshotId))),
    })),
    `DescribeSnapshotAttribute in ${name}`,
  );
  comparison.same(
    Object.values(read.DescribeImageAttribute ?? {}),
    rowsOf(truth, 'images').map(({ ImageId }) => ({
      ImageId,
      LaunchPermissions: asJson(ebs.launchPermissions(String(ImageId)) ?? []),
    })),
    `DescribeImageAttribute in ${name}`,
  );
  comparison.same(
    Object.values(read.DescribeDBSnapshotAttributes ?? {}),
    manual('db-snapshots').map((row) => ({
      DBSnapshotAttributesResult: {
        DBSnapshotIdentifier: row.DBSnapshotIdentifier,
        DBSnapshotAttributes: restore(
          rds.restoreAccounts(rds.dbSnapshotById(String(row.DBSnapshotIdentifier)) ?? {}),
        ),
      },
    })),
    `DescribeDBSnapshotAttributes in ${name}`,
  );
  comparison.same(
    Object.values(read.DescribeDBClusterSnapshotAttributes ?? {}),
    manual('db-cluster-snapshots').map((row) => ({
      DBClusterSnapshotAttributesResult: {
        DBClusterSnapshotIdentifier: row.DBClusterSnapshotIdentifier,
        DBClusterSnapshotAttributes: restore(
          clusters.restoreAccounts(
            clusters.dbClusterSnapshotById(String(row.DBClusterSnapshotIdentifier)) ?? {},
          ),
        ),
      },
    })),
    `DescribeDBClusterSnapshotAttributes in ${name}`,
  );
}
