/**
 * Pacing: how fast one service in one region of one account is asked.
 *
 * AWS throttles each with a bucket of tokens whose size and refill it does not publish. A throttled call says one
 * thing exactly: the bucket is empty now. So what was served between two throttled calls is what was filled in
 * between, and their quotient is the rate. A pacer begins unpaced, with few calls in flight and more with those that
 * are served, so that bursts are used where the service grants them and little is refused where it does not. At the
 * first throttled call it rests for a moment, while the bucket fills, and begins anew: the second one tells the rate.
 * From then on calls are spaced a little wider than that, and after a while of peace a little closer, so that a
 * service that recovers is used again.
 */

/**
 * Calls in flight: so many at first, one more when a few were served, and from some number served on one more for
 * each few. Slow at the start, since what is in flight when a small bucket runs dry is refused together.
 */
const RAMP = { first: 2, oneMoreAfter: 10, after: 19, forOneMore: 3 };
/** The same after the rest that follows the first throttled call. */
const SECOND_RAMP = { first: 1, oneMoreAfter: 16, after: 40, forOneMore: 12 };
const MOST_IN_FLIGHT = 32;
/** The rest while a bucket fills: doubled where not even one call is served after it. */
const REST_MS = 800;
const LONGEST_REST_MS = 20_000;
/** Share of a learned rate that is used. */
const CAUTION = 0.97;
/**
 * Calls served at a learned rate before it is tried a little faster, and how much with each further one. A rate
 * learned once may be too low by far, where the bucket ran over meanwhile: it is tried sooner; one that was learned
 * from hardly a call is tried at once.
 */
const UNSURE_PEACE = { calls: 4, growth: 1.08 };
const FIRST_PEACE = { calls: 50, growth: 1.01 };
const PEACE = { calls: 200, growth: 1.005 };
/** With fewer calls served between two throttled ones their quotient says too little, and the rate just falls. */
const TELLING = 6;
/** With fewer served before the first throttled call, how fast they were says nothing. */
const ANY_PACE = 3;
const FALL = 0.85;
const SLOWEST_RATE = 0.1;

/** Lets calls through to one service in one region. */
export interface Pacer {
  /** Resolves when a call may be sent; rejects with the signal's reason when it is aborted. */
  readonly acquire: (signal: AbortSignal) => Promise<void>;
  /** The call that was let through ended. `sentAt` is when it was sent (the pacer's clock). */
  readonly release: (ended: 'served' | 'throttled' | 'other', sentAt: number) => void;
  /** Calls a second now; Infinity while unpaced. */
  readonly rate: () => number;
  /** Calls served so far. */
  readonly served: () => number;
  /** Lets no waiting call through any more: each rejects with this reason. Later ones wait as usual. */
  readonly giveUp: (reason: Error) => void;
}

/** What a pacer is made with. */
export interface PacerOptions {
  /** Upper bound in calls a second; null: only what is learned. */
  readonly maxRate: number | null;
  /** Milliseconds; injected so that tests need not wait. */
  readonly now: () => number;
  readonly setTimer: (callback: () => void, milliseconds: number) => void;
}

/** A pacer for one service in one region. */
export function createPacer(options: PacerOptions): Pacer {
  const speed = createSpeed(options.maxRate ?? Number.POSITIVE_INFINITY, options.now);
  const waiters: { readonly grant: () => void; readonly refuse: (reason: Error) => void }[] = [];
  let inFlight = 0;
  let served = 0;
  let timerSet = false;

  const pump = (): void => {
    while (waiters.length > 0 && inFlight < speed.inFlight()) {
      const wait = speed.nextAt() - options.now();
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
      if (inFlight === 0) speed.begins();
      speed.sent();
      inFlight += 1;
      waiters.shift()?.grant();
    }
  };

  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        const waiter = {
          grant: (): void => {
            signal.removeEventListener('abort', abort);
            resolve();
          },
          refuse: (reason: Error): void => {
            signal.removeEventListener('abort', abort);
            reject(reason);
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
      if (inFlight === 0 && waiters.length === 0) speed.rests();
      if (ended === 'throttled') speed.throttled(sentAt);
      else if (ended === 'served') {
        served += 1;
        speed.served();
      }
      pump();
    },
    rate: speed.rate,
    served: () => served,
    giveUp: (reason) => {
      for (const waiter of waiters.splice(0)) waiter.refuse(reason);
    },
  };
}

/** How fast to go: what is learned from calls that were served and calls that were throttled. */
interface Speed {
  readonly rate: () => number;
  readonly inFlight: () => number;
  /** When the next call may be sent. */
  readonly nextAt: () => number;
  /** A call is sent when none was in flight, and none is left that would be. */
  readonly begins: () => void;
  readonly rests: () => void;
  readonly sent: () => void;
  readonly served: () => void;
  readonly throttled: (sentAt: number) => void;
}

function createSpeed(bound: number, now: () => number): Speed {
  let phase: 'open' | 'resting' | 'paced' = 'open';
  let rate = bound;
  let nextAt = 0;
  let rest = REST_MS;
  /** Since when the bucket was last known to be empty, and what was served since. */
  let emptyAt = Number.NEGATIVE_INFINITY;
  let served = 0;
  let learnedTimes = 0;
  let unsure = false;
  /** Since when it was asked, the times left out when there was nothing to ask. */
  let askedSince: number | null = null;
  let idleSince: number | null = null;

  const learn = (): void => {
    const perSecond = 1000 / (now() - emptyAt);
    if (phase === 'resting') {
      // Between so many and one more tokens were filled.
      rate = (served + 0.5) * perSecond * CAUTION;
    } else {
      rate = served >= TELLING ? served * perSecond * CAUTION : rate * FALL;
    }
    phase = 'paced';
    learnedTimes += 1;
    unsure = served < TELLING;
    rate = Math.min(bound, Math.max(SLOWEST_RATE, rate));
  };

  return {
    rate: () => rate,
    inFlight: () => {
      if (phase === 'paced') return MOST_IN_FLIGHT;
      const ramp = phase === 'open' ? RAMP : SECOND_RAMP;
      const early = served >= ramp.oneMoreAfter ? 1 : 0;
      const more = Math.max(0, Math.floor((served - ramp.after) / ramp.forOneMore));
      return Math.min(MOST_IN_FLIGHT, ramp.first + early + more);
    },
    nextAt: () => nextAt,
    begins: () => {
      if (askedSince === null) askedSince = now();
      else if (idleSince !== null) askedSince += now() - idleSince;
      idleSince = null;
    },
    rests: () => {
      idleSince = now();
    },
    sent: () => {
      if (Number.isFinite(rate)) nextAt = Math.max(now(), nextAt) + 1000 / rate;
    },
    served: () => {
      served += 1;
      const peace = unsure ? UNSURE_PEACE : learnedTimes > 1 ? PEACE : FIRST_PEACE;
      if (phase !== 'open' && served > peace.calls) rate = Math.min(bound, rate * peace.growth);
    },
    throttled: (sentAt) => {
      // Sent before the bucket was known to be empty: it tells nothing new.
      if (sentAt < emptyAt) return;
      if (phase === 'open' && served >= ANY_PACE && askedSince !== null)
        rate = Math.min(bound, (served * 1000) / (now() - askedSince));
      if (phase === 'open' || (phase === 'resting' && served === 0)) {
        phase = 'resting';
        nextAt = now() + rest;
        rest = Math.min(LONGEST_REST_MS, rest * 2);
      } else {
        learn();
        nextAt = now() + 1000 / rate;
      }
      emptyAt = now();
      served = 0;
    },
  };
}
