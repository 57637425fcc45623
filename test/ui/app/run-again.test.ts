import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountState } from '../../../source/model/account.ts';
import type { CellRescan, CellState } from '../../../source/model/cell.ts';
import { type AppScreen, leftAfter, openApp } from '../helpers/app-screen.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { type FakeScanHandle, fakeServices } from '../helpers/fake-services.ts';
import { finishedManyScan } from '../helpers/many-scan.ts';

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

/** The app over many accounts; `change`: of these is told what became of them. */
async function overAccounts(
  keys: string,
  body: (
    app: AppScreen,
    handle: FakeScanHandle,
    change: (ids: readonly string[], to: Partial<AccountState>) => void,
  ) => Promise<void>,
): Promise<void> {
  const services = fakeServices(finishedManyScan());
  const app = openApp(services);
  await app.text('30 of 30 accounts');
  app.keys(keys);
  const [handle] = services.handles;
  assert.ok(handle !== undefined);
  const change = (ids: readonly string[], to: Partial<AccountState>) => {
    const scan = handle.state();
    const accounts = scan.accounts.map((one) => (ids.includes(one.id) ? { ...one, ...to } : one));
    handle.emit({ ...scan, accounts });
  };
  await leftAfter(app, () => body(app, handle, change));
}

const LATER = { startedAt: 2e12, endedAt: 2e12 + 1000 };

test('an account that is run again is told of when it has ended, with its rows', async () => {
  await overAccounts('/app-5 {enter}r', async (app, handle, change) => {
    await app.text('running what is not done in 1 account again');
    assert.deepEqual(handle.retriedAccounts, [['700000000005']]);
    change(['700000000005'], { phase: 'running', startedAt: LATER.startedAt, endedAt: null });
    await app.text('app-5 700000000005: running');
    change(['700000000005'], { phase: 'partial', ...LATER });
    await app.text('app-5 read again: 51 rows, partial, 1 problem');
  });
});

test('an account that is refused again says why', async () => {
  await overAccounts('/app-3 {enter}r', async (app, _, change) => {
    await app.text('running what is not done in 1 account again');
    const error = { code: 'AccessDenied', message: 'the role does not trust you' };
    change(['700000000003'], { phase: 'denied', error, ...LATER });
    await app.text('app-3 read again: denied: the role does not trust you');
  });
});

test('accounts that are run again together are told of once, when the last one has ended', async () => {
  await overAccounts('R', async (app, handle, change) => {
    await app.text('running what is not done in 12 accounts again');
    const [ids = []] = handle.retriedAccounts;
    change(ids.slice(1), { phase: 'done', error: null, ...LATER });
    await app.text('running what is not done in 12 accounts again');
    change(ids.slice(0, 1), { phase: 'done', error: null, ...LATER });
    await app.text('12 accounts read again: 510 rows, all done');
  });
});

test('cells without rows that are run again say how they ended, once all of them have', async () => {
  const scan = finishedScan();
  const services = fakeServices(scan);
  const app = openApp(services);
  await app.text('40 of 40 cells');
  await leftAfter(app, async () => {
    const [handle] = services.handles;
    app.keys('R');
    await app.text('running 1 cell again');
    const [id] = handle?.retried[0] ?? [];
    const withCell = (change: Partial<CellState>) => ({
      ...scan,
      cells: scan.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)),
    });
    handle?.emit(withCell({ phase: 'running', startedAt: 5, error: null }));
    handle?.emit(
      withCell({
        phase: 'denied',
        startedAt: 5,
        error: { code: 'AccessDenied', message: 'still not allowed' },
      }),
    );
    await app.text('read again: denied: still not allowed');
    app.keys('R');
    await app.text('running 1 cell again');
    handle?.emit(withCell({ phase: 'done', startedAt: 6, rows: 12, error: null }));
    await app.text('read again: 12 rows, done');
  });
});
