import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { nowForAges, steadyNow } from '../../source/base/steady-clock.ts';

const HOUR = 3_600_000;

/** The way to set the machine's clock by so many hours. */
function machineClock(context: TestContext): (hours: number) => void {
  const real = Date.now;
  let off = 0;
  context.mock.method(Date, 'now', () => real() + off);
  return (hours) => {
    off = hours * HOUR;
  };
}

test('the steady clock counts on where the machine is set back or forth', (context) => {
  const before = steadyNow();
  assert.ok(Math.abs(before - Date.now()) < 1000);
  const set = machineClock(context);
  for (const hours of [-2, 2]) {
    set(hours);
    const passed = steadyNow() - before;
    assert.ok(passed >= 0 && passed < HOUR / 60, `${hours}: ${passed}`);
  }
});

test('ages are told by the clock that is ahead: a machine that has slept makes no data younger', (context) => {
  const set = machineClock(context);
  set(8);
  assert.ok(nowForAges() - steadyNow() > 7 * HOUR);
  set(-8);
  assert.ok(nowForAges() - steadyNow() < HOUR / 60);
});
