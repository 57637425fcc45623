import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { datasync } from '../../bench/minimal-datasync.ts';
import { snapshots } from '../../bench/minimal-snapshots.ts';
import { openWire } from '../../bench/minimal-wire.ts';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';

suite('The minimal client', () => {
  let server: DemoServer;
  before(async () => {
    server = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
  });
  after(() => server.close());

  test('reads every row of the estate that a scan reads', async () => {
    const wire = openWire(server.url);
    const regions = server.estate.regions.filter(({ optInStatus }) => optInStatus !== 'not-opted-in');
    const rows = { datasync: 0, snapshots: 0 };
    for (const { name } of regions) {
      rows.datasync += await datasync(wire, name, { depth: 0 });
      rows.snapshots += await snapshots(wire, name, { depth: 0 });
    }
    wire.close();
    const counts = server.estate.counts();
    assert.equal(rows.datasync, counts.tasks + counts.locations + counts.agents + counts['task-executions']);
    assert.equal(
      rows.snapshots,
      counts.snapshots +
        counts['db-snapshots'] +
        counts['backup-db-snapshots'] +
        counts['db-cluster-snapshots'] +
        counts['recovery-points'],
    );
    assert.equal(wire.calls(), server.counters().calls);
    assert.ok(wire.longestChain() >= 3, 'a page, a describe, and the one that it leads to');
  });

  test('fails on an answer that is none', async () => {
    const wire = openWire(server.url);
    await assert.rejects(
      wire.datasync('us-east-1', 'DescribeTask', { TaskArn: 'none' }, { depth: 0 }),
      /: 400 /,
    );
    wire.close();
  });
});
