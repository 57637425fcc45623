import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DeletePlanReview } from '../../../../source/analysis/delete-plan/delete-plan.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { VIEWS } from '../../../../source/ui/views/registry.ts';
import { type BareApp, bareApp, settled } from '../../helpers/bare-app.ts';
import { emptyPlan, fakePlan } from '../../helpers/fake-plan.ts';
import { finishedScan, midScan } from '../../helpers/fake-scan.ts';
import { type FakeServices, fakeServices } from '../../helpers/fake-services.ts';
import { frame } from '../../helpers/frame.tsx';

const HOUR = 3_600_000;

async function review(
  keys: readonly string[] = ['7', 'D'],
  scan = finishedScan(),
): Promise<BareApp & { readonly services: FakeServices }> {
  const services = fakeServices(scan);
  return { ...(await bareApp(keys, { services })), services };
}

async function reviewed(plan: DeletePlanReview = fakePlan()) {
  const app = await review();
  app.services.reviews[0]?.finish(plan);
  await settled();
  await app.press(['g']);
  return app;
}

/** The lines of the view, without the title that stands in each. */
function shown(state: AppState): readonly string[] {
  return frame(state)
    .split('\n')
    .slice(3, -3)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

describe('the review of a delete plan', () => {
  test('is of the marked rows, else of those that the table lists', async () => {
    const listed = await review(['7', '/', ...'size>1GiB', 'enter', 'D']);
    assert.deepEqual(
      listed.services.reviews.map(({ scanFile, selection }) => [scanFile, selection.query, selection.rows]),
      [
        [
          finishedScan().scanFile,
          { tab: 'ebs', filter: 'size>1GiB', sort: { column: 'creation_time', descending: true } },
          undefined,
        ],
      ],
    );
    listed.app.leave(0);
    const marked = await review(['7', ' ', ' ', 'D']);
    const [asked] = marked.services.reviews;
    assert.equal(asked?.selection.rows?.length, 2);
    assert.equal(asked?.selection.words, '2 marked EBS snapshots');
    marked.app.leave(0);
  });

  test('says that it is being added up, and what snapdeck never does', async () => {
    const { app, state } = await review();
    assert.deepEqual(shown(state()), [
      ' Delete plan   of 42 EBS snapshots',
      ' snapdeck deletes nothing, ever: it only writes what you may run yourself.',
      ' Adding up what may go.',
    ]);
    await app.press(['enter']);
    assert.equal(state().message?.text, 'it is still being added up');
    app.leave(0);
  });

  test('says why it could not be added up, and tries again when it is opened again', async () => {
    const { app, state, services, press } = await review();
    services.reviews[0]?.fail(new Error('the disk is gone'));
    await settled();
    assert.equal(shown(state()).at(-1), ' It could not be added up: the disk is gone');
    await press(['escape', 'D']);
    assert.equal(services.reviews.length, 2);
    app.leave(0);
  });

  test('writes the script on Enter, once, and says where it is and how it is run', async () => {
    const { app, state, services, press } = await reviewed();
    await press(['enter', 'enter']);
    assert.equal(services.scripts.length, 1);
    assert.equal(services.scripts[0]?.selection, services.reviews[0]?.selection);
    assert.ok(shown(state()).includes(' Writing the script.'));
    services.scripts[0]?.finish({ path: 'output/plan.sh', run: 'CONFIRM=yes sh output/plan.sh' });
    await press(['x']);
    assert.deepEqual(shown(state()).slice(2, 5), [
      ' Written: output/plan.sh',
      ' Read it first: without CONFIRM=yes it only prints what it would do.',
      ' To delete: CONFIRM=yes sh output/plan.sh',
    ]);
    await press(['enter']);
    assert.equal(services.scripts.length, 1);
    assert.equal(state().message?.text, 'the script is written: Esc leads back');
    app.leave(0);
  });

  test('says why the script was not written, and writes it again on Enter', async () => {
    const { app, state, services, press } = await reviewed();
    await press(['enter']);
    services.scripts[0]?.fail(new Error('Cannot write output/plan.sh: there is no room left on the disk'));
    await settled();
    await press(['g']);
    assert.deepEqual(shown(state()).slice(2, 4), [
      ' The script was not written: Cannot write output/plan.sh: there is no room left',
      '   on the disk',
    ]);
    await press(['enter']);
    assert.equal(services.scripts.length, 2);
    app.leave(0);
  });

  test('writes nothing where nothing may go, and says so', async () => {
    const { app, state, services, press } = await reviewed(emptyPlan());
    assert.ok(shown(state()).includes(' There is no script to write.'));
    assert.ok(!frame(state()).includes('Enter write the script'));
    await press(['enter']);
    assert.equal(state().message?.text, 'nothing may go');
    assert.equal(services.scripts.length, 0);
    app.leave(0);
  });

  test('is given up where it is closed, and leads back to the rows', async () => {
    for (const key of ['escape', 'q', '1']) {
      const { app, state, services, press } = await review();
      await press([key]);
      assert.equal(state().deletePlan, null);
      assert.equal(VIEWS.front(state()).id, key === '1' ? 'scan' : 'table');
      assert.ok(services.reviews[0]?.signal.aborted);
      app.leave(0);
    }
  });

  test('is none of rows that no command deletes', async () => {
    const { app, state, services } = await review(['3', 'D']);
    assert.equal(state().message?.text, 'snapdeck names no command that deletes these');
    assert.equal(services.reviews.length, 0);
    assert.ok(!frame(state()).includes('D delete plan'));
    app.leave(0);
  });

  test('scrolls to the last reason', async () => {
    const { app, state, press } = await reviewed();
    await press(['G']);
    assert.equal(shown(state()).at(-1), '   1 row, unknown: AMIs could not be listed');
    await press(['g']);
    assert.equal(shown(state())[0], ' Delete plan   of 42 EBS snapshots');
    app.leave(0);
  });

  test('says that the scan still runs, and that its rows were read over 24 hours ago', async () => {
    const running = await review(['7', 'D'], midScan());
    running.services.reviews[0]?.finish(fakePlan());
    await running.press(['g']);
    assert.ok(shown(running.state()).includes(' The scan still runs: what it has not judged yet stays.'));
    running.app.leave(0);
    const old = await reviewed();
    old.services.reviews.length = 0;
    await old.press(['escape', 'D']);
    old.services.reviews[0]?.finish(fakePlan({ readAt: old.state().now - 25 * HOUR }));
    await old.press(['g']);
    assert.match(frame(old.state()), /Stale: read 1d ago/);
    old.app.leave(0);
  });
});
