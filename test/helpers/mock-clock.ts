import type { TestContext } from 'node:test';
import { steadyNow } from '../../source/base/steady-clock.ts';

/** Has time-outs, the machine's clock and the steady clock stand at this instant until the test moves them on. */
export function mockClock(context: TestContext, now: number): void {
  const [seconds, nanoseconds] = process.hrtime();
  // It stands from here on: what passes until it is read again would be missing from every instant.
  const clock = context.mock.method(process, 'hrtime', () => [seconds, nanoseconds]);
  const counted = seconds * 1000 + nanoseconds / 1_000_000 - steadyNow();
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'], now });
  clock.mock.mockImplementation(() => [0, (counted + Date.now()) * 1_000_000]);
}
