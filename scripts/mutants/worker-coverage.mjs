// Loaded in each thread that a test starts: what of the mutated code runs there is counted in memory that the test
// runner shares with it, and told apart by test there.

import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

const KEY = 'mutants reached in threads';
const MOST_MUTANTS = 20_000;

if (!isMainThread) {
  const counts = getEnvironmentData(KEY);
  // Stryker's code counts here by the number of a mutant, whatever it runs in: no test is known to a thread.
  if (counts !== undefined)
    globalThis.__stryker__ = { mutantCoverage: { static: new Uint32Array(counts), perTest: {} } };
}

/** Counts from now on; the threads that start later share in it. */
export function countThreads() {
  const shared = new SharedArrayBuffer(MOST_MUTANTS * Uint32Array.BYTES_PER_ELEMENT);
  setEnvironmentData(KEY, shared);
  const counts = new Uint32Array(shared);
  /** How often each mutant was reached in threads since the last time, by its number. */
  return () => {
    const reached = {};
    for (const [mutant, hits] of counts.entries()) if (hits > 0) reached[mutant] = hits;
    counts.fill(0);
    return reached;
  };
}
