import {
  DescribeFileSystemsCommand,
  type DescribeFileSystemsCommandInput,
  EFSClient,
} from '@aws-sdk/client-efs';
import { defineService } from './operation.ts';
import { TolerantRestJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'efs',
  (config) => new EFSClient({ ...config, protocol: TolerantRestJsonProtocol }),
);

/** File systems, 100 a page. */
export const describeFileSystems = service.paged(
  'DescribeFileSystems',
  (client, input: DescribeFileSystemsCommandInput, options) =>
    client.send(new DescribeFileSystemsCommand(input), options),
  {
    pageInput: (input, Marker) => ({ ...input, MaxItems: 100, Marker }),
    nextToken: (output) => output.NextMarker,
    list: (output) => output.FileSystems,
  },
);
