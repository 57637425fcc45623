import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { boundsOf, costSummary } from '../../source/analysis/cost.ts';
import { costSentences } from '../../source/analysis/cost-words.ts';
import type { CostSummary, CostTotal, TabCost } from '../../source/analysis/summary.ts';
import { BUILT_IN_PRICES } from '../../source/kinds/price-list.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { priceNote } from '../../source/model/prices.ts';
import type { ScanFacts } from '../../source/model/scan-facts.ts';
import { openForReading } from '../../source/store/scan-file.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { type MadeCell, makeScanFile } from '../helpers/scan-files.ts';

function costOf(test: TestContext, cells: readonly MadeCell[], facts: Partial<ScanFacts> = {}): CostSummary {
  const file = `${temporaryFolder(test)}/cost.scan`;
  makeScanFile(file, { cells, facts });
  const database = openForReading(file);
  try {
    return costSummary(database, RESOURCE_KINDS);
  } finally {
    database.close();
  }
}

const snapshot = (
  source: string | null,
  low: number | null,
  high: number | null,
  owner: string | null = null,
) => ({
  service: 'EBS',
  source,
  monthly_cost_low: low,
  monthly_cost_high: high,
  owner,
});

const inTab = (tab: string, count: number, withoutHigh = 0, withoutSize = 0): TabCost => ({
  tab,
  count,
  withoutHigh,
  withoutSize,
});

const total = (count: number, low: number, high: number, withoutLow = 0, withoutHigh = 0): CostTotal => ({
  count,
  low,
  high,
  withoutLow,
  withoutHigh,
});

