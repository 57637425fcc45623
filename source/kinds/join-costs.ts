/** What a scan asks of AWS besides the listings that its rows come from, and what each of it costs in calls. */

/** Something that rows are told by another listing. */
export interface JoinCost {
  /** What rows are told. */
  readonly about: string;
  /** In calls; a listing takes one a page. */
  readonly calls: string;
  /** Where it is asked; everywhere else it costs nothing. */
  readonly where: string;
  /** IAM actions of its calls. */
  readonly actions: readonly string[];
}

const IN_EBS = 'regions with EBS snapshots';
const IN_EBS_OR_AMI = 'regions with EBS snapshots or AMIs';
const WITH_POINTS = 'regions with recovery points, with --kind backup-recovery-point';

/** Each is asked once a region. */
export const JOIN_COSTS: readonly JoinCost[] = [
  {
    ...{ about: 'snapshot locks', calls: '1', where: IN_EBS },
    actions: ['ec2:DescribeLockedSnapshots'],
  },
  {
    ...{ about: 'fast snapshot restores', calls: '1', where: IN_EBS },
    actions: ['ec2:DescribeFastSnapshotRestores'],
  },
  {
    ...{ about: 'launch templates', calls: '1', where: IN_EBS_OR_AMI },
    actions: ['ec2:DescribeLaunchTemplateVersions'],
  },
  {
    ...{ about: 'when snapshots were archived', calls: '1', where: 'regions with an archived snapshot' },
    actions: ['ec2:DescribeSnapshotTierStatus'],
  },
  {
    ...{ about: 'whether public snapshots are blocked', calls: '1', where: 'regions with a public snapshot' },
    actions: ['ec2:GetSnapshotBlockPublicAccessState'],
  },
  {
    ...{ about: 'whether public AMIs are blocked', calls: '1', where: 'regions with a public AMI' },
    actions: ['ec2:GetImageBlockPublicAccessState'],
  },
  {
    ...{ about: 'lifecycle policies (DLM)', calls: '1', where: 'regions with a snapshot that one made' },
    actions: ['dlm:GetLifecyclePolicies'],
  },
  {
    ...{ about: 'what the Recycle Bin would keep', calls: '1 and 1 a rule' },
    where: `${IN_EBS_OR_AMI}, with --kind recycle-bin`,
    actions: ['rbin:ListRules', 'rbin:GetRule'],
  },
  {
    ...{ about: 'instances launched from AMIs', calls: '1', where: 'regions with AMIs, with --kind ami' },
    actions: ['ec2:DescribeInstances'],
  },
  {
    ...{ about: 'vault, plan, rule, delete date', calls: '1 and 1 a vault' },
    where: 'regions with vaults, with --kind backup-recovery-point',
    actions: ['backup:ListBackupVaults', 'backup:ListRecoveryPointsByBackupVault'],
  },
  {
    ...{ about: 'whether backup plans exist', calls: '1', where: WITH_POINTS },
    actions: ['backup:ListBackupPlans'],
  },
  {
    ...{ about: 'legal holds', calls: '1 and 1 a hold', where: WITH_POINTS },
    actions: ['backup:ListLegalHolds', 'backup:ListRecoveryPointsByLegalHold'],
  },
  {
    ...{
      about: 'who snapshots are shared with',
      calls: '1 a snapshot',
      where: 'everywhere, with --attributes',
    },
    actions: [
      ...['ec2:DescribeSnapshotAttribute', 'rds:DescribeDBSnapshotAttributes'],
      'rds:DescribeDBClusterSnapshotAttributes',
    ],
  },
  {
    ...{ about: 'who AMIs are shared with', calls: '1 an AMI', where: 'everywhere, with --attributes' },
    actions: ['ec2:DescribeImageAttribute'],
  },
  {
    ...{ about: 'point-in-time recovery of tables', calls: '2 a table' },
    where: 'regions with tables, with --kind dynamodb-backup --attributes',
    actions: ['dynamodb:DescribeTable', 'dynamodb:DescribeContinuousBackups'],
  },
  {
    ...{ about: 'tags of DataSync', calls: '1 a resource', where: 'everywhere, with --tags' },
    actions: ['datasync:ListTagsForResource'],
  },
];
