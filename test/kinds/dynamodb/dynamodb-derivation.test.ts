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
  source_exists: 'yes',
  status: 'AVAILABLE',
  creation_time: Date.UTC(2026, 8, 1),
  origin: 'manual',
  size: 20 * GIB,
  source_account: '123456789012',
  backup_arn: ARN,
};

/** The derived values of the only backup of its table. */
function derived(change: Readonly<Record<string, Value>>, context: Partial<DeriveContext> = {}) {
  const values = { ...ROW, ...change };
  const row: DerivedRow = {
    row: 1,
    values,
    leaders: { newest: { row: 1, rank: 1, candidates: 1, values: {} } },
  };
  const [across, verdict, reasons, low, high] = DYNAMODB_DERIVATION.values(row, { ...CONTEXT, ...context });
  return { across, verdict, reasons, cost: [low, high] };
}

test('one of a table that is there is free, and says that the table is told by its name', () => {
  assert.deepEqual(derived({}), {
    across: 'no',
    verdict: 'free',
    reasons: [
      'source still exists',
      'the only one of its source',
      'its table told by name, which another may have by now',
      'restores under way not checked',
    ],
    cost: [2, 2],
  });
});

test('the last one of a table that is gone is the only copy', () => {
  const { verdict, reasons } = derived({ source_exists: 'no' });
  assert.equal(verdict, 'only copy');
  assert.deepEqual(reasons, [
    'source is gone',
    'the only one of its source',
    'restores under way not checked',
  ]);
});

test('one that DynamoDB made as it deleted the table is kept by it until its day, free of charge', () => {
  const { verdict, reasons, cost } = derived({
    origin: 'automated',
    source_exists: 'no',
    expires_at: Date.UTC(2026, 9, 6),
  });
  assert.equal(verdict, 'managed');
  assert.deepEqual(reasons, ['an automatic backup keeps it', 'DynamoDB deletes it on 2026-10-06']);
  assert.deepEqual(cost, [0, 0]);
});

test('one of AWS Backup is managed, and costs what DynamoDB asks only where DynamoDB keeps it', () => {
  const kept = derived({ origin: 'AWS Backup' });
  assert.deepEqual([kept.verdict, kept.cost], ['managed', [2, 2]]);
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
  const unknown = derived({ origin: null });
  assert.deepEqual([unknown.verdict, unknown.cost], ['unknown', [null, null]]);
  assert.deepEqual(derived({}, { prices: { dynamodb_backup: { low: 0.1, high: 0.2 } } }).cost, [2, 4]);
});

test('whether one may go is not known while it is made, or where its table could not be looked for', () => {
  assert.equal(derived({ status: 'CREATING' }).verdict, 'unknown');
  assert.equal(derived({ source_exists: null }).verdict, 'unknown');
});
