import type { Failure } from './errors.ts';
import { soleOwner } from './estate/owner.ts';
import { temporaryKeyOf } from './organization/signed-by.ts';
import type { Call } from './protocols/call.ts';

/** Effects that are an error of the service's own. */
export const failureEffects = [
  'denied',
  'denied-by-scp',
  'throttled',
  'server-error',
  'unavailable',
  'not-opted-in',
  'bad-credentials',
  'expired-token',
] as const satisfies readonly Failure[];

/** Effects on the rows and tokens of an answer that is otherwise right: see `fault-rows.ts`. */
export const rowEffects = [
  'repeat-token',
  'empty-page',
  'missing-list',
  'duplicate-row',
  'unknown-enum',
  'missing-field',
  'missing-id',
  'nonsense-row',
  'malformed-value',
  'overlapping-listing',
] as const;

/** Effects on what goes over the wire: see `fault-wire.ts`. */
export const wireEffects = [
  'reset',
  'reset-mid-body',
  'hang',
  'truncated-body',
  'garbage-body',
  'html-body',
  'empty-answer',
  'foreign-answer',
  'wrong-content-type',
  'error-in-200',
  'slow',
] as const;

/** Effects that look at who signed, and when. */
export const signatureEffects = ['clock-skew', 'unknown-key'] as const;

export const faultEffects = [...failureEffects, ...rowEffects, ...wireEffects, ...signatureEffects] as const;

export type FaultEffect = (typeof faultEffects)[number];

/** Something that goes wrong on demand; what is not given matches every call. */
export interface Fault {
  /** As in the credential scope; `efs` is understood too. */
  readonly service?: string;
  readonly operation?: string;
  readonly region?: string;
  /** A part of the request's path, query or body, for instance a vault's name or an ARN. */
  readonly match?: string;
  /** Only calls signed with this key: what has expired for one key has not for the next. */
  readonly accessKeyId?: string;
  /** So many calls are let through first. */
  readonly after?: number;
  /** So many calls are hit, and then no more. */
  readonly times?: number;
  /** The fault passes this long after the first call that it hit. */
  readonly forMilliseconds?: number;
  readonly effect: FaultEffect;
  /** The rows of a page that are changed: the first, if nothing else is said. */
  readonly rows?: 'first' | 'all';
  /** Of html-body and error-in-200: another status than 200. */
  readonly status?: number;
  /** Of slow: how much later; of clock-skew: how far off the server's clock is. */
  readonly milliseconds?: number;
}

/** The cells, by region and kind, that `--faults planned` spoils, and how they end. */
export const plannedOutcomes: ReadonlyMap<string, string> = new Map([
  ['ap-southeast-1 datasync-agent', 'denied'],
  ['ap-southeast-1 efs-recovery-point', 'partial'],
]);

/** What `--faults planned` does: one cell denied, one partial, and one throttled for a while. */
export const plannedFaults: readonly Fault[] = [
  { service: 'datasync', operation: 'ListAgents', region: 'ap-southeast-1', effect: 'denied' },
  {
    service: 'backup',
    operation: 'ListRecoveryPointsByBackupVault',
    region: 'ap-southeast-1',
    match: '/finance-vault/',
    effect: 'denied',
  },
  {
    service: 'ec2',
    operation: 'DescribeSnapshots',
    region: 'us-west-2',
    forMilliseconds: 4000,
    effect: 'throttled',
  },
];

/** The same in a company: in the account that `--demo` shows. */
export const plannedCompanyFaults: readonly Fault[] = plannedFaults.map((fault) => ({
  ...fault,
  accessKeyId: temporaryKeyOf(soleOwner.id),
}));

export interface Faults {
  /** The faults that hit this call; asking counts it. */
  readonly hitting: (call: Call) => readonly Fault[];
}

export function createFaults(faults: readonly Fault[], now: () => number): Faults {
  const states = faults.map((fault) => ({ fault, seen: 0, hits: 0, since: 0 }));
  return {
    hitting: (call) => {
      const hits: Fault[] = [];
      for (const state of states) {
        const { fault } = state;
        if (!concerns(fault, call) || state.seen++ < (fault.after ?? 0)) continue;
        if (state.hits >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
        if (state.hits === 0) state.since = now();
        if (now() - state.since >= (fault.forMilliseconds ?? Number.POSITIVE_INFINITY)) continue;
        state.hits++;
        hits.push(fault);
      }
      return hits;
    },
  };
}

function concerns(fault: Fault, call: Call): boolean {
  const { service, operation, region, match, accessKeyId } = fault;
  return (
    (service === undefined || (service === 'efs' ? 'elasticfilesystem' : service) === call.service) &&
    (operation === undefined || operation === call.operation) &&
    (region === undefined || region === call.region) &&
    (match === undefined || call.text.includes(match)) &&
    (accessKeyId === undefined || accessKeyId === call.accessKeyId)
  );
}

const isOneOf = <Effect extends FaultEffect>(effects: readonly Effect[]) => {
  const known: readonly FaultEffect[] = effects;
  return (fault: Fault): fault is Fault & { readonly effect: Effect } => known.includes(fault.effect);
};

export const isFailure = isOneOf(failureEffects);
export const isRowFault = isOneOf(rowEffects);
export const isWireFault = isOneOf(wireEffects);
