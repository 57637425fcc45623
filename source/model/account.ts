import type { CellError } from './cell-error.ts';
import type { KindSum } from './kind-sum.ts';

/**
 * How an account of a scan came out: denied and failed ones could not be entered; skipped ones are not active; of a
 * stopped one some cell was; of a partial one some cell has a problem.
 */
export type AccountOutcome = 'done' | 'partial' | 'denied' | 'failed' | 'skipped' | 'stopped';

/** An account of a scan, and how far it is. */
export interface AccountState {
  readonly id: string;
  /** As it was listed or mapped; null: not known. */
  readonly name: string | null;
  /** Its organizational units from the root on, `Workloads/Prod`; empty: the root; null: not known. */
  readonly ou: string | null;
  /** AWS Organizations' word for its state (`ACTIVE`, `SUSPENDED`); null: not known. */
  readonly state: string | null;
  /** How it is entered, in words: `role Audit`. */
  readonly entry: string;
  readonly phase: 'queued' | 'running' | AccountOutcome;
  /** Why it could not be entered. */
  readonly error: CellError | null;
  /** Its regions that are scanned; empty until they are known. */
  readonly regions: readonly string[];
  /** Milliseconds since 1970 UTC; null before. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Its cells, added up by kind; none until they are planned. */
  readonly kinds: readonly KindSum[];
}

/** An account of the organization that was listed for a scan, whether it is scanned or not. */
export type ListedAccount = Pick<AccountState, 'id' | 'name'>;

/** Rows that an account of a scan of many sees of another one; they count once, at their owner. */
export interface SeenElsewhere {
  readonly account: string;
  readonly owner: string;
  readonly rows: number;
}

/** Every way an account may end, the usual one first. */
export const ACCOUNT_OUTCOMES: readonly AccountOutcome[] = [
  'done',
  'partial',
  'denied',
  'failed',
  'stopped',
  'skipped',
];

/** How an account came out of a scan that has ended: one that was still at work is stopped. */
export function accountOutcome({ phase }: Pick<AccountState, 'phase'>): AccountOutcome {
  return phase === 'queued' || phase === 'running' ? 'stopped' : phase;
}

/** True for an account that ended with something to say. */
export function isAccountProblem({ phase }: Pick<AccountState, 'phase'>): boolean {
  return phase === 'partial' || phase === 'denied' || phase === 'failed' || phase === 'stopped';
}

/** True for an account that can be entered, as far as its state says. */
export function canBeEntered({ state }: Pick<AccountState, 'state'>): boolean {
  return state === null || state === 'ACTIVE';
}

/** True for an account that is suspended or closed: nothing is asked of it. */
export function isInactive({ phase, error }: Pick<AccountState, 'phase' | 'error'>): boolean {
  return phase === 'skipped' && error?.code === 'NotActive';
}
