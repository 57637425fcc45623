/**
 * DataSync as a tree: of many accounts each has regions, a region has tasks, a task has a source and a destination, and these have the agents that reach
 * them. What hangs nowhere (locations that no task uses, agents without a location) has a place of its own.
 */

/** A task as the tree shows it. */
export interface TopologyTask {
  readonly row: number;
  readonly account: string;
  readonly region: string;
  readonly arn: string | null;
  readonly name: string | null;
  readonly status: string | null;
  /** ENABLED, DISABLED; null: no schedule, or AWS does not say. */
  readonly scheduleStatus: string | null;
  readonly sourceArn: string | null;
  readonly destinationArn: string | null;
  /** Status of its newest execution within the window; null: none is known. */
  readonly lastStatus: string | null;
  /** When that was requested, milliseconds since 1970 UTC. */
  readonly lastTime: number | null;
}

/** A location as the tree shows it. */
export interface TopologyLocation {
  readonly row: number;
  readonly account: string;
  readonly region: string;
  readonly arn: string | null;
  readonly type: string | null;
  readonly uri: string | null;
  /** Null: not known. */
  readonly agentArns: readonly string[] | null;
}

/** An agent as the tree shows it. */
export interface TopologyAgent {
  readonly row: number;
  readonly account: string;
  readonly region: string;
  readonly arn: string | null;
  readonly name: string | null;
  readonly status: string | null;
}

/** All of DataSync in a scan file, in the order found. */
export interface Topology {
  readonly tasks: readonly TopologyTask[];
  readonly locations: readonly TopologyLocation[];
  readonly agents: readonly TopologyAgent[];
  /** Of a scan of many accounts: all of them; none of a scan of the caller's own. */
  readonly accounts: readonly { readonly id: string; readonly name: string | null }[];
}

/** What a node stands for. */
export type TopologyItem =
  | {
      readonly is: 'account';
      readonly account: string;
      readonly name: string | null;
      readonly tasks: number;
    }
  | { readonly is: 'region'; readonly region: string; readonly tasks: number }
  | { readonly is: 'task'; readonly task: TopologyTask }
  | {
      readonly is: 'location';
      readonly role: 'source' | 'destination' | 'unused';
      readonly location: TopologyLocation;
    }
  | { readonly is: 'agent'; readonly agent: TopologyAgent }
  /** Something that is named but was not found: gone, or its listing was refused. */
  | {
      readonly is: 'missing';
      readonly what: 'location' | 'agent';
      readonly role: string;
      readonly arn: string | null;
    }
  | {
      readonly is: 'group';
      readonly what: 'unused locations' | 'unused agents';
      readonly account: string;
      readonly region: string;
      readonly count: number;
      /** Something in the region does not say what it uses, which may be one of these. */
      readonly doubtful: boolean;
    };

/** A node of the tree. */
export interface TopologyNode {
  /** The way to it, unique in the tree and the same while rows come in. */
  readonly id: string;
  readonly item: TopologyItem;
  readonly children: readonly TopologyNode[];
}

/**
 * The tree of a topology: of many accounts these by name, then regions by name, tasks by name, and what hangs nowhere at
 * the end of its region. `only`: just the regions of this account; null: of all.
 */
export function topologyTree(topology: Topology, only: string | null = null): readonly TopologyNode[] {
  const { tasks, locations, agents, accounts } = topology;
  const world: World = {
    locations: byArn(locations),
    agents: byArn(agents),
    used: new Set(tasks.flatMap(({ sourceArn, destinationArn }) => [sourceArn, destinationArn])),
    reached: new Set(locations.flatMap(({ agentArns }) => agentArns ?? [])),
  };
  const [tasksOf, locationsOf, agentsOf] = [byAccount(tasks), byAccount(locations), byAccount(agents)];
  const regionsOf = (account: string) => {
    const [own = [], ownLocations = [], ownAgents = []] = [
      tasksOf.get(account),
      locationsOf.get(account),
      agentsOf.get(account),
    ];
    return regionNodes(account, { tasks: own, locations: ownLocations, agents: ownAgents }, world);
  };
  if (only !== null) return regionsOf(only);
  if (accounts.length === 0) return regionNodes('', { tasks, locations, agents }, world);
  return accounts.toSorted(byAccountName).flatMap(({ id, name }) => {
    const children = regionsOf(id);
    const item = { is: 'account', account: id, name, tasks: tasksOf.get(id)?.length ?? 0 } as const;
    return children.length === 0 ? [] : [{ id: `account ${id}`, item, children }];
  });
}

/** Where the ends of all that points somewhere are, and what is pointed at. */
interface World {
  readonly locations: Found<TopologyLocation>;
  readonly agents: Found<TopologyAgent>;
  readonly used: ReadonlySet<string | null>;
  readonly reached: ReadonlySet<string | null>;
}

