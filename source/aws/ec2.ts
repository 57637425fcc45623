import {
  DescribeFastSnapshotRestoresCommand,
  type DescribeFastSnapshotRestoresCommandInput,
  DescribeImageAttributeCommand,
  type DescribeImageAttributeCommandInput,
  DescribeImagesCommand,
  type DescribeImagesCommandInput,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  DescribeLaunchTemplateVersionsCommand,
  type DescribeLaunchTemplateVersionsCommandInput,
  DescribeLockedSnapshotsCommand,
  type DescribeLockedSnapshotsCommandInput,
  DescribeRegionsCommand,
  type DescribeRegionsCommandInput,
  DescribeSnapshotAttributeCommand,
  type DescribeSnapshotAttributeCommandInput,
  DescribeSnapshotsCommand,
  type DescribeSnapshotsCommandInput,
  DescribeSnapshotTierStatusCommand,
  type DescribeSnapshotTierStatusCommandInput,
  DescribeVolumesCommand,
  type DescribeVolumesCommandInput,
  EC2Client,
  GetImageBlockPublicAccessStateCommand,
  type GetImageBlockPublicAccessStateCommandInput,
  GetSnapshotBlockPublicAccessStateCommand,
  type GetSnapshotBlockPublicAccessStateCommandInput,
  ListImagesInRecycleBinCommand,
  type ListImagesInRecycleBinCommandInput,
  ListSnapshotsInRecycleBinCommand,
  type ListSnapshotsInRecycleBinCommandInput,
} from '@aws-sdk/client-ec2';
import { defineService } from './operation.ts';
import { TolerantEc2QueryProtocol } from './tolerant-xml.ts';

const service = defineService(
  'ec2',
  (config) => new EC2Client({ ...config, protocol: TolerantEc2QueryProtocol }),
);

/** Regions with their opt-in status; not paged. */
export const describeRegions = service.operation(
  'DescribeRegions',
  (client, input: DescribeRegionsCommandInput, options) =>
    client.send(new DescribeRegionsCommand(input), options),
  (output) => output.Regions,
);

/** Snapshots, 1,000 a page. Without an owner or a restorable-by scope AWS answers with everyone's: always give one. */
export const describeSnapshots = service.paged(
  'DescribeSnapshots',
  (client, input: DescribeSnapshotsCommandInput, options) =>
    client.send(new DescribeSnapshotsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Snapshots,
  },
);

/** Volumes, 500 a page. */
export const describeVolumes = service.paged(
  'DescribeVolumes',
  (client, input: DescribeVolumesCommandInput, options) =>
    client.send(new DescribeVolumesCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 500, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Volumes,
  },
);

/** Images, 1,000 a page. */
export const describeImages = service.paged(
  'DescribeImages',
  (client, input: DescribeImagesCommandInput, options) =>
    client.send(new DescribeImagesCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Images,
  },
);

/** Who one snapshot is shared with. */
export const describeSnapshotAttribute = service.operation(
  'DescribeSnapshotAttribute',
  (client, input: DescribeSnapshotAttributeCommandInput, options) =>
    client.send(new DescribeSnapshotAttributeCommand(input), options),
  (output) => output.CreateVolumePermissions,
);

/** Who may launch one image. */
export const describeImageAttribute = service.operation(
  'DescribeImageAttribute',
  (client, input: DescribeImageAttributeCommandInput, options) =>
    client.send(new DescribeImageAttributeCommand(input), options),
  (output) => output.LaunchPermissions,
);

/** The account's snapshots that have or had a lock, 1,000 a page. */
export const describeLockedSnapshots = service.paged(
  'DescribeLockedSnapshots',
  (client, input: DescribeLockedSnapshotsCommandInput, options) =>
    client.send(new DescribeLockedSnapshotsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Snapshots,
  },
);

/** Snapshots and zones that fast restore is, or was, on for, 200 a page. */
export const describeFastSnapshotRestores = service.paged(
  'DescribeFastSnapshotRestores',
  (client, input: DescribeFastSnapshotRestoresCommandInput, options) =>
    client.send(new DescribeFastSnapshotRestoresCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 200, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.FastSnapshotRestores,
  },
);

/** Versions of launch templates, 200 a page; without a template: those of all of them that the input names. */
export const describeLaunchTemplateVersions = service.paged(
  'DescribeLaunchTemplateVersions',
  (client, input: DescribeLaunchTemplateVersionsCommandInput, options) =>
    client.send(new DescribeLaunchTemplateVersionsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 200, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.LaunchTemplateVersions,
  },
);

/** When snapshots were moved between storage tiers, 1,000 a page. */
export const describeSnapshotTierStatus = service.paged(
  'DescribeSnapshotTierStatus',
  (client, input: DescribeSnapshotTierStatusCommandInput, options) =>
    client.send(new DescribeSnapshotTierStatusCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.SnapshotTierStatuses,
  },
);

/** Whether the region keeps snapshots from being shared with everybody. */
export const getSnapshotBlockPublicAccessState = service.operation(
  'GetSnapshotBlockPublicAccessState',
  (client, input: GetSnapshotBlockPublicAccessStateCommandInput, options) =>
    client.send(new GetSnapshotBlockPublicAccessStateCommand(input), options),
);

/** Whether the region keeps images from being shared with everybody. */
export const getImageBlockPublicAccessState = service.operation(
  'GetImageBlockPublicAccessState',
  (client, input: GetImageBlockPublicAccessStateCommandInput, options) =>
    client.send(new GetImageBlockPublicAccessStateCommand(input), options),
);

/** Snapshots in the Recycle Bin, 1,000 a page. */
export const listSnapshotsInRecycleBin = service.paged(
  'ListSnapshotsInRecycleBin',
  (client, input: ListSnapshotsInRecycleBinCommandInput, options) =>
    client.send(new ListSnapshotsInRecycleBinCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Snapshots,
  },
);

/** AMIs in the Recycle Bin, 1,000 a page. */
export const listImagesInRecycleBin = service.paged(
  'ListImagesInRecycleBin',
  (client, input: ListImagesInRecycleBinCommandInput, options) =>
    client.send(new ListImagesInRecycleBinCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Images,
  },
);

/** Instances in their reservations, 1,000 a page. */
export const describeInstances = service.paged(
  'DescribeInstances',
  (client, input: DescribeInstancesCommandInput, options) =>
    client.send(new DescribeInstancesCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Reservations,
  },
);
