import { type EnteringCaller, refusalWords } from '../aws/accounts/enter.ts';
import { entryWords } from '../aws/accounts/entry.ts';
import { CallFailed } from '../aws/caller.ts';
import { faultOf } from '../aws/errors.ts';
import { UnknownRegionError } from '../aws/region-patterns.ts';
import { oneLine } from '../base/one-line.ts';
import { steadyNow } from '../base/steady-clock.ts';
import type { AccountOutcome, AccountState } from '../model/account.ts';
import { type CellError, isProblem, type Phase } from '../model/cell.ts';
import { isOfScanFile } from './in-file.ts';
import type { ScanPlan } from './plan.ts';

import type { ScanAccount } from './scan-account.ts';

/** How many accounts are open at a time at most, and how many in any case, so that one is signed in to meanwhile. */
const [MOST_OPEN, LEAST_OPEN] = [12, 3];

/** What going through the accounts takes from the scan. */
export interface AccountsRunParts {
  readonly accounts: readonly ScanAccount[];
  /** Ends all that is under way. */
  readonly signal: AbortSignal;
  /** Resolves as soon as calls are in flight all of which there are: the next account has room. */
  readonly hasRoom: () => Promise<void>;
  /** Signs in to an account and plans its cells; throws what refused it. */
  readonly enter: (account: ScanAccount) => Promise<ScanPlan>;
  /** Collects the cells of a plan; resolves when all are final, with how they ended. */
  readonly collect: (plan: ScanPlan) => Promise<readonly Phase[]>;
  /** Nothing more will be asked of an account for now. */
  readonly leave: (account: ScanAccount) => void;
  readonly changed: (state: AccountState) => void;
  /** The account as it is before it is entered. */
  readonly before: (account: ScanAccount) => AccountState;
  /** An account could not be entered, or not any more: how it comes out then. */
  readonly refused: (account: ScanAccount, refused: RefusedAccount) => AccountOutcome;
  /** Who enters. */
  readonly caller: () => EnteringCaller;
}

/** An account as it was chosen, before anything was asked of it. */
export function queuedAccount({ id, name, ou, state, entry }: ScanAccount): AccountState {
  return {
    ...{ id, name, ou, state, entry: entryWords(entry) },
    ...{ phase: 'queued', error: null, regions: [], startedAt: null, endedAt: null, kinds: [] },
  };
}

/**
 * Goes through the accounts in their order, some at a time, so that whole accounts are there early; what one of them
 * refuses is nothing to the others. Throws a scan file's failure only.
 */
export async function runAccounts(parts: AccountsRunParts): Promise<void> {
  const open = new Set<Promise<void>>();
  let lastIsPlanned: Promise<void> = Promise.resolve();
  for (const account of parts.accounts) {
    while (open.size >= MOST_OPEN) await Promise.race(open);
    // Accounts that are begun while calls wait would only make those wait longer that were begun before.
    if (open.size >= LEAST_OPEN) await Promise.race([lastIsPlanned.then(() => parts.hasRoom()), ...open]);
    let planned: () => void = () => {};
    lastIsPlanned = new Promise((resolve) => {
      planned = resolve;
    });
    const run = runAccount(account, parts, planned).finally(() => {
      planned();
      open.delete(run);
    });
    open.add(run);
  }
  await Promise.all(open);
}

/** `planned` is called once its cells are about to be collected. */
async function runAccount(account: ScanAccount, parts: AccountsRunParts, planned: () => void): Promise<void> {
  let state = parts.before(account);
  const change = (next: Partial<AccountState>): void => {
    state = { ...state, ...next };
    parts.changed(state);
  };
  const end = (phase: AccountOutcome, error: CellError | null = null): void =>
    change({ phase, error, endedAt: steadyNow() });
  const refuse = (outcome: AccountOutcome, error: CellError | null = null): void =>
    end(parts.refused(account, { outcome, error }), error);
  if (parts.signal.aborted) return refuse('stopped');
  change({ phase: 'running', startedAt: steadyNow() });
  if (account.entry.way === 'skipped')
    return refuse('skipped', { code: 'NotActive', message: `the account is ${oneLine(account.entry.why)}` });
  if (account.entry.way === 'none')
    return refuse('failed', { code: 'NoWayIn', message: oneLine(account.entry.why) });
  try {
    const plan = await parts.enter(account);
    if (state.regions.length === 0) change({ regions: plan.on });
    const collected = parts.collect(plan);
    planned();
    end(outcomeOfCells(await collected));
  } catch (error) {
    if (isOfScanFile(error)) throw error;
    const { outcome, error: why } = parts.signal.aborted
      ? STOPPED
      : refusedAs(error, account, parts.caller());
    refuse(outcome, why);
  } finally {
    parts.leave(account);
  }
}

/** How it ended for an account that was not entered, and why; null: it was stopped. */
export interface RefusedAccount {
  readonly outcome: AccountOutcome;
  readonly error: CellError | null;
}

const STOPPED: RefusedAccount = { outcome: 'stopped', error: null };

/** How an account came out whose cells ended so. */
export function outcomeOfCells(phases: readonly Phase[]): AccountOutcome {
  if (phases.includes('stopped')) return 'stopped';
  return phases.some(isProblem) ? 'partial' : 'done';
}

function refusedAs(error: unknown, { entry }: ScanAccount, caller: EnteringCaller): RefusedAccount {
  if (error instanceof UnknownRegionError)
    return { outcome: 'skipped', error: { code: 'RegionOff', message: oneLine(error.message) } };
  const fault = error instanceof CallFailed ? error.fault : faultOf(error);
  const isDenied = fault.class === 'denied' || fault.class === 'denied-by-organization';
  const isOfEntry = error instanceof CallFailed && ENTRY_CALLS.includes(error.operation);
  const isOther = entry.way !== 'own' && entry.way !== 'none' && entry.way !== 'skipped';
  const message = isOfEntry && isOther ? refusalWords(error, entry, caller) : fault.message;
  return { outcome: isDenied ? 'denied' : 'failed', error: { code: fault.code, message: oneLine(message) } };
}

/** The calls that credentials of an account are had with. */
const ENTRY_CALLS: readonly string[] = ['AssumeRole', 'GetRoleCredentials'];
