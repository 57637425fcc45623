import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { mapConcurrently } from '../../source/base/map-concurrently.ts';

function* upTo(count: number, onTaken: (item: number) => void = () => undefined) {
  for (let item = 0; item < count; item += 1) {
    onTaken(item);
    yield item;
  }
}

test('results come in the order of the items, whichever mapping is first', async () => {
  const gates = Array.from({ length: 3 }, () => Promise.withResolvers<string>());
  const results = mapConcurrently(
    upTo(3),
    3,
    (item) => gates[item]?.promise ?? Promise.reject(new Error('no such item')),
  );
  const collected = allOf(results);
  for (const item of [2, 1, 0]) {
    gates[item]?.resolve(`result ${item}`);
    await setImmediate();
  }
  assert.deepEqual(await collected, ['result 0', 'result 1', 'result 2']);
});

test('no more items are taken than the limit allows until results are handed out', async () => {
  let taken = 0;
  const gate = Promise.withResolvers<void>();
  const results = mapConcurrently(
    upTo(100, () => {
      taken += 1;
    }),
    5,
    async (item) => {
      await gate.promise;
      return item;
    },
  );
  const first = results.next();
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  assert.equal(taken, 5);
  gate.resolve();
  assert.deepEqual(await first, { done: false, value: 0 });
  assert.equal((await allOf(results)).length, 99);
  assert.equal(taken, 100);
});

test('what a source gave before its error is handed out before the error', async () => {
  async function* failing() {
    yield* upTo(2);
    await setImmediate();
    throw new Error('the listing ended early');
  }
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const result of mapConcurrently(failing(), 10, async (item) => item * 10)) seen.push(result);
  }, new Error('the listing ended early'));
  assert.deepEqual(seen, [0, 10]);
});

test('a mapping that fails ends it at its turn, after the results before it', async () => {
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const result of mapConcurrently(upTo(5), 5, (item) =>
      item === 2 ? Promise.reject(new Error('refused')) : Promise.resolve(item),
    ))
      seen.push(result);
  }, new Error('refused'));
  assert.deepEqual(seen, [0, 1]);
});

test('a reader that leaves early closes the source', async () => {
  let closed = false;
  async function* source() {
    try {
      await setImmediate();
      yield* upTo(100);
    } finally {
      closed = true;
    }
  }
  for await (const result of mapConcurrently(source(), 3, async (item) => item)) if (result === 1) break;
  assert.equal(closed, true);
});

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
