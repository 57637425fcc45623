import type { RequestHandler } from '../checked-handler.ts';
import { checkedHandler } from '../checked-handler.ts';
import { faultOf } from '../errors.ts';
import type { AwsSettings, EndpointService } from '../settings.ts';
import { clientEndpoint } from '../settings.ts';
import { SILENT_LOGGER } from '../silent-logger.ts';
import { type CredentialCall, CredentialsFailed } from './credentials-failed.ts';
import type { CredentialOrigin } from './origin.ts';

/** What credentials are asked for with. */
export interface CredentialTools {
  readonly settings: AwsSettings;
  /** The way of every connection. */
  readonly http: RequestHandler;
  readonly userAgent: string;
  readonly askMfaCode: (serial: string) => Promise<string>;
  /** What to say while somebody is waited for; null: nothing any more. */
  readonly notice: (words: string | null) => void;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** The configuration of an SDK client that is asked for credentials: as those of the scan, tried once a call. */
export function clientConfig(
  { settings, http, userAgent }: CredentialTools,
  service: EndpointService,
  region: string,
) {
  return {
    ...clientEndpoint(settings, service),
    region,
    maxAttempts: 1,
    requestHandler: checkedHandler(http, { userAgent }),
    logger: SILENT_LOGGER,
  };
}

/** Faults that say nothing about the credentials: the call may be served the next time. */
const PASSING = ['network', 'timeout', 'no-host', 'untrusted', 'throttled', 'server', 'garbage'];

/** A call for credentials that failed, as the scan is told of it. */
export function callFailed(
  origin: CredentialOrigin | null,
  call: CredentialCall,
  error: unknown,
): CredentialsFailed {
  const fault = faultOf(error);
  return new CredentialsFailed(
    PASSING.includes(fault.class) ? 'unreachable' : 'refused',
    `${call.service} ${call.name}: ${fault.code}: ${fault.message}`,
    { ...(origin === null ? {} : { origin }), call, fault, cause: error },
  );
}
