import { createSharedSemaphore, type SharedSemaphore, sharedRoom } from '../base/semaphore.ts';
import { steadyNow } from '../base/steady-clock.ts';
import type { RequestHandler } from './checked-handler.ts';
import { CredentialsFailed } from './credentials/credentials-failed.ts';
import type { CredentialSource } from './credentials/source.ts';
import { type Fault, type FaultClass, faultOf, StoppedError } from './errors.ts';
import { createRequestHandler } from './http.ts';
import { hostFault } from './missing-host.ts';
import type { ClientConfig, Credentials, Operation, ServiceId } from './operation.ts';
import { createPacer, type Pacer } from './pacing.ts';
import type { AwsSettings, RetrySettings } from './settings.ts';
import { SharedClients } from './shared-clients.ts';

/** A call that failed for good: after its tries, or at once where trying again cannot help. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly fault: Fault;
  readonly service: ServiceId;
  readonly operation: string;
  /** Why it had no credentials, where that is what failed. */
  readonly credentials: CredentialsFailed | null;
  constructor(
    fault: Fault,
    operation: { readonly service: ServiceId; readonly name: string },
    cause: unknown,
  ) {
    super(`${fault.code}: ${fault.message}`, { cause });
    this.fault = fault;
    this.service = operation.service;
    this.operation = operation.name;
    this.credentials = cause instanceof CredentialsFailed ? cause : null;
  }
}

/** Calls that still waited when the service had refused all for too long: they are not even sent. */
class GivenUp extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** What whoever asks wants to know of a call on its way. */
export interface CallObserver {
  readonly onSent: () => void;
  /** It will be sent again, at `nextTryAt` (milliseconds since 1970). */
  readonly onRetry: (retry: {
    readonly attempt: number;
    readonly nextTryAt: number;
    readonly code: string;
  }) => void;
  readonly onServed: () => void;
}

/** The one way to AWS: paced, bounded, retried, counted, stoppable. */
export interface Caller {
  readonly call: <Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    region: string,
    signal: AbortSignal,
    observer: CallObserver,
  ) => Promise<Output>;
}

/** A call in a region, for questions about the scan as a whole rather than of a cell. */
export type Ask = <Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  region: string,
) => Promise<Output>;

/** Asks through a caller, which is looked up with each call, for one who wants to know nothing of a call on its way. */
export function askThrough(callerOf: () => Caller, signal: AbortSignal): Ask {
  const observer: CallObserver = { onSent: () => {}, onRetry: () => {}, onServed: () => {} };
  return (operation, input, region) => callerOf().call(operation, input, region, signal, observer);
}

/** What to do when AWS says that credentials have expired and new ones are not to be had. */
export type OnExpired = (fault: Fault, signal: AbortSignal) => Promise<'try again' | 'give up'>;

/**
 * Services that are asked item by item: many small answers, one waiting for the other, take longest however fast the
 * rest is, so that their calls go first.
 */
const URGENT: readonly ServiceId[] = ['datasync'];

