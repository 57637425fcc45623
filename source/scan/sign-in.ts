import { pause } from '../aws/caller.ts';
import type { CredentialsFailed } from '../aws/credentials/credentials-failed.ts';
import { type CredentialOrigin, originWords, type Renewal, renewalOf } from '../aws/credentials/origin.ts';
import type { Fault } from '../aws/errors.ts';
import { oneLine } from '../base/one-line.ts';
import type { Refusal } from '../model/cell.ts';

/** How often new credentials are looked for while a person signs in again. */
const POLL_MS = 3_000;

/** What became of the credentials so far. */
export interface CredentialStatus {
  /** How they were found; null: not yet. */
  readonly origin: CredentialOrigin | null;
  /** Why they were not found the last time; null where they were. */
  readonly failed: CredentialsFailed | null;
}

/** What credentials that run out during a scan mean to it. */
export interface SignInParts {
  readonly credentials: CredentialStatus;
  /** A person is there who can sign in. */
  readonly interactive: boolean;
  /** True once there is something to wait for: before that, the scan is refused instead. */
  readonly hasBegun: () => boolean;
  /** What to show a person meanwhile. */
  readonly notice: (notice: string) => void;
  /** Ends the scan. */
  readonly end: (refusal: Refusal) => void;
}

/**
 * Credentials ran out. With a person there, the scan waits for new ones if those can come while it runs; else it ends
 * (exit 4).
 */
export async function onExpiredCredentials(
  fault: Fault,
  signal: AbortSignal,
  { credentials, interactive, hasBegun, notice, end }: SignInParts,
): Promise<'try again' | 'give up'> {
  if (!hasBegun()) return 'give up';
  const renewal = renewalNow(credentials);
  if (!interactive || renewal?.canWait !== true) {
    end({ lines: [endedLine(fault, credentials, renewal)], exitCode: 4 });
    return 'give up';
  }
  const { command, advice } = renewal;
  notice(`credentials expired: ${command === null ? advice : `run ${command}`}; the scan goes on then`);
  await pause(POLL_MS, signal);
  return 'try again';
}

function endedLine(fault: Fault, { origin, failed }: CredentialStatus, renewal: Renewal | null): string {
  const what = `The credentials expired (${fault.code})`;
  if (renewal === null) return oneLine(`${what}. ${failed?.message ?? ''}`);
  if (renewal.command !== null) return `${what}. Sign in again (${renewal.command}) and scan again.`;
  const words = origin === null ? '' : `; they are ${originWords(origin)}`;
  return `${what}${words}. To have new ones: ${renewal.advice}${renewal.canWait ? ', and scan again' : ''}.`;
}

/** Null where settings cannot work, whoever signs in. */
function renewalNow({ origin, failed }: CredentialStatus): Renewal | null {
  const found = failed?.origin ?? origin;
  if (failed !== null && ['none', 'no-profile', 'settings'].includes(failed.trouble)) return null;
  return found === null ? null : renewalOf(found);
}
