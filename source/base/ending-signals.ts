/** Exit codes by the signal that ended snapdeck. */
export const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** A signal that ends snapdeck in an orderly way. */
export type EndingSignal = keyof typeof SIGNAL_EXIT_CODES;

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly EndingSignal[];

/**
 * Within so many milliseconds a signal that comes again is the same one: the terminal sends Ctrl-C to the whole group,
 * and npm, or an older Node that started this one, passes it on. A person's second press takes longer.
 */
const SAME_SIGNAL_MS = 150;

/** Calls back each time that a signal asks snapdeck to end. Returns the way to listen no more. `now`: milliseconds. */
export function onEndingSignals(
  onSignal: (signal: EndingSignal) => void,
  now: () => number = () => performance.now(),
): () => void {
  const listeners = ENDING_SIGNALS.map((name) => {
    let lastAt = Number.NEGATIVE_INFINITY;
    const listener = (): void => {
      const at = now();
      if (at - lastAt < SAME_SIGNAL_MS) return;
      lastAt = at;
      onSignal(name);
    };
    return { name, listener };
  });
  for (const { name, listener } of listeners) process.on(name, listener);
  return () => {
    for (const { name, listener } of listeners) process.off(name, listener);
  };
}

/** Has the first signal end the work in an orderly way and tells its exit code; a second one ends the process itself. */
export function endAtSignal(end: (exitCode: number) => void): void {
  let isEnding = false;
  const off = onEndingSignals((name) => {
    if (isEnding) {
      off();
      process.kill(process.pid, name);
    }
    isEnding = true;
    end(SIGNAL_EXIT_CODES[name]);
  });
}
