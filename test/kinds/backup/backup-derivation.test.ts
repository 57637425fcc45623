import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BACKUP_DERIVATION } from '../../../source/kinds/backup/backup-derivation.ts';
import type { DerivedRow } from '../../../source/kinds/define/derivation.ts';
import type { Value } from '../../../source/model/columns.ts';
import type { RegionPrices } from '../../../source/model/prices.ts';

const GIB = 1024 ** 3;

/** Verdict, reasons and cost of a recovery point of which a newer one exists. */
function derived(change: Readonly<Record<string, Value>>, prices: RegionPrices | null = null) {
  const row: DerivedRow = {
    row: 1,
    copy: null,
    values: {
      ...{
        source_arn: 'arn:aws:s3:::labels',
        source_exists: 'unknown',
        status: 'COMPLETED',
        origin: 'manual',
      },
      ...{ creation_time: Date.UTC(2026, 8, 1), size: 20 * GIB, delete_at: null, vault_locked: false },
      ...{ storage_tier: 'warm', source_account: null, vault_min_retention: null, legal_hold: [] },
      recovery_point_arn: 'arn:aws:backup:us-east-1:123456789012:recovery-point:1',
      ...change,
    },
    leaders: {
      newest: {
        ...{ row: 2, rank: Date.UTC(2026, 9, 1), candidates: 2 },
        values: { snapshot_id: 'newer', origin: 'AWS Backup' },
      },
    },
  };
  const [, verdict, reasons, low, high] = BACKUP_DERIVATION.values(row, {
    place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
    ...{ isIncomplete: false, isLimited: false, prices, ownerTags: [] },
    accounts: { isMember: () => null, isScanned: () => true, words: (account) => account },
  });
  return { verdict, reasons, cost: [low, high] };
}

test('one that was made on demand with a newer one beside it is a candidate, which says what was not checked', () => {
  assert.deepEqual(derived({}), {
    verdict: 'candidate',
    reasons: ['newer: newer of 2026-10-01 (AWS Backup)', 'restore jobs not checked'],
    cost: [null, null],
  });
});

test('a vault lock comes first, with the days that it keeps recovery points for', () => {
  const { verdict, reasons } = derived({ vault_locked: true, vault_min_retention: 30 });
  assert.equal(verdict, 'locked');
  assert.deepEqual(reasons, ['its vault is locked (for 30 days at least)', 'restore jobs not checked']);
});

test('its lifecycle keeps it; one that has expired AWS Backup could not delete', () => {
  const deleteAt = { delete_at: Date.UTC(2026, 9, 6) };
  assert.deepEqual(derived(deleteAt).reasons, ['its lifecycle deletes it on 2026-10-06']);
  const expired = derived({ ...deleteAt, status: 'EXPIRED' });
  assert.equal(expired.verdict, 'managed by AWS Backup');
  assert.deepEqual(expired.reasons, ['expired, AWS Backup could not delete it']);
});

test('it costs at most its size at the price of its tier, which only a price list of one’s own has', () => {
  const prices = { backup_warm: { low: 0.05, high: 0.05 }, backup_cold: { low: 0.01, high: 0.01 } };
  assert.deepEqual(derived({}, prices).cost, [0, 1]);
  assert.deepEqual(derived({ storage_tier: 'cold' }, prices).cost, [0, 0.2]);
  assert.deepEqual(derived({ storage_tier: null }, prices).cost, [null, null]);
  assert.deepEqual(derived({ size: null }, prices).cost, [null, null]);
});

test('a legal hold locks it, under its title', () => {
  const { verdict, reasons } = derived({
    legal_hold: ['audit 2025'],
    vault_locked: true,
    vault_min_retention: 7,
  });
  assert.equal(verdict, 'locked');
  assert.deepEqual(reasons, [
    'its vault is locked (for 7 days at least)',
    'under legal hold audit 2025',
    'restore jobs not checked',
  ]);
});

test('what was not asked, or could not be read, of legal holds is said and locks nothing', () => {
  const said = (legal_hold: Value) => derived({ legal_hold });
  assert.deepEqual(said(['not checked']).reasons, [
    'newer: newer of 2026-10-01 (AWS Backup)',
    'legal holds, restore jobs not checked',
  ]);
  assert.deepEqual(said(null), {
    verdict: 'candidate',
    reasons: [
      'newer: newer of 2026-10-01 (AWS Backup)',
      'legal holds could not be read',
      'restore jobs not checked',
    ],
    cost: [null, null],
  });
});

test('one of a plan that is no more is managed by its lifecycle, and without one by nobody', () => {
  const gone = { origin: 'AWS Backup', backup_plan: 'legacy', plan_exists: 'no' };
  const due = derived({ ...gone, delete_at: Date.UTC(2026, 11, 1) });
  assert.equal(due.verdict, 'managed by AWS Backup');
  assert.deepEqual(due.reasons, [
    'AWS Backup keeps it',
    'its lifecycle deletes it on 2026-12-01',
    'made by backup plan legacy, which no longer exists',
  ]);
  const endless = derived(gone);
  assert.equal(endless.verdict, 'candidate');
  assert.deepEqual(endless.reasons, [
    'made by backup plan legacy, which no longer exists',
    'newer: newer of 2026-10-01 (AWS Backup)',
    'nothing deletes it by itself',
    'restore jobs not checked',
  ]);
  for (const plan_exists of ['yes', 'unknown', 'not checked', null])
    assert.equal(derived({ ...gone, plan_exists }).verdict, 'managed by AWS Backup');
});
