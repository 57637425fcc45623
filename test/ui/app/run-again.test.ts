import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellRescan } from '../../../source/model/cell.ts';
import { type AppScreen, leftAfter, openApp } from '../helpers/app-screen.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { type FakeScanHandle, fakeServices } from '../helpers/fake-services.ts';

/** The app with its cursor on us-east-1 EBS, which has 40 rows; what a rescan of it comes to is the test's. */
async function onCellWithRows(
  body: (
    app: AppScreen,
    handle: FakeScanHandle,
    end: (result: Pick<CellRescan, 'changes' | 'failure'>) => void,
    fail: (error: Error) => void,
  ) => Promise<void>,
): Promise<void> {
  const services = fakeServices(finishedScan());
  const app = openApp(services);
  await app.text('40 of 40 cells');
  app.keys('{right}{right}{right}{right}');
  await app.text('us-east-1 EBS: done, 40 rows');
  const [handle] = services.handles;
  assert.ok(handle !== undefined);
  const { promise, resolve, reject } = Promise.withResolvers<readonly CellRescan[]>();
  handle.onRescan = () => promise;
  await leftAfter(app, () =>
    body(
      app,
      handle,
      (result) => resolve([{ cellId: handle.rescanned[0]?.[0] ?? 0, endedAt: 0, ...result }]),
      reject,
    ),
  );
}

test('a cell with rows keeps them while it is run again, and says what changed', async () => {
  await onCellWithRows(async (app, handle, end) => {
    app.keys('r');
    await app.text('running 1 cell again; the rows stay until the new ones are there');
    await app.text(/us-east-1 .* \/ 40 /);
    await app.text('us-east-1 EBS: done, 40 rows, 1 call, being read again');
    assert.deepEqual([handle.retried, handle.rescanned.length], [[], 1]);
    app.keys('r');
    await app.text('that is being read already');
    assert.equal(handle.rescanned.length, 1);
    end({ changes: { added: [50, 51], changed: [], gone: [3] }, failure: null });
    await app.text('us-east-1 EBS read again: 2 new, 1 gone');
    await app.text(/us-east-1 .* 40 \+2-1 /);
    await app.noText('being read again');
  });
});

test('a cell whose new run ends worse keeps its rows, and says why', async () => {
  await onCellWithRows(async (app, _handle, end) => {
    app.keys('r');
    await app.text('being read again');
    end({ changes: null, failure: 'denied: not authorized to perform ec2:DescribeSnapshots' });
    await app.text('us-east-1 EBS not read again (denied: not authorized to perform');
    await app.text(/us-east-1 .* 40 \? /);
    await app.noText('being read again');
  });
});

test('a cell that has not changed is said to be as it was', async () => {
  await onCellWithRows(async (app, _handle, end) => {
    app.keys('r');
    await app.text('being read again');
    end({ changes: { added: [], changed: [], gone: [] }, failure: null });
    await app.text('us-east-1 EBS read again: nothing changed');
  });
});

test('a scan that ends meanwhile is told, and the rows stay', async () => {
  await onCellWithRows(async (app, _handle, _end, fail) => {
    app.keys('r');
    await app.text('being read again');
    fail(new Error('the scan has ended'));
    await app.text('it could not be read again: the scan has ended; the rows stay');
    await app.noText('being read again');
  });
});
