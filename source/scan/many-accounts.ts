import { type CallerIdentity, mappedName } from '../aws/identity.ts';
import type { AccountOutcome, AccountState, ListedAccount } from '../model/account.ts';
import {
  type Cell,
  type CellState,
  type Identity,
  isProblem,
  type Outcome,
  type Phase,
} from '../model/cell.ts';
import type { AccountsChoice } from '../model/scan-facts.ts';
import type { ScanWriter } from '../store/scan-writer.ts';
import type { AccountScans } from './account-scans.ts';
import { AccountsBoard } from './accounts-board.ts';
import { outcomeOfCells, queuedAccount, type RefusedAccount, runAccounts } from './accounts-run.ts';
import { inFile } from './in-file.ts';
import type { FromScanWorker } from './messages.ts';
import type { ScanPlan } from './plan.ts';

import { type AccountsToFind, choiceOf, type ScanAccount, scanAccountOf } from './scan-account.ts';
import type { ScanContents } from './scan-contents.ts';
import type { ScanNotices } from './scan-notices.ts';
import type { GoingOn, ScanSettings } from './scan-settings.ts';

/** What a scan of many accounts takes from its scan. */
export interface ManyAccountsParts {
  readonly settings: ScanSettings;
  readonly accounts: AccountScans;
  readonly contents: ScanContents;
  readonly notices: ScanNotices;
  readonly signal: AbortSignal;
  readonly send: (message: FromScanWorker) => void;
  /** Collects cells of an account. Resolves when all are final. */
  readonly collect: (account: string, cells: readonly Cell[]) => Promise<void>;
  /** Reads those of its cells again that a scan which goes on wants to be. */
  readonly readAgain: (account: string) => Promise<void>;
}

/** The accounts of a scan, who asks (null: nobody had to), and what they are of (null: they were given). */
interface AccountsOfScan {
  readonly accounts: readonly ScanAccount[];
  readonly caller: CallerIdentity | null;
  readonly choice: AccountsChoice | null;
  /** Every account of the organization, where it was listed. */
  readonly listed: readonly ListedAccount[];
}

/** A scan of many accounts: which ones, how far each is, and what the main thread is told of them. */
export class ManyAccounts {
  readonly #parts: ManyAccountsParts;
  readonly #accounts = new Map<string, ScanAccount>();
  readonly #board: AccountsBoard;
  /** As the file had them that the scan goes on in, until they have been gone through. */
  readonly #stored = new Map<string, AccountState>();
  #partition = 'aws';

  constructor(parts: ManyAccountsParts) {
    this.#parts = parts;
    this.#board = new AccountsBoard(parts.send, () => this.#partition);
  }

  get states(): readonly AccountState[] {
    return this.#board.states;
  }

  /** The regions of all accounts so far. */
  get regions(): readonly string[] {
    return this.#board.regions;
  }

  /** Cells have changed. */
  take(cells: readonly CellState[]): void {
    this.#board.take(cells);
  }

  /** Ended cells are not held any more, or again. */
  letGo(cells: readonly Cell[]): void {
    this.#board.drop(cells);
  }

  recalled(cells: readonly CellState[]): void {
    this.#board.recall(cells);
  }

  /** Tells of the cells of this account from now on. */
  lookInto(account: string | null): void {
    this.#board.lookInto(account, account === null ? [] : this.#parts.contents.statesIn(account));
  }