/** The regions of an account with what is in them; `''`: of the caller's own. */
function regionNodes(
  account: string,
  own: Omit<Topology, 'accounts'>,
  { locations, agents, used, reached }: World,
): readonly TopologyNode[] {
  const all = [...own.tasks, ...own.locations, ...own.agents];
  const regions = [...new Set(all.map(({ region }) => region))].sort();
  const [tasksOf, locationsOf, agentsOf] = [
    byRegion(own.tasks),
    byRegion(own.locations),
    byRegion(own.agents),
  ];
  return regions.map((region) => {
    const place = account === '' ? region : `${account}/${region}`;
    const tasks = (tasksOf.get(region) ?? []).toSorted(byName);
    const here = locationsOf.get(region) ?? [];
    const unused = here.filter(({ arn }) => arn === null || !used.has(arn));
    const idle = (agentsOf.get(region) ?? []).filter(({ arn }) => arn === null || !reached.has(arn));
    return {
      id: place,
      item: { is: 'region', region, tasks: tasks.length },
      children: [
        ...tasks.map((task) => taskNode(task, place, locations, agents)),
        ...groupNode(
          place,
          { what: 'unused locations', account, region, doubtful: tasks.some(isUnclear) },
          unused,
          (location, id) => locationNode(id, 'unused', location, agents),
        ),
        ...groupNode(
          place,
          {
            ...{ what: 'unused agents', account, region },
            doubtful: here.some(({ agentArns }) => agentArns === null),
          },
          idle,
          (agent, id) => ({ id, item: { is: 'agent', agent }, children: [] }),
        ),
      ],
    };
  });
}

function byAccount<Item extends { readonly account: string }>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  return Map.groupBy(items, ({ account }) => account);
}

function byRegion<Item extends { readonly region: string }>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  return Map.groupBy(items, ({ region }) => region);
}

/** True for a task that does not say both of its locations. */
function isUnclear({ sourceArn, destinationArn }: TopologyTask): boolean {
  return sourceArn === null || destinationArn === null;
}

type Found<Item> = ReadonlyMap<string | null, Item>;

function byArn<Item extends { readonly arn: string | null }>(items: readonly Item[]): Found<Item> {
  return new Map(items.map((item) => [item.arn, item]));
}

let collator: Intl.Collator | undefined;

function byName(one: TopologyTask, other: TopologyTask): number {
  return compared(one.name ?? one.arn ?? '', other.name ?? other.arn ?? '') || one.row - other.row;
}

function byAccountName(one: Topology['accounts'][number], other: Topology['accounts'][number]): number {
  return compared(one.name ?? one.id, other.name ?? other.id) || compared(one.id, other.id);
}

function compared(one: string, other: string): number {
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return collator.compare(one, other);
}

function taskNode(
  task: TopologyTask,
  place: string,
  locations: Found<TopologyLocation>,
  agents: Found<TopologyAgent>,
): TopologyNode {
  const id = `${place}/task ${task.arn ?? task.row}`;
  return {
    id,
    item: { is: 'task', task },
    children: [
      endNode(`${id}/source`, 'source', task.sourceArn, locations, agents),
      endNode(`${id}/destination`, 'destination', task.destinationArn, locations, agents),
    ],
  };
}

function endNode(
  id: string,
  role: 'source' | 'destination',
  arn: string | null,
  locations: Found<TopologyLocation>,
  agents: Found<TopologyAgent>,
): TopologyNode {
  const location = arn === null ? undefined : locations.get(arn);
  if (location !== undefined) return locationNode(id, role, location, agents);
  return { id, item: { is: 'missing', what: 'location', role, arn }, children: [] };
}

function locationNode(
  id: string,
  role: 'source' | 'destination' | 'unused',
  location: TopologyLocation,
  agents: Found<TopologyAgent>,
): TopologyNode {
  return {
    id,
    item: { is: 'location', role, location },
    children: (location.agentArns ?? []).map((arn): TopologyNode => {
      const agent = agents.get(arn);
      const item: TopologyItem =
        agent === undefined ? { is: 'missing', what: 'agent', role: 'agent', arn } : { is: 'agent', agent };
      return { id: `${id}/agent ${arn}`, item, children: [] };
    }),
  };
}

function groupNode<Item extends { readonly row: number }>(
  place: string,
  group: Omit<Extract<TopologyItem, { is: 'group' }>, 'is' | 'count'>,
  items: readonly Item[],
  nodeOf: (item: Item, id: string) => TopologyNode,
): readonly TopologyNode[] {
  if (items.length === 0) return [];
  const id = `${place}/${group.what}`;
  return [
    {
      id,
      item: { is: 'group', ...group, count: items.length },
      children: items.map((item) => nodeOf(item, `${id}/${item.row}`)),
    },
  ];
}
