import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { type Topology, type TopologyNode, topologyTree } from '../../source/analysis/topology.ts';
import { readTopology } from '../../source/analysis/topology-from-scan-file.ts';
import { openForReading } from '../../source/store/scan-file.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';

const task = (change: Partial<Topology['tasks'][number]>): Topology['tasks'][number] => ({
  row: 1,
  account: '123456789012',
  region: 'us-east-1',
  arn: 'task-1',
  name: null,
  status: 'AVAILABLE',
  scheduleStatus: null,
  sourceArn: null,
  destinationArn: null,
  lastStatus: null,
  lastTime: null,
  ...change,
});
const location = (change: Partial<Topology['locations'][number]>): Topology['locations'][number] => ({
  row: 1,
  account: '123456789012',
  region: 'us-east-1',
  arn: 'loc-1',
  type: 'S3',
  uri: null,
  agentArns: [],
  ...change,
});
const agent = (change: Partial<Topology['agents'][number]>): Topology['agents'][number] => ({
  row: 1,
  account: '123456789012',
  region: 'us-east-1',
  arn: 'agent-1',
  name: null,
  status: 'ONLINE',
  ...change,
});

const NONE: Topology = { tasks: [], locations: [], agents: [], accounts: [] };

/** A node in short: what it is, what hangs on it. */
function outline(nodes: readonly TopologyNode[]): readonly unknown[] {
  return nodes.map(({ item, children }) => {
    const what = shortly(item);
    return children.length === 0 ? what : [what, outline(children)];
  });
}

function shortly(item: TopologyNode['item']): string {
  switch (item.is) {
    case 'account':
      return `account ${item.name ?? item.account}`;
    case 'region':
      return item.region;
    case 'task':
      return `task ${item.task.name ?? item.task.arn}`;
    case 'location':
      return `${item.role} ${item.location.arn}`;
    case 'agent':
      return `agent ${item.agent.arn}`;
    case 'missing':
      return `${item.role} ${item.arn} missing`;
    case 'group':
      return `${item.what} ${item.count}`;
  }
}

