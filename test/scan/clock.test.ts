import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { clockNotice } from '../../source/scan/clock.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;

/** What is said of answers whose dates are so many milliseconds ahead of this machine's clock. */
function said(t: TestContext, ...ahead: readonly number[]): readonly string[] {
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  const notices: string[] = [];
  const seen = clockNotice((notice) => void notices.push(notice));
  for (const milliseconds of ahead) seen(new Date(NOW + milliseconds).toISOString());
  return notices;
}

test('a clock that is five minutes off or more is said, with the side on which it is off', (t) => {
  assert.deepEqual(said(t, 5 * MINUTE), [
    "this machine's clock is 5 minutes behind AWS's; ages are off by that",
  ]);
});

test('a clock ahead of AWS is said as such', (t) => {
  assert.deepEqual(said(t, -90 * MINUTE), [
    "this machine's clock is 90 minutes ahead of AWS's; ages are off by that",
  ]);
});

test('a clock that is nearly right is not worth a word, and the answer after it still may be', (t) => {
  assert.deepEqual(said(t, 0, 5 * MINUTE - 1, -5 * MINUTE + 1), []);
});

test('it is said once', (t) => {
  assert.equal(said(t, 0, 6 * MINUTE, 7 * MINUTE, -8 * MINUTE).length, 1);
});

test('an answer without a date that can be read says nothing of the clock, and does not keep others from it', () => {
  const notices: string[] = [];
  const seen = clockNotice((notice) => void notices.push(notice));
  seen('yesterday');
  assert.deepEqual(notices, []);
  seen('2001-01-01T00:00:00Z');
  assert.equal(notices.length, 1);
});
