import type { FaultEffect } from '../../source/demo/faults.ts';
import type { Fault } from '../../source/demo/server.ts';
import type { Outcome } from '../../source/model/cell.ts';
import type { DemoScanOptions } from '../helpers/scan.ts';
import type { FaultyOperation, Role } from './fault-operations.ts';

/** What must come of a fault in one cell. */
export interface Expected {
  readonly outcome: Outcome;
  /** Rows there afterwards, beside those of a scan without faults. */
  readonly kept: 'all' | 'more' | 'some' | 'none' | 'any';
  readonly code?: RegExp;
  readonly message?: RegExp;
  readonly advice?: RegExp;
  /** Whether calls were sent again. */
  readonly retried?: boolean;
}

/** A row of the table of faults. */
export interface FaultRow {
  readonly title: string;
  readonly fault: Omit<Fault, 'service' | 'operation' | 'match'>;
  /** Null: the fault cannot befall this operation. */
  readonly expected: (operation: FaultyOperation, kind: string, role: Role) => Expected | null;
  readonly options?: Pick<DemoScanOptions, 'retry' | 'server'>;
  /** The code that the scan as a whole ends with where it is not given by the cells. */
  readonly refusal?: 4;
  /** It befalls every operation of the service alike: a clock cannot be off for one alone. */
  readonly wholeService?: true;
  /** It befalls only the pages behind the first one. */
  readonly laterPages?: true;
}

/** Nothing is amiss in the end. */
const DONE: Expected = { outcome: 'done', kept: 'all' };
const DONE_AFTER_RETRY: Expected = { ...DONE, retried: true };

/** Kinds with rows that are recovery points: none of clusters is one in the region. */
const VAULT_WALK: readonly string[] = ['ListBackupVaults', 'ListRecoveryPointsByBackupVault'];
const KEPT_BY_BACKUP: readonly string[] = [
  ...['efs-recovery-point', 'backup-recovery-point', 'ebs-snapshot', 'rds-snapshot'],
  ...['fsx-backup', 'dynamodb-backup', 'redshift-snapshot', 'rds-automated-backup'],
];

const NO_IDENTIFIER: Expected = {
  ...{ outcome: 'partial', kept: 'all' },
  ...{ code: /^Senseless$/, message: /AWS gave no identifier/ },
};

/** The IAM action in words. */
const actionOf = ({ service, operation }: FaultyOperation): RegExp =>
  new RegExp(`${service === 'efs' ? 'elasticfilesystem' : service}:${operation}\\b`);

/** A fault that ends a call for good: a listing ends with it, anything else makes the cell partial. */
function lasting(
  outcome: Outcome,
  about:
    | Omit<Expected, 'outcome' | 'kept'>
    | ((operation: FaultyOperation) => Omit<Expected, 'outcome' | 'kept'>),
  keptOfListing: Expected['kept'] = 'none',
): FaultRow['expected'] {
  return (operation, _kind, role) => {
    const facts = typeof about === 'function' ? about(operation) : about;
    if (role === 'listing') return { outcome, kept: keptOfListing, ...facts };
    return { outcome: 'partial', kept: role === 'part' ? 'all' : 'some', ...facts };
  };
}

const denied = (message?: RegExp) =>
  lasting('denied', (operation) => ({
    code: /^(UnauthorizedOperation|AccessDenied|AccessDeniedException)$/,
    message: message ?? actionOf(operation),
    advice: message ?? actionOf(operation),
    retried: false,
  }));

const garbage = (message: RegExp) =>
  lasting('failed', { code: /^GarbageAnswer$/, message, advice: /check proxy and endpoint/, retried: true });

/** Where rows come page by page: those of the pages before stay. */
const inPages =
  (expected: FaultRow['expected']): FaultRow['expected'] =>
  (operation, kind, role) =>
    operation.paged ? expected(operation, kind, role) : null;

const always =
  (expected: Expected): FaultRow['expected'] =>
  () =>
    expected;

/** The same effect once, and for ever. */
const wire = (effect: FaultEffect): FaultRow['fault'] => ({ effect });
const NO_ANSWER = /^TimeoutError$/;
const THROTTLED = /Throttl|RequestLimitExceeded/;

