import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Topology } from '../../../../source/analysis/topology.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { topologyLines } from '../../../../source/ui/views/datasync-tree/tree.ts';
import { left, openApp } from '../../helpers/app-screen.ts';
import { topologyOf } from '../../helpers/fake-related.ts';
import { fakeRow, fakeRows } from '../../helpers/fake-rows.ts';
import { fakeScan, finishedScan, SCAN_START } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { fakeSummary } from '../../helpers/fake-summary.ts';
import { checkFrame, frame } from '../../helpers/frame.tsx';
import { accountTotalsOf, finishedManyScan } from '../../helpers/many-scan.ts';
import { after, atNumber, LARGE, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

const DATASYNC = 'arn:aws:datasync:us-east-1:123456789012';

/** Two tasks, one of them with a destination that is gone, a location and an agent that nothing uses. */
function world(): Topology {
  const rows = fakeRows();
  const more = {
    ...rows,
    locations: [
      ...(rows.locations ?? []),
      fakeRow(2, 'datasync-location', {
        location_arn: `${DATASYNC}:location/loc-0cc`,
        location_type: 'NFS',
        location_uri: 'nfs://nas.example.com/exports/データ/',
        agent_arns: [`${DATASYNC}:agent/agent-gone`],
      }),
    ],
    agents: [
      ...(rows.agents ?? []),
      fakeRow(2, 'datasync-agent', {
        agent_arn: `${DATASYNC}:agent/agent-2`,
        agent_name: 'dc2',
        status: 'ONLINE',
      }),
    ],
  };
  const topology = topologyOf(more);
  const tasks = topology.tasks.map((task, index) =>
    index === 0
      ? { ...task, lastStatus: 'ERROR', lastTime: SCAN_START - 3_600_000 }
      : { ...task, scheduleStatus: 'DISABLED' },
  );
  return { ...topology, tasks };
}

const read = (state: AppState) => after(state, { type: 'topology arrived', topology: world() });
const tree = (size = SMALL) => read(after(opened(finishedScan(), size), 'topology'));
const underCursor = ({ topology }: AppState) =>
  topologyLines(topology).find(({ node }) => node.id === topology.cursor)?.node.item.is ?? null;

test('a run that has not ended is no last run', () => {
  const topology = world();
  const [task, ...others] = topology.tasks;
  const running = task === undefined ? [] : [{ ...task, lastStatus: 'VERIFYING', lastTime: SCAN_START }];
  const now = after(tree(), {
    type: 'topology arrived',
    topology: { ...topology, tasks: [...running, ...others] },
  });
  assert.match(frame(now), /nas-to-s3-nightly {2}AVAILABLE {2}now VERIFYING since 2026-11-21 12:00/);
});

for (const [name, size] of [
  ['80x24', SMALL],
  ['120x40', LARGE],
] as const) {
  test(`the tree of DataSync at ${name}`, (context) => checkFrame(context, `topology-${name}`, tree(size)));
  test(`the tree of DataSync with all unfolded at ${name}`, (context) =>
    checkFrame(
      context,
      `topology-unfolded-${name}`,
      after(tree(size), 'last', 'right', 'up', 'right', 'right', 'right'),
    ));
}

describe('the tree says instead of lines', () => {
  const lineOf = (state: AppState) => frame(state).split('\n').slice(4, 6);

  test('that it is being read', () => {
    assert.deepEqual(lineOf(after(opened(finishedScan(), SMALL), 'topology'))[0], ' Reading...');
  });

  test('why it could not be read', () => {
    const failed = after(opened(finishedScan(), SMALL), 'topology', {
      type: 'topology failed',
      error: 'disk I/O error',
    });
    assert.deepEqual(lineOf(failed), [
      ' The scan file could not be read: disk I/O error',
      ' Esc leads back; open it again to try once more.',
    ]);
  });

  const nothing: Topology = { tasks: [], locations: [], agents: [], accounts: [] };
  const empty = (scan = fakeScan()) =>
    after(opened(scan, SMALL), 'topology', { type: 'topology arrived', topology: nothing });

  test('that there is nothing, or that nobody knows', () => {
    assert.equal(
      lineOf(empty())[0],
      ' There are no tasks, locations or agents: every region answered, with nothing.',
    );
    const denied = { phase: 'denied', error: { code: 'AccessDenied', message: 'no' } } as const;
    assert.equal(
      lineOf(empty(fakeScan({ 'us-east-1 datasync-task': denied })))[0],
      ' Nothing so far, but 1 region denied: this does not mean that there is nothing.',
    );
  });

  test('that DataSync was not scanned', () => {
    assert.equal(
      lineOf(empty(fakeScan({}, { kinds: ['ebs-snapshot'] })))[0],
      ' DataSync is not part of this scan: it was started with other kinds (--kind).',
    );
  });
});

describe('the tree of many accounts', () => {
  /** The same in two of the accounts; nothing in the others. */
  const manyWorld = (): Topology => {
    const { tasks, locations, agents } = world();
    const one = { account: '700000000000' };
    const other = { account: '700000000001', region: 'eu-west-1' };
    const inBoth = <Item extends object>(items: readonly Item[]) =>
      [one, other].flatMap((place) => items.map((item) => ({ ...item, ...place })));
    const accounts = finishedManyScan().accounts.map(({ id, name }) => ({ id, name }));
    return { tasks: inBoth(tasks), locations: inBoth(locations), agents: inBoth(agents), accounts };
  };
  const narrowedTo = (size: AppState['size'], text: string) =>
    after(opened(finishedManyScan(), size), 'filter accounts', { type: 'typed', text }, 'enter');
  const many = (size: AppState['size'], before: AppState) =>
    after({ ...before, size }, 'topology', { type: 'topology arrived', topology: manyWorld() });

  for (const [name, size] of [
    ['80x24', SMALL],
    ['120x40', LARGE],
  ] as const) {
    test(`groups them by account at ${name}`, (context) => {
      const table = withRowsOf(opened(finishedManyScan(), size), 'ebs');
      checkFrame(context, `topology-of-many-accounts-${name}`, many(size, table));
    });
    test(`is of the account under the cursor at ${name}`, (context) => {
      const scan = narrowedTo(size, 'app-0');
      checkFrame(context, `topology-of-one-account-${name}`, many(size, scan));
    });
  }

  test('is of the account that is looked into, or under the cursor of the list by cost', () => {
    const scan = finishedManyScan();
    const into = after(opened(scan), 'down', 'enter');
    assert.equal(many(LARGE, into).topology.account, into.accounts.into);
    const report = fakeSummary({ accounts: accountTotalsOf(scan) });
    const summary = after(opened(scan), { open: 'summary' }, { type: 'summary arrived', report });
    const list = after(atNumber(summary, 'accounts'), 'enter', 'down');
    assert.equal(many(LARGE, list).topology.account, '700000000026');
    assert.equal(many(LARGE, after(list, 'back')).topology.account, null);
  });

  test('of an account says that there is none, or that nobody knows', () => {
    const lineOf = (filter: string) =>
      frame(many(SMALL, narrowedTo(SMALL, filter)))
        .split('\n')
        .slice(3, 6);
    assert.match(lineOf('id:700000000002')[0] ?? '', /^ DataSync of app-2 {3}0 tasks/);
    assert.equal(
      lineOf('id:700000000002')[1],
      ' There are no tasks, locations or agents in app-2: every region answered, with',
    );
    assert.equal(
      lineOf('app-3')[1],
      ' Nothing so far, but not read: denied: this does not mean that there is',
    );
  });
});

describe('in the tree', () => {
  test('Left folds or goes up, Right unfolds or goes down, Space does either', () => {
    const task = after(tree(), 'down');
    assert.equal(underCursor(task), 'task');
    const folded = after(task, 'left');
    assert.equal(topologyLines(folded.topology).length, topologyLines(task.topology).length - 2);
    assert.equal(underCursor(after(folded, 'left')), 'region');
    assert.deepEqual(topologyLines(after(folded, 'mark').topology), topologyLines(task.topology));
    assert.equal(underCursor(after(folded, 'right', 'right')), 'missing');
  });

  test('tasks come folded where there are many', () => {
    const [first] = world().tasks;
    const tasks = Array.from({ length: 41 }, (_, row) => ({
      ...first,
      ...world().tasks[0],
      row,
      arn: `task-${row}`,
    }));
    const many = after(opened(finishedScan(), SMALL), 'topology', {
      type: 'topology arrived',
      topology: {
        ...world(),
        tasks: tasks.flatMap((task) => (first === undefined ? [] : [{ ...first, ...task }])),
      },
    });
    assert.equal(topologyLines(many.topology).filter(({ node }) => node.item.is === 'location').length, 0);
  });

  test('Enter on a region folds it, on a line without a row it stays', () => {
    assert.equal(topologyLines(after(tree(), 'enter').topology).length, 1);
    const missing = after(tree(), 'down', 'down', 'down');
    assert.equal(underCursor(missing), 'missing');
    assert.deepEqual(after(missing, 'enter'), missing);
  });

  test('it opens at the row of a table, whether it is read already or not, with its branch unfolded', () => {
    const location = after(withRowsOf(opened(finishedScan(), SMALL), 'locations'), 'topology');
    assert.equal(underCursor(read(location)), 'location');
    const again = after(read(location), 'back', 'topology');
    assert.equal(underCursor(again), 'location');
    const task = after(withRowsOf(opened(finishedScan(), SMALL), 'tasks'), 'down', 'topology');
    assert.equal(underCursor(read(task)), 'task');
  });

  test('a branch that is unfolded at the end of the screen comes into sight as far as there is room', () => {
    const tasks = Array.from({ length: 60 }, (_, row) => ({
      ...(world().tasks[1] ??
        (() => {
          throw new Error('no task');
        })()),
      row,
      arn: `task-${row}`,
      name: `task ${row}`,
    }));
    const many = after(opened(finishedScan(), SMALL), 'topology', {
      type: 'topology arrived',
      topology: { ...world(), tasks },
    });
    const atEnd = after(many, ...Array.from({ length: 17 }, () => 'down' as const));
    assert.equal(atEnd.topology.top, 0);
    const unfolded = after(atEnd, 'right');
    assert.equal(unfolded.topology.top, 2);
    assert.match(frame(unfolded), /└─ destination not known/);
  });

  test('the cursor stays on its node while more is read', () => {
    const at = after(tree(), 'down', 'down', 'down');
    const { cursor } = at.topology;
    assert.equal(after(at, { type: 'topology arrived', topology: world() }).topology.cursor, cursor);
  });

  test('another view closes it', () => {
    const other = after(tree(), { open: 'ebs' });
    assert.equal(other.topology.open, false);
    assert.equal(other.view, 'ebs');
  });
});

test('t shows the tree, Enter a row of it in full, and Backspace leads back through both', async () => {
  const app = openApp(fakeServices(finishedScan()), { mode: 'scan', choice: {} }, { columns: 100, rows: 30 });
  await app.text('Region');
  app.keys('5');
  await app.text('row 1 of 1');
  app.keys('t');
  await app.text(/DataSync +2 tasks · 1 location · 1 agent/);
  await app.text(/>.*agent dc1 {2}OFFLINE/);
  app.keys('{enter}');
  await app.text('DataSync agent dc1');
  await app.text(/>Locations +S3 s3:/);
  app.keys('{back}');
  await app.text(/>.*agent dc1 {2}OFFLINE/);
  app.keys('{back}');
  await app.text('row 1 of 1');
  await left(app);
});
