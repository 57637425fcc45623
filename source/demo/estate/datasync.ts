/** DataSync's tasks, locations, agents and executions of one region. */
import { type Collection, collectionOf, type Row, remembered, rowsOf } from './collection.ts';
import { siteData, siteOf } from './company.ts';
import { daysBefore, isHome, minutesAfter, type RegionContext, rowRandom, spreadAge } from './context.ts';
import { executionEstate } from './datasync-executions.ts';
import { commonForms, type LocationForm, locationForms } from './datasync-locations.ts';
import { historyOf, rareTaskFields, type TaskHistory, usualRuns } from './datasync-rare-cases.ts';
import { idCodec } from './ids.ts';
import { namingOf, tagsOf } from './names.ts';

export interface DatasyncEstate {
  /** As DescribeTask, DescribeAgent, DescribeLocation… and DescribeTaskExecution answer. */
  readonly tasks: Collection;
  readonly agents: Collection;
  readonly locations: Collection;
  readonly executions: Collection;
  readonly executionsOf: (taskArn: string) => Collection | undefined;
  readonly taskByArn: (arn: string) => Row | undefined;
  readonly agentByArn: (arn: string) => Row | undefined;
  readonly locationByArn: (arn: string) => { readonly row: Row; readonly form: LocationForm } | undefined;
  readonly executionByArn: (arn: string) => Row | undefined;
  readonly tagsByArn: (arn: string) => readonly Row[] | undefined;
}

const schedules = {
  nightly: 'cron(0 3 * * ? *)',
  weekly: 'cron(30 1 ? * SUN *)',
  'by hand': undefined,
} as const;

/** A nightly or weekly copy of a site's data, or a wave of the migration. */
function taskName(region: string, task: number): string {
  const site = siteOf(region, task);
  const data = siteData[task % siteData.length] ?? siteData[0];
  const runs = usualRuns(task);
  return runs === 'by hand' ? `wave-${1 + (task % 3)}-${site}-${data}` : `${site}-${data}-${runs}`;
}

/** For how many days a task has its schedule: as long as it has runs for, at most four weeks. */
function scheduledDays(as: TaskHistory['runs'], runs: number): number {
  return Math.min(28, as === 'weekly' ? 7 * runs : runs);
}

/** The location whose agent is offline, and the one of the copy that fails for another reason. */
const [offlineLocation, failingLocation] = [9, 1];
const offlineAgent = 1;
/** From where to where the rare tasks of the home region copy. */
const rareLocations: Readonly<Record<number, readonly [source: number, destination: number] | undefined>> = {
  0: [2, 4],
  1: [failingLocation, 0],
  6: [offlineLocation, 0],
};

