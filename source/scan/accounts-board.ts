import type { AccountState } from '../model/account.ts';
import { type CellState, isProblem } from '../model/cell.ts';
import { CellSums, summedCell } from '../model/cell-sums.ts';
import { MOST_PROBLEMS } from '../model/scan-overview.ts';
import type { FromScanWorker } from './messages.ts';

/**
 * What the main thread is told of a scan of many accounts: sums by account and by region, the cells of the account
 * that is looked into, and some of those with problems. Thousands of accounts have more cells than it could hold.
 */
export class AccountsBoard {
  readonly #send: (message: FromScanWorker) => void;
  readonly #partition: () => string;
  readonly #states = new Map<string, AccountState>();
  readonly #sums = new CellSums();
  /** Cells as they were added up. */
  readonly #counted = new Map<number, CellState>();
  readonly #places = new Map<string, number>();
  readonly #problems = new Set<number>();
  /** Of the restored ones those with a problem, until they are told of. */
  readonly #restored: CellState[] = [];
  #regions: readonly string[] = [];
  #lookedInto: string | null = null;

  constructor(send: (message: FromScanWorker) => void, partition: () => string) {
    this.#send = send;
    this.#partition = partition;
  }

  get states(): readonly AccountState[] {
    return [...this.#states.values()];
  }

  /** The regions of all accounts so far. */
  get regions(): readonly string[] {
    return this.#regions;
  }

  /** These accounts are to be scanned, as they were told of. */
  begin(states: readonly AccountState[]): void {
    for (const state of states) this.#states.set(state.id, state);
  }

  /** Cells that had ended before the scan went on: they are counted, and not held. */
  restore(cells: Iterable<CellState>): void {
    for (const cell of cells) {
      this.#sums.change(null, cell);
      if (isProblem(cell.phase) && this.#restored.length < MOST_PROBLEMS) this.#restored.push(cell);
    }
  }

  /** Tells of all cells that were restored. */
  tellRestored(): void {
    const states = this.states.map((state) => ({ ...state, kinds: this.#sums.ofAccount(state.id) }));
    for (const state of states) this.#states.set(state.id, state);
    this.#regions = [...new Set(states.flatMap(({ regions }) => regions))].sort();
    this.#send({ type: 'accounts', accounts: states, regions: this.#regions });
    this.#send({ type: 'cells', cells: this.#summed(new Set(this.#regions)) });
    this.#tellOf(this.#restored.splice(0));
  }

  /** An account is so far; its cells are added up here. Returns it with them. */
  account(state: AccountState): AccountState {
    const summed = { ...state, kinds: this.#sums.ofAccount(state.id) };
    this.#states.set(state.id, summed);
    this.#regions = [...new Set([...this.#regions, ...state.regions])].sort();
    this.#send({ type: 'accounts', accounts: [summed], regions: this.#regions });
    return summed;
  }

  /** Cells have changed, or are new. */
  take(cells: readonly CellState[]): void {
    for (const cell of cells) {
      this.#sums.change(this.#counted.get(cell.id) ?? null, cell);
      this.#counted.set(cell.id, cell);
    }
    const accounts = [...new Set(cells.map(({ account }) => account))].flatMap((id) => {
      const state = this.#states.get(id);
      return state === undefined ? [] : [{ ...state, kinds: this.#sums.ofAccount(id) }];
    });
    for (const account of accounts) this.#states.set(account.id, account);
    this.#send({ type: 'accounts', accounts, regions: this.#regions });
    this.#send({ type: 'cells', cells: this.#summed(new Set(cells.map(({ region }) => region))) });
    this.#tellOf(cells);
  }

  /** An account has ended, with these cells: they stay counted, and are not held any more. */
  drop(cells: readonly { readonly id: number }[]): void {
    for (const { id } of cells) this.#counted.delete(id);
  }

  /** Cells that were dropped are about to change again: they were counted so. */
  recall(cells: readonly CellState[]): void {
    for (const cell of cells) this.#counted.set(cell.id, cell);
  }

  /** Somebody looks into an account, which has these cells; null: into none any more. */
  lookInto(account: string | null, cells: readonly CellState[]): void {
    this.#lookedInto = account;
    if (account !== null) this.#send({ type: 'looked-into', account, cells });
  }

  #summed(regions: ReadonlySet<string>): readonly CellState[] {
    return [...regions].flatMap((region) =>
      this.#sums
        .ofRegion(region)
        .map((sum) => summedCell(this.#placeOf(`${region} ${sum.kind}`), region, this.#partition(), sum)),
    );
  }

  #placeOf(place: string): number {
    const known = this.#places.get(place) ?? this.#places.size;
    this.#places.set(place, known);
    return known;
  }

  #tellOf(cells: readonly CellState[]): void {
    const own = cells.filter(({ account }) => account === this.#lookedInto);
    if (this.#lookedInto !== null && own.length > 0)
      this.#send({ type: 'looked-into', account: this.#lookedInto, cells: own });
    const told = cells.filter(({ id, phase }) => {
      if (this.#problems.has(id)) return true;
      if (!isProblem(phase) || this.#problems.size >= MOST_PROBLEMS) return false;
      this.#problems.add(id);
      return true;
    });
    if (told.length > 0) this.#send({ type: 'problems', cells: told });
  }
}