/** Where each of dozens of calls is throttled or waited for, a scan would not end in a test's time: one of them is. */
const callsOnceAResource = ({ paged, collect }: FaultyOperation): boolean => !paged || collect !== undefined;

/** A call for each vault: the longer rests between them take a minute. */
const callsOnceAVault = ({ operation, match }: FaultyOperation): boolean =>
  operation === 'ListRecoveryPointsByBackupVault' && match === undefined;

const TWO_TRIES = { retry: { tries: 2 } } as const;

/** Rows of pages, in the estate whose listings have several pages. */
const SEVERAL_PAGES: readonly string[] = [
  'datasync:ListTaskExecutions',
  'ec2:DescribeSnapshots',
  'rds:DescribeDBSnapshots',
  'rds:DescribeDBClusterSnapshots',
  'backup:ListRecoveryPointsByBackupVault',
];

const MEDIUM = { server: { size: 'medium' } } as const;

/** A fault of the second page and all behind it: the rows of the first one stay. */
function onLaterPages(
  what: string,
  effect: FaultEffect,
  outcome: Outcome,
  facts: Omit<Expected, 'outcome' | 'kept'>,
): FaultRow {
  return {
    title: `${what} on a later page`,
    fault: { effect },
    laterPages: true,
    expected: ({ title, operation }, kind) => {
      if (!SEVERAL_PAGES.includes(title)) return null;
      // Every vault gave its first page before one of them failed.
      const eachVault = operation === 'ListRecoveryPointsByBackupVault';
      // The only vault with several pages holds nothing but points of EFS.
      const kept = eachVault && kind !== 'efs-recovery-point' ? 'all' : 'some';
      // Where AWS refuses a region's executions, each task's are asked for in their place.
      if (effect === 'denied' && operation === 'ListTaskExecutions') return DONE;
      return { outcome: eachVault ? 'partial' : outcome, kept, ...facts };
    },
    options: { ...MEDIUM, ...TWO_TRIES },
  };
}

