import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { callRates, NO_PACE, type Pace, paceAfter, rateNow } from '../../../source/ui/state/pace.ts';
import { finishedScan, midScan } from '../helpers/fake-scan.ts';

/** A running scan that has called so often. */
function called(calls: number) {
  const scan = midScan();
  return { ...scan, cells: scan.cells.map((cell, index) => ({ ...cell, calls: index === 0 ? calls : 0 })) };
}

/** The pace of a scan that makes so many calls in each step of so many milliseconds. */
function paceOf(steps: readonly number[], stepMs = 250): Pace {
  let [pace, now, calls] = [paceAfter(NO_PACE, called(0), 0), 0, 0];
  for (const more of steps) {
    now += stepMs;
    calls += more;
    pace = paceAfter(pace, called(calls), now);
  }
  return pace;
}

suite('how fast a scan calls', () => {
  test('is not known before there are two samples', () => {
    assert.equal(rateNow(NO_PACE), null);
    assert.deepEqual(callRates(paceAfter(NO_PACE, called(7), 0)), []);
    assert.equal(rateNow(paceAfter(NO_PACE, called(7), 0)), null);
  });

  test('is that of each step, and of the last second', () => {
    const pace = paceOf([10, 0, 50, 20, 30, 0]);
    assert.deepEqual(callRates(pace), [40, 0, 200, 80, 120, 0]);
    assert.equal(rateNow(pace), 100);
  });

  test('takes no sample before a step is over', () => {
    const pace = paceOf([10]);
    assert.equal(paceAfter(pace, called(90), 499), pace);
    assert.deepEqual(callRates(paceAfter(pace, called(90), 500)), [40, 320]);
  });

  test('tells of all of a long scan, in few samples', () => {
    const pace = paceOf(Array.from({ length: 5_000 }, () => 25));
    assert.ok(pace.samples.length <= 64);
    assert.equal(pace.samples[0]?.at, 0);
    assert.equal(pace.samples.at(-1)?.calls, 25 * ((pace.samples.at(-1)?.at ?? 0) / 250));
    assert.deepEqual(new Set(callRates(pace)), new Set([100]));
  });

  test('begins anew with another scan, and stays as it is when one has ended', () => {
    const pace = paceOf([10, 20]);
    const other = { ...called(3), startedAt: called(0).startedAt + 60_000 };
    assert.deepEqual(paceAfter(pace, other, 9_000).samples, [{ at: 9_000, calls: 3 }]);
    const { startedAt, rerunAt } = called(0);
    assert.equal(paceAfter(pace, { ...finishedScan(), startedAt, rerunAt }, 9_000), pace);
    assert.equal(paceAfter(pace, { ...finishedScan(), startedAt: startedAt + 1 }, 9_000), NO_PACE);
  });
});
