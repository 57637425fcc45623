import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sharedSequence } from '../../../source/kinds/define/shared-sequence.ts';

test('two readers see every item, and each item is asked for once', async () => {
  let asked = 0;
  async function* source() {
    for (const item of ['a', 'b', 'c']) {
      await setImmediate();
      asked += 1;
      yield item;
    }
  }
  const shared = sharedSequence(source());
  const both = await Promise.all([allOf(shared), allOf(shared)]);
  assert.deepEqual(both, [
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
  assert.deepEqual(await allOf(shared), ['a', 'b', 'c']);
  assert.equal(asked, 3);
});

test('a reader sees an item before the next one has arrived', async () => {
  const second = Promise.withResolvers<string>();
  async function* source() {
    yield 'first';
    yield await second.promise;
  }
  const reader = sharedSequence(source())[Symbol.asyncIterator]();
  assert.deepEqual(await reader.next(), { done: false, value: 'first' });
  second.resolve('second');
  assert.deepEqual(await reader.next(), { done: false, value: 'second' });
});

test('an early end by an error is seen by every reader after the same items, a late one too', async () => {
  async function* source() {
    yield 'only';
    await setImmediate();
    throw new Error('refused');
  }
  const shared = sharedSequence(source());
  for (const _ of ['first reader', 'late reader']) {
    const seen: string[] = [];
    await assert.rejects(async () => {
      for await (const item of shared) seen.push(item);
    }, new Error('refused'));
    assert.deepEqual(seen, ['only']);
  }
});

test('a reader that leaves early does not end it for the others', async () => {
  async function* source() {
    await setImmediate();
    yield* ['a', 'b', 'c'];
  }
  const shared = sharedSequence(source());
  for await (const item of shared) if (item === 'a') break;
  assert.deepEqual(await allOf(shared), ['a', 'b', 'c']);
});

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
