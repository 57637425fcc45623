import type { ServiceId } from '../../source/aws/operation.ts';
import type { CollectOptions } from '../../source/kinds/define/collect-context.ts';

/**
 * What an operation is to a kind: the listing that its rows come from, one of several listings that its rows come
 * from, or a part that they can do without (a joined listing, a describe, tags).
 */
export type Role = 'listing' | 'source' | 'part';

/** An operation of AWS that a fault can befall, and what it is to the kinds that call it. */
export interface FaultyOperation {
  /** As the table of outcomes names it. */
  readonly title: string;
  readonly service: ServiceId;
  readonly operation: string;
  /** Where only some calls of the operation are meant: what their request holds. */
  readonly match?: string;
  readonly roles: Readonly<Record<string, Role>>;
  /** It answers in pages. */
  readonly paged: boolean;
  /** Kinds whose rows show times or sizes that this operation gives. */
  readonly measures: readonly string[];
  /** Kinds whose resources it identifies. */
  readonly identifies: readonly string[];
  /** What has to be asked for so that it is called at all. */
  readonly collect?: Partial<CollectOptions>;
  /** Where it is called, if the usual region has nothing that it is called for. */
  readonly region?: string;
}

type Given = Partial<FaultyOperation> & Pick<FaultyOperation, 'service' | 'operation' | 'roles'>;

const made = (given: Given): FaultyOperation => ({
  title: `${given.service}:${given.operation}`,
  paged: true,
  measures: [],
  identifies: Object.keys(given.roles).filter((kind) => given.roles[kind] === 'listing'),
  ...given,
});

const datasync = (operation: string, roles: FaultyOperation['roles'], more: Partial<Given> = {}) =>
  made({ service: 'datasync', operation, roles, ...more });

const LOCATION_TYPES = [
  'AzureBlob',
  'Efs',
  'FsxLustre',
  'FsxOntap',
  'FsxOpenZfs',
  'FsxWindows',
  'Hdfs',
  'Nfs',
  'ObjectStorage',
  'S3',
  'Smb',
];

const describe = { paged: false, identifies: [] } as const;
const attributes = { ...describe, collect: { attributes: true } } as const;

/** Kinds whose rows are told how AWS Backup keeps them. */
const HELD_BY_BACKUP = {
  'ebs-snapshot': 'part',
  ami: 'part',
  'rds-automated-backup': 'part',
  'rds-automated-cluster-backup': 'part',
  'rds-snapshot': 'part',
  'rds-cluster-snapshot': 'part',
  'fsx-backup': 'part',
  'dynamodb-backup': 'part',
  'redshift-snapshot': 'part',
  'redshift-serverless-snapshot': 'part',
} as const;

