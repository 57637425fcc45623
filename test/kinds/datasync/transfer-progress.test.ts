import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  averageRate,
  recentRate,
  type TransferCounts,
  transferPercent,
  transferTimeLeft,
  withSample,
} from '../../../source/kinds/datasync/transfer-progress.ts';

const counts = (change: Partial<TransferCounts> = {}): TransferCounts => ({
  bytes: 430,
  expectedBytes: 1000,
  files: 3,
  expectedFiles: 4,
  ...change,
});

test('percent is by bytes, by files where the expected bytes are not known, and unknown without either', () => {
  assert.equal(transferPercent(counts()), 43);
  assert.equal(transferPercent(counts({ expectedBytes: 0 })), 75);
  assert.equal(transferPercent(counts({ expectedBytes: null, expectedFiles: 0 })), null);
  assert.equal(transferPercent(counts({ bytes: null, files: null })), null);
  assert.equal(transferPercent(counts({ expectedBytes: null, expectedFiles: null })), null);
  assert.equal(transferPercent(counts({ bytes: 0 })), 0);
  assert.equal(transferPercent(counts({ bytes: -1 })), 75);
});

test('percent is rounded down, so that 100 is all of it, and more than was expected is 100', () => {
  assert.equal(transferPercent(counts({ bytes: 999 })), 99);
  assert.equal(transferPercent(counts({ bytes: 1000 })), 100);
  assert.equal(transferPercent(counts({ bytes: 1300 })), 100);
});

test('the time left is what remains at the rate, unknown where nothing moves, none where all is there', () => {
  assert.equal(transferTimeLeft(counts(), { bytes: 57, files: null }), 10_000);
  assert.equal(transferTimeLeft(counts({ expectedBytes: null }), { bytes: 57, files: 0.5 }), 2000);
  assert.equal(transferTimeLeft(counts({ expectedFiles: null }), { bytes: 0, files: 9 }), null);
  assert.equal(transferTimeLeft(counts({ bytes: 1200 }), { bytes: 0, files: 0 }), 0);
  assert.equal(transferTimeLeft(counts({ bytes: 1000 }), { bytes: null, files: null }), 0);
  assert.equal(transferTimeLeft(counts({ expectedFiles: null }), { bytes: null, files: 1 }), null);
});

test('the time left is by files where bytes, those expected, or both are not known, and unknown without either', () => {
  const rate = { bytes: 57, files: 0.5 };
  assert.equal(transferTimeLeft(counts({ bytes: null }), rate), 2000);
  assert.equal(transferTimeLeft(counts({ expectedBytes: 0 }), rate), 2000);
  assert.equal(transferTimeLeft(counts({ expectedBytes: -1 }), rate), 2000);
  assert.equal(
    transferTimeLeft(counts({ bytes: 0, expectedBytes: 0, files: 0, expectedFiles: 0 }), rate),
    null,
  );
  assert.equal(transferTimeLeft(counts({ bytes: null, files: null }), rate), null);
  assert.equal(transferTimeLeft(counts({ expectedBytes: null, expectedFiles: null }), rate), null);
});

test('the average is over the whole span, and unknown without one', () => {
  assert.deepEqual(averageRate(counts(), 10_000), { bytes: 43, files: 0.3 });
  assert.deepEqual(averageRate(counts({ files: null }), 10_000), { bytes: 43, files: null });
  for (const span of [0, null, -1])
    assert.deepEqual(averageRate(counts(), span), { bytes: null, files: null });
});

test('the recent rate is that of the last minute, and needs two samples', () => {
  const first = { ...counts({ bytes: 0, files: 0 }), at: 0 };
  const later = { ...counts({ bytes: 600, files: 6 }), at: 60_000 };
  const last = { ...counts({ bytes: 1800, files: 5 }), at: 90_000 };
  assert.equal(recentRate([first]), null);
  assert.deepEqual(recentRate([first, later]), { bytes: 10, files: 0.1 });
  assert.deepEqual(recentRate(withSample([first, later], last)), { bytes: 40, files: null });
  // Older ones that are still kept do not count.
  assert.deepEqual(recentRate([first, later, last]), { bytes: 40, files: null });
  assert.equal(recentRate([]), null);
});

test('a count that stays the same moves at nothing, one that fell or is not known at an unknown rate', () => {
  const sample = (at: number, bytes: number | null, files: number | null) => ({
    ...counts({ bytes, files }),
    at,
  });
  assert.deepEqual(recentRate([sample(0, 5, 5), sample(1000, 5, 4)]), { bytes: 0, files: null });
  assert.deepEqual(recentRate([sample(0, null, 5), sample(1000, 5, null)]), { bytes: null, files: null });
});

test('the first sample is kept, and one that is a minute old still is', () => {
  const at = (time: number) => ({ ...counts(), at: time });
  assert.deepEqual(withSample([], at(5)), [at(5)]);
  assert.deepEqual(withSample([at(0), at(1000)], at(61_000)), [at(1000), at(61_000)]);
});

test('a sample that is no later than the last one is left out, and old ones go', () => {
  const at = (time: number) => ({ ...counts(), at: time });
  assert.deepEqual(withSample([at(5)], at(5)), [at(5)]);
  assert.deepEqual(withSample([at(0), at(30_000)], at(61_000)), [at(30_000), at(61_000)]);
});
