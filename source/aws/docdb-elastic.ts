import {
  DocDBElasticClient,
  ListClusterSnapshotsCommand,
  type ListClusterSnapshotsCommandInput,
  ListClustersCommand,
  type ListClustersCommandInput,
} from '@aws-sdk/client-docdb-elastic';
import { byToken } from './by-token.ts';
import { defineService } from './operation.ts';
import { TolerantRestJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'docdb-elastic',
  (config) => new DocDBElasticClient({ ...config, protocol: TolerantRestJsonProtocol }),
);

/** Snapshots of every elastic cluster, of one type where that is asked for. */
export const listClusterSnapshots = service.paged(
  'ListClusterSnapshots',
  (client, input: ListClusterSnapshotsCommandInput, options) =>
    client.send(new ListClusterSnapshotsCommand(input), options),
  { ...byToken, list: (output) => output.snapshots },
);

/** Elastic clusters. */
export const listClusters = service.paged(
  'ListClusters',
  (client, input: ListClustersCommandInput, options) => client.send(new ListClustersCommand(input), options),
  { ...byToken, list: (output) => output.clusters },
);
