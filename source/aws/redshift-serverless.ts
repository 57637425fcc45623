import {
  ListNamespacesCommand,
  type ListNamespacesCommandInput,
  ListSnapshotsCommand,
  type ListSnapshotsCommandInput,
  RedshiftServerlessClient,
} from '@aws-sdk/client-redshift-serverless';
import { byToken } from './by-token.ts';
import { defineService } from './operation.ts';
import { TolerantJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'redshift-serverless',
  (config) => new RedshiftServerlessClient({ ...config, protocol: TolerantJsonProtocol }),
);

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
