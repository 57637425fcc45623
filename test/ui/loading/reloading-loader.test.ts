import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStore } from '../../../source/ui/app/store.ts';
import { createReloadingLoader } from '../../../source/ui/loading/reloading-loader.ts';
import { mockClock } from '../../helpers/mock-clock.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { fakeServices } from '../helpers/fake-services.ts';
import { opened } from '../helpers/states.ts';

/** A loader of readings that end when the test says so. */
function loader(context: TestContext) {
  mockClock(context, 1_000_000);
  const now: { open: string | null; version: string; isMissing: boolean } = {
    open: 'one',
    version: '1',
    isMissing: false,
  };
  const readings: { readonly key: string; readonly end: () => void }[] = [];
  const state = opened();
  const queries = fakeServices(finishedScan()).openQueries('scan');
  const made = createReloadingLoader(createStore(state), () => queries, {
    leastMs: 1000,
    open: () => {
      const key = now.open;
      if (key === null) return null;
      const read = () =>
        new Promise<{ type: 'topology failed'; error: string }>((resolve) => {
          readings.push({ key, end: () => resolve({ type: 'topology failed', error: key }) });
        });
      return { key, read };
    },
    isMissing: () => now.isMissing,
    version: () => now.version,
  });
  const end = async () => {
    readings.at(-1)?.end();
    await nextTurn();
  };
  return { now, made, end, keys: () => readings.map(({ key }) => key) };
}

test('what is open is read at once, and again only when there is more of it and its time has come', async (t) => {
  const { now, made, end, keys } = loader(t);
  made.update();
  made.update();
  assert.deepEqual(keys(), ['one']);
  await end();
  made.update();
  t.mock.timers.tick(5000);
  assert.deepEqual(keys(), ['one']);
  now.version = '2';
  made.update();
  assert.deepEqual(keys(), ['one', 'one']);
  await end();
  now.version = '3';
  made.update();
  t.mock.timers.tick(999);
  assert.deepEqual(keys(), ['one', 'one']);
  t.mock.timers.tick(1);
  assert.deepEqual(keys(), ['one', 'one', 'one']);
});

test('another subject is read at once, and the one before it anew when it is opened again', async (t) => {
  const { now, made, end, keys } = loader(t);
  made.update();
  now.open = 'two';
  made.update();
  assert.deepEqual(keys(), ['one', 'two']);
  await end();
  now.open = 'one';
  made.update();
  assert.deepEqual(keys(), ['one', 'two', 'one']);
});

test('a reading that is under way when its subject is closed and opened again is not begun twice', (t) => {
  const { now, made, keys } = loader(t);
  now.isMissing = true;
  made.update();
  now.open = null;
  made.update();
  now.open = 'one';
  made.update();
  assert.deepEqual(keys(), ['one']);
});

test('a reading that failed is tried again when it is opened again, and not before', async (t) => {
  const { now, made, end, keys } = loader(t);
  made.update();
  await end();
  now.isMissing = true;
  made.update();
  assert.deepEqual(keys(), ['one']);
  now.open = null;
  made.update();
  now.open = 'one';
  made.update();
  assert.deepEqual(keys(), ['one', 'one']);
});
