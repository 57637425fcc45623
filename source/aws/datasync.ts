import {
  DataSyncClient,
  DescribeAgentCommand,
  type DescribeAgentCommandInput,
  DescribeLocationAzureBlobCommand,
  type DescribeLocationAzureBlobCommandInput,
  DescribeLocationEfsCommand,
  type DescribeLocationEfsCommandInput,
  DescribeLocationFsxLustreCommand,
  type DescribeLocationFsxLustreCommandInput,
  DescribeLocationFsxOntapCommand,
  type DescribeLocationFsxOntapCommandInput,
  DescribeLocationFsxOpenZfsCommand,
  type DescribeLocationFsxOpenZfsCommandInput,
  DescribeLocationFsxWindowsCommand,
  type DescribeLocationFsxWindowsCommandInput,
  DescribeLocationHdfsCommand,
  type DescribeLocationHdfsCommandInput,
  DescribeLocationNfsCommand,
  type DescribeLocationNfsCommandInput,
  DescribeLocationObjectStorageCommand,
  type DescribeLocationObjectStorageCommandInput,
  DescribeLocationS3Command,
  type DescribeLocationS3CommandInput,
  DescribeLocationSmbCommand,
  type DescribeLocationSmbCommandInput,
  DescribeTaskCommand,
  type DescribeTaskCommandInput,
  DescribeTaskExecutionCommand,
  type DescribeTaskExecutionCommandInput,
  ListAgentsCommand,
  type ListAgentsCommandInput,
  ListLocationsCommand,
  type ListLocationsCommandInput,
  ListTagsForResourceCommand,
  type ListTagsForResourceCommandInput,
  ListTaskExecutionsCommand,
  type ListTaskExecutionsCommandInput,
  ListTasksCommand,
  type ListTasksCommandInput,
} from '@aws-sdk/client-datasync';
import { defineService } from './operation.ts';
import { TolerantJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'datasync',
  (config) => new DataSyncClient({ ...config, protocol: TolerantJsonProtocol }),
);

/** Tasks with name, status and mode, 100 a page. */
export const listTasks = service.paged(
  'ListTasks',
  (client, input: ListTasksCommandInput, options) => client.send(new ListTasksCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 100, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Tasks,
  },
);

/** Locations, ARN and URI only, 100 a page; takes filters by type. */
export const listLocations = service.paged(
  'ListLocations',
  (client, input: ListLocationsCommandInput, options) =>
    client.send(new ListLocationsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 100, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Locations,
  },
);

/** Agents, in the order of their ARNs, 100 a page. */
export const listAgents = service.paged(
  'ListAgents',
  (client, input: ListAgentsCommandInput, options) => client.send(new ListAgentsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 100, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Agents,
  },
);

/** Executions, without any time, 100 a page; of the whole region where no task is named. */
export const listTaskExecutions = service.paged(
  'ListTaskExecutions',
  (client, input: ListTaskExecutionsCommandInput, options) =>
    client.send(new ListTaskExecutionsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 100, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.TaskExecutions,
  },
);

/** Tags of one task, location, agent or execution, 100 a page (AWS allows 50 in all). */
export const listTagsForResource = service.paged(
  'ListTagsForResource',
  (client, input: ListTagsForResourceCommandInput, options) =>
    client.send(new ListTagsForResourceCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 100, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Tags,
  },
);

/** One task in full. */
export const describeTask = service.operation(
  'DescribeTask',
  (client, input: DescribeTaskCommandInput, options) => client.send(new DescribeTaskCommand(input), options),
);

/** One agent in full. */
export const describeAgent = service.operation(
  'DescribeAgent',
  (client, input: DescribeAgentCommandInput, options) =>
    client.send(new DescribeAgentCommand(input), options),
);

/** One execution in full, with its times and counts. */
export const describeTaskExecution = service.operation(
  'DescribeTaskExecution',
  (client, input: DescribeTaskExecutionCommandInput, options) =>
    client.send(new DescribeTaskExecutionCommand(input), options),
);

/** An S3 location, on an Outpost too. */
export const describeLocationS3 = service.operation(
  'DescribeLocationS3',
  (client, input: DescribeLocationS3CommandInput, options) =>
    client.send(new DescribeLocationS3Command(input), options),
);

/** An EFS location. */
export const describeLocationEfs = service.operation(
  'DescribeLocationEfs',
  (client, input: DescribeLocationEfsCommandInput, options) =>
    client.send(new DescribeLocationEfsCommand(input), options),
);

/** A location on FSx for Windows File Server. */
export const describeLocationFsxWindows = service.operation(
  'DescribeLocationFsxWindows',
  (client, input: DescribeLocationFsxWindowsCommandInput, options) =>
    client.send(new DescribeLocationFsxWindowsCommand(input), options),
);

/** A location on FSx for Lustre. */
export const describeLocationFsxLustre = service.operation(
  'DescribeLocationFsxLustre',
  (client, input: DescribeLocationFsxLustreCommandInput, options) =>
    client.send(new DescribeLocationFsxLustreCommand(input), options),
);

/** A location on FSx for OpenZFS. */
export const describeLocationFsxOpenZfs = service.operation(
  'DescribeLocationFsxOpenZfs',
  (client, input: DescribeLocationFsxOpenZfsCommandInput, options) =>
    client.send(new DescribeLocationFsxOpenZfsCommand(input), options),
);

/** A location on FSx for NetApp ONTAP. */
export const describeLocationFsxOntap = service.operation(
  'DescribeLocationFsxOntap',
  (client, input: DescribeLocationFsxOntapCommandInput, options) =>
    client.send(new DescribeLocationFsxOntapCommand(input), options),
);

/** A location on an NFS server. */
export const describeLocationNfs = service.operation(
  'DescribeLocationNfs',
  (client, input: DescribeLocationNfsCommandInput, options) =>
    client.send(new DescribeLocationNfsCommand(input), options),
);

/** A location on an SMB server. */
export const describeLocationSmb = service.operation(
  'DescribeLocationSmb',
  (client, input: DescribeLocationSmbCommandInput, options) =>
    client.send(new DescribeLocationSmbCommand(input), options),
);

/** A location on a Hadoop cluster. */
export const describeLocationHdfs = service.operation(
  'DescribeLocationHdfs',
  (client, input: DescribeLocationHdfsCommandInput, options) =>
    client.send(new DescribeLocationHdfsCommand(input), options),
);

/** A location on an object store that is not AWS's. */
export const describeLocationObjectStorage = service.operation(
  'DescribeLocationObjectStorage',
  (client, input: DescribeLocationObjectStorageCommandInput, options) =>
    client.send(new DescribeLocationObjectStorageCommand(input), options),
);

/** A location in an Azure Blob Storage container. */
export const describeLocationAzureBlob = service.operation(
  'DescribeLocationAzureBlob',
  (client, input: DescribeLocationAzureBlobCommandInput, options) =>
    client.send(new DescribeLocationAzureBlobCommand(input), options),
);
