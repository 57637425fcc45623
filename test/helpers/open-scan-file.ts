import { openTerminal, type TerminalOptions, type TerminalSession } from './pty.ts';
import type { Place } from './run-snapdeck.ts';
import { PROGRAM } from './run-snapdeck.ts';

/** Opens a place's scan file in a terminal. */
export function openScanFile(
  place: Place & { readonly scanFile: string },
  { env = {}, ...options }: Omit<TerminalOptions, 'args' | 'command' | 'cwd'> = {},
): TerminalSession {
  return openTerminal({
    ...options,
    args: [PROGRAM, 'open', place.scanFile],
    cwd: place.folder,
    env: { ...place.environment, ...env },
  });
}
