import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScanSession } from '../../../source/ui/app/scan-session.ts';
import { createStore } from '../../../source/ui/app/store.ts';
import type { ScanChoice } from '../../../source/ui/loading/services.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { fakeHandle, fakeServices } from '../helpers/fake-services.ts';
import { finishedManyScan } from '../helpers/many-scan.ts';
import { opened } from '../helpers/states.ts';

/** A session whose scans stop when the test lets them. */
function setUp() {
  const stops: PromiseWithResolvers<void>[] = [];
  const started: ScanChoice[] = [];
  const services = fakeServices(finishedScan(), {
    startScan: (choice) => {
      started.push(choice);
      const stop = Promise.withResolvers<void>();
      stops.push(stop);
      return { ...fakeHandle(finishedScan()), stop: () => stop.promise };
    },
  });
  const session = new ScanSession(services, createStore(opened()), () => {});
  return { session, started, letStop: (index: number) => stops[index]?.resolve() };
}

test('of scans that are wished for while another one stops, only the last is started, and once that one has stopped', async () => {
  const { session, started, letStop } = setUp();
  await session.start({ regions: ['us-east-1'] });
  const second = session.start({ regions: ['us-west-1'] });
  const third = session.start({ regions: ['us-west-2'] });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(started, [{ regions: ['us-east-1'] }]);
  letStop(0);
  await Promise.all([second, third]);
  assert.deepEqual(started, [{ regions: ['us-east-1'] }, { regions: ['us-west-2'] }]);
});

test('an app that is left while a scan stops starts no other one, and waits for the one that stops', async () => {
  const { session, started, letStop } = setUp();
  await session.start({});
  const another = session.start({});
  let left = false;
  const leaving = session.close().then(() => {
    left = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(left, false);
  letStop(0);
  await Promise.all([another, leaving]);
  assert.equal(started.length, 1);
});

test('the cells of an account of a scan file are asked for once, and what fails is said', async () => {
  const services = fakeServices(finishedManyScan());
  const { accounts, cells, problems } = finishedManyScan();
  const asked: string[] = [];
  const queries = {
    ...services.queries,
    overview: () => Promise.resolve({ accounts, cells, problems }),
    cellsOf: (account: string) => {
      asked.push(account);
      if (account === '700000000001') return Promise.reject(new Error('the disk is gone'));
      return Promise.resolve(finishedScan().cells);
    },
  };
  const store = createStore(opened());
  const session = new ScanSession({ ...services, openQueries: () => queries }, store, () => {});
  await session.openFile('/data/many.sqlite');
  await Promise.all([session.lookInto('700000000000'), session.lookInto('700000000000')]);
  assert.deepEqual(asked, ['700000000000']);
  assert.deepEqual(store.state().scan?.lookedInto, {
    account: '700000000000',
    cells: finishedScan().cells,
  });
  await session.lookInto('700000000001');
  assert.equal(store.state().message?.text, 'its cells could not be read: the disk is gone');
  await session.lookInto(null);
  assert.equal(store.state().scan?.lookedInto, null);
  await session.close();
});

test('of a file that lacks sources without a backup that is said, unless there is something else to say', async () => {
  const services = fakeServices(finishedScan());
  const { accounts, cells, problems } = finishedScan();
  for (const [lacking, notice, said] of [
    [{}, null, null],
    [
      { lacksSources: true },
      null,
      'an earlier version wrote this scan file: sources without a backup are missing in it',
    ],
    [{ lacksSources: true }, 'no new scan', 'no new scan'],
  ] as const) {
    const overview = () => Promise.resolve({ accounts, cells, problems, ...lacking });
    const store = createStore(opened());
    const openQueries = () => ({ ...services.queries, overview });
    const session = new ScanSession({ ...services, openQueries }, store, () => {});
    await session.openFile('/data/old.sqlite', notice);
    assert.equal(store.state().scan?.notice, said);
    await session.close();
  }
});
