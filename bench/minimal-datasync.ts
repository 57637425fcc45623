import { type After, type Answered, all, first, type Wire } from './minimal-wire.ts';

const NEXT = /"NextToken":"([^"]+)"/;

/** The describe that a location's URI scheme asks for. */
const DESCRIBES: Readonly<Record<string, string>> = {
  s3: 'S3',
  efs: 'Efs',
  fsxw: 'FsxWindows',
  fsxl: 'FsxLustre',
  fsxz: 'FsxOpenZfs',
  'fsxn-nfs': 'FsxOntap',
  'fsxn-smb': 'FsxOntap',
  nfs: 'Nfs',
  smb: 'Smb',
  hdfs: 'Hdfs',
  'object-storage': 'ObjectStorage',
  'azure-blob': 'AzureBlob',
};

/** Asks one region for all of DataSync, each call as soon as what it needs is known; returns the number of rows. */
export async function datasync(wire: Wire, region: string, after: After): Promise<number> {
  const executions = new Map<string, Promise<Answered>>();
  const execution = (arn: string, listed: After): Promise<Answered> => {
    const asked =
      executions.get(arn) ??
      wire.datasync(region, 'DescribeTaskExecution', { TaskExecutionArn: arn }, listed);
    executions.set(arn, asked);
    return asked;
  };
  const [tasks, locations, agents] = await Promise.all([
    tasksAndExecutions(wire, region, after, execution),
    listLocations(wire, region, after),
    listAgents(wire, region, after),
  ]);
  await Promise.all(executions.values());
  return tasks + locations + agents + executions.size;
}

type AskForExecution = (arn: string, listed: After) => Promise<Answered>;

/** The tasks, and how long the chain of calls was at whose end those under way were known. */
async function listTasks(wire: Wire, region: string, after: After, execution: AskForExecution) {
  const arns: string[] = [];
  const described: Promise<number>[] = [];
  const describe = async (arn: string, listed: After): Promise<number> => {
    const task = await wire.datasync(region, 'DescribeTask', { TaskArn: arn }, listed);
    const current = first(task.text, /"CurrentTaskExecutionArn":"([^"]+)"/);
    if (current === undefined || !/"Status":"(RUNNING|QUEUED)"/.test(task.text)) return listed.depth;
    await execution(current, task);
    return task.depth;
  };
  await pages(wire, region, 'ListTasks', {}, after, (page) => {
    for (const arn of all(page.text, /"TaskArn":"([^"]+)"/g)) {
      arns.push(arn);
      described.push(describe(arn, page));
    }
  });
  return { arns, depth: Math.max(0, ...(await Promise.all(described))) };
}

async function listLocations(wire: Wire, region: string, after: After): Promise<number> {
  const described: Promise<Answered>[] = [];
  await pages(wire, region, 'ListLocations', {}, after, (page) => {
    for (const entry of all(page.text, /(\{[^{}]*"LocationArn"[^{}]*\})/g)) {
      const LocationArn = first(entry, /"LocationArn":"([^"]+)"/);
      const scheme = first(entry, /"LocationUri":"([^:"]+):/) ?? '';
      described.push(wire.datasync(region, `DescribeLocation${DESCRIBES[scheme]}`, { LocationArn }, page));
    }
  });
  return (await Promise.all(described)).length;
}

async function listAgents(wire: Wire, region: string, after: After): Promise<number> {
  const described: Promise<Answered>[] = [];
  await pages(wire, region, 'ListAgents', {}, after, (page) => {
    for (const AgentArn of all(page.text, /"AgentArn":"([^"]+)"/g))
      described.push(wire.datasync(region, 'DescribeAgent', { AgentArn }, page));
  });
  return (await Promise.all(described)).length;
}

/** Tasks and executions, and the one task that is asked for its own executions; returns the number of tasks. */
async function tasksAndExecutions(
  wire: Wire,
  region: string,
  after: After,
  execution: AskForExecution,
): Promise<number> {
  const listed: string[] = [];
  const [tasks, depth] = await Promise.all([
    listTasks(wire, region, after, execution),
    pages(wire, region, 'ListTaskExecutions', {}, after, (page) => {
      for (const arn of all(page.text, /"TaskExecutionArn":"([^"]+)"/g)) {
        listed.push(arn);
        void execution(arn, page);
      }
    }),
  ]);
  const counted = tasks.arns.map((arn) => ({
    arn,
    count: listed.filter((one) => one.startsWith(arn)).length,
  }));
  const [fewest] = counted.sort((one, other) => one.count - other.count);
  if (fewest !== undefined) {
    const both = { depth: Math.max(tasks.depth, depth) };
    await pages(wire, region, 'ListTaskExecutions', { TaskArn: fewest.arn }, both, () => {});
  }
  return tasks.arns.length;
}

/** Reads a listing to its end; returns the last page's place in the chain of calls. */
async function pages(
  wire: Wire,
  region: string,
  operation: string,
  input: object,
  after: After,
  read: (page: Answered) => void,
): Promise<number> {
  let before = after;
  for (let token: string | undefined = ''; token !== undefined; ) {
    const asked = token === '' ? {} : { NextToken: token };
    const page = await wire.datasync(region, operation, { ...input, MaxResults: 100, ...asked }, before);
    read(page);
    before = page;
    token = first(page.text, NEXT);
  }
  return before.depth;
}
