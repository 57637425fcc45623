/** What EC2 answers in a region where nothing holds a snapshot, for contexts that answer what they are given. */
export const NOTHING_HELD = {
  DescribeLockedSnapshots: [{ Snapshots: [] }],
  DescribeFastSnapshotRestores: [{ FastSnapshotRestores: [] }],
  DescribeLaunchTemplateVersions: [{ LaunchTemplateVersions: [] }],
  DescribeSnapshotTierStatus: [{ SnapshotTierStatuses: [] }],
  GetSnapshotBlockPublicAccessState: () => ({ State: 'unblocked' }),
};
