import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPacer } from '../../source/aws/pacing.ts';

/** A clock that stands still until it is moved, with the timers that wait for it. */
function fakeClock() {
  let time = 0;
  const timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => time,
    setTimer: (callback: () => void, milliseconds: number) => {
      timers.push({ at: time + milliseconds, callback });
    },
    advance: async (milliseconds: number) => {
      const until = time + milliseconds;
      for (;;) {
        timers.sort((one, other) => one.at - other.at);
        const next = timers[0];
        if (next === undefined || next.at > until) break;
        timers.shift();
        time = next.at;
        next.callback();
        await Promise.resolve();
      }
      time = until;
      await Promise.resolve();
    },
  };
}

const forEver = new AbortController().signal;

async function granted(pacer: ReturnType<typeof createPacer>, calls: number): Promise<{ count: number }> {
  const seen = { count: 0 };
  for (let call = 0; call < calls; call += 1) {
    void pacer.acquire(forEver).then(() => {
      seen.count += 1;
    });
  }
  await Promise.resolve();
  return seen;
}

test('a service that does not throttle is asked with sixteen calls at once', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  const seen = await granted(pacer, 40);
  assert.equal(seen.count, 16);
  assert.equal(pacer.rate(), Number.POSITIVE_INFINITY);
  pacer.release('served', 0);
  await Promise.resolve();
  assert.equal(seen.count, 17);
});

test('after a throttled call the next ones are spaced by a rate', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  await granted(pacer, 1);
  pacer.release('throttled', 0);
  assert.equal(pacer.rate(), 5);
  const seen = await granted(pacer, 3);
  assert.equal(seen.count, 0);
  await clock.advance(200);
  assert.equal(seen.count, 1);
  await clock.advance(200);
  assert.equal(seen.count, 2);
});

test('calls refused together lower the rate once', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  await granted(pacer, 4);
  await clock.advance(50);
  for (let call = 0; call < 4; call += 1) pacer.release('throttled', 0);
  assert.equal(pacer.rate(), 5);
});

test('the rate grows with what is served and falls with what is refused', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  await granted(pacer, 1);
  pacer.release('throttled', 0);
  const slow = pacer.rate();
  await granted(pacer, 1);
  await clock.advance(200);
  pacer.release('served', clock.now());
  assert.equal(pacer.rate(), slow * 1.1);
  await granted(pacer, 1);
  await clock.advance(200);
  pacer.release('throttled', clock.now());
  assert.equal(pacer.rate(), slow * 1.1 * 0.7);
});

test('an upper bound holds from the first call and is never outgrown', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: 10, ...clock });
  const seen = await granted(pacer, 5);
  assert.equal(seen.count, 1);
  await clock.advance(100);
  assert.equal(seen.count, 2);
  pacer.release('served', 0);
  assert.equal(pacer.rate(), 10);
});

test('a call that is stopped while it waits gives up its place', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: 1, ...clock });
  await granted(pacer, 1);
  const abort = new AbortController();
  const waiting = pacer.acquire(abort.signal);
  const behind = await granted(pacer, 1);
  abort.abort(new Error('stopped'));
  await assert.rejects(waiting, { message: 'stopped' });
  await clock.advance(1000);
  assert.equal(behind.count, 1);
});
