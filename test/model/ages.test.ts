import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGE_RANGES, ageRangeIndex, DAY_MS } from '../../source/model/ages.ts';

const SCAN_START = Date.UTC(2026, 9, 1, 12);
const labelAt = (ageMs: number) => AGE_RANGES[ageRangeIndex(SCAN_START - ageMs, SCAN_START)]?.label;

test('the date ranges end at 7, 15, 30, 90, 180, 365 and 730 days and the last has no end', () => {
  assert.deepEqual(
    AGE_RANGES.map((range) => range.uptoDays),
    [7, 15, 30, 90, 180, 365, 730, null],
  );
});

test('an edge belongs to the younger range', () => {
  for (const [index, range] of AGE_RANGES.slice(0, -1).entries()) {
    assert.equal(ageRangeIndex(SCAN_START - (range.uptoDays ?? 0) * DAY_MS, SCAN_START), index, range.label);
    assert.equal(
      ageRangeIndex(SCAN_START - (range.uptoDays ?? 0) * DAY_MS - 1, SCAN_START),
      index + 1,
      `1 ms past ${range.label}`,
    );
  }
});

test('date ranges: windows are not added up and age counts from the scan, so "15-30 days" holds just those', () => {
  assert.equal(labelAt(22 * DAY_MS), '15-30 days');
  assert.equal(labelAt(31 * DAY_MS), '30-90 days');
  assert.equal(labelAt(52 * DAY_MS), '30-90 days');
});

test('an age of years lies in the range without end', () => {
  assert.equal(labelAt(4000 * DAY_MS), 'over 730 days');
});

test('an unknown creation time has no range and a time ahead of the scan counts as just created', () => {
  assert.equal(ageRangeIndex(null, SCAN_START), AGE_RANGES.length);
  assert.equal(labelAt(-60_000), '0-7 days');
});
