/**
 * Turns at writing one scan file from several threads. SQLite lets one write at a time, too, but whoever comes while
 * another writes asks again at intervals and finds the file free by luck only: beside a writer that hardly ever rests
 * it would give up in the end. Here the next in line is woken.
 */

/** Places in the shared memory: the number that the next to come draws, and the one whose turn it is. */
const NEXT = 0;
const SERVED = 1;

/** In the place of the one whose turn it is: one thread is left, and writes whenever it likes. */
const NO_TURNS = -1;

/** Whoever holds the file for so long has ended without a word; SQLite itself still sees to it that one writes. */
const PATIENCE_MS = 20_000;

/** One thread's part in taking turns. It blocks the thread, so it is none for a thread that draws. */
export interface WriteLock {
  /** Waits for this thread's turn, does the work, and lets the next one go on. */
  readonly during: <Result>(work: () => Result) => Result;
}

/** Memory for turns, to be given to all threads that write. */
export function writeLockMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
}

/** All threads but one have ended, perhaps in the middle of a turn: the one that is left waits for nobody. */
export function endWriteLock(memory: SharedArrayBuffer): void {
  const numbers = new Int32Array(memory);
  Atomics.store(numbers, SERVED, NO_TURNS);
  Atomics.notify(numbers, SERVED);
}

/** Nobody writes just now, nor waits to: those who write from now on take turns from the start, whoever ended before. */
export function restartWriteLock(memory: SharedArrayBuffer): void {
  const numbers = new Int32Array(memory);
  Atomics.store(numbers, SERVED, Atomics.load(numbers, NEXT));
}

/** Turns over shared memory; `patienceMs` is how long whoever is before us may take at the most. */
export function createWriteLock(memory: SharedArrayBuffer, patienceMs = PATIENCE_MS): WriteLock {
  const numbers = new Int32Array(memory);
  const wait = (own: number): void => {
    for (;;) {
      const served = Atomics.load(numbers, SERVED);
      if (served === own || served === NO_TURNS) return;
      if (Atomics.wait(numbers, SERVED, served, patienceMs) !== 'timed-out') continue;
      Atomics.compareExchange(numbers, SERVED, served, own);
    }
  };
  return {
    during: (work) => {
      const own = Atomics.add(numbers, NEXT, 1);
      wait(own);
      try {
        return work();
      } finally {
        // Somebody may have lost patience with us.
        Atomics.compareExchange(numbers, SERVED, own, own + 1);
        Atomics.notify(numbers, SERVED);
      }
    },
  };
}