describe('the tree of DataSync', () => {
  test('goes by name as people read numbers and letters, by ARN where there is no name, then by row', () => {
    const names = ['task 10', 'Task 9', 'task 9', null, 'éclair', 'zebra'];
    const tasks = names.map((name, index) => task({ row: 10 - index, arn: `arn-${index}`, name }));
    const [region] = topologyTree({ ...NONE, tasks });
    assert.deepEqual(
      region?.children.map(({ item }) => (item.is === 'task' ? (item.task.name ?? item.task.arn) : item.is)),
      ['arn-3', 'éclair', 'task 9', 'Task 9', 'task 10', 'zebra'],
    );
  });

  test('doubts that a location is unused where any task does not say both of its own', () => {
    const doubtful = (...ends: readonly (readonly [string | null, string | null])[]) => {
      const tasks = ends.map(([sourceArn, destinationArn], index) =>
        task({ row: index + 1, arn: `t${index}`, sourceArn, destinationArn }),
      );
      const [region] = topologyTree({ ...NONE, tasks, locations: [location({ arn: 'alone' })] });
      const group = region?.children.at(-1)?.item;
      return group?.is === 'group' ? [group.what, group.count, group.doubtful] : null;
    };
    assert.deepEqual(doubtful(['a', 'b']), ['unused locations', 1, false]);
    assert.deepEqual(doubtful(['a', 'b'], [null, 'b']), ['unused locations', 1, true]);
    assert.deepEqual(doubtful(['a', null], ['a', 'b']), ['unused locations', 1, true]);
  });

  test('doubts that an agent is unused where the agents of any location could not be read', () => {
    const doubtful = (...agentArns: readonly (readonly string[] | null)[]) => {
      const locations = agentArns.map((arns, index) =>
        location({ arn: `loc-${index}`, row: index + 1, agentArns: arns }),
      );
      const [region] = topologyTree({ ...NONE, locations, agents: [agent({})] });
      const group = region?.children.at(-1)?.item;
      return group?.is === 'group' ? [group.what, group.doubtful] : null;
    };
    assert.deepEqual(doubtful(['agent-9'], []), ['unused agents', false]);
    assert.deepEqual(doubtful(['agent-9'], null), ['unused agents', true]);
    assert.deepEqual(doubtful(null, null), ['unused agents', true]);
  });

  test('leads from region to task, to source and destination, to agents; tasks go by name', () => {
    const tree = topologyTree({
      ...NONE,
      tasks: [
        task({ arn: 'task-2', name: 'b10' }),
        task({ arn: 'task-1', name: 'b9', sourceArn: 'loc-1', destinationArn: 'loc-2' }),
        task({ arn: 'task-3', region: 'eu-west-1' }),
      ],
      locations: [location({ agentArns: ['agent-1', 'agent-9'] }), location({ row: 2, arn: 'loc-2' })],
      agents: [agent({})],
    });
    assert.deepEqual(outline(tree), [
      ['eu-west-1', [['task task-3', ['source null missing', 'destination null missing']]]],
      [
        'us-east-1',
        [
          ['task b9', [['source loc-1', ['agent agent-1', 'agent agent-9 missing']], 'destination loc-2']],
          ['task b10', ['source null missing', 'destination null missing']],
        ],
      ],
    ]);
  });

  test('of many accounts is that of each by name, those without DataSync left out, or of one of them', () => {
    const topology: Topology = {
      tasks: [
        task({ account: '2', arn: 't2', sourceArn: 'l1' }),
        task({ account: '1', arn: 't1', region: 'eu-west-1' }),
      ],
      locations: [location({ account: '1', arn: 'l1' }), location({ account: '1', arn: 'l2' })],
      agents: [],
      accounts: [
        { id: '1', name: 'web' },
        { id: '2', name: 'pay' },
        { id: '3', name: 'empty' },
        { id: '4', name: null },
      ],
    };
    const web = [
      ['eu-west-1', [['task t1', ['source null missing', 'destination null missing']]]],
      ['us-east-1', [['unused locations 1', ['unused l2']]]],
    ];
    assert.deepEqual(outline(topologyTree(topology)), [
      ['account pay', [['us-east-1', [['task t2', ['source l1', 'destination null missing']]]]]],
      ['account web', web],
    ]);
    assert.deepEqual(outline(topologyTree(topology, '1')), web);
    assert.deepEqual(outline(topologyTree(topology, '3')), []);
    const idsOf = (nodes: readonly TopologyNode[]): readonly string[] =>
      nodes.flatMap(({ id, children }) => [id, ...idsOf(children)]);
    const [, ofWeb] = topologyTree(topology);
    assert.deepEqual(idsOf(ofWeb?.children ?? []), idsOf(topologyTree(topology, '1')));
  });

  test('has a place for what hangs nowhere', () => {
    const tree = topologyTree({
      ...NONE,
      locations: [location({ agentArns: ['agent-1'] }), location({ row: 2, arn: null, agentArns: null })],
      agents: [agent({}), agent({ row: 2, arn: 'agent-2' })],
    });
    assert.deepEqual(outline(tree), [
      [
        'us-east-1',
        [
          ['unused locations 2', [['unused loc-1', ['agent agent-1']], 'unused null']],
          ['unused agents 1', ['agent agent-2']],
        ],
      ],
    ]);
  });

  test('gives every node an id of its own, also where a location hangs on many tasks', () => {
    const ids: string[] = [];
    const collect = (nodes: readonly TopologyNode[]): void => {
      for (const { id, children } of nodes) {
        ids.push(id);
        collect(children);
      }
    };
    collect(
      topologyTree({
        ...NONE,
        tasks: [
          task({ sourceArn: 'loc-1', destinationArn: 'loc-1' }),
          task({ row: 2, arn: 'task-2', sourceArn: 'loc-1' }),
          task({ row: 3, arn: null }),
        ],
        locations: [location({ agentArns: ['agent-1'] })],
        agents: [agent({})],
      }),
    );
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 13);
  });
});

test('a topology is read from a scan file, with the newest execution of each task', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-topology-'));
  const file = path.join(folder, 'scan.sqlite');
  const region = 'us-east-1';
  makeScanFile(file, {
    cells: [
      {
        region,
        kind: 'datasync-task',
        outcome: 'done',
        rows: [
          {
            task_arn: 'task-1',
            task_name: 'one',
            status: 'RUNNING',
            schedule_status: 'DISABLED',
            source_location_arn: 'loc-1',
          },
          { task_arn: 'task-2' },
        ],
      },
      {
        region,
        kind: 'datasync-location',
        outcome: 'done',
        rows: [
          {
            location_arn: 'loc-1',
            location_type: 'NFS',
            location_uri: 'nfs://host/',
            agent_arns: ['agent-1'],
          },
        ],
      },
      {
        region,
        kind: 'datasync-agent',
        outcome: 'done',
        rows: [{ agent_arn: 'agent-1', status: 'OFFLINE' }],
      },
      {
        region,
        kind: 'datasync-execution',
        outcome: 'done',
        rows: [
          { task_arn: 'task-1', status: 'ERROR', start_time: SCAN_START - 1000 },
          { task_arn: 'task-1', status: 'SUCCESS', start_time: SCAN_START - 9000 },
          { task_arn: 'task-1', status: 'QUEUED' },
        ],
      },
    ],
  });
  const database = openForReading(file);
  try {
    assert.deepEqual(readTopology(database), {
      tasks: [
        task({
          name: 'one',
          status: 'RUNNING',
          scheduleStatus: 'DISABLED',
          sourceArn: 'loc-1',
          lastStatus: 'ERROR',
          lastTime: SCAN_START - 1000,
        }),
        task({ row: 2, arn: 'task-2', status: null }),
      ],
      locations: [location({ type: 'NFS', uri: 'nfs://host/', agentArns: ['agent-1'] })],
      agents: [agent({ status: 'OFFLINE' })],
      accounts: [],
    });
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
});
