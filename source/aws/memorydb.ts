import {
  DescribeClustersCommand,
  type DescribeClustersCommandInput,
  DescribeSnapshotsCommand,
  type DescribeSnapshotsCommandInput,
  MemoryDBClient,
} from '@aws-sdk/client-memorydb';
import { defineService } from './operation.ts';
import { TolerantJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'memorydb',
  (config) => new MemoryDBClient({ ...config, protocol: TolerantJsonProtocol }),
);

/** Snapshots of every cluster, automatic and manual ones, 50 a page, which is the most that it takes. */
export const describeSnapshots = service.paged(
  'DescribeSnapshots',
  (client, input: DescribeSnapshotsCommandInput, options) =>
    client.send(new DescribeSnapshotsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 50, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Snapshots,
  },
);

/** Clusters. */
export const describeClusters = service.paged(
  'DescribeClusters',
  (client, input: DescribeClustersCommandInput, options) =>
    client.send(new DescribeClustersCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 100, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Clusters,
  },
);