  /** Makes the scan file. Throws what refused the caller, and what kept the accounts from being found. */
  async begin(chosen: readonly ScanAccount[] | AccountsToFind): Promise<{ goThrough: () => Promise<void> }> {
    const { accounts, caller, choice, listed } =
      'request' in chosen ? await this.#find(chosen) : await this.#given(chosen);
    const identity = caller === null ? null : this.#identityOf(caller);
    this.#partition = identity?.partition ?? this.#partition;
    const writer = this.#parts.contents.make(identity, { on: [], off: [] });
    const { goesOn } = this.#parts.settings;
    if (goesOn !== undefined) {
      const toGo = this.#goOn(accounts, identity, writer, goesOn);
      return { goThrough: () => this.#goThrough(toGo, writer) };
    }
    const states = accounts.map(queuedAccount);
    writer.saveAccounts(states);
    writer.saveListedAccounts(listed);
    if (choice !== null) writer.saveFacts({ accountsChoice: choice });
    for (const account of accounts) this.#accounts.set(account.id, account);
    this.#parts.send({ type: 'planned', identity, accounts: states, regions: [], regionsOff: [], cells: [] });
    this.#board.begin(states);
    return { goThrough: () => this.#goThrough(accounts, writer) };
  }

  /** Takes over what the file has; returns the accounts that are gone through: those with something to read. */
  #goOn(
    found: readonly ScanAccount[],
    identity: Identity | null,
    writer: ScanWriter,
    { resumes }: GoingOn,
  ): readonly ScanAccount[] {
    const { contents, send } = this.#parts;
    for (const account of found) this.#accounts.set(account.id, account);
    const stored = writer.storedAccounts().map((state) => ({ ...state, kinds: [] }));
    const scanned = stored.filter(({ regions }) => regions.length > 0);
    const toGo = resumes ? stored.filter(({ phase }) => phase !== 'done') : scanned;
    // Where the scan is killed, those that it has not come to are as good as stopped.
    writer.saveAccounts(toGo.map((state) => ({ ...state, phase: 'queued' })));
    this.#board.begin(stored);
    for (const state of scanned) this.#board.restore(contents.statesIn(state.id));
    for (const state of toGo) {
      this.#board.begin([{ ...state, phase: 'queued', error: null }]);
      if (state.regions.length > 0) this.#stored.set(state.id, state);
    }
    send({
      ...{ type: 'planned', identity, accounts: this.#board.states },
      ...{ regions: [], regionsOff: [], cells: [] },
    });
    this.#board.tellRestored();
    return toGo.map((state) => this.#accounts.get(state.id) ?? notFound(state));
  }

  /** Runs accounts again: those that could not be entered whole, of others the cells that are not done. */
  async again(ids: readonly string[]): Promise<void> {
    const { contents } = this.#parts;
    const { writer } = contents;
    const accounts = ids.flatMap((id) => this.#accounts.get(id) ?? []);
    if (writer !== null) await this.#goThrough(accounts, writer);
  }

  /** Cells of an account that had ended were read again: it comes out anew. */
  settle(account: string): void {
    const { contents } = this.#parts;
    const before = this.#board.states.find(({ id }) => id === account);
    if (before === undefined || before.endedAt === null) return;
    contents.board.flush();
    const phase = outcomeOfCells(contents.statesIn(account).map((cell) => cell.phase));
    const summed = this.#board.account({ ...before, phase });
    inFile(() => contents.writer?.saveAccounts([summed]));
  }

  async #given(accounts: readonly ScanAccount[]): Promise<AccountsOfScan> {
    const needsCaller = accounts.some(({ entry }) => entry.way === 'own' || entry.way === 'role');
    const caller = needsCaller ? await this.#parts.accounts.identify() : null;
    return { accounts, caller, choice: null, listed: [] };
  }

  async #find(chosen: AccountsToFind): Promise<AccountsOfScan> {
    const found = await this.#parts.accounts.find(chosen);
    for (const notice of found.notices) this.#parts.notices.add(notice);
    const choice = choiceOf(found, chosen.request.choice);
    const { accountMappings } = this.#parts.settings;
    const listed = (found.organization?.accounts ?? []).map(({ id, name }) => ({
      id,
      name: mappedName(accountMappings, id) ?? name,
    }));
    return { accounts: found.accounts.map(scanAccountOf), caller: found.caller, choice, listed };
  }

  #identityOf({ account, callerArn, partition }: CallerIdentity): Identity {
    const accountName = mappedName(this.#parts.settings.accountMappings, account) ?? account;
    return { account, callerArn, partition, accountName };
  }

  async #goThrough(accounts: readonly ScanAccount[], writer: ScanWriter): Promise<void> {
    const { accounts: scans, contents, signal } = this.#parts;
    await runAccounts({
      accounts,
      signal,
      hasRoom: () => scans.hasRoom(),
      enter: (account) => scans.enter(account),
      collect: (plan) => this.#collect(plan, writer),
      caller: () => scans.caller,
      before: (account) => this.#before(account),
      refused: ({ id }, refused) => this.#refused(id, refused),
      leave: ({ id }) => scans.of(id).rest(),
      changed: (state) => {
        contents.board.flush();
        const summed = this.#board.account(state);
        inFile(() => writer.saveAccounts([summed]));
      },
    });
    inFile(() => writer.saveFacts({ regions: this.regions }));
  }

  /** How the cells of an account ended; of one that was planned before, those that had a problem run again. */
  async #collect(plan: ScanPlan, writer: ScanWriter): Promise<readonly Phase[]> {
    const { contents, collect } = this.#parts;
    const { account } = plan.identity;
    const before = contents.statesIn(account);
    const goesOn = this.#stored.delete(account);
    const cells = before.length === 0 || goesOn ? this.#planned(plan, writer) : this.#unfinished(before);
    await collect(account, cells);
    if (goesOn) await this.#parts.readAgain(account);
    const ended = contents.statesIn(account);
    contents.letGo(ended);
    return ended.map(({ phase }) => phase);
  }

  #before(account: ScanAccount): AccountState {
    const { regions = [] } = this.#stored.get(account.id) ?? {};
    return { ...queuedAccount(account), regions };
  }

  /** An account that the scan goes on in and that cannot be entered any more keeps what it has; it lacks the rest. */
  #refused(account: string, { outcome, error }: RefusedAccount): AccountOutcome {
    if (!this.#stored.delete(account)) return outcome;
    const { contents } = this.#parts;
    inFile(() => contents.lose(account, { phase: phaseOf(outcome), error }));
    return outcomeOfCells(contents.statesIn(account).map(({ phase }) => phase));
  }

  #planned(plan: ScanPlan, writer: ScanWriter): readonly Cell[] {
    const on = plan.cells.filter(({ region }) => plan.on.includes(region));
    const cells = this.#parts.contents.plan(on, [], writer);
    this.#board.take(cells.map(({ id }) => this.#parts.contents.board.get(id)));
    return cells;
  }

  #unfinished(states: readonly CellState[]): readonly Cell[] {
    return this.#parts.contents.cellsOf(states.flatMap(({ id, phase }) => (isProblem(phase) ? [id] : [])));
  }
}

/** An account that was scanned and is not among those that were found this time. */
function notFound({ id, name, ou, state }: AccountState): ScanAccount {
  const why = 'it was not found this time: start snapdeck with the same --accounts';
  return { ...{ id, name, ou, state }, entry: { way: 'none', why } };
}

/** How cells end in an account that came out so. */
function phaseOf(outcome: AccountOutcome): Outcome {
  return outcome === 'denied' || outcome === 'stopped' ? outcome : 'failed';
}
