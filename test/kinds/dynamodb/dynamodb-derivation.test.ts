/** What is derived of DynamoDB backups: whether one may go, and what it costs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeriveContext, DerivedRow } from '../../../source/kinds/define/derivation.ts';
import { DYNAMODB_DERIVATION } from '../../../source/kinds/dynamodb/dynamodb-derivation.ts';
import { BUILT_IN_PRICES } from '../../../source/kinds/price-list.ts';
import type { Value } from '../../../source/model/columns.ts';
import { pricesOf } from '../../../source/model/prices.ts';

const GIB = 1024 ** 3;
const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/backup/1-a';

const CONTEXT: DeriveContext = {
  place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
  isIncomplete: false,
  isLimited: false,
  prices: pricesOf(BUILT_IN_PRICES, 'us-east-1'),
  ownerTags: [],
  accounts: { isMember: () => null, isScanned: () => false, words: (account) => account },
};

const ROW: Readonly<Record<string, Value>> = {
  table_id: 'table-1',
  source: 'orders',
  source_exists: 'yes',
  status: 'AVAILABLE',
  creation_time: Date.UTC(2026, 8, 1),
  origin: 'manual',
  size: 20 * GIB,
  source_account: '123456789012',
  backup_arn: ARN,
};

/** Makes it one of which a newer one exists. */
const OLDER = { older: true };

/** The derived values of the only backup of its table, or of an older one. */
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
  const [across, verdict, reasons, low, high] = DYNAMODB_DERIVATION.values(row, { ...CONTEXT, ...context });
  return { across, verdict, reasons, cost: [low, high] };
}

test('the only one of a table that is there is its last backup, and says that the table is told by its name', () => {
  assert.deepEqual(derived({}), {
    across: 'no',
    verdict: 'last backup',
    reasons: [
      'the only backup of orders',
      'its source still exists',
      'its table told by name, which another may have by now',
      'restores under way not checked',
    ],
    cost: [2, 2],
  });
});

test('the only one of a table that is gone is its last backup', () => {
  const { verdict, reasons } = derived({ source_exists: 'no' });
  assert.equal(verdict, 'last backup');
  assert.deepEqual(reasons, [
    'the only backup of orders',
    'its source is gone',
    'restores under way not checked',
  ]);
});

test('an older one that DynamoDB made as it deleted the table is kept by it until its day, free of charge', () => {
  const { verdict, reasons, cost } = derived({
    ...OLDER,
    origin: 'automated',
    source_exists: 'no',
    expires_at: Date.UTC(2026, 9, 6),
  });
  assert.equal(verdict, 'managed by DynamoDB');
  assert.deepEqual(reasons, ['an automatic backup keeps it', 'DynamoDB deletes it on 2026-10-06']);
  assert.deepEqual(cost, [0, 0]);
});

test('an older one of AWS Backup is managed by it, and costs what DynamoDB asks only where DynamoDB keeps it', () => {
  const kept = derived({ ...OLDER, origin: 'AWS Backup' });
  assert.deepEqual([kept.verdict, kept.cost], ['managed by AWS Backup', [2, 2]]);
  const vault = {
    origin: 'AWS Backup',
    backup_arn: 'arn:aws:backup:us-east-1:123456789012:recovery-point:1',
  };
  assert.deepEqual(derived(vault).cost, [null, null]);
});

test('without a size, a price or an origin nobody knows what it costs, nor without an origin whether it may go', () => {
  assert.deepEqual(derived({ size: null }).cost, [null, null]);
  assert.deepEqual(derived({ size: -1 }).cost, [null, null]);
  assert.deepEqual(derived({}, { prices: null }).cost, [null, null]);
  const unknown = derived({ ...OLDER, origin: null });
  assert.deepEqual([unknown.verdict, unknown.cost], ['unknown', [null, null]]);
  assert.deepEqual(derived({}, { prices: { dynamodb_backup: { low: 0.1, high: 0.2 } } }).cost, [2, 4]);
});

test('whether one may go is not known while it is made, and an older one may, whether or not its table is there', () => {
  assert.equal(derived({ status: 'CREATING' }).verdict, 'unknown');
  for (const source_exists of ['yes', 'no', null]) {
    assert.equal(derived({ ...OLDER, source_exists }).verdict, 'candidate');
  }
});
