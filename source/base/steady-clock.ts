/**
 * The clock by which everything of one run is timed. It starts with the machine's own and then only counts on: the
 * machine's clock may be set back or forth meanwhile. All threads of the process read the same one.
 */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

const OFFSET = 'snapdeck: offset of the steady clock';

/** What a thread that starts this one has passed on. */
const passedOn: unknown = getEnvironmentData(OFFSET);
let offset = typeof passedOn === 'number' ? passedOn : Date.now() - countedMs();
setEnvironmentData(OFFSET, offset);

let isSet = false;

/** Sets the clock of this process, and of the threads that it starts from now on, to an instant. */
export function setSteadyClock(now: number): void {
  offset = now - countedMs();
  isSet = true;
  setEnvironmentData(OFFSET, offset);
}

/** Milliseconds since 1970 UTC, as they were when the run began and counted on since; the span between two is true. */
export function steadyNow(): number {
  return Math.round(offset + countedMs());
}

/**
 * The instant to tell the age of data by: the machine's clock where that is ahead, which it is after the machine has
 * slept. So data is never called younger than it is.
 */
export function nowForAges(): number {
  return isSet ? steadyNow() : Math.max(steadyNow(), Date.now());
}

/** Milliseconds since some instant before this process began, the same one in all threads. */
function countedMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1_000_000;
}
