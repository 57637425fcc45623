import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { paginateListTaskExecutions } from '@aws-sdk/client-datasync';
import { paginateDescribeSnapshots, type Snapshot } from '@aws-sdk/client-ec2';
import { paginateDescribeDBSnapshots } from '@aws-sdk/client-rds';
import { instantOfDay, LAST_DAY } from '../../source/demo/days.ts';
import { clients, demoServer, rowsOf } from './helpers.ts';

const DAY = 86_400_000;

async function snapshotsOn(context: TestContext, day: number): Promise<ReadonlyMap<string, Snapshot>> {
  const { url } = await demoServer(context, { size: 'medium', day });
  const { ec2 } = clients(url);
  const { rows } = await rowsOf(
    paginateDescribeSnapshots({ client: ec2 }, { OwnerIds: ['self'] }),
    (page) => page.Snapshots,
  );
  return new Map(rows.map((row) => [row.SnapshotId ?? '', row]));
}

suite('the simulated company on one of its days', () => {
  test('is the same one whenever it is asked', async (context) => {
    const [one, other] = [await snapshotsOn(context, 3), await snapshotsOn(context, 3)];
    assert.deepEqual([...one], [...other]);
  });

  test('has what was made by then, under the same ids and times as later', async (context) => {
    const [early, late] = [await snapshotsOn(context, 2), await snapshotsOn(context, 9)];
    const madeBy = ({ StartTime }: Snapshot, day: number) => Number(StartTime) <= instantOfDay(day).getTime();
    assert.ok([...early.values()].every((row) => madeBy(row, 2)));
    const fresh = [...late.values()].filter((row) => !early.has(row.SnapshotId ?? ''));
    assert.ok(fresh.length > 50, `${fresh.length} are new`);
    assert.ok(fresh.every((row) => !madeBy(row, 2)));
    for (const [id, row] of late)
      if (early.has(id)) assert.deepEqual(early.get(id)?.StartTime, row.StartTime, id);
  });

  test('has lost what was kept for long enough, what somebody deleted, and seen some tagged', async (context) => {
    const [early, late] = [await snapshotsOn(context, 2), await snapshotsOn(context, 9)];
    const gone = [...early.values()].filter((row) => !late.has(row.SnapshotId ?? ''));
    const isDaily = ({ Tags = [] }: Snapshot) => Tags.some(({ Value }) => Value === 'daily, keep 35');
    const kept = gone
      .filter(isDaily)
      .map(({ StartTime }) => (Number(instantOfDay(9)) - Number(StartTime)) / DAY);
    assert.ok(kept.filter((days) => days > 35).length > 20, 'the policy deletes');
    assert.ok(
      gone.some((row) => !isDaily(row)),
      'somebody deletes',
    );
    const tagged = [...late].filter(
      ([id, { Tags = [] }]) =>
        Tags.some(({ Key }) => Key === 'Review') && early.get(id)?.Tags?.length === Tags.length - 1,
    );
    assert.ok(tagged.length > 0, 'somebody tags');
  });

  test('has seven automated snapshots of each database at most, and thirty days of runs', async (context) => {
    for (const day of [0, LAST_DAY]) {
      const { url, estate } = await demoServer(context, { size: 'medium', day });
      const { rds, datasync } = clients(url);
      const { rows } = await rowsOf(
        paginateDescribeDBSnapshots({ client: rds }, { SnapshotType: 'automated' }),
        (page) => page.DBSnapshots,
      );
      const now = instantOfDay(day).getTime();
      assert.ok(rows.length > 0);
      for (const { SnapshotCreateTime } of rows) {
        const age = now - Number(SnapshotCreateTime);
        assert.ok(age >= 0 && age <= 7 * DAY, `${age / DAY} days`);
      }
      const executions = await rowsOf(
        paginateListTaskExecutions({ client: datasync }, {}),
        (page) => page.TaskExecutions,
      );
      const began = executions.rows.map(({ TaskExecutionArn = '' }) => {
        const { StartTime } = estate.region('us-east-1')?.datasync.executionByArn(TaskExecutionArn) ?? {};
        return (now - Number(StartTime)) / DAY;
      });
      assert.ok(Math.min(...began) >= 0 && Math.max(...began) < 30);
      assert.ok(Math.max(...began) > 28, 'the oldest are nearly thirty days old');
    }
  });
});
