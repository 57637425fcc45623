import { pause } from '../aws/caller.ts';
import type { Fault } from '../aws/errors.ts';
import { oneLine } from '../base/one-line.ts';
import type { Refusal } from '../model/cell.ts';

/** How often new credentials are looked for while a person signs in again. */
const POLL_MS = 3_000;

/** What credentials that run out during a scan mean to it. */
export interface SignInParts {
  /** The profile's name; null where none is set. */
  readonly profile: string | null;
  /** A person is there who can sign in. */
  readonly interactive: boolean;
  /** True once there is something to wait for: before that, the scan is refused instead. */
  readonly hasBegun: () => boolean;
  /** What to show a person meanwhile; null takes it away. */
  readonly notice: (notice: string | null) => void;
  /** Ends the scan. */
  readonly end: (refusal: Refusal) => void;
}

/** Credentials ran out. With a person there, the scan waits for a new sign-in; without, it ends (exit 4). */
export async function onExpiredCredentials(
  fault: Fault,
  signal: AbortSignal,
  { profile, interactive, hasBegun, notice, end }: SignInParts,
): Promise<'try again' | 'give up'> {
  if (!hasBegun()) return 'give up';
  const command = signInCommand(profile ?? process.env.AWS_PROFILE ?? null);
  if (!interactive) {
    const line = `The credentials expired (${fault.code}). Sign in again (${command}) and scan again.`;
    end({ lines: [line], exitCode: 4 });
    return 'give up';
  }
  notice(`credentials expired: run ${command}; the scan goes on then`);
  await pause(POLL_MS, signal);
  notice(null);
  return 'try again';
}

/** What to type to sign in again. */
export function signInCommand(profile: string | null): string {
  return `aws sso login${profile === null ? '' : ` --profile ${oneLine(profile)}`}`;
}
