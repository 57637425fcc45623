import {
  ListNamespacesCommand,
  type ListNamespacesCommandInput,
  ListSnapshotsCommand,
  type ListSnapshotsCommandInput,
  RedshiftServerlessClient,
} from '@aws-sdk/client-redshift-serverless';
import { defineService } from './operation.ts';
import { TolerantJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'redshift-serverless',
  (config) => new RedshiftServerlessClient({ ...config, protocol: TolerantJsonProtocol }),
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

/** Snapshots of every namespace. */
export const listSnapshots = service.paged(
  'ListSnapshots',
  (client, input: ListSnapshotsCommandInput, options) =>
    client.send(new ListSnapshotsCommand(input), options),
  { ...byToken, list: (output) => output.snapshots },
);

/** Namespaces: what a workgroup's databases are in. */
export const listNamespaces = service.paged(
  'ListNamespaces',
  (client, input: ListNamespacesCommandInput, options) =>
    client.send(new ListNamespacesCommand(input), options),
  { ...byToken, list: (output) => output.namespaces },
);
