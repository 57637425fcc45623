import { steadyNow } from '../base/steady-clock.ts';
import type { Cell } from '../model/cell.ts';
import { collectRegion } from './collect-region.ts';
import { endLost, priceLost, unended } from './lost-cells.ts';
import { beginCells, type CellTools, freshRun, type RegionRun } from './run-cell.ts';
import type { AskedPrices } from './scan-prices.ts';
import {
  type AccountPlace,
  type RegionCells,
  type SecondWorker,
  SecondWorkerLost,
  secondWorkersCells,
} from './second-worker.ts';

/** What the work of a scan takes from the scan. */
export interface ScanWorkParts {
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** Something that the scan as a whole cannot go on after. */
  readonly fail: (error: unknown) => void;
  /** What the second worker was given of prices. */
  readonly priced: (asked: AskedPrices) => void;
  /** The second worker is lost: another one is wanted in its place. */
  readonly wantAnother: () => void;
  /** Nothing is under way any more. */
  readonly ended: () => void;
}

/** What the collecting of some of an account's cells needs to know of it. */
export interface AccountWork extends AccountPlace {
  /** The kinds and regions of all of its cells. */
  readonly kinds: readonly string[];
  readonly regions: readonly string[];
  readonly regionRun: (region: string) => RegionRun;
  readonly tools: CellTools;
}

/** The work of a scan: its cells, some of them the second worker's, and what else has to be done before it ends. */
export class ScanWork {
  readonly #parts: ScanWorkParts;
  readonly #running = new Set<Promise<void>>();
  #secondWorker: SecondWorker | null = null;
  /** What comes in the place of a second worker that was lost; null: the scan is stopped before. */
  #successor: PromiseWithResolvers<SecondWorker | null> | null = null;

  constructor(parts: ScanWorkParts) {
    this.#parts = parts;
  }

  /** A second worker that collects some of the cells is there. */
  shareWith(secondWorker: SecondWorker): void {
    this.#secondWorker = secondWorker;
    const { signal } = this.#parts;
    if (signal.aborted) secondWorker.stop();
    else signal.addEventListener('abort', () => secondWorker.stop(), { once: true });
    this.#successor?.resolve(secondWorker);
    this.#successor = null;
  }

  /** Collects these cells of an account, each region's together. Resolves when all are final; never rejects. */
  async collect(wanted: readonly Cell[], account: AccountWork): Promise<void> {
    const secondWorker = this.#secondWorker;
    const isTheirs = secondWorker === null ? () => false : secondWorkersCells(account.kinds, account.regions);
    const shares: RegionCells[] = [];
    const own: RegionCells[] = [];
    for (const region of new Set(wanted.map((cell) => cell.region))) {
      const run = account.regionRun(region);
      const cells = wanted.filter((cell) => cell.region === region);
      const theirs = cells.filter(isTheirs);
      if (theirs.length > 0) shares.push({ run, cells: theirs });
      own.push({ run, cells: cells.filter((cell) => !theirs.includes(cell)) });
    }
    const work = this.#collectOwn(own, account.tools);
    if (secondWorker !== null && shares.length > 0)
      work.push(this.follow(this.#handOver(secondWorker, shares, account)));
    if (this.#running.size === 0) this.#parts.ended();
    await Promise.all(work);
  }

  /** The scan does not end before this. Resolves when it is over, however. */
  follow(work: Promise<void>): Promise<void> {
    const followed = work
      .catch((error: unknown) => this.#parts.fail(error))
      .finally(() => {
        this.#running.delete(followed);
        if (this.#running.size === 0) this.#parts.ended();
      });
    this.#running.add(followed);
    return followed;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Resolves when the second worker has left the scan file. */
  async dismissSecondWorker(): Promise<void> {
    await this.#secondWorker?.close();
  }

  #collectOwn(regions: readonly RegionCells[], tools: CellTools): Promise<void>[] {
    try {
      beginCells(
        regions.flatMap(({ cells }) => cells),
        tools,
      );
    } catch (error) {
      return [this.follow(Promise.reject(error))];
    }
    return regions.flatMap(({ run, cells }) =>
      collectRegion(run, cells, tools).map((work) => this.follow(work)),
    );
  }

  /** Has the second worker collect these; where it is lost, what had not ended begins again in another one, once. */
  async #handOver(
    secondWorker: SecondWorker,
    shares: readonly RegionCells[],
    account: AccountWork,
  ): Promise<void> {
    const another = await this.#collectBy(secondWorker, shares, account);
    if (another === null) return;
    const left = unended(shares, account.tools);
    if (left.length > 0 && (await this.#collectBy(another, left, account)) !== null)
      await endLost(unended(left, account.tools), account.tools);
  }

  /** Resolves with the second worker that follows on this one, where this one is lost; else with null. */
  async #collectBy(
    secondWorker: SecondWorker,
    shares: readonly RegionCells[],
    { account, home, tools }: AccountWork,
  ): Promise<SecondWorker | null> {
    const startedAt = steadyNow();
    for (const { id } of shares.flatMap((share) => share.cells))
      tools.board.update(id, { ...freshRun, startedAt });
    const { collected, priced } = secondWorker.collect(shares, { account, home });
    // The scan waits for the prices, an account that has ended does not: others are to have its place.
    void this.follow(this.#takePrices(priced, shares, tools));
    try {
      await collected;
      return null;
    } catch (error) {
      if (!(error instanceof SecondWorkerLost)) throw error;
      tools.log(error.message);
      return await this.#successorOf(secondWorker);
    }
  }

  async #takePrices(
    priced: Promise<AskedPrices>,
    shares: readonly RegionCells[],
    tools: CellTools,
  ): Promise<void> {
    try {
      this.#parts.priced(await priced);
    } catch (error) {
      if (!(error instanceof SecondWorkerLost)) throw error;
      await priceLost(shares, tools);
    }
  }

  /** The second worker in the place of one that was lost, asked for once. Null where the scan is stopped before. */
  async #successorOf(lost: SecondWorker): Promise<SecondWorker | null> {
    const { signal, wantAnother } = this.#parts;
    if (signal.aborted) return null;
    if (this.#secondWorker !== lost) return this.#secondWorker;
    if (this.#successor !== null) return await this.#successor.promise;
    const successor = Promise.withResolvers<SecondWorker | null>();
    this.#successor = successor;
    signal.addEventListener('abort', () => successor.resolve(null), { once: true });
    wantAnother();
    return await successor.promise;
  }
}
