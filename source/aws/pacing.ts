/**
 * Pacing: how fast one service in one region of one account is asked.
 *
 * AWS throttles each with a bucket of tokens whose size and refill it does not publish. A pacer begins unpaced,
 * with a few calls in flight, so that bursts are used where the service grants them. The first throttled call
 * teaches it a rate; from then on calls are spaced by that rate, which grows with what succeeds and falls, once
 * for each burst of refusals, with what is throttled.
 */

/** Calls in flight to one service in one region while it does not throttle. */
const IN_FLIGHT = 16;
/** Rate tried first after a service has throttled, in calls a second. */
const FIRST_RATE = 5;
/** A throttled rate falls to this share. */
const FALL = 0.7;
/** Growth of the rate by each success: quick below what was last refused, slow near it. */
const QUICK_GROWTH = 1.1;
const SLOW_GROWTH = 1.01;
const SLOWEST_RATE = 0.2;

/** Lets calls through to one service in one region. */
export interface Pacer {
  /** Resolves when a call may be sent; rejects with the signal's reason when it is aborted. */
  readonly acquire: (signal: AbortSignal) => Promise<void>;
  /** The call that was let through ended. `sentAt` is when it was sent (the pacer's clock). */
  readonly release: (ended: 'served' | 'throttled' | 'other', sentAt: number) => void;
  /** Calls a second now; Infinity while unpaced. */
  readonly rate: () => number;
}

/** What a pacer is made with. */
export interface PacerOptions {
  /** Upper bound in calls a second; null: only what is learned. */
  readonly maxRate: number | null;
  /** Milliseconds; injected so that tests need not wait. */
  readonly now: () => number;
  readonly setTimer: (callback: () => void, milliseconds: number) => void;
}

interface Waiter {
  readonly grant: () => void;
}

/** A pacer for one service in one region. */
export function createPacer(options: PacerOptions): Pacer {
  const bound = options.maxRate ?? Number.POSITIVE_INFINITY;
  const waiters: Waiter[] = [];
  let inFlight = 0;
  let rate = bound;
  let refusedRate = Number.POSITIVE_INFINITY;
  let lastFall = Number.NEGATIVE_INFINITY;
  let nextAt = 0;
  let timerSet = false;

  const pump = (): void => {
    while (waiters.length > 0 && inFlight < IN_FLIGHT) {
      const wait = nextAt - options.now();
      if (wait > 0) {
        if (!timerSet) {
          timerSet = true;
          options.setTimer(() => {
            timerSet = false;
            pump();
          }, wait);
        }
        return;
      }
      if (Number.isFinite(rate)) nextAt = Math.max(options.now(), nextAt) + 1000 / rate;
      inFlight += 1;
      waiters.shift()?.grant();
    }
  };

  const fall = (sentAt: number): void => {
    // Calls sent before the last fall were refused by the rate of then: they teach nothing new.
    if (sentAt < lastFall) return;
    lastFall = options.now();
    refusedRate = Number.isFinite(rate) ? rate : Number.POSITIVE_INFINITY;
    rate = Math.max(SLOWEST_RATE, Number.isFinite(rate) ? rate * FALL : FIRST_RATE);
    nextAt = options.now() + 1000 / rate;
  };

  const grow = (): void => {
    if (!Number.isFinite(rate) || rate >= bound) return;
    const factor = rate < refusedRate * 0.9 ? QUICK_GROWTH : SLOW_GROWTH;
    rate = Math.min(bound, rate * factor);
  };

  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        const waiter: Waiter = {
          grant: () => {
            signal.removeEventListener('abort', abort);
            resolve();
          },
        };
        const abort = (): void => {
          const index = waiters.indexOf(waiter);
          if (index >= 0) waiters.splice(index, 1);
          reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        waiters.push(waiter);
        pump();
      }),
    release: (ended, sentAt) => {
      inFlight -= 1;
      if (ended === 'throttled') fall(sentAt);
      else if (ended === 'served') grow();
      pump();
    },
    rate: () => rate,
  };
}