export function datasyncEstate(context: RegionContext): DatasyncEstate {
  const { counts, now, owner, region } = context;
  const arn = (resource: string) => `arn:aws:datasync:${region}:${owner.id}:${resource}`;
  const taskIds = idCodec(context.seed, `${region}/task`, 17);
  const locationIds = idCodec(context.seed, `${region}/location`, 17);
  const agentIds = idCodec(context.seed, `${region}/agent`, 17);
  const taskRandom = rowRandom(context, 'task');
  const locationRandom = rowRandom(context, 'location');
  const agentRandom = rowRandom(context, 'agent');
  const taskArn = (index: number) => arn(`task/task-${taskIds.hex(index)}`);
  const locationArn = (index: number) => arn(`location/loc-${locationIds.hex(index)}`);
  const agentArn = (index: number) => arn(`agent/agent-${agentIds.hex(index)}`);

  const formOf = (index: number): LocationForm =>
    locationForms[index] ?? locationRandom(index).pick(commonForms);
  const agentOf = (location: number): number | undefined => {
    if (counts.agents === 0) return undefined;
    if (location === offlineLocation) return offlineAgent % counts.agents;
    return location === failingLocation ? 0 : location % counts.agents;
  };
  const locationAt = (index: number): Row => {
    const form = formOf(index);
    const random = locationRandom(index + 1_000_000);
    const agent = agentOf(index);
    const agents = agent === undefined ? [] : [agentArn(agent)];
    return {
      LocationArn: locationArn(index),
      LocationUri: form.uri(random, context, siteOf(region, agent ?? 0)),
      CreationTime: daysBefore(now, 30 + spreadAge(random, 500)),
      ...form.fields(random, context, agents),
    };
  };

  const agentAt = (index: number): Row => {
    const random = agentRandom(index);
    const offline = isHome(context) && index === offlineAgent;
    const privateLink = index % 3 === 2;
    return {
      AgentArn: agentArn(index),
      Name:
        index === 4 ? undefined : `datasync-${siteOf(region, index)}-${String(index + 1).padStart(2, '0')}`,
      Status: offline ? 'OFFLINE' : 'ONLINE',
      LastConnectionTime: offline ? daysBefore(now, 9.4) : minutesAfter(now, -random.between(1, 4)),
      CreationTime: daysBefore(now, 100 + random.between(0, 600)),
      EndpointType: privateLink ? 'PRIVATE_LINK' : index === 3 ? 'FIPS' : 'PUBLIC',
      PrivateLinkConfig: privateLink
        ? {
            VpcEndpointId: `vpce-0${random.hex(16)}`,
            PrivateLinkEndpoint: '10.0.12.34',
            SubnetArns: [`arn:aws:ec2:${region}:${owner.id}:subnet/subnet-0${random.hex(16)}`],
            SecurityGroupArns: [`arn:aws:ec2:${region}:${owner.id}:security-group/sg-0${random.hex(16)}`],
          }
        : undefined,
      Platform: { Version: offline ? '1.2.1697043230.1' : '2.0.1738000000.1' },
    };
  };

  const executions = executionEstate(context, taskArn);

  /**
   * From where to where a task copies: the first tasks use the first locations, so that every type is in use. Nothing
   * else reads what the failing copy reads.
   */
  const locationsOf = (task: number): readonly [number, number] => {
    const rare = isHome(context) ? rareLocations[task] : undefined;
    if (rare !== undefined) return rare;
    if (counts.locations === 0) return [0, 0];
    const source = (task * 2 + 1) % counts.locations;
    const isTaken = isHome(context) && source === failingLocation;
    return [isTaken ? source + 2 : source, (task * 3) % counts.locations];
  };

  const taskAt = (index: number): Row => {
    const random = taskRandom(index);
    const enhanced = index % 4 === 1;
    const schedule = schedules[usualRuns(index)];
    const [source, destination] = locationsOf(index);
    const row: Row = {
      TaskArn: taskArn(index),
      Name: random.chance(0.95) ? taskName(region, index) : undefined,
      Status: 'AVAILABLE',
      TaskMode: enhanced ? 'ENHANCED' : 'BASIC',
      SourceLocationArn: locationArn(source),
      DestinationLocationArn: locationArn(destination),
      SourceNetworkInterfaceArns: [],
      DestinationNetworkInterfaceArns: [],
      CloudWatchLogGroupArn: random.chance(0.7)
        ? `arn:aws:logs:${region}:${owner.id}:log-group:/aws/datasync`
        : undefined,
      CreationTime: daysBefore(now, 31 + spreadAge(random, 400)),
      Options: {
        VerifyMode: random.pick(['ONLY_FILES_TRANSFERRED', 'POINT_IN_TIME_CONSISTENT', 'NONE']),
        OverwriteMode: random.pick(['ALWAYS', 'ALWAYS', 'NEVER']),
        Atime: 'BEST_EFFORT',
        Mtime: 'PRESERVE',
        Uid: 'INT_VALUE',
        Gid: 'INT_VALUE',
        PreserveDeletedFiles: random.pick(['PRESERVE', 'REMOVE']),
        PreserveDevices: 'NONE',
        PosixPermissions: 'PRESERVE',
        BytesPerSecond: random.chance(0.2) ? 104_857_600 : -1,
        TaskQueueing: 'ENABLED',
        LogLevel: random.pick(['BASIC', 'TRANSFER', 'OFF']),
        TransferMode: 'CHANGED',
        SecurityDescriptorCopyFlags: 'NONE',
        ObjectTags: 'PRESERVE',
      },
      Includes: random.chance(0.2) ? [{ FilterType: 'SIMPLE_PATTERN', Value: '/cmr-scans|/pod-images' }] : [],
      Excludes: random.chance(0.4)
        ? [{ FilterType: 'SIMPLE_PATTERN', Value: '*.tmp|*/.snapshot|/lost+found' }]
        : [],
      Schedule: schedule === undefined ? undefined : { ScheduleExpression: schedule, Status: 'ENABLED' },
      ScheduleDetails:
        schedule === undefined
          ? undefined
          : {
              StatusUpdateTime: daysBefore(
                now,
                scheduledDays(historyOf(context, index).runs, executions.of(index).count),
              ),
            },
      ...rareTaskFields(context, index),
    };
    const current = executions.currentOf(index);
    const underWay = historyOf(context, index).latest === 'QUEUED' ? 'QUEUED' : 'RUNNING';
    return {
      ...row,
      Status: current !== undefined && row.Status === 'AVAILABLE' ? underWay : row.Status,
      CurrentTaskExecutionArn: current,
    };
  };

  const tasks: Collection = { count: counts.tasks, at: taskAt };
  // The service lists agents in the order of their ARNs.
  const agents = collectionOf(
    [...rowsOf({ count: counts.agents, at: agentAt })].sort((left, right) =>
      String(left.AgentArn) < String(right.AgentArn) ? -1 : 1,
    ),
  );
  const locations = remembered({ count: counts.locations, at: locationAt });

  const indexIn = (text: string, kind: string, ids: typeof taskIds, count: number): number | undefined => {
    const prefix = arn(kind);
    const index = text.startsWith(prefix) ? ids.indexOf(text.slice(prefix.length)) : undefined;
    return index !== undefined && index < count ? index : undefined;
  };
  const taskIndex = (text: string) => indexIn(text, 'task/task-', taskIds, counts.tasks);
  const agentIndex = (text: string) => indexIn(text, 'agent/agent-', agentIds, counts.agents);
  const locationIndex = (text: string) => indexIn(text, 'location/loc-', locationIds, counts.locations);
  return {
    tasks,
    agents,
    locations,
    executions: executions.all,
    executionsOf: (text) => {
      const index = taskIndex(text);
      return index === undefined ? undefined : executions.of(index);
    },
    taskByArn: (text) => {
      const index = taskIndex(text);
      return index === undefined ? undefined : taskAt(index);
    },
    agentByArn: (text) => {
      const index = agentIndex(text);
      return index === undefined ? undefined : agentAt(index);
    },
    locationByArn: (text) => {
      const index = locationIndex(text);
      return index === undefined ? undefined : { row: locations.at(index), form: formOf(index) };
    },
    executionByArn: (text) => {
      const [task = '', execution] = text.split('/execution/exec-');
      const index = taskIndex(task);
      return index === undefined || execution === undefined ? undefined : executions.byId(index, execution);
    },
    tagsByArn: (text) => {
      const [task = '', execution] = text.split('/execution/exec-');
      const ofTask = taskIndex(task);
      // Executions carry no tags of their own here.
      if (execution !== undefined)
        return ofTask !== undefined && executions.byId(ofTask, execution) !== undefined ? [] : undefined;
      const index = ofTask ?? locationIndex(text) ?? agentIndex(text);
      if (index === undefined) return undefined;
      const random = taskRandom(index);
      return tagsOf(random, namingOf(owner, random, 'sync'));
    },
  };
}
