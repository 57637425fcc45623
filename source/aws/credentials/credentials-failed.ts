import type { Fault } from '../fault.ts';
import type { CredentialOrigin } from './origin.ts';

/** A call that the credentials need before any of the scan's. */
export interface CredentialCall {
  readonly service: string;
  readonly name: string;
}

/**
 * What kind of failure it is: nothing names any credentials; the profile is not there; settings that cannot work; a
 * person has to sign in; what was asked for them refused, or could not be reached.
 */
export type CredentialTrouble = 'none' | 'no-profile' | 'settings' | 'sign-in' | 'refused' | 'unreachable';

/** There are no credentials: why, and where they were looked for. The message is a whole sentence of one line. */
export class CredentialsFailed extends Error {
  override readonly name = 'CredentialsFailed';
  readonly trouble: CredentialTrouble;
  /** The way on which it failed; null where none was found. */
  readonly origin: CredentialOrigin | null;
  /** The call that was refused. */
  readonly call: CredentialCall | null;
  /** What became of that call. */
  readonly fault: Fault | null;

  constructor(
    trouble: CredentialTrouble,
    message: string,
    parts: {
      readonly origin?: CredentialOrigin;
      readonly call?: CredentialCall;
      readonly fault?: Fault;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: parts.cause });
    this.trouble = trouble;
    this.origin = parts.origin ?? null;
    this.call = parts.call ?? null;
    this.fault = parts.fault ?? null;
  }
}
