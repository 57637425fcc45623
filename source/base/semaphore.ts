/** Room for so many, counted in memory that several threads share. */
export function sharedRoom(size: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  new Int32Array(memory)[0] = size;
  return memory;
}

/** A count of what one thread holds of the room, for others to see: it starts at nothing. */
export function sharedCount(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** Gives back what a thread that has ended still held of the room. */
export function giveBackRoom(room: SharedArrayBuffer, held: SharedArrayBuffer): void {
  const left = Atomics.exchange(new Int32Array(held), 0, 0);
  const free = new Int32Array(room);
  Atomics.add(free, 0, left);
  Atomics.notify(free, 0, left);
}

/** Of so many calls that wait for room, one is let through that is not urgent. */
const TURNS = 4;

/** A semaphore where urgent ones may go first. */
export interface SharedSemaphore {
  readonly acquire: (signal: AbortSignal, urgent?: boolean) => Promise<void>;
  readonly release: () => void;
  /** Resolves as soon as nobody of this thread waits. */
  readonly idle: () => Promise<void>;
}

/**
 * A semaphore over shared room: its holders in all threads together are no more than the room is for, and those of
 * this thread no more than `most`. The waiting ones go in the order they came, but urgent ones go before the others,
 * who still have every fourth turn. What this thread holds is counted in `count`.
 */
export function createSharedSemaphore(
  room: SharedArrayBuffer,
  most = Number.POSITIVE_INFINITY,
  count: SharedArrayBuffer = sharedCount(),
): SharedSemaphore {
  const free = new Int32Array(room);
  const held = new Int32Array(count);
  const urgent = new Set<() => void>();
  const others = new Set<() => void>();
  let turn = 0;
  let isPumping = false;

  const whenIdle: (() => void)[] = [];
  const tellIfIdle = (): void => {
    if (urgent.size + others.size === 0) for (const tell of whenIdle.splice(0)) tell();
  };
  const giveBack = (): void => {
    Atomics.add(free, 0, 1);
    Atomics.notify(free, 0, 1);
  };
  const next = (): (() => void) | undefined => {
    turn += 1;
    const [first, second] = turn % TURNS === 0 ? [others, urgent] : [urgent, others];
    return first.values().next().value ?? second.values().next().value;
  };
  const pump = async (): Promise<void> => {
    if (isPumping) return;
    isPumping = true;
    while (urgent.size + others.size > 0 && Atomics.load(held, 0) < most) {
      if (!takeOne(free)) {
        await Atomics.waitAsync(free, 0, 0).value;
        // Whoever waited may be gone: the room that woke us is another thread's then.
        if (urgent.size + others.size === 0) Atomics.notify(free, 0, 1);
        continue;
      }
      const grant = next();
      if (grant === undefined) giveBack();
      else {
        Atomics.add(held, 0, 1);
        grant();
      }
    }
    isPumping = false;
  };

  return {
    acquire: (signal, isUrgent = false) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        const waiting = isUrgent ? urgent : others;
        const grant = (): void => {
          waiting.delete(grant);
          signal.removeEventListener('abort', abort);
          resolve();
          tellIfIdle();
        };
        const abort = (): void => {
          waiting.delete(grant);
          reject(signal.reason);
          tellIfIdle();
        };
        signal.addEventListener('abort', abort, { once: true });
        waiting.add(grant);
        void pump();
      }),
    release: () => {
      Atomics.sub(held, 0, 1);
      giveBack();
      void pump();
    },
    idle: () =>
      new Promise((resolve) => {
        whenIdle.push(resolve);
        tellIfIdle();
      }),
  };
}

function takeOne(free: Int32Array<SharedArrayBuffer>): boolean {
  for (let seen = Atomics.load(free, 0); seen > 0; seen = Atomics.load(free, 0)) {
    if (Atomics.compareExchange(free, 0, seen, seen - 1) === seen) return true;
  }
  return false;
}
