import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DerivedRow } from '../../../source/kinds/define/derivation.ts';
import { CACHE_FACTS } from '../../../source/kinds/elasticache/cache-facts.ts';
import type { Value } from '../../../source/model/columns.ts';
import type { RegionPrices } from '../../../source/model/prices.ts';

const GIB = 1024 ** 3;

/** Verdict, reasons and cost of a snapshot of which a newer one exists. */
function derived(change: Readonly<Record<string, Value>>, prices: RegionPrices | null = null) {
  const row: DerivedRow = {
    row: 1,
    copy: null,
    values: {
      ...{ source: 'sessions', source_exists: 'yes', status: 'available', origin: 'manual' },
      ...{ creation_time: Date.UTC(2026, 8, 1), size: 20 * GIB, expires_at: null },
      ...{
        source_account: '123456789012',
        snapshot_arn: 'arn:aws:elasticache:us-east-1:123456789012:snapshot:s',
      },
      ...change,
    },
    leaders: {
      newest: {
        row: 2,
        rank: Date.UTC(2026, 9, 1),
        candidates: 2,
        values: { snapshot_id: 'newer', origin: 'automated' },
      },
    },
  };
  const [across, verdict, reasons, low, high] = CACHE_FACTS.derivation.values(row, {
    place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
    ...{ isIncomplete: false, isLimited: false, prices, ownerTags: [] },
    accounts: { isMember: () => null, isScanned: () => true, words: (account) => account },
  });
  return { across, verdict, reasons, cost: [low, high] };
}

test('a manual one with a newer one beside it is a candidate, which says that its cache is told by its name', () => {
  assert.deepEqual(derived({}), {
    across: 'no',
    verdict: 'candidate',
    reasons: [
      'newer: newer of 2026-10-01 (automated)',
      'its cache told by name, which another may have by now',
      'restores under way not checked',
    ],
    cost: [null, null],
  });
});

test('one that ElastiCache made, or deletes on a day, is managed by it', () => {
  assert.equal(derived({ origin: 'automated' }).verdict, 'managed by ElastiCache');
  const { verdict, reasons } = derived({ expires_at: Date.UTC(2026, 9, 6) });
  assert.equal(verdict, 'managed by ElastiCache');
  assert.deepEqual(reasons, ['ElastiCache deletes it on 2026-10-06']);
});

test('one that is being made, or of which nobody knows who made it, is unknown', () => {
  assert.equal(derived({ status: 'creating' }).verdict, 'unknown');
  assert.equal(derived({ origin: null }).verdict, 'unknown');
});

test('it costs all of its size, where the price and the size are known', () => {
  const prices = { elasticache_snapshot: { low: 0.085, high: 0.085 } };
  assert.deepEqual(derived({}, prices).cost, [1.7, 1.7]);
  assert.deepEqual(derived({ size: null }, prices).cost, [null, null]);
});
