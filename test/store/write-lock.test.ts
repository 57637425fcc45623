import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import {
  createWriteLock,
  endWriteLock,
  restartWriteLock,
  writeLockMemory,
} from '../../source/store/write-lock.ts';

const MODULE = new URL('../../source/store/write-lock.ts', import.meta.url).href;

/** A thread that adds to a counter, so many times, in steps that another thread could come between. */
function counting(memory: SharedArrayBuffer, counter: SharedArrayBuffer, times: number): Promise<void> {
  const code = `
    const { workerData } = require('node:worker_threads');
    import(workerData.module).then(({ createWriteLock }) => {
      const turns = createWriteLock(workerData.memory);
      const numbers = new Int32Array(workerData.counter);
      for (let count = 0; count < workerData.times; count += 1) {
        turns.during(() => {
          const seen = numbers[0];
          for (let spin = 0; spin < 200; spin += 1) Math.sqrt(spin);
          numbers[0] = seen + 1;
        });
      }
    });`;
  const worker = new Worker(code, { eval: true, workerData: { module: MODULE, memory, counter, times } });
  return new Promise((resolve, reject) => {
    worker.once('exit', () => resolve());
    worker.once('error', reject);
  });
}

test('no two threads write at the same time', async () => {
  const [memory, counter] = [writeLockMemory(), new SharedArrayBuffer(4)];
  await Promise.all([counting(memory, counter, 5_000), counting(memory, counter, 5_000)]);
  assert.equal(new Int32Array(counter)[0], 10_000);
});

test('what the work gives or throws is handed on, and the next turn comes all the same', () => {
  const turns = createWriteLock(writeLockMemory());
  assert.equal(
    turns.during(() => 7),
    7,
  );
  assert.throws(
    () =>
      turns.during(() => {
        throw new Error('disk full');
      }),
    /disk full/,
  );
  assert.equal(
    turns.during(() => 8),
    8,
  );
});

test('a thread that ended in the middle of its turn holds nobody up for ever', () => {
  const memory = writeLockMemory();
  // It drew a number and never came back.
  Atomics.add(new Int32Array(memory), 0, 1);
  const turns = createWriteLock(memory, 1);
  assert.equal(
    turns.during(() => 'written'),
    'written',
  );
  assert.equal(
    turns.during(() => 'again'),
    'again',
  );
});

test('the last thread that is left waits for nobody, were it in line already or not', {
  timeout: 30_000,
}, async () => {
  const memory = writeLockMemory();
  const numbers = new Int32Array(memory);
  // Two numbers were drawn by a thread that is gone: one before the other thread's, and one behind it.
  Atomics.add(numbers, 0, 1);
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(workerData.module).then(({ createWriteLock }) => {
      const turns = createWriteLock(workerData.memory, Infinity);
      parentPort.postMessage('comes');
      const written = [turns.during(() => 'written')];
      Atomics.add(new Int32Array(workerData.memory), 0, 1);
      written.push(turns.during(() => 'again'));
      parentPort.postMessage(written);
    });`;
  const worker = new Worker(code, { eval: true, workerData: { module: MODULE, memory } });
  // It may come in one go with the last message.
  const exit = once(worker, 'exit');
  await once(worker, 'message');
  endWriteLock(memory);
  assert.deepEqual(await once(worker, 'message'), [['written', 'again']]);
  await exit;
});

test('turns are taken again once they are restarted, whether their end was told of or not', () => {
  for (const isTold of [true, false]) {
    const memory = writeLockMemory();
    const numbers = new Int32Array(memory);
    const lock = createWriteLock(memory, Infinity);
    lock.during(() => {});
    // A thread drew a number and is gone.
    Atomics.add(numbers, 0, 1);
    if (isTold) endWriteLock(memory);
    restartWriteLock(memory);
    assert.deepEqual([...numbers], [2, 2]);
    assert.deepEqual(
      lock.during(() => [...numbers]),
      [3, 2],
    );
    assert.deepEqual([...numbers], [3, 3]);
  }
});
