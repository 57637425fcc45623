/**
 * What a failed call means. AWS spells the same trouble differently in every service; the names come from the
 * services' own models and from live reports.
 */
export type FaultClass =
  /** The permission is missing. */
  | 'denied'
  /** A policy of the organization forbids it. */
  | 'denied-by-organization'
  | 'throttled'
  /** 5xx, or the service says that it failed. */
  | 'server'
  /** Refused, reset, timed out. */
  | 'network'
  /** No answer within the time allowed. */
  | 'timeout'
  /** The host has no address. */
  | 'no-host'
  /** Nor has one that a setting named. */
  | 'no-named-host'
  /** The host's certificate is not one that is trusted here. */
  | 'untrusted'
  /** The region is off for this account, or (ambiguous by name) the credentials are bad. */
  | 'not-accepted'
  /** The credentials ran out. */
  | 'expired'
  /** There are no credentials to sign with. */
  | 'no-credentials'
  | 'clock'
  /** What came is not what the service sends: HTML, cut short, not parsable. */
  | 'garbage'
  | 'repeated-page'
  | 'stopped'
  /** The service refused the request itself. */
  | 'invalid';

/** A failed call as the scan judges it. */
export interface Fault {
  readonly class: FaultClass;
  readonly code: string;
  /** One safe line, without anything secret. */
  readonly message: string;
}
