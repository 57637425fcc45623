import {
  DescribeDBClusterAutomatedBackupsCommand,
  type DescribeDBClusterAutomatedBackupsCommandInput,
  DescribeDBClusterSnapshotAttributesCommand,
  type DescribeDBClusterSnapshotAttributesCommandInput,
  DescribeDBClusterSnapshotsCommand,
  type DescribeDBClusterSnapshotsCommandInput,
  DescribeDBClustersCommand,
  type DescribeDBClustersCommandInput,
  DescribeDBInstanceAutomatedBackupsCommand,
  type DescribeDBInstanceAutomatedBackupsCommandInput,
  DescribeDBInstancesCommand,
  type DescribeDBInstancesCommandInput,
  DescribeDBSnapshotAttributesCommand,
  type DescribeDBSnapshotAttributesCommandInput,
  DescribeDBSnapshotsCommand,
  type DescribeDBSnapshotsCommandInput,
  RDSClient,
} from '@aws-sdk/client-rds';
import { byMarker } from './by-marker.ts';
import { defineService } from './operation.ts';
import { TolerantQueryProtocol } from './tolerant-xml.ts';

const service = defineService(
  'rds',
  (config) => new RDSClient({ ...config, protocol: TolerantQueryProtocol }),
);

/** Snapshots of DB instances. Without a SnapshotType: automated and manual ones of this account. */
export const describeDBSnapshots = service.paged(
  'DescribeDBSnapshots',
  (client, input: DescribeDBSnapshotsCommandInput, options) =>
    client.send(new DescribeDBSnapshotsCommand(input), options),
  { ...byMarker, list: (output) => output.DBSnapshots },
);

/** Snapshots of clusters: Aurora, Multi-AZ DB clusters, DocumentDB and Neptune in one listing. */
export const describeDBClusterSnapshots = service.paged(
  'DescribeDBClusterSnapshots',
  (client, input: DescribeDBClusterSnapshotsCommandInput, options) =>
    client.send(new DescribeDBClusterSnapshotsCommand(input), options),
  { ...byMarker, list: (output) => output.DBClusterSnapshots },
);

/** DB instances, those of DocumentDB and Neptune too. */
export const describeDBInstances = service.paged(
  'DescribeDBInstances',
  (client, input: DescribeDBInstancesCommandInput, options) =>
    client.send(new DescribeDBInstancesCommand(input), options),
  { ...byMarker, list: (output) => output.DBInstances },
);

/** Clusters of every engine. */
export const describeDBClusters = service.paged(
  'DescribeDBClusters',
  (client, input: DescribeDBClustersCommandInput, options) =>
    client.send(new DescribeDBClustersCommand(input), options),
  { ...byMarker, list: (output) => output.DBClusters },
);

/** Who one manual snapshot of a DB instance is shared with. */
export const describeDBSnapshotAttributes = service.operation(
  'DescribeDBSnapshotAttributes',
  (client, input: DescribeDBSnapshotAttributesCommandInput, options) =>
    client.send(new DescribeDBSnapshotAttributesCommand(input), options),
  (output) => output.DBSnapshotAttributesResult?.DBSnapshotAttributes,
);

/** Who one manual snapshot of a cluster is shared with. */
export const describeDBClusterSnapshotAttributes = service.operation(
  'DescribeDBClusterSnapshotAttributes',
  (client, input: DescribeDBClusterSnapshotAttributesCommandInput, options) =>
    client.send(new DescribeDBClusterSnapshotAttributesCommand(input), options),
  (output) => output.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes,
);

/** Automated backups of DB instances: current ones, and those kept of instances that are gone. */
export const describeDBInstanceAutomatedBackups = service.paged(
  'DescribeDBInstanceAutomatedBackups',
  (client, input: DescribeDBInstanceAutomatedBackupsCommandInput, options) =>
    client.send(new DescribeDBInstanceAutomatedBackupsCommand(input), options),
  { ...byMarker, list: (output) => output.DBInstanceAutomatedBackups },
);

/** Automated backups of clusters: current ones, and those kept of clusters that are gone. */
export const describeDBClusterAutomatedBackups = service.paged(
  'DescribeDBClusterAutomatedBackups',
  (client, input: DescribeDBClusterAutomatedBackupsCommandInput, options) =>
    client.send(new DescribeDBClusterAutomatedBackupsCommand(input), options),
  { ...byMarker, list: (output) => output.DBClusterAutomatedBackups },
);
