import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPacer } from '../../source/aws/pacing.ts';

/** A clock that stands still until it is moved, with the timers that wait for it. */
function fakeClock() {
  let time = 0;
  let count = 0;
  let timers: { readonly at: number; readonly order: number; readonly callback: () => void }[] = [];
  const next = () => timers.sort((one, other) => one.at - other.at || one.order - other.order)[0];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  };
  const step = async (): Promise<boolean> => {
    const timer = next();
    if (timer === undefined) return false;
    timers = timers.filter((other) => other !== timer);
    time = timer.at;
    timer.callback();
    await settle();
    return true;
  };
  return {
    now: () => time,
    setTimer: (callback: () => void, milliseconds: number) => {
      count += 1;
      timers.push({ at: time + Math.max(0, milliseconds), order: count, callback });
    },
    settle,
    step,
    advance: async (milliseconds: number) => {
      const until = time + milliseconds;
      for (let timer = next(); timer !== undefined && timer.at <= until; timer = next()) await step();
      time = until;
      await settle();
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
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  return seen;
}

/** A service with a token bucket behind some latency, asked through a pacer as fast as the pacer lets it. */
async function askAll(bucket: { readonly rate: number; readonly burst: number }, calls: number) {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, now: clock.now, setTimer: clock.setTimer });
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => clock.setTimer(resolve, milliseconds));
  let random = 7;
  const latency = (): number => {
    random = (random * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return 36 + (random / 4_294_967_296) * 8;
  };
  let level = bucket.burst;
  let filledAt = 0;
  let served = 0;
  let throttled = 0;
  const ask = async (attempt: number): Promise<void> => {
    await pacer.acquire(forEver);
    const sentAt = clock.now();
    await wait(latency());
    level = Math.min(bucket.burst, level + ((clock.now() - filledAt) / 1000) * bucket.rate);
    filledAt = clock.now();
    const admitted = level >= 1;
    if (admitted) level -= 1;
    await wait(latency());
    pacer.release(admitted ? 'served' : 'throttled', sentAt);
    if (admitted) {
      served += 1;
      return;
    }
    throttled += 1;
    await wait(100 * 2 ** (attempt - 1));
    await ask(attempt + 1);
  };
  for (let call = 0; call < calls; call += 1) void ask(1);
  await clock.settle();
  for (let running = true; running; ) running = served < calls && (await clock.step());
  return { seconds: clock.now() / 1000, throttled, served };
}

for (const rate of [3, 5, 11]) {
  test(`a bucket of ${rate} calls a second is used to 1.15 of its bound, and hardly a call is refused`, async () => {
    const { seconds, throttled, served } = await askAll({ rate, burst: rate }, 350);
    assert.equal(served, 350);
    assert.ok(seconds <= (1.15 * (350 - rate)) / rate, `${seconds} s`);
    assert.ok(throttled <= 7, `${throttled} throttled`);
  });
}

for (const rate of [3, 5, 11]) {
  for (const calls of [25, 70, 120]) {
    test(`of ${calls} calls to a bucket of ${rate} a second at most 4 are refused`, async () => {
      const { throttled, served } = await askAll({ rate, burst: rate }, calls);
      assert.equal(served, calls);
      assert.ok(throttled <= 4, `${throttled} throttled`);
    });
  }
}

test('a burst is used where the service grants one', async () => {
  const { seconds } = await askAll({ rate: 5, burst: 100 }, 150);
  assert.ok(seconds <= (1.15 * 50) / 5, `${seconds} s`);
});

test('a service that does not throttle is asked with more and more calls at once', async () => {
  const { seconds, throttled } = await askAll({ rate: 10_000, burst: 10_000 }, 350);
  assert.equal(throttled, 0);
  assert.ok(seconds < 2, `${seconds} s: one by one it would be 28 s`);
});

test('few calls are in flight at first', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  const seen = await granted(pacer, 40);
  assert.equal(seen.count, 2);
  assert.equal(pacer.rate(), Number.POSITIVE_INFINITY);
  pacer.release('served', 0);
  await clock.settle();
  assert.equal(seen.count, 3);
});

test('after the first throttled call the bucket is given time to fill', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  await granted(pacer, 1);
  pacer.release('throttled', 0);
  const seen = await granted(pacer, 3);
  assert.equal(seen.count, 0);
  await clock.advance(799);
  assert.equal(seen.count, 0);
  await clock.advance(1);
  assert.equal(seen.count, 1);
});

test('after the first throttled call it is asked no faster than it was served until then', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  for (let call = 0; call < 4; call += 1) {
    await granted(pacer, 1);
    await clock.advance(500);
    pacer.release('served', clock.now());
    // Nothing to ask for: no time in which it could have been served.
    await clock.advance(10_000);
  }
  await granted(pacer, 1);
  await clock.advance(500);
  pacer.release('throttled', clock.now());
  assert.equal(pacer.rate(), 4 / 2.5);
});

test('what was served between two throttled calls tells the rate', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  await granted(pacer, 1);
  pacer.release('throttled', clock.now());
  for (let call = 0; call < 7; call += 1) {
    await granted(pacer, 1);
    await clock.advance(1000);
    pacer.release('served', clock.now());
  }
  await granted(pacer, 1);
  await clock.advance(500);
  pacer.release('throttled', clock.now());
  assert.equal(pacer.rate(), (7.5 / 7.5) * 0.97);
});

test('calls refused together count once', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: null, ...clock });
  await granted(pacer, 2);
  await clock.advance(50);
  pacer.release('throttled', 0);
  pacer.release('throttled', 0);
  assert.equal(pacer.rate(), Number.POSITIVE_INFINITY);
});

test('an upper bound holds from the first call', async () => {
  const clock = fakeClock();
  const pacer = createPacer({ maxRate: 10, ...clock });
  const seen = await granted(pacer, 5);
  assert.equal(seen.count, 1);
  pacer.release('served', 0);
  await clock.advance(100);
  assert.equal(seen.count, 2);
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
