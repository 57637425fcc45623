import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DatedSnapshot, timelineOf } from '../../source/analysis/relations-timeline.ts';

const DAY = 86_400_000;

function at(day: number, size: number | null = null, fullSize: number | null = null): DatedSnapshot {
  return { row: day, time: day * DAY, size, fullSize };
}

describe('a timeline', () => {
  test('puts snapshots into columns by their times, with blanks where there are none', () => {
    const timeline = timelineOf([at(0, 8), at(1, 8), at(4, 16)], 1, 5);
    assert.deepEqual(timeline, {
      columns: [{ size: 8 }, { size: 8 }, null, null, { size: 16 }],
      at: 1,
      first: 0,
      last: 4 * DAY,
      shows: 'size',
      least: 8,
      most: 16,
      usualGap: DAY,
      longestGap: { from: DAY, to: 4 * DAY },
    });
  });

  test('shows full sizes where any is known, and the largest of several in a column', () => {
    const timeline = timelineOf([at(0, 8, 3), at(1, 8), at(2, 8, 5), at(100, 8, 4)], 100, 2);
    assert.equal(timeline?.shows, 'full size');
    assert.deepEqual(timeline?.columns, [{ size: 5 }, { size: 4 }]);
    assert.deepEqual([timeline?.least, timeline?.most], [3, 5]);
  });

  test('keeps unknown sizes unknown', () => {
    const timeline = timelineOf([at(0), at(1)], 0, 10);
    assert.deepEqual([timeline?.least, timeline?.most, timeline?.columns[0]], [null, null, { size: null }]);
  });

  test('of one snapshot has no gaps, of none is none', () => {
    const one = timelineOf([at(3, 8)], 3, 10);
    assert.deepEqual([one?.columns, one?.usualGap, one?.longestGap], [[{ size: 8 }], null, null]);
    assert.equal(timelineOf([], 1, 10), null);
  });

  test('has its usual gap in the middle of all of them, and its longest where it is first that long', () => {
    const far = timelineOf([at(10), at(20), at(21), at(24), at(34), at(36)], 10, 9);
    // Gaps of 10, 1, 3, 10 and 2 days.
    assert.equal(far?.usualGap, 3 * DAY);
    assert.deepEqual(far?.longestGap, { from: 10 * DAY, to: 20 * DAY });
    const late = timelineOf([at(100), at(101), at(104), at(106)], 100, 9);
    assert.equal(late?.usualGap, 2 * DAY);
    assert.deepEqual(late?.longestGap, { from: 101 * DAY, to: 104 * DAY });
  });

  test('places snapshots from the first one on, whenever that was, and in one column where there is room for one', () => {
    const late = timelineOf([at(100, 1), at(103, 2), at(110, 3)], 103, 11);
    assert.deepEqual(
      late?.columns.map((column) => column?.size ?? null),
      [1, null, null, 2, null, null, null, null, null, null, 3],
    );
    assert.equal(late?.at, 3);
    for (const width of [0, 1])
      assert.deepEqual(timelineOf([at(100, 1), at(103, 2)], 103, width)?.columns, [{ size: 2 }]);
  });

  test('keeps a known size beside an unknown one in the same column', () => {
    for (const sizes of [
      [null, 5],
      [5, null],
    ] as const)
      assert.deepEqual(timelineOf([at(0, sizes[0]), at(1, sizes[1])], 0, 1)?.columns, [{ size: 5 }]);
  });

  test('does not know the place of a row that is not on it, and takes equal times together', () => {
    const timeline = timelineOf([at(3, 8), { ...at(3, 9), row: 9 }], 77, 10);
    assert.deepEqual([timeline?.at, timeline?.columns, timeline?.usualGap], [null, [{ size: 9 }], null]);
  });
});
