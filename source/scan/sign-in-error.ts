import { CallFailed } from '../aws/caller.ts';
import { explainMissingCredentials } from '../aws/credentials.ts';
import { faultOf } from '../aws/errors.ts';
import { UnknownRegionError } from '../aws/region-patterns.ts';
import type { Refusal } from '../model/cell.ts';
import { signInCommand } from './sign-in.ts';

/** What to tell a person whose scan did not start, and the exit code that goes with it. */
export async function signInErrorOf(error: unknown, profile: string | null): Promise<Refusal> {
  if (error instanceof UnknownRegionError) return { lines: [error.message], exitCode: 2 };
  const fault = error instanceof CallFailed ? error.fault : faultOf(error);
  if (fault.class === 'no-credentials') {
    const cause = error instanceof CallFailed ? error.cause : error;
    return { lines: await explainMissingCredentials(profile, cause), exitCode: 4 };
  }
  if (!(error instanceof CallFailed)) {
    const exists = error instanceof Error && 'code' in error && error.code === 'exists';
    return { lines: [fault.message], exitCode: exists ? 2 : 1 };
  }
  const what = `${error.service} ${error.operation}: ${fault.code}: ${fault.message}`;
  return { lines: linesFor(error, what, profile), exitCode: 4 };
}

function linesFor(failed: CallFailed, what: string, profile: string | null): readonly string[] {
  switch (failed.fault.class) {
    case 'not-accepted':
      return [
        'AWS does not accept these credentials.',
        what,
        'Check the access key and the profile (aws sts get-caller-identity).',
      ];
    case 'expired':
      return ['The credentials have expired.', what, `To sign in again: ${signInCommand(profile)}`];
    case 'clock':
      return ['AWS refuses the signature: the secret key is wrong, or the clock of this machine.', what];
    case 'network':
    case 'no-host':
    case 'timeout':
      return ['AWS cannot be reached.', what, 'Check network, VPN and proxy (HTTPS_PROXY, NO_PROXY).'];
    default:
      return failed.service === 'sts'
        ? ['AWS did not say who you are, so nothing was scanned.', what]
        : ["AWS did not list the account's regions, so nothing was scanned.", what];
  }
}
