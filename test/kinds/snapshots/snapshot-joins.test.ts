import assert from 'node:assert/strict';
import { test } from 'node:test';
import { merged } from '../../../source/kinds/snapshots/snapshot-joins.ts';

/** A source whose items come when they are given; notes when it was left. */
function source(name: string, log: string[]) {
  const waiting: ((item: string | Error | undefined) => void)[] = [];
  async function* items(): AsyncGenerator<string, void, undefined> {
    try {
      for (;;) {
        const { promise, resolve } = Promise.withResolvers<string | Error | undefined>();
        waiting.push(resolve);
        const item = await promise;
        if (item instanceof Error) throw item;
        if (item === undefined) return;
        yield item;
      }
    } finally {
      log.push(`${name} left`);
    }
  }
  return {
    weight: 1,
    start: () => items(),
    give: (item: string | Error | undefined) => waiting.shift()?.(item),
  };
}

test('sources are merged as their items come, and the next begins when one ends', async () => {
  const log: string[] = [];
  const [a, b, c] = [source('a', log), source('b', log), source('c', log)];
  const all = merged([a, b, c], 2);
  const first = all.next();
  b.give('b1');
  assert.deepEqual((await first).value, 'b1');
  const second = all.next();
  b.give(undefined);
  a.give('a1');
  assert.deepEqual((await second).value, 'a1');
  const third = all.next();
  await new Promise(setImmediate);
  c.give('c1');
  assert.deepEqual((await third).value, 'c1');
  assert.deepEqual(log, ['b left']);
});

test('whoever leaves early leaves every source', async () => {
  const log: string[] = [];
  const [a, b] = [source('a', log), source('b', log)];
  const all = merged([a, b], 2);
  const first = all.next();
  a.give('a1');
  await first;
  const left = all.return();
  b.give('b1');
  await left;
  assert.deepEqual(log.sort(), ['a left', 'b left']);
});

test('an error of one source ends them all', async () => {
  const log: string[] = [];
  const [a, b] = [source('a', log), source('b', log)];
  const all = merged([a, b], 2);
  const first = all.next();
  a.give(new Error('refused'));
  b.give('b1');
  await assert.rejects(first, { message: 'refused' });
  assert.deepEqual(log.sort(), ['a left', 'b left']);
});

async function* one(item: string): AsyncGenerator<string, void, undefined> {
  yield await Promise.resolve(item);
}

test('sources begin as far as they have room, a small one before a large one that has none, and one at least', async () => {
  const begun: string[] = [];
  const weighed = (name: string, weight: number) => ({
    weight,
    start: () => {
      begun.push(name);
      return one(name);
    },
  });
  const sources = [weighed('huge', 9), weighed('large', 3), weighed('small', 1)];
  const items: string[] = [];
  for await (const item of merged(sources, 4)) items.push(`${item} after ${begun.join(', ')}`);
  assert.deepEqual(items, [
    'huge after huge',
    'large after huge, large, small',
    'small after huge, large, small',
  ]);
});