/** A caller over one account's credentials. */
export function createCaller(
  settings: AwsSettings,
  credentials: CredentialSource,
  options: {
    /** Where it has clients of its own: who asks. */
    readonly userAgent?: string;
    /** One line for every request that was sent, for the log. */
    readonly onRequest?: (line: string) => void;
    readonly onExpired: OnExpired;
    readonly onServerDate?: (date: string) => void;
    /** Bounds the calls in flight, where others than this caller count; else it counts its own. */
    readonly inFlight?: SharedSemaphore;
    /** Connections that other callers use too; else it has its own. */
    readonly http?: RequestHandler;
    /** Clients, with their connections, that other callers use too; else it has its own. */
    readonly clients?: SharedClients;
  },
): Caller {
  const clients =
    options.clients ?? new SharedClients(options.http ?? createRequestHandler(settings), options);
  const inFlight = options.inFlight ?? createSharedSemaphore(sharedRoom(settings.concurrency));
  const lanes = new Map<string, Lane>();

  const laneOf = (service: ServiceId, region: string) => {
    const key = `${service} ${region}`;
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane = {
      config: clients.configOf(settings, service, region),
      pacer: createPacer({ maxRate: settings.maxRps, now: () => performance.now(), setTimer: setTimeout }),
    };
    lanes.set(key, lane);
    return lane;
  };

  return {
    call: async (operation, input, region, signal, observer) => {
      const lane = laneOf(operation.service, region);
      const { pacer } = lane;
      const firstTry = performance.now();
      const servedBefore = pacer.served();
      let renewed = false;
      for (let attempt = 1; ; attempt += 1) {
        await pacer.acquire(signal).catch((error: unknown) => {
          throw error instanceof GivenUp ? new CallFailed(error.fault, operation, error) : error;
        });
        const startedAt = performance.now();
        const sent = await sendOnce(operation, lane, input, { credentials, signal, inFlight, observer });
        options.onRequest?.(requestLine(operation, region, attempt, performance.now() - startedAt, sent));
        if (sent.served) return sent.output;
        if (signal.aborted) throw new StoppedError();
        const fault = hostFault(faultOf(sent.error), settings, operation.service);
        if (fault.class === 'expired' || fault.class === 'no-credentials') {
          if (sent.credentials !== undefined) credentials.forget(sent.credentials);
          if (!renewed && !isForAPerson(sent.error)) {
            renewed = true;
            continue;
          }
          if ((await options.onExpired(fault, signal)) === 'try again') continue;
          throw new CallFailed(fault, operation, sent.error);
        }
        const elapsed = performance.now() - firstTry;
        if (attempt >= triesFor(fault.class, settings.retry) || elapsed > settings.retry.budgetMs) {
          // Not one call was served all the while: those that wait behind this one would fare no better.
          if (fault.class === 'throttled' && pacer.served() === servedBefore)
            pacer.giveUp(new GivenUp(fault));
          throw new CallFailed(fault, operation, sent.error);
        }
        const wait = backoff(attempt, settings.retry);
        observer.onRetry({ attempt, nextTryAt: steadyNow() + wait, code: fault.code });
        await pause(wait, signal);
      }
    },
  };
}

/**
 * What only a person can change: looked for once more at once, credentials would be missing again. A role that denies
 * would deny again, and want another MFA code before.
 */
function isForAPerson(error: unknown): boolean {
  if (!(error instanceof CredentialsFailed)) return false;
  return error.trouble !== 'refused' || error.fault?.class === 'denied';
}

type Sent<Output> =
  | { readonly served: true; readonly output: Output }
  | { readonly served: false; readonly error: unknown; readonly credentials: Credentials | undefined };

function requestLine(
  operation: { readonly service: ServiceId; readonly name: string },
  region: string,
  attempt: number,
  took: number,
  sent: Sent<unknown>,
): string {
  const ended = sent.served ? 'served' : faultOf(sent.error).code;
  return `${region} ${operation.service}:${operation.name} attempt ${attempt} ${ended} ${took.toFixed(0)} ms`;
}

/** The way to one service in one region. */
interface Lane {
  readonly config: ClientConfig;
  readonly pacer: Pacer;
}

interface Sending {
  readonly credentials: CredentialSource;
  readonly signal: AbortSignal;
  readonly inFlight: SharedSemaphore;
  readonly observer: CallObserver;
}

async function sendOnce<Input, Output>(
  operation: Operation<Input, Output>,
  { config, pacer }: Lane,
  input: Input,
  { credentials, signal, inFlight, observer }: Sending,
): Promise<Sent<Output>> {
  const sentAt = performance.now();
  try {
    await inFlight.acquire(signal, URGENT.includes(operation.service));
  } catch (error) {
    pacer.release('other', sentAt);
    throw error;
  }
  let used: Credentials | undefined;
  try {
    used = await credentials.current();
    observer.onSent();
    const output = await operation.send(config, input, { abortSignal: signal, credentials: used });
    pacer.release('served', sentAt);
    observer.onServed();
    return { served: true, output };
  } catch (error) {
    pacer.release(faultOf(error).class === 'throttled' ? 'throttled' : 'other', sentAt);
    return { served: false, error, credentials: used };
  } finally {
    inFlight.release();
  }
}

/** How often a call is sent at the most, by what goes wrong. */
function triesFor(fault: FaultClass, retry: RetrySettings): number {
  switch (fault) {
    case 'throttled':
    case 'server':
      return retry.tries;
    case 'network':
      return Math.min(5, retry.tries);
    case 'timeout':
      return Math.min(3, retry.tries);
    case 'garbage':
    case 'clock':
      return 2;
    default:
      return 1;
  }
}

/** Doubling waits with jitter, so that calls refused together do not come back together. */
function backoff(attempt: number, retry: RetrySettings): number {
  return Math.min(retry.capMs, retry.baseMs * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
}

/** Waits; rejects when stopped. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new StoppedError());
    };
    if (signal.aborted) {
      reject(new StoppedError());
      return;
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