/** Every fault of one operation, and what it must lead to. */
export const FAULT_ROWS: readonly FaultRow[] = [
  { title: 'denied', fault: wire('denied'), expected: denied() },
  {
    title: 'denied once',
    fault: { effect: 'denied', times: 1 },
    expected: (operation, _kind, role) =>
      role === 'part' && !operation.paged && operation.roles['datasync-execution'] === undefined
        ? { outcome: 'partial', kept: 'all', message: actionOf(operation), retried: false }
        : null,
  },
  {
    title: 'denied by the organization',
    fault: wire('denied-by-scp'),
    expected: denied(/a policy of the organization denies it/),
  },
  {
    title: 'throttled, then served',
    fault: { effect: 'throttled', times: 1 },
    expected: always(DONE_AFTER_RETRY),
  },
  {
    title: 'throttled for too long',
    fault: wire('throttled'),
    expected: (operation, kind, role) =>
      callsOnceAResource(operation) || callsOnceAVault(operation)
        ? null
        : lasting('throttled', { code: THROTTLED, advice: /--max-rps/, retried: true })(
            operation,
            kind,
            role,
          ),
    options: TWO_TRIES,
  },
  {
    title: 'one call throttled for too long',
    fault: { effect: 'throttled', times: 1 },
    // Which of two kinds a shared call counts for depends on who asks first.
    expected: (operation) =>
      callsOnceAResource(operation) && Object.keys(operation.roles).length === 1
        ? { outcome: 'partial', kept: 'all', code: THROTTLED, advice: /--max-rps/ }
        : null,
    options: { retry: { tries: 1 } },
  },
  { title: '500 twice', fault: { effect: 'server-error', times: 2 }, expected: always(DONE_AFTER_RETRY) },
  {
    title: '500 for ever',
    fault: wire('server-error'),
    expected: lasting('failed', { code: /^Internal/, retried: true }),
    options: TWO_TRIES,
  },
  { title: '503 twice', fault: { effect: 'unavailable', times: 2 }, expected: always(DONE_AFTER_RETRY) },
  {
    title: '503 for ever',
    fault: wire('unavailable'),
    expected: lasting('failed', { code: /Unavailable/, retried: true }),
    options: TWO_TRIES,
  },
  { title: 'reset once', fault: { effect: 'reset', times: 1 }, expected: always(DONE_AFTER_RETRY) },
  {
    title: 'reset for ever',
    fault: wire('reset'),
    expected: lasting('failed', { code: /^(ECONNRESET|EPIPE)$/, advice: /check network/, retried: true }),
    options: TWO_TRIES,
  },
  {
    title: 'reset in mid-body once',
    fault: { effect: 'reset-mid-body', times: 1 },
    expected: always(DONE_AFTER_RETRY),
  },
  {
    title: 'reset in mid-body for ever',
    fault: wire('reset-mid-body'),
    expected: lasting('failed', { code: /^(ECONNRESET|Error)$/, advice: /check network/, retried: true }),
    options: TWO_TRIES,
  },
  {
    title: 'no answer once',
    fault: { effect: 'hang', times: 1 },
    expected: always(DONE_AFTER_RETRY),
    options: { retry: { requestTimeoutMs: 1000 } },
  },
  {
    title: 'no answer',
    fault: wire('hang'),
    expected: (operation, kind, role) =>
      callsOnceAResource(operation)
        ? null
        : lasting('failed', { code: NO_ANSWER, advice: /check network/, retried: true })(
            operation,
            kind,
            role,
          ),
    options: { retry: { tries: 2, requestTimeoutMs: 1000 } },
  },
  {
    title: 'one call without an answer',
    fault: { effect: 'hang', times: 1 },
    expected: (operation) =>
      callsOnceAResource(operation) && Object.keys(operation.roles).length === 1
        ? { outcome: 'partial', kept: 'all', code: NO_ANSWER, advice: /check network/ }
        : null,
    options: { retry: { tries: 1, requestTimeoutMs: 3000 } },
  },
  { title: 'late answer', fault: { effect: 'slow', milliseconds: 40 }, expected: always(DONE) },
  { title: 'half an answer', fault: wire('truncated-body'), expected: garbage(/ends early|empty/) },
  {
    title: 'half an answer once',
    fault: { effect: 'truncated-body', times: 1 },
    expected: always(DONE_AFTER_RETRY),
  },
  { title: 'garbage', fault: wire('garbage-body'), expected: garbage(/neither XML nor JSON/) },
  { title: 'garbage once', fault: { effect: 'garbage-body', times: 1 }, expected: always(DONE_AFTER_RETRY) },
  { title: 'HTML', fault: wire('html-body'), expected: garbage(/HTML came instead of an answer/) },
  { title: 'HTML once', fault: { effect: 'html-body', times: 1 }, expected: always(DONE_AFTER_RETRY) },
  {
    title: 'HTML with status 403',
    fault: { effect: 'html-body', status: 403 },
    expected: garbage(/HTML came instead of an answer \(status 403/),
  },
  {
    title: 'HTML with status 502',
    fault: { effect: 'html-body', status: 502 },
    expected: lasting('failed', { message: /HTML came instead of an answer \(status 502/, retried: true }),
    options: TWO_TRIES,
  },
  {
    title: 'an answer with nothing in it',
    fault: wire('empty-answer'),
    expected: garbage(/its list is missing|the answer holds nothing of/),
  },
  {
    title: 'an answer with nothing in it once',
    fault: { effect: 'empty-answer', times: 1 },
    expected: always(DONE_AFTER_RETRY),
  },
  {
    title: 'an answer of something else',
    fault: wire('foreign-answer'),
    expected: garbage(/its list is missing|the answer holds nothing of/),
  },
  {
    title: 'an answer without its list',
    fault: wire('missing-list'),
    expected: inPages(garbage(/its list is missing/)),
  },
  // The body is the service's own: that is looked at, not its label.
  { title: 'wrong label on a right answer', fault: wire('wrong-content-type'), expected: always(DONE) },
  {
    title: 'an error with status 200',
    fault: wire('error-in-200'),
    expected: garbage(/an error came with status 200/),
  },
  {
    title: 'a repeated page',
    fault: wire('repeat-token'),
    expected: inPages((operation, _kind, role) => {
      const facts = { code: /^RepeatedPage$/, message: /the service repeated a page/ };
      // Every vault gave its first page before it repeated one.
      const eachVault = operation.operation === 'ListRecoveryPointsByBackupVault';
      return { outcome: role === 'listing' && !eachVault ? 'failed' : 'partial', kept: 'any', ...facts };
    }),
  },
  {
    title: 'an empty page with a token',
    fault: { effect: 'empty-page', times: 1 },
    expected: inPages(always(DONE)),
  },
  {
    title: 'a value that nobody knows',
    fault: { effect: 'unknown-enum', rows: 'all' },
    expected: always(DONE),
  },
  { title: 'missing times', fault: { effect: 'missing-field', rows: 'all' }, expected: always(DONE) },
  {
    title: 'times and sizes without sense',
    fault: { effect: 'nonsense-row', rows: 'all' },
    expected: ({ measures }, kind) =>
      measures.includes(kind)
        ? { outcome: 'partial', kept: 'all', code: /^Senseless$/, message: /negative|lies in the future/ }
        : DONE,
  },
  {
    title: 'times and sizes that are none',
    fault: { effect: 'malformed-value', rows: 'all' },
    expected: ({ title, measures, operation }, kind) =>
      measures.includes(kind) ||
      // The bin asks of volumes only whether they are there.
      (title === 'ec2:DescribeVolumes' && kind === 'ebs-snapshot') ||
      (KEPT_BY_BACKUP.includes(kind) && VAULT_WALK.includes(operation))
        ? { outcome: 'partial', kept: 'all', code: /^Senseless$/, message: /cannot be read: / }
        : DONE,
  },
  {
    title: 'a missing id',
    fault: wire('missing-id'),
    expected: ({ identifies, operation }, kind, role) => {
      if (operation === 'ListRecoveryPointsByBackupVault') return null;
      if (operation === 'ListBackupVaults')
        return {
          outcome: 'partial',
          kept: role === 'part' ? 'all' : 'some',
          message: /AWS gave no name to list its recovery points by/,
        };
      return identifies.includes(kind) ? NO_IDENTIFIER : DONE;
    },
  },
  {
    title: 'no id at all',
    fault: { effect: 'missing-id', rows: 'all' },
    expected: ({ operation }, kind, role) => {
      if (operation !== 'ListRecoveryPointsByBackupVault') return null;
      if (kind === 'efs-recovery-point') return NO_IDENTIFIER;
      // Nobody can tell which are rows of other kinds: no point is lost, and no row is told to be in no vault.
      return role === 'part'
        ? { outcome: 'partial', kept: 'all', message: /AWS gave no ARN of a recovery point/ }
        : { ...NO_IDENTIFIER, kept: 'more' };
    },
  },
  {
    title: 'a resource on two pages',
    fault: wire('duplicate-row'),
    expected: ({ title }) => (SEVERAL_PAGES.includes(title) ? DONE : null),
    options: MEDIUM,
  },
  onLaterPages('denied', 'denied', 'denied', { retried: false }),
  onLaterPages('throttled', 'throttled', 'throttled', { code: THROTTLED, retried: true }),
  onLaterPages('500', 'server-error', 'failed', { code: /^Internal/, retried: true }),
  onLaterPages('reset', 'reset', 'failed', { code: /^(ECONNRESET|EPIPE)$/, retried: true }),
  onLaterPages('half an answer', 'truncated-body', 'failed', { code: /^GarbageAnswer$/, retried: true }),
  onLaterPages('HTML', 'html-body', 'failed', { code: /^GarbageAnswer$/, retried: true }),
  onLaterPages('an answer without its list', 'missing-list', 'failed', {
    code: /^GarbageAnswer$/,
    message: /its list is missing/,
    retried: true,
  }),
  { title: 'token expired once', fault: { effect: 'expired-token', times: 1 }, expected: always(DONE) },
  {
    title: 'token expired for good',
    fault: wire('expired-token'),
    expected: always({ outcome: 'stopped', kept: 'any' }),
    refusal: 4,
  },
  { title: 'clock ten minutes off', fault: wire('clock-skew'), expected: always(DONE), wholeService: true },
];
