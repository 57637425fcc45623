import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  barInParts,
  barOf,
  cellsOfParts,
  gaugeOf,
  sparkline,
  stackedBar,
  trendline,
} from '../../../source/ui/kit/charts.ts';

describe('a bar', () => {
  test('is as long as its share, to an eighth of a cell', () => {
    assert.equal(barOf(1, 2, 10), '█████');
    assert.equal(barOf(1, 16, 10), '▋');
    assert.equal(barOf(2, 2, 3), '███');
  });

  test('is seen where there is something, and only there', () => {
    assert.equal(barOf(1, 1_000_000, 10), '▏');
    assert.equal(barOf(0, 10, 10), '');
    assert.equal(barOf(0, 0, 10), '');
    assert.equal(barOf(1, 1, 0), '');
  });
});

describe('a bar in parts', () => {
  test('gives each part its sign', () => {
    const parts = [
      { count: 6, tone: 'good' },
      { count: 2, tone: 'bad' },
      { count: 0, tone: 'plain' },
      { count: 2, tone: 'busy' },
    ] as const;
    assert.deepEqual(barInParts(parts, 10), [
      ['██████', 'good'],
      ['▒▒', 'bad'],
      ['', 'plain'],
      ['==', 'busy'],
    ]);
  });

  test('shows the smallest part beside the largest', () => {
    assert.deepEqual(cellsOfParts([1_000_000, 1], 10), [9, 1]);
  });

  test('of nothing is nothing', () => {
    assert.deepEqual(cellsOfParts([0, 0], 10), [0, 0]);
    assert.deepEqual(cellsOfParts([], 10), []);
  });

  test('fills its width, with a cell for each part that is not nothing', () => {
    const counts = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 8, max: 80 }), (given, width) => {
        fc.pre(given.some((count) => count > 0));
        const cells = cellsOfParts(given, width);
        assert.equal(
          cells.reduce((sum, each) => sum + each, 0),
          width,
        );
        assert.deepEqual(
          cells.map((each) => each > 0),
          given.map((count) => count > 0),
        );
      }),
    );
  });
});

test('a row of columns tells nothing, zero, little and most apart', () => {
  assert.equal(sparkline([null, 0, 1, 50, 100]), ' ▁▂▄█');
  assert.equal(sparkline([0, 0]), '▁▁');
  assert.equal(sparkline([]), '');
});

test('how values went is seen however small the changes are, and what is not known is blank', () => {
  assert.equal(trendline([1_000, 1_001, null, 1_007]), '▁▂ █');
  assert.equal(trendline([5, 5]), '▅▅');
  assert.equal(trendline([null]), ' ');
  assert.equal(trendline([]), '');
});

describe('a gauge', () => {
  test('fills its line up to all, to an eighth of a cell', () => {
    assert.deepEqual(gaugeOf({ value: 9, all: 16 }, 4, 'good'), [
      ['██▎', 'good'],
      ['─', 'quiet'],
    ]);
    assert.deepEqual(gaugeOf({ value: 0, all: 0 }, 3, 'good'), [
      ['', 'good'],
      ['───', 'quiet'],
    ]);
  });
});

describe('a stacked bar', () => {
  const text = (values: readonly number[], most: number) =>
    stackedBar(values, most, 10)
      .map(([sign]) => sign)
      .join('');

  test('is as long as its sum beside the most, each part with its sign', () => {
    assert.equal(text([6, 3, 1], 10), '██████▒▒▒░');
    assert.equal(text([3, 1, 1], 10), '███▒░');
  });

  test('of the first part alone ends to an eighth', () => {
    assert.equal(text([1, 0], 16), '▋');
    assert.equal(text([0, 0], 16), '');
  });
});
