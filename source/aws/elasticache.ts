import {
  DescribeCacheClustersCommand,
  type DescribeCacheClustersCommandInput,
  DescribeReplicationGroupsCommand,
  type DescribeReplicationGroupsCommandInput,
  DescribeServerlessCacheSnapshotsCommand,
  type DescribeServerlessCacheSnapshotsCommandInput,
  DescribeServerlessCachesCommand,
  type DescribeServerlessCachesCommandInput,
  DescribeSnapshotsCommand,
  type DescribeSnapshotsCommandInput,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { byMarker } from './by-marker.ts';
import { defineService } from './operation.ts';
import { TolerantQueryProtocol } from './tolerant-xml.ts';

const service = defineService(
  'elasticache',
  (config) => new ElastiCacheClient({ ...config, protocol: TolerantQueryProtocol }),
);

/** How listings of serverless caches page, 50 at most. */
const byToken = {
  pageInput: <Input extends object>(input: Input, NextToken: string | undefined) => ({
    ...input,
    MaxResults: 50,
    NextToken,
  }),
  nextToken: (output: { readonly NextToken?: string | undefined }) => output.NextToken,
};

/** Snapshots of clusters and replication groups, automatic and manual ones, 50 a page, which is the most that it takes. */
export const describeSnapshots = service.paged(
  'DescribeSnapshots',
  (client, input: DescribeSnapshotsCommandInput, options) =>
    client.send(new DescribeSnapshotsCommand(input), options),
  {
    pageInput: (input, Marker) => ({ ...input, MaxRecords: 50, Marker }),
    nextToken: byMarker.nextToken,
    list: (output) => output.Snapshots,
  },
);

/** Replication groups. */
export const describeReplicationGroups = service.paged(
  'DescribeReplicationGroups',
  (client, input: DescribeReplicationGroupsCommandInput, options) =>
    client.send(new DescribeReplicationGroupsCommand(input), options),
  { ...byMarker, list: (output) => output.ReplicationGroups },
);

/** Cache clusters, those of replication groups among them. */
export const describeCacheClusters = service.paged(
  'DescribeCacheClusters',
  (client, input: DescribeCacheClustersCommandInput, options) =>
    client.send(new DescribeCacheClustersCommand(input), options),
  { ...byMarker, list: (output) => output.CacheClusters },
);

/** Snapshots of serverless caches. */
export const describeServerlessCacheSnapshots = service.paged(
  'DescribeServerlessCacheSnapshots',
  (client, input: DescribeServerlessCacheSnapshotsCommandInput, options) =>
    client.send(new DescribeServerlessCacheSnapshotsCommand(input), options),
  { ...byToken, list: (output) => output.ServerlessCacheSnapshots },
);

/** Serverless caches. */
export const describeServerlessCaches = service.paged(
  'DescribeServerlessCaches',
  (client, input: DescribeServerlessCachesCommandInput, options) =>
    client.send(new DescribeServerlessCachesCommand(input), options),
  { ...byToken, list: (output) => output.ServerlessCaches },
);
