import { CallFailed } from '../aws/caller.ts';
import { CredentialsFailed } from '../aws/credentials/credentials-failed.ts';
import { explainCredentials } from '../aws/credentials/explain.ts';
import { type CredentialOrigin, originWords, profileFlag, renewalOf } from '../aws/credentials/origin.ts';
import { type Fault, faultOf } from '../aws/errors.ts';
import { UnknownRegionError } from '../aws/region-patterns.ts';
import type { AwsSettings } from '../aws/settings.ts';
import { oneLine } from '../base/one-line.ts';
import { UsageError } from '../base/usage-error.ts';
import type { Refusal } from '../model/cell.ts';

/** What is known of whoever was refused. */
export interface RefusedCaller {
  readonly aws: AwsSettings;
  /** How the credentials were found; null where they were not. */
  readonly origin: CredentialOrigin | null;
}

/** What to tell a person whose scan did not start, and the exit code that goes with it. */
export function signInErrorOf(error: unknown, caller: RefusedCaller): Refusal {
  if (error instanceof UnknownRegionError) return { lines: [error.message], exitCode: 2 };
  if (error instanceof UsageError) return { lines: [oneLine(error.message)], exitCode: 2 };
  const failed = error instanceof CallFailed ? error.credentials : error;
  if (failed instanceof CredentialsFailed) {
    const lines = [...explainCredentials(failed, caller.aws.profile)];
    return { lines: [...lines, ...wayAdvice(failed.fault, caller.aws)], exitCode: 4 };
  }
  const fault = error instanceof CallFailed ? error.fault : faultOf(error);
  if (!(error instanceof CallFailed)) {
    const exists = error instanceof Error && 'code' in error && error.code === 'exists';
    return { lines: [fault.message], exitCode: exists ? 2 : 1 };
  }
  const what = `${error.service} ${error.operation}: ${fault.code}: ${fault.message}`;
  return { lines: linesFor(error, what, caller), exitCode: 4 };
}

function linesFor(failed: CallFailed, what: string, { aws, origin }: RefusedCaller): readonly string[] {
  switch (failed.fault.class) {
    case 'not-accepted':
      if (failed.service !== 'sts') return notListed(what, failed.fault);
      return ['AWS does not accept these credentials.', what, toCheck(origin)];
    case 'expired':
      return ['The credentials have expired.', what, ...renewal(origin)];
    case 'clock':
      return ['AWS refuses the signature: the secret key is wrong, or the clock of this machine.', what];
    case 'network':
    case 'no-host':
    case 'no-named-host':
    case 'timeout':
    case 'untrusted':
      return ['AWS cannot be reached.', what, ...wayAdvice(failed.fault, aws)];
    default:
      return failed.service === 'sts'
        ? ['AWS did not say who you are, so nothing was scanned.', what]
        : notListed(what, failed.fault);
  }
}

/** The caller is known; who refuses the list alone may answer for regions that are named. */
function notListed(what: string, fault: Fault): readonly string[] {
  return [
    "AWS did not list the account's regions, so nothing was scanned.",
    what,
    ...(fault.class === 'not-accepted' || fault.class === 'invalid'
      ? ['With --region, the regions that it names are scanned without that list.']
      : []),
  ];
}

/** What to check on the way to AWS, where it is the way that failed. */
function wayAdvice(fault: Fault | null, { caBundle, proxy }: AwsSettings): readonly string[] {
  switch (fault?.class) {
    case 'network':
    case 'no-host':
    case 'no-named-host':
    case 'timeout': {
      const through = proxy.https ?? proxy.http;
      const place = through === null ? '' : ` Calls go through the proxy ${new URL(through).host}.`;
      return [`Check network, VPN and proxy (HTTPS_PROXY, NO_PROXY).${place}`];
    }
    case 'untrusted':
      return [
        caBundle === null
          ? 'The certificate that came is not trusted. Where a proxy signs what it passes on, name the file of its certificate authorities: AWS_CA_BUNDLE, or ca_bundle of the profile.'
          : `The certificate that came is not trusted: ${caBundle.from} names ${oneLine(caBundle.file)}, and no authority in it vouches for the certificate.`,
      ];
    default:
      return [];
  }
}

function toCheck(origin: CredentialOrigin | null): string {
  if (origin === null) return 'Check the access key and the profile (aws sts get-caller-identity).';
  switch (origin.way) {
    case 'environment':
      return 'They are keys from the environment: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN (aws sts get-caller-identity).';
    default: {
      const flag = 'profile' in origin && origin.profile !== null ? profileFlag(origin.profile) : '';
      return `They are ${originWords(origin)}: check the access key and the profile (aws sts get-caller-identity${flag}).`;
    }
  }
}

function renewal(origin: CredentialOrigin | null): readonly string[] {
  if (origin === null) return [];
  const { command, advice } = renewalOf(origin);
  const words = `They are ${originWords(origin)}.`;
  return [
    command === null ? `${words} To have new ones: ${advice}` : `${words} To sign in again: ${command}`,
  ];
}
