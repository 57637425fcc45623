import {
  DocDBElasticClient,
  ListClusterSnapshotsCommand,
  type ListClusterSnapshotsCommandInput,
  ListClustersCommand,
  type ListClustersCommandInput,
} from '@aws-sdk/client-docdb-elastic';
import { defineService } from './operation.ts';
import { TolerantRestJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'docdb-elastic',
  (config) => new DocDBElasticClient({ ...config, protocol: TolerantRestJsonProtocol }),
);

/** How both listings page, 100 at most. */
const byToken = {
  pageInput: <Input extends object>(input: Input, nextToken: string | undefined) => ({
    ...input,
    maxResults: 100,
    nextToken,
  }),
  nextToken: (output: { readonly nextToken?: string | undefined }) => output.nextToken,
};

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
