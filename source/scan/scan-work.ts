import { steadyNow } from '../base/steady-clock.ts';
import { findKind } from '../kinds/registry.ts';
import type { Cell } from '../model/cell.ts';
import { type CellTools, freshRun, type RegionRun, runCell } from './run-cell.ts';
import type { AskedPrices } from './scan-prices.ts';
import { type RegionCells, type SecondWorker, secondWorkersCells } from './second-worker.ts';

/** What the work of a scan takes from the scan. */
export interface ScanWorkParts {
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  readonly regionRun: (region: string) => RegionRun;
  /** Something that the scan as a whole cannot go on after. */
  readonly fail: (error: unknown) => void;
  /** What the second worker was given of prices. */
  readonly priced: (asked: AskedPrices) => void;
  /** Nothing is under way any more. */
  readonly ended: () => void;
}

/** What the collecting of some cells needs to know of the whole scan. */
export interface WholeScan {
  readonly kinds: readonly string[];
  readonly regions: readonly string[];
  /** The region of its first calls. */
  readonly home: string;
}

/** The work of a scan: its cells, some of them the second worker's, and what else has to be done before it ends. */
export class ScanWork {
  readonly #parts: ScanWorkParts;
  readonly #running = new Set<Promise<void>>();
  #secondWorker: SecondWorker | null = null;

  constructor(parts: ScanWorkParts) {
    this.#parts = parts;
  }

  /** A second worker that collects some of the cells is there. */
  shareWith(secondWorker: SecondWorker): void {
    this.#secondWorker = secondWorker;
    const { signal } = this.#parts;
    if (signal.aborted) secondWorker.stop();
    else signal.addEventListener('abort', () => secondWorker.stop(), { once: true });
  }

  /** Collects these cells, each region's together. */
  collect(wanted: readonly Cell[], tools: CellTools, scan: WholeScan): void {
    const isTheirs = secondWorkersCells(scan.kinds, scan.regions);
    const shares: RegionCells[] = [];
    for (const region of new Set(wanted.map((cell) => cell.region))) {
      const run = this.#parts.regionRun(region);
      const cells = wanted.filter((cell) => cell.region === region);
      const theirs = this.#secondWorker === null ? [] : cells.filter(isTheirs);
      if (theirs.length > 0) shares.push({ run, cells: theirs });
      for (const cell of cells.filter((candidate) => !theirs.includes(candidate))) {
        const kind = findKind(cell.kind);
        if (kind !== undefined) this.follow(runCell(cell, kind, run, tools));
      }
    }
    if (shares.length > 0) this.#handOver(shares, tools, scan);
    if (this.#running.size === 0) this.#parts.ended();
  }

  /** The scan does not end before this. */
  follow(work: Promise<void>): void {
    const followed = work
      .catch((error: unknown) => this.#parts.fail(error))
      .finally(() => {
        this.#running.delete(followed);
        if (this.#running.size === 0) this.#parts.ended();
      });
    this.#running.add(followed);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Resolves when the second worker has left the scan file. */
  async dismissSecondWorker(): Promise<void> {
    await this.#secondWorker?.close();
  }

  #handOver(shares: readonly RegionCells[], { board }: CellTools, { home }: WholeScan): void {
    const secondWorker = this.#secondWorker;
    if (secondWorker === null) return;
    const startedAt = steadyNow();
    for (const { id } of shares.flatMap((share) => share.cells)) board.update(id, { ...freshRun, startedAt });
    this.follow(secondWorker.collect(shares, home).then(this.#parts.priced));
  }
}
