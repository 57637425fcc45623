/** What is derived of Redshift snapshots: whether one may go, how far it is shared, and what it costs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeriveContext, DerivedRow } from '../../../source/kinds/define/derivation.ts';
import { BUILT_IN_PRICES } from '../../../source/kinds/price-list.ts';
import { redshiftDerivation } from '../../../source/kinds/redshift/redshift-derivation.ts';
import { REDSHIFT_STATUSES } from '../../../source/kinds/redshift/redshift-facts.ts';
import type { Value } from '../../../source/model/columns.ts';
import { pricesOf } from '../../../source/model/prices.ts';

const GIB = 1024 ** 3;

const DERIVATION = redshiftDerivation({
  statuses: REDSHIFT_STATUSES,
  price: 'redshift_snapshot',
  isOfCluster: true,
});

const CONTEXT: DeriveContext = {
  place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
  isIncomplete: false,
  isLimited: false,
  prices: { redshift_snapshot: { low: 0.02, high: 0.03 } },
  ownerTags: ['team'],
  accounts: { isMember: () => null, isScanned: () => false, words: (account) => account },
};

const ROW: Readonly<Record<string, Value>> = {
  source_cluster: 'us-east-1/warehouse of 2024-02-03T04:05:06Z',
  source: 'warehouse',
  source_exists: 'yes',
  status: 'available',
  creation_time: Date.UTC(2026, 8, 1),
  origin: 'manual',
  size: 100 * GIB,
  tags: [['team', 'kpi']],
  public: false,
  shared_with: [],
  source_account: '123456789012',
  snapshot_arn: 'arn:aws:redshift:us-east-1:123456789012:snapshot:warehouse/s',
};

/** Makes it one of which a newer one exists. */
const OLDER = { older: true };

/** The derived values of the only snapshot of its cluster, or of an older one. */
function derived(change: Readonly<Record<string, Value>>, context: Partial<DeriveContext> = {}) {
  const { older, ...values } = { ...ROW, ...change };
  const newest =
    older === true
      ? { row: 2, rank: Date.UTC(2026, 9, 1), candidates: 2, values: { snapshot_id: 'b' } }
      : { row: 1, rank: 1, candidates: 1, values: {} };
  const row: DerivedRow = {
    row: 1,
    copy: null,
    values,
    leaders: { newest },
  };
  const [sharing, across, owner, verdict, reasons, low, high] = DERIVATION.values(row, {
    ...CONTEXT,
    ...context,
  });
  return { sharing, across, owner, verdict, reasons, cost: [low, high] };
}

test('the only one of a cluster that is there is its last backup, and may cost nothing or all of its size', () => {
  assert.deepEqual(derived({}), {
    sharing: 'nobody',
    across: 'no',
    owner: 'kpi',
    verdict: 'last backup',
    reasons: ['the only backup of warehouse', 'its source still exists', 'restores under way not checked'],
    cost: [0, 3],
  });
});

test('who may restore it stands beside the verdict', () => {
  const { sharing, verdict, reasons } = derived({ shared_with: ['210987654321'] });
  assert.deepEqual([sharing, verdict], ['shared', 'last backup']);
  assert.ok(Array.isArray(reasons) && reasons.includes('shared with 210987654321'));
});

test('an older one that Redshift or AWS Backup deletes is managed by it, and a manual one with days left says how many', () => {
  assert.equal(derived({ ...OLDER, origin: 'automated' }).verdict, 'managed by Redshift');
  assert.equal(derived({ ...OLDER, origin: 'AWS Backup' }).verdict, 'managed by AWS Backup');
  const { verdict, reasons } = derived({ ...OLDER, remaining_days: 12 });
  assert.deepEqual([verdict, reasons], ['managed by Redshift', ['Redshift deletes it in 12 days']]);
  assert.deepEqual(derived({ ...OLDER, remaining_days: 1 }).reasons, ['Redshift deletes it in 1 day']);
});

test('the only one of a cluster that is gone is its last backup, and so is a copy from elsewhere', () => {
  assert.equal(derived({ source_exists: 'no' }).verdict, 'last backup');
  assert.equal(derived({ origin: 'copy', source_exists: 'unknown' }).verdict, 'last backup');
});

test('a status that says nothing, or of which AWS does not say what it means, is no verdict', () => {
  assert.equal(derived({ status: 'final snapshot' }).verdict, 'unknown');
  assert.equal(derived({ status: null }).verdict, 'unknown');
  assert.equal(derived({ status: 'failed' }).verdict, 'candidate');
});

test('without a size or a price nobody knows what it costs, and this version knows no price', () => {
  assert.deepEqual(derived({ size: null }).cost, [null, null]);
  assert.deepEqual(derived({}, { prices: null }).cost, [null, null]);
  assert.deepEqual(derived({}, { prices: pricesOf(BUILT_IN_PRICES, 'us-east-1') }).cost, [null, null]);
});
