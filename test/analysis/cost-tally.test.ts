import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CostTally } from '../../source/analysis/cost-tally.ts';

/** Snapshots of a tab, each with a high bound of a dollar. */
function group(tab: string, count: number) {
  const cost = { count, low: 0, high: count, withoutLow: count, withoutHigh: 0 };
  return { tab, cost, count, withoutHigh: 0, withoutSize: 1 };
}

test('costs by value are added up over tabs, the dearest first, then by count and label', () => {
  const tally = new CostTally();
  tally.add('b', group('ebs', 2));
  tally.add('a', group('ebs', 2));
  tally.add(null, group('efs', 5));
  tally.add('a', group('efs', 1));
  tally.add('c', group('efs', 2));
  assert.deepEqual(tally.dearest(3, 'unknown'), [
    {
      label: 'unknown',
      value: null,
      ...{ count: 5, low: 0, high: 5, withoutLow: 5, withoutHigh: 0 },
      byTab: [{ tab: 'efs', count: 5, withoutHigh: 0, withoutSize: 1 }],
    },
    {
      label: 'a',
      value: 'a',
      ...{ count: 3, low: 0, high: 3, withoutLow: 3, withoutHigh: 0 },
      byTab: [
        { tab: 'ebs', count: 2, withoutHigh: 0, withoutSize: 1 },
        { tab: 'efs', count: 1, withoutHigh: 0, withoutSize: 1 },
      ],
    },
    {
      label: 'b',
      value: 'b',
      ...{ count: 2, low: 0, high: 2, withoutLow: 2, withoutHigh: 0 },
      byTab: [{ tab: 'ebs', count: 2, withoutHigh: 0, withoutSize: 1 }],
    },
  ]);
  assert.equal(tally.size, 4);
});

test('the dearest of very many values are found among all of them', () => {
  const tally = new CostTally();
  for (let index = 0; index < 50_000; index += 1) {
    tally.add(`owner ${index}`, group('ebs', (index * 7919) % 50_000));
  }
  assert.deepEqual(
    tally.dearest(3, 'unknown').map(({ count }) => count),
    [49_999, 49_998, 49_997],
  );
});

test('costs of the same high bound go by how many snapshots they are of, then by label, the unknown under its own', () => {
  const tally = new CostTally();
  const of = (count: number, high: number) => ({
    ...group('ebs', count),
    cost: { count, low: 0, high, withoutLow: 0, withoutHigh: 0 },
  });
  tally.add('d', of(1, 5));
  tally.add('b', of(2, 5));
  tally.add(null, of(1, 5));
  tally.add('a', of(1, 5));
  tally.add('e', of(9, 4));
  const labels = (most: number) => tally.dearest(most, 'c').map(({ label }) => label);
  assert.deepEqual(labels(9), ['b', 'a', 'c', 'd', 'e']);
  assert.deepEqual(labels(5), ['b', 'a', 'c', 'd', 'e']);
  assert.deepEqual(labels(2), ['b', 'a']);
});
