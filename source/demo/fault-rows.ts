import type { Row, Value } from './estate/collection.ts';
import type { Fault, rowEffects } from './faults.ts';
import type { Answer } from './protocols/call.ts';
import { isList } from './protocols/xml.ts';

type RowEffect = (typeof rowEffects)[number];

/** A row's own id, by the first of these that it has: a snapshot's comes before that of its volume. */
const idFields: readonly (readonly [string, ...string[]])[] = [
  ['SnapshotId'],
  ['BackupId', 'ResourceARN'],
  ['BackupArn'],
  ['SnapshotIdentifier', 'SnapshotArn'],
  ['SnapshotName', 'ARN'],
  ['ServerlessCacheSnapshotName', 'ARN'],
  ['DBSnapshotIdentifier', 'DBSnapshotArn'],
  ['DBClusterSnapshotIdentifier', 'DBClusterSnapshotArn'],
  ['RecoveryPointArn'],
  ['TaskExecutionArn'],
  ['TaskArn'],
  ['LocationArn'],
  ['AgentArn'],
  ['FileSystemId', 'FileSystemArn'],
  ['BackupVaultName', 'BackupVaultArn'],
  ['ImageId'],
  ['VolumeId'],
  ['DBInstanceAutomatedBackupsArn', 'DbiResourceId'],
  ['DBClusterAutomatedBackupsArn', 'DbClusterResourceId'],
  ['DBInstanceIdentifier', 'DBInstanceArn', 'DbiResourceId'],
  ['DBClusterIdentifier', 'DBClusterArn', 'DbClusterResourceId'],
  ['Name', 'ARN'],
  ['snapshotName', 'snapshotArn'],
];

const timeFields = [
  'StartTime',
  'LaunchTime',
  'SnapshotCreateTime',
  'OriginalSnapshotCreateTime',
  'SnapshotDatabaseTime',
  'CreationDate',
  'InitiationDate',
  'CreationTime',
  'CreateTime',
  'BackupCreationDateTime',
  'SnapshotCreationTime',
  'snapshotCreateTime',
  'RecycleBinEnterTime',
  'LatestTime',
  'snapshotCreationTime',
];

const sizeFields = [
  'SizeInBytes',
  'CacheSize',
  'VolumeSize',
  'FullSnapshotSizeInBytes',
  'AllocatedStorage',
  'BackupSizeInBytes',
  'BackupSizeBytes',
  'TotalBackupSizeInMegaBytes',
  'totalBackupSizeInMegaBytes',
  'BytesTransferred',
  'Size',
];

const stateFields = [
  'State',
  'Status',
  'LifeCycleState',
  'Lifecycle',
  'DBInstanceStatus',
  'OptInStatus',
  'BackupStatus',
  'status',
];

const farFuture = new Date('2199-01-01T00:00:00Z');

const changed = (row: Row, fields: readonly string[], value: Value): Row => ({
  ...row,
  ...parts(row, 'NodeSnapshots', fields, value),
  ...(isRow(row.RestoreWindow) ? { RestoreWindow: changed(row.RestoreWindow, fields, value) } : {}),
  ...(isRow(row.ClusterConfiguration)
    ? {
        ClusterConfiguration: {
          ...row.ClusterConfiguration,
          ...parts(row.ClusterConfiguration, 'Shards', fields, value),
        },
      }
    : {}),
  ...Object.fromEntries(
    fields
      .filter((field) => row[field] !== undefined)
      .map((field) => [field, typeof row[field] === 'string' ? asText(value) : value]),
  ),
});

/** Where a service writes a time as text, another one of it is text, too. */
const asText = (value: Value): Value => (value instanceof Date ? value.toISOString() : value);

/** ElastiCache and MemoryDB give times and sizes of the parts of a snapshot only. */
function parts(row: Row, list: string, fields: readonly string[], value: Value): Row {
  const given = row[list];
  if (!isList(given)) return {};
  return { [list]: given.map((part) => (isRow(part) ? changed(part, fields, value) : part)) };
}

const changes: Readonly<Partial<Record<RowEffect, (row: Row) => Row>>> = {
  // The life cycle of a recovery point is none of the states: it has parts.
  'unknown-enum': (row) =>
    changed(
      row,
      stateFields.filter((field) => typeof row[field] === 'string'),
      'half-forgotten',
    ),
  'missing-field': (row) => changed(row, timeFields, undefined),
  'missing-id': (row) => changed(row, idFields.find(([field]) => row[field] !== undefined) ?? [], undefined),
  'malformed-value': (row) => changed(changed(row, sizeFields, 'plenty'), timeFields, 'the day before'),
  'nonsense-row': (row) => changed(changed(row, sizeFields, -1), timeFields, farFuture),
};

/** The answer with a fault in it. */
export function withRowFault(answer: Answer, fault: Fault & { readonly effect: RowEffect }): Answer {
  const { effect } = fault;
  const change = changes[effect];
  const { body, page } = answer;
  if (page === undefined) return change === undefined ? answer : { ...answer, body: change(body) };
  const rows = listOf(body[page.list]);
  if (change !== undefined) {
    const strange = rows.map((row, index) => (index === 0 || fault.rows === 'all' ? change(row) : row));
    return { ...answer, body: { ...body, [page.list]: strange } };
  }
  switch (effect) {
    case 'missing-list':
      return { ...answer, body: { ...body, [page.list]: undefined } };
    case 'repeat-token':
      return { ...answer, body: { ...body, [page.token]: page.given ?? page.again } };
    case 'empty-page':
      // The rows are not lost: the token leads to them.
      return page.given === undefined
        ? { ...answer, body: { ...body, [page.list]: [], [page.token]: page.again } }
        : answer;
    case 'duplicate-row':
      return page.before === undefined
        ? answer
        : { ...answer, body: { ...body, [page.list]: [page.before, ...rows] } };
    default:
      return answer;
  }
}

function listOf(value: Value): readonly Row[] {
  return isList(value) ? value.filter(isRow) : [];
}

function isRow(value: Value): value is Row {
  return typeof value === 'object' && !isList(value) && !(value instanceof Date);
}
