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

  test('does not know the place of a row that is not on it, and takes equal times together', () => {
    const timeline = timelineOf([at(3, 8), { ...at(3, 9), row: 9 }], 77, 10);
    assert.deepEqual([timeline?.at, timeline?.columns, timeline?.usualGap], [null, [{ size: 9 }], null]);
  });
});
