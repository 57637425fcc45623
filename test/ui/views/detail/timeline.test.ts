import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timelineLines } from '../../../../source/ui/views/detail/timeline.ts';

const NOON = Date.UTC(2026, 10, 21, 12, 0, 5);

function words(...times: readonly number[]): string | undefined {
  const snapshots = times.map((time, index) => ({ row: index + 1, time, size: 8, fullSize: null }));
  return timelineLines({ snapshots, row: 1, leftOut: 0 }, 'auto', 80)[3];
}

test('a timeline tells the usual and the longest gap', () => {
  assert.equal(words(0, 60_000, 120_000, 420_000), 'usually every 1m; longest gap 5m from 1970-01-01');
});

test('snapshots made in the same second have no gap to tell', () => {
  assert.equal(words(NOON, NOON), 'made within a second of each other, 2026-11-21 12:00:05');
  assert.equal(words(NOON, NOON + 999), 'made within a second of each other, 2026-11-21 12:00:05');
});

test('snapshots of which most were made together say so beside the longest gap', () => {
  assert.equal(
    words(NOON, NOON, NOON, NOON + 3_600_000),
    'mostly several in a second; longest gap 1h from 2026-11-21',
  );
});

test('a snapshot that is the only one of its source takes one line', () => {
  const snapshots = [{ row: 1, time: NOON, size: 8 * 2 ** 30, fullSize: null }];
  assert.deepEqual(timelineLines({ snapshots, row: 1, leftOut: 0 }, 'auto', 80), [
    'one snapshot, of 2026-11-21, size 8.0 GiB',
  ]);
});

test('a source without any snapshot says that there is none, and one whose snapshots have no time says that', () => {
  const given = { snapshots: [], row: 1, leftOut: 0 };
  assert.equal(timelineLines(given, 'auto', 80)[0], 'AWS gave no time for any of them');
  assert.equal(timelineLines({ ...given, noneWords: 'there are none' }, 'auto', 80)[0], 'there are none');
});
