/** From a call to its answer, past the faults and the throttle. */
import type { CallEnd } from './counters.ts';
import { type DemoDay, onDay } from './day.ts';
import { demoAccessKeyId } from './environment.ts';
import { callError, isThrottling } from './errors.ts';
import { emptyCollection } from './estate/collection.ts';
import type { Estate } from './estate/index.ts';
import { withRowFault } from './fault-rows.ts';
import { withWireFault } from './fault-wire.ts';
import { type Fault, type Faults, isFailure, isRowFault, isWireFault } from './faults.ts';
import type { Company } from './organization/company.ts';
import { type SignedBy, signedBy } from './organization/signed-by.ts';
import { type Call, CallError, fail, type ServiceError, type WireAnswer } from './protocols/call.ts';
import { writeAnswer, writeError } from './protocols/index.ts';
import { serviceOf } from './services/index.ts';
import type { Throttle } from './throttle.ts';

export interface Demo {
  /** Of the account of the demo's own key. */
  readonly estate: Estate;
  readonly throttle: Throttle;
  readonly faults: Faults;
  /** What that account manages; undefined: it is in no organization. */
  readonly company: Company | undefined;
  /** The credentials of entered accounts end after so many seconds at most. */
  readonly sessionSeconds: number;
  /** Undefined: all of the estate is there. */
  readonly day: DemoDay | undefined;
}

export interface Answered {
  readonly answer: WireAnswer;
  readonly outcome: CallEnd['outcome'];
  /** The faults that hit the call; some of them act as the answer is delivered. */
  readonly hits: readonly Fault[];
  /** Milliseconds on top of the latency. */
  readonly delay: number;
}

/** AWS refuses what was signed longer ago than this, or so far in the future. */
const skewLimit = 300_000;
const defaultSkew = 600_000;

export function answerCall(call: Call, demo: Demo): Answered {
  const by = signedBy(call, demo.estate.account.id);
  const estate = demo.company === undefined ? demo.estate : demo.company.estateOf(by.account);
  const hits = estate?.region(call.region) === undefined ? [] : demo.faults.hitting(call);
  let answer: WireAnswer;
  let error: ServiceError | undefined;
  try {
    answer = serve({ call, by, estate, hits }, demo);
  } catch (thrown) {
    if (!(thrown instanceof CallError)) throw thrown;
    error = thrown.error;
    answer = writeError(call.service, error);
  }
  let delay = 0;
  for (const fault of hits.filter(isWireFault)) {
    answer = withWireFault(answer, fault);
    if (fault.effect === 'slow') delay += fault.milliseconds ?? 1000;
    if (fault.effect === 'error-in-200') {
      const inside = callError('server-error', call).error;
      answer = { ...writeError(call.service, inside), status: fault.status ?? 200 };
    }
  }
  const spoilt = hits.some((fault) => isWireFault(fault) && fault.effect !== 'slow');
  const outcome =
    error === undefined ? (spoilt ? 'failed' : 'served') : isThrottling(error) ? 'throttled' : 'failed';
  return { answer: withClock(answer, hits), outcome, hits, delay };
}

/** A call with what is known of it. */
interface Received {
  readonly call: Call;
  readonly by: SignedBy;
  /** Undefined: nobody knows the account. */
  readonly estate: Estate | undefined;
  readonly hits: readonly Fault[];
}

function serve({ call, by, estate, hits }: Received, demo: Demo): WireAnswer {
  const place = { ...call, by };
  if (estate === undefined) throw callError('bad-credentials', place);
  if (by.ends !== undefined && by.ends <= Date.now()) throw callError('expired-token', place);
  const region = estate.region(call.region);
  if (region === undefined) throw callError('not-opted-in', place);
  const operation = serviceOf(call.service).operations[call.operation];
  if (operation === undefined) throw callError('unknown-operation', place);
  if (call.malformed) fail('SerializationException', 400, 'The body is no JSON object.');
  const failure = hits.find(isFailure);
  if (failure !== undefined) throw callError(failure.effect, place);
  for (const { effect, milliseconds = defaultSkew } of hits) {
    if (effect === 'unknown-key' && call.accessKeyId !== demoAccessKeyId)
      throw callError('bad-credentials', place);
    const signedAt = call.signedAt?.getTime() ?? Date.now();
    const off = Math.abs(Date.now() + milliseconds - signedAt);
    if (effect === 'clock-skew' && off > skewLimit) throw callError('clock-skew', place);
  }
  if (!demo.throttle.admit(call, by.account)) throw callError('throttled', place);
  const overlap = hits.some((fault) => fault.effect === 'overlapping-listing');
  const { company } = demo;
  const whole = operation(call, {
    estate,
    region,
    overlap,
    organization: company?.organization,
    home: demo.estate.account.id,
    sessionSeconds: demo.sessionSeconds,
    sharedImages: () => company?.sharedImages(by.account, call.region) ?? emptyCollection,
  });
  const answer = demo.day === undefined ? whole : onDay(whole, call, region, demo.day);
  return writeAnswer(call, hits.filter(isRowFault).reduce(withRowFault, answer));
}

/** The server's own time, if its clock is off: the SDK corrects itself by this header. */
function withClock(answer: WireAnswer, hits: readonly Fault[]): WireAnswer {
  const skew = hits.find((fault) => fault.effect === 'clock-skew');
  if (skew === undefined) return answer;
  const date = new Date(Date.now() + (skew.milliseconds ?? defaultSkew)).toUTCString();
  return { ...answer, headers: { ...answer.headers, date } };
}
