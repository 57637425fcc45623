import type { Session } from './session.ts';

/** The command that is told; undefined: none. */
export function notifyCommandOf({ flags, found }: Pick<Session, 'flags' | 'found'>): string | undefined {
  return flags.notify ?? found.config.notify ?? undefined;
}
