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
