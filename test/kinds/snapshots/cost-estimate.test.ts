import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type EbsCostFacts, ebsCost } from '../../../source/kinds/ebs/ebs-cost.ts';
import { recoveryPointCost } from '../../../source/kinds/efs/efs-cost.ts';
import { BUILT_IN_PRICES } from '../../../source/kinds/price-list.ts';
import { databaseCost } from '../../../source/kinds/rds/rds-cost.ts';
import { type Price, pricesOf, type RegionPrices } from '../../../source/model/prices.ts';

const GIB = 1024 ** 3;
const VIRGINIA = pricesOf(BUILT_IN_PRICES, 'us-east-1');

const SNAPSHOT: EbsCostFacts = {
  tier: 'standard',
  fullSize: 40 * GIB,
  volumeSize: 100 * GIB,
  chain: 'carrier',
  isTemporarilyRestored: false,
};

const cost = (given: Partial<EbsCostFacts>, prices = VIRGINIA) => ebsCost({ ...SNAPSHOT, ...given }, prices);

describe('the cost of an EBS snapshot', () => {
  it('is its full size twice for the newest of its volume', () => {
    assert.deepEqual(cost({}), { low: 2, high: 2 });
  });

  it('is between nothing and its full size for the others of the volume', () => {
    assert.deepEqual(cost({ chain: 'beside' }), { low: 0, high: 2 });
  });

  it('has the size of its volume as the upper bound where the full size is not known', () => {
    assert.deepEqual(cost({ fullSize: null, chain: 'beside' }), { low: 0, high: 5 });
    assert.deepEqual(cost({ fullSize: null, chain: 'none' }), { low: null, high: 5 });
  });

  it('is known where it is archived, since that is kept whole', () => {
    assert.deepEqual(cost({ tier: 'archive', chain: 'beside' }), { low: 0.5, high: 0.5 });
    assert.deepEqual(cost({ tier: 'archive', fullSize: null }), { low: null, high: 1.25 });
  });

  it('counts both tiers at most while an archived one is restored for a while', () => {
    assert.deepEqual(cost({ tier: 'archive', isTemporarilyRestored: true }), { low: 0.5, high: 2.5 });
  });

  it('is unknown without a size, in a tier of another name, and in a region without prices', () => {
    const unknown = { low: null, high: null };
    assert.deepEqual(cost({ fullSize: null, volumeSize: null }), unknown);
    assert.deepEqual(cost({ fullSize: -1 }), unknown);
    assert.deepEqual(cost({ tier: 'glacial' }), unknown);
    assert.deepEqual(cost({}, pricesOf(BUILT_IN_PRICES, 'eu-west-1')), unknown);
    assert.deepEqual(cost({}, pricesOf(BUILT_IN_PRICES, 'ap-northeast-2')), unknown);
    assert.deepEqual(cost({}, pricesOf(BUILT_IN_PRICES, 'constructor')), unknown);
  });

  it('counts a snapshot of an empty volume as nothing, which is known', () => {
    assert.deepEqual(cost({ fullSize: 0 }), { low: 0, high: 0 });
  });
});

describe('the cost of a snapshot of a database', () => {
  it('is between nothing, the free allowance, and its size at the price of its service', () => {
    assert.deepEqual(databaseCost('RDS', null, 100 * GIB, VIRGINIA), { low: 0, high: 9.5 });
    assert.deepEqual(databaseCost('RDS', 10 * GIB, 100 * GIB, VIRGINIA), { low: 0, high: 0.95 });
    assert.deepEqual(databaseCost('Aurora', null, 100 * GIB, VIRGINIA), { low: 0, high: 2.1 });
    const seoul = pricesOf(BUILT_IN_PRICES, 'ap-northeast-2');
    assert.deepEqual(databaseCost('Aurora', null, 100 * GIB, seoul), { low: 0, high: 2.3 });
  });

  it('is unknown without a size or a price', () => {
    const unknown = { low: null, high: null };
    assert.deepEqual(databaseCost('Aurora', null, null, VIRGINIA), unknown);
    assert.deepEqual(databaseCost('RDS', null, GIB, pricesOf(BUILT_IN_PRICES, 'ap-northeast-2')), unknown);
    assert.deepEqual(databaseCost('Redshift', null, GIB, VIRGINIA), unknown);
    assert.deepEqual(databaseCost(null, null, GIB, VIRGINIA), unknown);
  });
});

describe('the cost of an EFS recovery point', () => {
  it('goes by its tier, the newest of its file system carrying the low bound', () => {
    assert.deepEqual(recoveryPointCost('warm', 100 * GIB, 'carrier', VIRGINIA), { low: 5, high: 5 });
    assert.deepEqual(recoveryPointCost('warm', 100 * GIB, 'beside', VIRGINIA), { low: 0, high: 5 });
  });

  it('keeps the two prices that sources name for cold storage apart', () => {
    assert.deepEqual(recoveryPointCost('cold', 100 * GIB, 'carrier', VIRGINIA), { low: 1, high: 1.25 });
  });

  it('may be that of either tier where the tier is not known', () => {
    assert.deepEqual(recoveryPointCost(null, 100 * GIB, 'carrier', VIRGINIA), { low: 1, high: 5 });
  });

  it('is unknown without a size', () => {
    assert.deepEqual(recoveryPointCost('warm', null, 'beside', VIRGINIA), { low: null, high: null });
  });
});

const price: fc.Arbitrary<Price> = fc
  .tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true }))
  .map(([one, other]) => ({ low: Math.min(one, other), high: Math.max(one, other) }));
const maybe = <Made>(made: fc.Arbitrary<Made>) => fc.option(made, { nil: null });
const size = maybe(fc.integer({ min: -1, max: 2 ** 50 }));
const chain = fc.constantFrom('carrier', 'beside', 'none');
const prices: fc.Arbitrary<RegionPrices> = fc.record(
  { ebs_standard: price, ebs_archive: price, rds: price, efs_warm: price, efs_cold: price },
  { requiredKeys: [] },
);

describe('bounds', () => {
  it('never cross, and are never negative, whatever sizes and prices are', () => {
    const tier = maybe(fc.constantFrom('standard', 'archive', 'warm', 'cold'));
    fc.assert(
      fc.property(
        fc.record({ tier, fullSize: size, volumeSize: size, chain, isTemporarilyRestored: fc.boolean() }),
        prices,
        (facts, list) => {
          const bounds = [
            ebsCost(facts, list),
            databaseCost('RDS', facts.fullSize, facts.volumeSize, list),
            recoveryPointCost(facts.tier, facts.volumeSize, facts.chain, list),
          ];
          for (const { low, high } of bounds) {
            assert.ok(high === null || high >= 0);
            assert.ok(low === null || (low >= 0 && high !== null && low <= high));
          }
        },
      ),
    );
  });
});