describe('the cost of a scan', () => {
  it('is summed by service, region, owner and source, the most first', (test) => {
    const cost = costOf(
      test,
      [
        {
          region: 'us-east-1',
          kind: 'ebs-snapshot',
          outcome: 'done',
          rows: [
            snapshot('vol-1', 0.1, 0.1, 'web'),
            snapshot('vol-1', 0, 0.2, 'db'),
            snapshot('vol-2', 5, 5, 'web'),
            snapshot(null, null, 1),
          ],
        },
        {
          region: 'eu-west-1',
          kind: 'ebs-snapshot',
          outcome: 'done',
          rows: [{ ...snapshot('vol-1', null, null), size: 7 }],
        },
        {
          region: 'us-east-1',
          kind: 'efs-recovery-point',
          outcome: 'done',
          rows: [{ service: 'EFS', source: 'fs-1', monthly_cost_low: 1, monthly_cost_high: 2 }],
        },
      ],
      { prices: priceNote(BUILT_IN_PRICES), options: { owner_tags: ['owner'] } },
    );
    const place = { account: '123456789012', region: 'us-east-1', service: 'EBS', tab: 'ebs' };
    assert.deepEqual(cost, {
      prices: priceNote(BUILT_IN_PRICES),
      ownerTags: ['owner'],
      total: total(6, 6.1, 8.3, 2, 1),
      byTab: [inTab('ebs', 5, 1), inTab('efs', 1)],
      byService: [
        {
          kind: 'ebs-snapshot',
          label: 'EBS',
          value: 'EBS',
          ...total(5, 5.1, 6.3, 2, 1),
          byTab: [inTab('ebs', 5, 1)],
        },
        {
          kind: 'efs-recovery-point',
          label: 'EFS',
          value: 'EFS',
          ...total(1, 1, 2),
          byTab: [inTab('efs', 1)],
        },
      ],
      byRegion: [
        {
          label: 'us-east-1',
          value: 'us-east-1',
          ...total(5, 6.1, 8.3, 1),
          byTab: [inTab('ebs', 4), inTab('efs', 1)],
        },
        { label: 'eu-west-1', value: 'eu-west-1', ...total(1, 0, 0, 1, 1), byTab: [inTab('ebs', 1, 1)] },
      ],
      byOwner: [
        { label: 'web', value: 'web', ...total(2, 5.1, 5.1), byTab: [inTab('ebs', 2)] },
        {
          label: 'no owner tag, or tags not read',
          value: null,
          ...total(3, 1, 3, 2, 1),
          byTab: [inTab('ebs', 2, 1), inTab('efs', 1)],
        },
        { label: 'db', value: 'db', ...total(1, 0, 0.2), byTab: [inTab('ebs', 1)] },
      ],
      ownersLeftOut: 0,
      bySource: [
        { ...place, source: 'vol-2', ...total(1, 5, 5) },
        { ...place, service: 'EFS', tab: 'efs', source: 'fs-1', ...total(1, 1, 2) },
        { ...place, source: null, ...total(1, 0, 1, 1) },
        { ...place, source: 'vol-1', ...total(2, 0.1, 0.3) },
        { ...place, region: 'eu-west-1', source: 'vol-1', ...total(1, 0, 0, 1, 1) },
      ],
      sourcesLeftOut: 0,
    });
  });

  it('is listed for the 1,000 sources with the highest bound and counted for the others', (test) => {
    const rows = Array.from({ length: 2_500 }, (_, index) => snapshot(`vol-${index}`, 0, index));
    const cost = costOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }]);
    assert.equal(cost.bySource.length, 1_000);
    assert.deepEqual(
      [cost.bySource[0]?.source, cost.bySource[999]?.source, cost.sourcesLeftOut],
      ['vol-2499', 'vol-1500', 1_500],
    );
    assert.equal(cost.total.high, (2_499 * 2_500) / 2);
  });

  it('is listed for the 1,000 owners with the highest bound and counted for the others', (test) => {
    const rows = Array.from({ length: 1_200 }, (_, index) => snapshot('vol', 0, index, `team-${index}`));
    const cost = costOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }]);
    assert.equal(cost.byOwner.length, 1_000);
    assert.deepEqual(
      [cost.byOwner[0]?.value, cost.byOwner[999]?.value, cost.ownersLeftOut],
      ['team-1199', 'team-200', 200],
    );
    assert.equal(cost.total.high, (1_199 * 1_200) / 2);
  });

  it('has a low bound that is never above the high one, whatever is summed', (test) => {
    const bound = fc.option(fc.double({ min: 0, max: 1000, noNaN: true }), { nil: null });
    const row = fc.tuple(fc.constantFrom('vol-1', 'vol-2', null), bound, bound).map(([source, a, b]) =>
      // The low bound is unknown where the high one is.
      b === null ? snapshot(source, null, null) : snapshot(source, a === null ? null : Math.min(a, b), b),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const cost = costOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }]);
        for (const sum of [cost.total, ...cost.byService, ...cost.byOwner, ...cost.bySource]) {
          assert.ok(sum.low <= sum.high);
          assert.ok(sum.withoutHigh <= sum.withoutLow && sum.withoutLow <= sum.count);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('bounds of a total', () => {
  it('are unknown, not zero, where nothing is known of any snapshot', () => {
    assert.deepEqual(boundsOf(total(2, 0, 0, 2, 2)), { low: null, high: null });
    assert.deepEqual(boundsOf(total(2, 0, 3, 2, 1)), { low: null, high: 3 });
    assert.deepEqual(boundsOf(total(0, 0, 0)), { low: 0, high: 0 });
  });
});

describe('what is said of costs', () => {
  const prices = { date: '2026-01-31', source: 'a contract', regions: ['eu-west-1'] };
  const said = [
    'Bounds in US dollars a month, not a bill: AWS charges for what each snapshot adds to the others of its source, which it does not tell. Low counts each source once, high counts every snapshot whole.',
    'RDS keeps backups free up to the storage of its databases, so their low bound is 0.',
    'Prices of 2026-01-31 (a contract); known for eu-west-1. What has no price or size is unknown, not zero, and in no sum.',
  ];

  it('is that they are bounds, of which day and place the prices are, or that there are none', () => {
    assert.deepEqual(costSentences({ prices, total: total(2, 1, 2), byTab: [inTab('rds', 2)] }), said);
    assert.deepEqual(
      costSentences({ prices, total: total(2, 1, 2), byTab: [inTab('ebs', 2)] }),
      [said[0], said[2]],
      'what only RDS does stands beside its costs only',
    );
    assert.deepEqual(costSentences({ prices: null, total: total(0, 0, 0), byTab: [] }), [
      'This scan file holds no estimate of costs.',
    ]);
  });

  it('is of how many the cost is not known, why, and how to make it known', () => {
    const byTab = [inTab('ebs', 1_500, 1_000), inTab('rds', 10, 5, 5)];
    assert.deepEqual(costSentences({ prices, total: total(1_510, 1, 2, 1_005, 1_005), byTab }), [
      ...said,
      'Cost known for 505 of 1,510 snapshots: 1,000 without a price, 5 without a known size. snapdeck prices prints the price list to fill in; scan again with --prices FILE.',
    ]);
  });
});
