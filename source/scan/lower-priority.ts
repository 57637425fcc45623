import os from 'node:os';

/** How far behind the screen's thread a scan stands, as `nice` counts. */
const STEPS = 5;

/** The last in line, as `nice` counts. */
const LAST = 19;

/**
 * Lets the thread that draws go first wherever both want the same processor; an idle one is used as before. Only Linux
 * gives every thread a priority of its own (setpriority(2), "C library/kernel differences"): elsewhere nothing is done.
 */
export function takeLowerPriority(): void {
  if (process.platform !== 'linux') return;
  os.setPriority(Math.min(os.getPriority() + STEPS, LAST));
}
