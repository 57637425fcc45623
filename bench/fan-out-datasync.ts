import {
  DataSyncClient,
  DescribeAgentCommand,
  DescribeLocationAzureBlobCommand,
  DescribeLocationEfsCommand,
  DescribeLocationFsxLustreCommand,
  DescribeLocationFsxOntapCommand,
  DescribeLocationFsxOpenZfsCommand,
  DescribeLocationFsxWindowsCommand,
  DescribeLocationHdfsCommand,
  DescribeLocationNfsCommand,
  DescribeLocationObjectStorageCommand,
  DescribeLocationS3Command,
  DescribeLocationSmbCommand,
  DescribeTaskCommand,
  DescribeTaskExecutionCommand,
  paginateListAgents,
  paginateListLocations,
  paginateListTaskExecutions,
  paginateListTasks,
} from '@aws-sdk/client-datasync';
import type { FanOutConfig } from './fan-out-config.ts';

type Location = { readonly LocationArn: string };

/** Describes a location, by the scheme of its URI. */
const DESCRIBES: Readonly<Record<string, (client: DataSyncClient, location: Location) => Promise<unknown>>> =
  {
    s3: (client, location) => client.send(new DescribeLocationS3Command(location)),
    efs: (client, location) => client.send(new DescribeLocationEfsCommand(location)),
    fsxw: (client, location) => client.send(new DescribeLocationFsxWindowsCommand(location)),
    fsxl: (client, location) => client.send(new DescribeLocationFsxLustreCommand(location)),
    fsxz: (client, location) => client.send(new DescribeLocationFsxOpenZfsCommand(location)),
    'fsxn-nfs': (client, location) => client.send(new DescribeLocationFsxOntapCommand(location)),
    'fsxn-smb': (client, location) => client.send(new DescribeLocationFsxOntapCommand(location)),
    nfs: (client, location) => client.send(new DescribeLocationNfsCommand(location)),
    smb: (client, location) => client.send(new DescribeLocationSmbCommand(location)),
    hdfs: (client, location) => client.send(new DescribeLocationHdfsCommand(location)),
    'object-storage': (client, location) => client.send(new DescribeLocationObjectStorageCommand(location)),
    'azure-blob': (client, location) => client.send(new DescribeLocationAzureBlobCommand(location)),
  };

/** Asks one region for all of DataSync, each call as soon as what it needs is known; returns the number of rows. */
export async function datasync(config: FanOutConfig): Promise<number> {
  const client = new DataSyncClient(config);
  const executions = new Map<string, Promise<unknown>>();
  const describeExecution = (arn: string): void => {
    const asked =
      executions.get(arn) ?? client.send(new DescribeTaskExecutionCommand({ TaskExecutionArn: arn }));
    executions.set(arn, asked);
  };
  const [tasks, locations, agents] = await Promise.all([
    tasksAndExecutions(client, describeExecution),
    listLocations(client),
    listAgents(client),
  ]);
  await Promise.all(executions.values());
  return tasks + locations + agents + executions.size;
}

/** Tasks and executions, and the one task that is asked for its own executions; returns the number of tasks. */
async function tasksAndExecutions(
  client: DataSyncClient,
  describeExecution: (arn: string) => void,
): Promise<number> {
  const [tasks, listed] = await Promise.all([
    listTasks(client, describeExecution),
    listExecutions(client, undefined, describeExecution),
  ]);
  const [fewest] = tasks
    .map((arn) => ({ arn, count: listed.filter((one) => one.startsWith(arn)).length }))
    .sort((one, other) => one.count - other.count);
  if (fewest !== undefined) await listExecutions(client, fewest.arn, () => {});
  return tasks.length;
}

async function listTasks(
  client: DataSyncClient,
  describeExecution: (arn: string) => void,
): Promise<readonly string[]> {
  const arns: string[] = [];
  const described: Promise<void>[] = [];
  const describe = async (arn: string): Promise<void> => {
    const { CurrentTaskExecutionArn, Status } = await client.send(new DescribeTaskCommand({ TaskArn: arn }));
    const isUnderWay = Status === 'RUNNING' || Status === 'QUEUED';
    if (isUnderWay && CurrentTaskExecutionArn !== undefined) describeExecution(CurrentTaskExecutionArn);
  };
  for await (const { Tasks = [] } of paginateListTasks({ client, pageSize: 100 }, {}))
    for (const { TaskArn: arn } of Tasks) {
      if (arn === undefined) continue;
      arns.push(arn);
      described.push(describe(arn));
    }
  await Promise.all(described);
  return arns;
}

async function listExecutions(
  client: DataSyncClient,
  task: string | undefined,
  describeExecution: (arn: string) => void,
): Promise<readonly string[]> {
  const arns: string[] = [];
  const input = task === undefined ? {} : { TaskArn: task };
  for await (const { TaskExecutions = [] } of paginateListTaskExecutions({ client, pageSize: 100 }, input))
    for (const { TaskExecutionArn: arn } of TaskExecutions) {
      if (arn === undefined) continue;
      arns.push(arn);
      describeExecution(arn);
    }
  return arns;
}

async function listLocations(client: DataSyncClient): Promise<number> {
  const described: Promise<unknown>[] = [];
  for await (const { Locations = [] } of paginateListLocations({ client, pageSize: 100 }, {}))
    for (const { LocationArn = '', LocationUri = '' } of Locations) {
      const [scheme = ''] = LocationUri.split(':');
      const describe = DESCRIBES[scheme];
      if (describe !== undefined) described.push(describe(client, { LocationArn }));
    }
  return (await Promise.all(described)).length;
}

async function listAgents(client: DataSyncClient): Promise<number> {
  const described: Promise<unknown>[] = [];
  for await (const { Agents = [] } of paginateListAgents({ client, pageSize: 100 }, {}))
    for (const { AgentArn } of Agents) described.push(client.send(new DescribeAgentCommand({ AgentArn })));
  return (await Promise.all(described)).length;
}
