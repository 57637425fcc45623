import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeWords, lastComparable } from '../../source/analysis/change-since.ts';
import type { KeptScan } from '../../source/model/kept-scan.ts';
import { fakeFault, fakeKept } from '../ui/helpers/fake-history.ts';

function words(scans: readonly KeptScan[], file = fakeKept(0).file): string | null {
  const compared = lastComparable(scans, file);
  return compared === null ? null : changeWords(compared, 'auto');
}

test('a scan is compared with the last whole one of the same accounts, regions and kinds', () => {
  const scans = [
    fakeKept(-1),
    fakeKept(0),
    fakeFault('deadbeef', 'broken'),
    fakeKept(1, { state: 'partial' }),
    fakeKept(2, { accountSet: '210987654321' }),
    fakeKept(3, { regions: ['us-east-1'] }),
    fakeKept(4, { kinds: ['ebs-snapshot', 'rds-snapshot'] }),
    fakeKept(5),
    fakeKept(6),
  ];
  assert.equal(
    words(scans),
    'since 2026-11-16 12:00 UTC (10000005): rows +100, size +40.0 TiB, cost a month +$50 to +$500',
  );
  assert.equal(words(scans.slice(0, 7)), null);
  assert.equal(words(scans, '/elsewhere.sqlite'), null);
});

test('less is said with its sign, nothing without, and what is not known as not known', () => {
  const same = {
    rows: 9_400,
    bytes: { sum: 2 ** 51, unknown: 0 },
    cost: { low: null, high: 46_900.2, unknown: 0 },
  };
  assert.equal(
    words([fakeKept(0), fakeKept(1, same)]),
    'since 2026-11-20 12:00 UTC (10000001): rows 0, size -1.0 PiB, cost a month not known to $0',
  );
  assert.equal(
    words([
      fakeKept(0, { bytes: null, cost: null }),
      fakeKept(1, { name: 'release', bytes: { sum: 5, unknown: 2 }, cost: null }),
    ]),
    'since 2026-11-20 12:00 UTC (release): rows +20, as far as sizes and costs are known',
  );
});
