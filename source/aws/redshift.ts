import {
  DescribeClusterSnapshotsCommand,
  type DescribeClusterSnapshotsCommandInput,
  DescribeClustersCommand,
  type DescribeClustersCommandInput,
  RedshiftClient,
} from '@aws-sdk/client-redshift';
import { byMarker } from './by-marker.ts';
import { defineService } from './operation.ts';
import { TolerantQueryProtocol } from './tolerant-xml.ts';

const service = defineService(
  'redshift',
  (config) => new RedshiftClient({ ...config, protocol: TolerantQueryProtocol }),
);

/** Snapshots of clusters. Without an owner: those of this account, automated and manual ones. */
export const describeClusterSnapshots = service.paged(
  'DescribeClusterSnapshots',
  (client, input: DescribeClusterSnapshotsCommandInput, options) =>
    client.send(new DescribeClusterSnapshotsCommand(input), options),
  { ...byMarker, list: (output) => output.Snapshots },
);

/** Clusters that are provisioned. */
export const describeClusters = service.paged(
  'DescribeClusters',
  (client, input: DescribeClustersCommandInput, options) =>
    client.send(new DescribeClustersCommand(input), options),
  { ...byMarker, list: (output) => output.Clusters },
);
