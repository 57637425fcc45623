import { oneLine } from '../base/one-line.ts';
import { safeText } from '../base/safe-text.ts';
import { withoutSecrets } from '../base/without-secrets.ts';
import { CredentialsFailed } from './credentials/credentials-failed.ts';
import type { Fault, FaultClass } from './fault.ts';

export type { Fault, FaultClass } from './fault.ts';

/** The same page token came twice: going on would never end and double rows. */
export class RepeatedPageError extends Error {
  override readonly name = 'RepeatedPage';
  constructor() {
    super('the service repeated a page');
  }
}

/** The scan, or this cell, was stopped. */
export class StoppedError extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('stopped');
  }
}

const CLASS_BY_CODE = new Map<string, FaultClass>(
  Object.entries({
    UnauthorizedOperation: 'denied',
    AccessDenied: 'denied',
    AccessDeniedException: 'denied',
    AuthorizationError: 'denied',
    AuthorizationErrorException: 'denied',

    RequestLimitExceeded: 'throttled',
    Throttling: 'throttled',
    ThrottlingException: 'throttled',
    ThrottledException: 'throttled',
    TooManyRequests: 'throttled',
    TooManyRequestsException: 'throttled',
    RequestThrottled: 'throttled',
    RequestThrottledException: 'throttled',
    SlowDown: 'throttled',
    BandwidthLimitExceeded: 'throttled',
    EC2ThrottledException: 'throttled',
    LimitExceededException: 'throttled',

    InternalException: 'server',
    InternalError: 'server',
    InternalFailure: 'server',
    InternalServerError: 'server',
    InternalServerErrorException: 'server',
    ServiceUnavailable: 'server',
    ServiceUnavailableException: 'server',
    Unavailable: 'server',

    AuthFailure: 'not-accepted',
    InvalidClientTokenId: 'not-accepted',
    UnrecognizedClientException: 'not-accepted',
    UnrecognizedClient: 'not-accepted',
    OptInRequired: 'not-accepted',
    RegionDisabledException: 'not-accepted',
    Blocked: 'not-accepted',
    InvalidAccessKeyId: 'not-accepted',

    ExpiredToken: 'expired',
    ExpiredTokenException: 'expired',
    RequestExpired: 'expired',

    CredentialsFailed: 'no-credentials',
    CredentialsProviderError: 'no-credentials',
    TokenProviderError: 'no-credentials',

    SignatureDoesNotMatch: 'clock',
    InvalidSignatureException: 'clock',
    RequestTimeTooSkewed: 'clock',

    ECONNREFUSED: 'network',
    ECONNRESET: 'network',
    EPIPE: 'network',
    ProxyRefused: 'network',
    EHOSTUNREACH: 'network',
    ENETUNREACH: 'network',
    EAI_AGAIN: 'network',
    ECONNABORTED: 'network',
    ERR_STREAM_PREMATURE_CLOSE: 'network',
    ETIMEDOUT: 'timeout',
    TimeoutError: 'timeout',
    RequestTimeout: 'timeout',
    RequestTimeoutException: 'timeout',
    ENOTFOUND: 'no-host',

    SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
    UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
    CERT_SIGNATURE_FAILURE: 'untrusted',
    CERT_NOT_YET_VALID: 'untrusted',
    CERT_HAS_EXPIRED: 'untrusted',
    CERT_REVOKED: 'untrusted',
    CERT_REJECTED: 'untrusted',
    CERT_UNTRUSTED: 'untrusted',
    INVALID_CA: 'untrusted',
    INVALID_PURPOSE: 'untrusted',
    HOSTNAME_MISMATCH: 'untrusted',
    ERR_TLS_CERT_ALTNAME_INVALID: 'untrusted',

    SyntaxError: 'garbage',
    GarbageAnswer: 'garbage',
    RepeatedPage: 'repeated-page',
    Stopped: 'stopped',
    AbortError: 'stopped',
  } satisfies Record<string, FaultClass>),
);

/**
 * What a thrown value means. Reads `name` first, as the SDK sets it on every service's errors; but a connection that
 * was reset it calls a timeout, and only `code` tells.
 */
export function faultOf(error: unknown): Fault {
  if (error instanceof CredentialsFailed) return faultOfCredentials(error);
  const { name: given, code, message, status } = factsOf(error);
  const isReset = given === 'TimeoutError' && code !== undefined && CLASS_BY_CODE.get(code) === 'network';
  const name = isReset ? code : given;
  const known =
    CLASS_BY_CODE.get(name) ??
    CLASS_BY_CODE.get(name.replace(/Fault$/, '')) ??
    (code === undefined ? undefined : CLASS_BY_CODE.get(code));
  const shown = code !== undefined && !CLASS_BY_CODE.has(name) ? code : name;
  return {
    class: refined(known, status, message, name),
    code: safeText(shown),
    message: oneLine(withoutSecrets(message)),
  };
}

/** A call for credentials that found nobody there is tried again as the call is that needs them. */
function faultOfCredentials({ trouble, fault, name, message }: CredentialsFailed): Fault {
  const isPassing = trouble === 'unreachable' && fault !== null;
  return {
    class: isPassing ? fault.class : 'no-credentials',
    code: fault?.code ?? name,
    message: oneLine(withoutSecrets(message)),
  };
}

function refined(
  known: FaultClass | undefined,
  status: number | undefined,
  message: string,
  name: string,
): FaultClass {
  if (known === 'denied' && /service control policy|resource control policy/i.test(message))
    return 'denied-by-organization';
  if (known === 'invalid' || known === undefined) {
    if (/socket hang up|premature close|aborted|terminated/i.test(message)) return 'network';
    if (status === 429) return 'throttled';
    if (status !== undefined && status >= 500) return 'server';
    // The SDK says `Unknown` or a parser's error where the body is no answer of the service.
    if (
      name === 'Unknown' ||
      name === 'UnknownError' ||
      /Deserialization|Unexpected token|XML|parse/i.test(message)
    )
      return 'garbage';
    return 'invalid';
  }
  if (known === 'garbage' && status !== undefined && status >= 500) return 'server';
  return known;
}

interface ErrorFacts {
  readonly name: string;
  readonly code: string | undefined;
  readonly message: string;
  readonly status: number | undefined;
}

function factsOf(error: unknown): ErrorFacts {
  if (!(error instanceof Error))
    return { name: 'Error', code: undefined, message: String(error), status: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  let status: number | undefined;
  if ('$metadata' in error && typeof error.$metadata === 'object' && error.$metadata !== null) {
    const metadata = error.$metadata;
    if ('httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number')
      status = metadata.httpStatusCode;
  }
  // To an error that is thrown while it parses, the SDK adds a hint for programmers.
  const message = error.message.replace(/\n {2}Deserialization error: .*$/, '');
  return {
    name: error.name,
    code,
    message: error.name === 'GarbageAnswer' ? message : error.message,
    status,
  };
}
