import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createSharedSemaphore, giveBackRoom, sharedCount, sharedRoom } from '../../source/base/semaphore.ts';

const { signal } = new AbortController();

test('shared room is for its size, whoever takes it, and the waiting ones go in the order they came', async () => {
  const room = sharedRoom(2);
  const [one, other] = [createSharedSemaphore(room), createSharedSemaphore(room)];
  await one.acquire(signal);
  await other.acquire(signal);
  const order: string[] = [];
  const waiting = ['first', 'second', 'third'].map((name) =>
    one.acquire(signal).then(() => {
      order.push(name);
      one.release();
    }),
  );
  assert.deepEqual(order, []);
  other.release();
  await Promise.all(waiting);
  assert.deepEqual(order, ['first', 'second', 'third']);
  await other.acquire(signal);
  one.release();
  other.release();
  assert.equal(new Int32Array(room)[0], 2);
});

test('one that is stopped while it waits takes no room, and leaves it to the next', async () => {
  const room = sharedRoom(1);
  const semaphore = createSharedSemaphore(room);
  await semaphore.acquire(signal);
  const controller = new AbortController();
  const stopped = semaphore.acquire(controller.signal);
  const next = semaphore.acquire(signal);
  controller.abort(new Error('stopped'));
  await assert.rejects(stopped, /stopped/);
  semaphore.release();
  await next;
  assert.equal(new Int32Array(room)[0], 0);
});

test('urgent ones go first, and the others have every fourth turn', async () => {
  const semaphore = createSharedSemaphore(sharedRoom(1));
  await semaphore.acquire(signal);
  const order: string[] = [];
  const wait = (name: string, isUrgent: boolean): Promise<void> =>
    semaphore.acquire(signal, isUrgent).then(() => {
      order.push(name);
      semaphore.release();
    });
  const waiting = [
    ...['a', 'b'].map((name) => wait(name, false)),
    ...['1', '2', '3', '4'].map((name) => wait(name, true)),
  ];
  semaphore.release();
  await Promise.all(waiting);
  assert.deepEqual(order, ['1', '2', 'a', '3', '4', 'b']);
});

test('a thread holds no more than its own part of the room', async () => {
  const room = sharedRoom(3);
  const semaphore = createSharedSemaphore(room, 2);
  await semaphore.acquire(signal);
  await semaphore.acquire(signal);
  const third = semaphore.acquire(signal);
  assert.equal(new Int32Array(room)[0], 1);
  semaphore.release();
  await third;
  assert.equal(new Int32Array(room)[0], 1);
});

test('what a thread that has ended still held is given back, once', async () => {
  const [room, held] = [sharedRoom(3), sharedCount()];
  const gone = createSharedSemaphore(room, 2, held);
  await gone.acquire(signal);
  await gone.acquire(signal);
  gone.release();
  await gone.acquire(signal);
  assert.deepEqual([new Int32Array(room)[0], new Int32Array(held)[0]], [1, 2]);
  giveBackRoom(room, held);
  giveBackRoom(room, held);
  assert.deepEqual([new Int32Array(room)[0], new Int32Array(held)[0]], [3, 0]);
});

test('what is stopped before it begins is refused', async () => {
  const semaphore = createSharedSemaphore(sharedRoom(1));
  await assert.rejects(semaphore.acquire(AbortSignal.abort(new Error('over'))), /over/);
});

test('room that one thread gives back wakes one that waits in another', async () => {
  const room = sharedRoom(1);
  const semaphore = createSharedSemaphore(room);
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(workerData.module).then(async ({ createSharedSemaphore }) => {
      const semaphore = createSharedSemaphore(workerData.room);
      await semaphore.acquire(new AbortController().signal);
      parentPort.postMessage('holds it');
      parentPort.once('message', () => {
        semaphore.release();
      });
    });`;
  const worker = new Worker(code, {
    eval: true,
    workerData: { room, module: new URL('../../source/base/semaphore.ts', import.meta.url).href },
  });
  try {
    const said = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    assert.equal(said, 'holds it');
    const acquired = semaphore.acquire(signal);
    worker.postMessage('give it back');
    await acquired;
    assert.equal(new Int32Array(room)[0], 0);
  } finally {
    await worker.terminate();
  }
});
