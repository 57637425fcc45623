import {
  DescribeBackupsCommand,
  type DescribeBackupsCommandInput,
  DescribeFileSystemsCommand,
  type DescribeFileSystemsCommandInput,
  DescribeVolumesCommand,
  type DescribeVolumesCommandInput,
  FSxClient,
} from '@aws-sdk/client-fsx';
import { defineService } from './operation.ts';
import { TolerantJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'fsx',
  (config) => new FSxClient({ ...config, protocol: TolerantJsonProtocol }),
);

/** FSx answers with as many as it will, whatever more is asked for. */
const MaxResults = 1000;

/** Backups of file systems and of ONTAP volumes. */
export const describeBackups = service.paged(
  'DescribeBackups',
  (client, input: DescribeBackupsCommandInput, options) =>
    client.send(new DescribeBackupsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Backups,
  },
);

/** File systems of every type. */
export const describeFileSystems = service.paged(
  'DescribeFileSystems',
  (client, input: DescribeFileSystemsCommandInput, options) =>
    client.send(new DescribeFileSystemsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.FileSystems,
  },
);

/** Volumes of ONTAP and OpenZFS file systems. */
export const describeVolumes = service.paged(
  'DescribeVolumes',
  (client, input: DescribeVolumesCommandInput, options) =>
    client.send(new DescribeVolumesCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Volumes,
  },
);
