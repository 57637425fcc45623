import type { Row } from '../estate/collection.ts';

/** The name of a service in the credential scope of a request's signature. */
export type ServiceName = string;

/** How a service is spoken to. */
export type ProtocolName = 'ec2-query' | 'aws-query' | 'rest-json' | 'json-1-1';

/** A request's parameters under the names they have on the wire, whatever the protocol. */
export interface Parameters {
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly records: (name: string) => readonly Parameters[];
  /** All of them but these, as one text: what a page token belongs to. */
  readonly scope: (without: readonly string[]) => string;
}

/** One call of an operation, as its service's protocol understood it. */
export interface Call {
  readonly service: ServiceName;
  readonly region: string;
  readonly operation: string;
  readonly parameters: Parameters;
  readonly accessKeyId: string;
  /** What came beside the key: a session token, or that of a sign-in where nothing is signed. */
  readonly token: string | undefined;
  /** Whether the body was no JSON where it had to be. */
  readonly malformed: boolean;
  /** When the caller says that it signed, or nothing if it does not say. */
  readonly signedAt: Date | undefined;
  /** Request line and body, for faults that match a part of them. */
  readonly text: string;
}

/** What an operation answers, in AWS field names; `page` says where its rows and its token are. */
export interface Answer {
  readonly body: Row;
  readonly page?: {
    readonly list: string;
    readonly token: string;
    /** The token of the request, if it had one. */
    readonly given: string | undefined;
    /** A token for this very page. */
    readonly again: string;
    /** The last row of the page before. */
    readonly before: Row | undefined;
  };
}

/** An error of a service's own, by its own name and status. */
export interface ServiceError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** More members of a JSON error. */
  readonly details?: Row;
}

/** Carries a service's error from wherever it was noticed to the protocol that writes it. */
export class CallError extends Error {
  readonly error: ServiceError;
  constructor(error: ServiceError) {
    super(error.message);
    this.error = error;
  }
}

export function fail(code: string, status: number, message: string, details?: Row): never {
  throw new CallError(details === undefined ? { code, status, message } : { code, status, message, details });
}

/** An HTTP answer that is ready to be sent. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