/** Every operation that a scan of all kinds calls, and each role apart where one operation plays several. */
export const OPERATIONS: readonly FaultyOperation[] = [
  datasync('ListTasks', { 'datasync-task': 'listing', 'datasync-execution': 'part' }),
  datasync('ListLocations', { 'datasync-location': 'listing', 'datasync-task': 'part' }),
  datasync('ListAgents', { 'datasync-agent': 'listing' }),
  datasync('ListTaskExecutions', { 'datasync-execution': 'listing' }),
  datasync(
    'DescribeTask',
    { 'datasync-task': 'part', 'datasync-execution': 'part' },
    { ...describe, measures: ['datasync-task'] },
  ),
  datasync('DescribeAgent', { 'datasync-agent': 'part' }, { ...describe, measures: ['datasync-agent'] }),
  datasync(
    'DescribeTaskExecution',
    { 'datasync-execution': 'part', 'datasync-task': 'part' },
    { ...describe, measures: ['datasync-execution'] },
  ),
  ...LOCATION_TYPES.map((type) =>
    datasync(
      `DescribeLocation${type}`,
      { 'datasync-location': 'part' },
      { ...describe, measures: ['datasync-location'] },
    ),
  ),
  datasync(
    'ListTagsForResource',
    {
      'datasync-task': 'part',
      'datasync-location': 'part',
      'datasync-agent': 'part',
      'datasync-execution': 'part',
    },
    { collect: { tags: true } },
  ),
  made({
    service: 'ec2',
    operation: 'DescribeSnapshots',
    roles: { 'ebs-snapshot': 'listing' },
    measures: ['ebs-snapshot'],
  }),
  made({
    title: 'ec2:DescribeSnapshots (public)',
    service: 'ec2',
    operation: 'DescribeSnapshots',
    match: 'RestorableBy',
    roles: { 'ebs-snapshot': 'part' },
  }),
  made({
    service: 'ec2',
    operation: 'DescribeVolumes',
    roles: { 'ebs-snapshot': 'part', 'recycle-bin': 'part' },
  }),
  made({
    service: 'ec2',
    operation: 'DescribeImages',
    roles: { 'ebs-snapshot': 'part', ami: 'listing' },
    measures: ['ami'],
  }),
  made({ service: 'ec2', operation: 'DescribeInstances', roles: { ami: 'part' } }),
  ...['DescribeLockedSnapshots', 'DescribeFastSnapshotRestores'].map((operation) =>
    made({ service: 'ec2', operation, roles: { 'ebs-snapshot': 'part' } }),
  ),
  made({
    service: 'ec2',
    operation: 'DescribeLaunchTemplateVersions',
    roles: { 'ebs-snapshot': 'part', ami: 'part' },
  }),
  made({ service: 'ec2', operation: 'DescribeSnapshotTierStatus', roles: { 'ebs-snapshot': 'part' } }),
  made({
    service: 'dlm',
    operation: 'GetLifecyclePolicies',
    roles: { 'ebs-snapshot': 'part', ami: 'part' },
    ...describe,
  }),
  made({
    ...{ service: 'ec2', operation: 'GetSnapshotBlockPublicAccessState', roles: { 'ebs-snapshot': 'part' } },
    ...describe,
  }),
  made({
    ...{ service: 'ec2', operation: 'GetImageBlockPublicAccessState' },
    roles: { 'ebs-snapshot': 'part', ami: 'part' },
    region: 'eu-west-1',
    ...describe,
  }),
  made({
    service: 'ec2',
    operation: 'DescribeSnapshotAttribute',
    roles: { 'ebs-snapshot': 'part' },
    ...attributes,
  }),
  made({
    service: 'ec2',
    operation: 'DescribeImageAttribute',
    roles: { 'ebs-snapshot': 'part', ami: 'part' },
    region: 'eu-west-1',
    ...attributes,
  }),
  made({
    service: 'rds',
    operation: 'DescribeDBSnapshots',
    roles: { 'rds-snapshot': 'listing' },
    measures: ['rds-snapshot'],
  }),
  made({
    title: 'rds:DescribeDBSnapshots (AWS Backup)',
    service: 'rds',
    operation: 'DescribeDBSnapshots',
    match: 'awsbackup',
    roles: { 'rds-snapshot': 'source' },
    measures: ['rds-snapshot'],
    identifies: ['rds-snapshot'],
  }),
  made({ service: 'rds', operation: 'DescribeDBInstances', roles: { 'rds-snapshot': 'part' } }),
  made({
    service: 'rds',
    operation: 'DescribeDBSnapshotAttributes',
    roles: { 'rds-snapshot': 'part' },
    ...attributes,
  }),
  made({
    service: 'rds',
    operation: 'DescribeDBClusterSnapshots',
    roles: { 'rds-cluster-snapshot': 'listing' },
    measures: ['rds-cluster-snapshot'],
  }),
  made({ service: 'rds', operation: 'DescribeDBClusters', roles: { 'rds-cluster-snapshot': 'part' } }),
  made({
    service: 'rds',
    operation: 'DescribeDBClusterSnapshotAttributes',
    roles: { 'rds-cluster-snapshot': 'part' },
    ...attributes,
  }),
  made({
    service: 'backup',
    operation: 'ListBackupVaults',
    roles: { 'efs-recovery-point': 'listing', 'backup-recovery-point': 'listing', ...HELD_BY_BACKUP },
  }),
  made({
    service: 'backup',
    operation: 'ListRecoveryPointsByBackupVault',
    roles: { 'efs-recovery-point': 'listing', 'backup-recovery-point': 'listing', ...HELD_BY_BACKUP },
    measures: ['efs-recovery-point', 'backup-recovery-point'],
  }),
  made({
    title: 'backup:ListRecoveryPointsByBackupVault (one vault)',
    service: 'backup',
    operation: 'ListRecoveryPointsByBackupVault',
    match: '/Default/',
    roles: { 'efs-recovery-point': 'source', 'backup-recovery-point': 'source', ...HELD_BY_BACKUP },
    measures: ['efs-recovery-point', 'backup-recovery-point'],
    identifies: ['efs-recovery-point', 'backup-recovery-point'],
  }),
  ...['ListBackupPlans', 'ListLegalHolds', 'ListRecoveryPointsByLegalHold'].map((operation) =>
    made({
      ...{ service: 'backup', operation },
      roles: { 'efs-recovery-point': 'part', 'backup-recovery-point': 'part', ...HELD_BY_BACKUP },
    }),
  ),
  made({
    service: 'backup',
    operation: 'ListProtectedResources',
    roles: { 'backup-recovery-point': 'part' },
  }),
  made({ service: 'efs', operation: 'DescribeFileSystems', roles: { 'efs-recovery-point': 'part' } }),
  made({
    service: 'fsx',
    operation: 'DescribeBackups',
    roles: { 'fsx-backup': 'listing' },
    measures: ['fsx-backup'],
  }),
  made({ service: 'fsx', operation: 'DescribeFileSystems', roles: { 'fsx-backup': 'part' } }),
  made({ service: 'fsx', operation: 'DescribeVolumes', roles: { 'fsx-backup': 'part' } }),
  made({
    service: 'dynamodb',
    operation: 'ListBackups',
    roles: { 'dynamodb-backup': 'listing' },
    measures: ['dynamodb-backup'],
  }),
  made({
    title: 'dynamodb:ListBackups (AWS Backup)',
    service: 'dynamodb',
    operation: 'ListBackups',
    match: 'AWS_BACKUP',
    roles: { 'dynamodb-backup': 'source' },
    measures: ['dynamodb-backup'],
    identifies: ['dynamodb-backup'],
  }),
  made({ service: 'dynamodb', operation: 'ListTables', roles: { 'dynamodb-backup': 'part' } }),
  ...['DescribeTable', 'DescribeContinuousBackups'].map((operation) =>
    made({ service: 'dynamodb', operation, roles: { 'dynamodb-backup': 'part' }, ...attributes }),
  ),
  made({
    service: 'redshift',
    operation: 'DescribeClusterSnapshots',
    roles: { 'redshift-snapshot': 'listing' },
    measures: ['redshift-snapshot'],
  }),
  made({ service: 'redshift', operation: 'DescribeClusters', roles: { 'redshift-snapshot': 'part' } }),
  made({
    service: 'elasticache',
    operation: 'DescribeSnapshots',
    roles: { 'elasticache-snapshot': 'listing' },
    measures: ['elasticache-snapshot'],
  }),
  ...['DescribeReplicationGroups', 'DescribeCacheClusters'].map((operation) =>
    made({ service: 'elasticache', operation, roles: { 'elasticache-snapshot': 'part' } }),
  ),
  made({
    service: 'elasticache',
    operation: 'DescribeServerlessCacheSnapshots',
    roles: { 'elasticache-serverless-snapshot': 'listing' },
    measures: ['elasticache-serverless-snapshot'],
  }),
  made({
    service: 'elasticache',
    operation: 'DescribeServerlessCaches',
    roles: { 'elasticache-serverless-snapshot': 'part' },
  }),
  made({
    service: 'memorydb',
    operation: 'DescribeSnapshots',
    roles: { 'memorydb-snapshot': 'listing' },
    measures: ['memorydb-snapshot'],
  }),
  made({ service: 'memorydb', operation: 'DescribeClusters', roles: { 'memorydb-snapshot': 'part' } }),
  made({
    service: 'redshift-serverless',
    operation: 'ListSnapshots',
    roles: { 'redshift-serverless-snapshot': 'listing' },
    measures: ['redshift-serverless-snapshot'],
  }),
  made({
    service: 'redshift-serverless',
    operation: 'ListNamespaces',
    roles: { 'redshift-serverless-snapshot': 'part' },
  }),
  made({
    service: 'docdb-elastic',
    operation: 'ListClusterSnapshots',
    roles: { 'docdb-elastic-snapshot': 'listing' },
    measures: ['docdb-elastic-snapshot'],
  }),
  made({
    service: 'docdb-elastic',
    operation: 'ListClusters',
    roles: { 'docdb-elastic-snapshot': 'part' },
  }),
  made({
    service: 'ec2',
    operation: 'ListSnapshotsInRecycleBin',
    roles: { 'recycle-bin': 'listing' },
    measures: ['recycle-bin'],
  }),
  made({
    service: 'ec2',
    operation: 'ListImagesInRecycleBin',
    roles: { 'recycle-bin': 'source' },
    measures: ['recycle-bin'],
    identifies: ['recycle-bin'],
  }),
  ...[
    ['ebs-snapshot', 'snapshots', 'EBS_SNAPSHOT', 'pR0dSnap01a'] as const,
    ['ami', 'AMIs', 'EC2_IMAGE', 'aM1s0000001'] as const,
  ].flatMap(([kind, what, type, rule]) => [
    made({
      ...{ title: `rbin:ListRules (${what})`, service: 'rbin', operation: 'ListRules' },
      ...{ match: type, roles: { [kind]: 'part' } },
    }),
    made({
      ...{ title: `rbin:GetRule (${what})`, service: 'rbin', operation: 'GetRule' },
      ...{ match: rule, roles: { [kind]: 'part' }, ...describe },
    }),
  ]),
  ...[
    ['DescribeDBInstanceAutomatedBackups', 'rds-automated-backup'] as const,
    ['DescribeDBClusterAutomatedBackups', 'rds-automated-cluster-backup'] as const,
  ].map(([operation, kind]) =>
    made({ service: 'rds', operation, roles: { [kind]: 'listing' }, measures: [kind] }),
  ),
];
