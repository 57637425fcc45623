import type { SilentLogger } from './operation.ts';

const nothing = (): void => {};

/** Keeps the SDK's own words off the terminal: one line written there raw would tear the screen. */
export const SILENT_LOGGER: SilentLogger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
