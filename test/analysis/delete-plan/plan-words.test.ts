import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { PlanSum } from '../../../source/analysis/delete-plan/delete-plan.ts';
import {
  costCaveat,
  leftOutWords,
  reviewLine,
  staleWords,
  sumWords,
} from '../../../source/analysis/delete-plan/plan-words.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 30, 12);

function sum(rows: number, given: Partial<PlanSum> = {}): PlanSum {
  const none = { sum: 0, unknown: 0 };
  return { rows, bytes: none, low: none, high: none, ...given };
}

suite('the words of a delete plan', () => {
  test('give both bounds of a cost, and what is not known', () => {
    const all = sum(3, {
      bytes: { sum: 2 ** 40, unknown: 1 },
      low: { sum: 0, unknown: 0 },
      high: { sum: 12.5, unknown: 2 },
    });
    assert.equal(
      sumWords(all, 'auto'),
      '1.0 TiB (1 of unknown size), $0.00 to $12.50 a month (2 of unknown cost)',
    );
    assert.equal(
      reviewLine({ rows: 1200, goes: sum(3) }, 'auto'),
      '3 of 1,200 rows may go: 0 B, $0.00 a month',
    );
  });

  test('call unknown what nothing is known of', () => {
    const unknown = { sum: 0, unknown: 2 };
    assert.equal(
      sumWords(sum(2, { bytes: unknown, low: unknown, high: unknown }), 'auto'),
      'size unknown, cost unknown',
    );
    assert.equal(
      sumWords(sum(2, { low: unknown, high: { sum: 3, unknown: 0 } }), 'auto'),
      '0 B, $3.00 a month',
    );
  });

  test('say that deleting frees only a part, but for kinds of which each is kept as a whole', () => {
    const of = (...kinds: readonly string[]) =>
      costCaveat({ kinds: kinds.map((kind) => ({ kind, ...sum(1) })) }).replace(/^The .* now\. /, '');
    const part = 'Deleting saves that at most: AWS frees only what no other snapshot needs.';
    assert.equal(of('ebs-snapshot'), part);
    assert.equal(of('dynamodb-backup', 'ebs-snapshot'), part);
    assert.equal(of('of-tomorrow'), part);
    const whole = 'Deleting saves all of it: each is billed as a whole.';
    for (const kind of ['dynamodb-backup', 'elasticache-snapshot', 'elasticache-serverless-snapshot'])
      assert.equal(of(kind), whole);
  });

  test('say that nothing may go', () => {
    assert.equal(reviewLine({ rows: 1, goes: sum(0) }, 'auto'), 'Nothing may go of 1 row');
  });

  test('say of rows that were read over 24 hours ago that they are stale', () => {
    assert.equal(staleWords({ readAt: null }, NOW), null);
    assert.equal(staleWords({ readAt: NOW - 24 * HOUR }, NOW), null);
    assert.equal(
      staleWords({ readAt: NOW - 25 * HOUR }, NOW),
      'Stale: read 1d ago (2026-11-29 11:00 UTC), what it says may be true no more. snapdeck delete-plan --recheck reads the rows again first.',
    );
  });

  test('give the example of a reason where there is one', () => {
    assert.equal(leftOutWords({ reason: 'unknown: no', rows: 1 }), '1 row, unknown: no');
    const example = { id: null, reason: 'used by AMI ami-1' };
    assert.equal(
      leftOutWords({ reason: 'in use', rows: 2, example }),
      '2 rows, in use, such as one without an id: used by AMI ami-1',
    );
  });
});
