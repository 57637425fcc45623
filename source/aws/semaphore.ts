/** Bounds how many things run at once; the waiting ones go in the order they came. */
export interface Semaphore {
  readonly acquire: (signal: AbortSignal) => Promise<void>;
  readonly release: () => void;
}

/** A semaphore with room for `size`. */
export function createSemaphore(size: number): Semaphore {
  let free = size;
  const waiting = new Set<() => void>();
  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        if (free > 0) {
          free -= 1;
          resolve();
          return;
        }
        const grant = (): void => {
          waiting.delete(grant);
          signal.removeEventListener('abort', abort);
          resolve();
        };
        const abort = (): void => {
          waiting.delete(grant);
          reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        waiting.add(grant);
      }),
    release: () => {
      const [next] = waiting;
      if (next === undefined) free += 1;
      else next();
    },
  };
}

/** Room for so many, counted in memory that several threads share. */
export function sharedRoom(size: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  new Int32Array(memory)[0] = size;
  return memory;
}

/** A semaphore over shared room: its holders in all threads together are no more than the room is for. */
export function createSharedSemaphore(room: SharedArrayBuffer): Semaphore {
  const free = new Int32Array(room);
  const takeOne = (): boolean => {
    for (let seen = Atomics.load(free, 0); seen > 0; seen = Atomics.load(free, 0)) {
      if (Atomics.compareExchange(free, 0, seen, seen - 1) === seen) return true;
    }
    return false;
  };
  const release = (): void => {
    Atomics.add(free, 0, 1);
    Atomics.notify(free, 0, 1);
  };
  // One of a thread's waiters watches the shared room; the others stand behind it in the order they came.
  const queue = createSemaphore(1);
  return {
    acquire: async (signal) => {
      await queue.acquire(signal);
      try {
        while (!takeOne()) await changed(free, signal);
      } finally {
        queue.release();
      }
    },
    release,
  };
}

/** Resolves when there may be room; what wakes a waiter that has been stopped is passed on to the next. */
function changed(free: Int32Array<SharedArrayBuffer>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const waiting = Atomics.waitAsync(free, 0, 0);
    if (!waiting.async) {
      resolve();
      return;
    }
    let stopped = false;
    const abort = (): void => {
      stopped = true;
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    void waiting.value.then(() => {
      signal.removeEventListener('abort', abort);
      if (stopped) Atomics.notify(free, 0, 1);
      else resolve();
    });
  });
}
