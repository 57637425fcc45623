import { type CallerIdentity, mappedName } from '../aws/identity.ts';
import type { AccountState, ListedAccount } from '../model/account.ts';
import { type Cell, type CellState, type Identity, isProblem, type Phase } from '../model/cell.ts';
import type { AccountsChoice } from '../model/scan-facts.ts';
import type { ScanWriter } from '../store/scan-writer.ts';
import type { AccountScans } from './account-scans.ts';
import { AccountsBoard } from './accounts-board.ts';
import { outcomeOfCells, queuedAccount, runAccounts } from './accounts-run.ts';
import type { FromScanWorker } from './messages.ts';
import type { ScanPlan } from './plan.ts';
import { inFile } from './run-cell.ts';
import { type AccountsToFind, choiceOf, type ScanAccount, scanAccountOf } from './scan-account.ts';
import type { ScanContents } from './scan-contents.ts';
import type { ScanNotices } from './scan-notices.ts';
import type { ScanSettings } from './scan-settings.ts';

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
    const states = accounts.map(queuedAccount);
    writer.saveAccounts(states);
    writer.saveListedAccounts(listed);
    if (choice !== null) writer.saveFacts({ accountsChoice: choice });
    for (const account of accounts) this.#accounts.set(account.id, account);
    this.#parts.send({ type: 'planned', identity, accounts: states, regions: [], regionsOff: [], cells: [] });
    this.#board.begin(states);
    return { goThrough: () => this.#goThrough(accounts, writer) };
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
    const cells = before.length === 0 ? this.#planned(plan, writer) : this.#unfinished(before);
    await collect(account, cells);
    const phases = contents.statesIn(account).map(({ phase }) => phase);
    contents.letGo(cells);
    return phases;
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
