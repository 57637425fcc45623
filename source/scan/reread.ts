import { findKind } from '../kinds/registry.ts';
import type { AskJob, AskProgress, AskResult } from '../model/ask.ts';
import type { Cell, CellRescan, RefreshResult, RowRef } from '../model/cell.ts';
import type { ScanWriter } from '../store/scan-writer.ts';
import { askRows } from './ask-rows.ts';
import { refreshRows } from './refresh-rows.ts';
import { rerunCell } from './rerun-cell.ts';
import type { CellTools, RegionRun } from './run-cell.ts';

/** What work beside a scan takes from the scan. */
export interface ScanParts {
  /** Tools for an account with the present as "now"; null where the scan is over. */
  readonly toolsOf: (account: string) => CellTools | null;
  /** Null where the scan is over. */
  readonly writer: () => ScanWriter | null;
  readonly regionRun: (account: string, region: string) => RegionRun;
  /** Something that the scan as a whole cannot go on after. */
  readonly fail: (error: unknown) => void;
}

/** Cells and rows that are read once more while the scan as a whole stays as it ended. */
export class Reread {
  readonly #parts: ScanParts;
  readonly #work = new Set<Promise<unknown>>();
  readonly #reading = new Set<number>();

  constructor(parts: ScanParts) {
    this.#parts = parts;
  }

  /** True while the cell is being read once more. */
  isReading(cellId: number): boolean {
    return this.#reading.has(cellId);
  }

  /** Reads these ended cells once more, each region's together; those that are being read already are left out. */
  async rescan(cells: readonly Cell[]): Promise<readonly CellRescan[]> {
    const runOf = this.#runs();
    const wanted = cells.filter(({ id }) => !this.#reading.has(id));
    const results = wanted.map((cell) => this.#rerun(cell, runOf));
    return (await this.#followed(Promise.all(results))).flat();
  }

  /** Asks for rows of a kind again and writes them in place. */
  async refresh(kindId: string, rows: readonly RowRef[], cells: readonly Cell[]): Promise<RefreshResult> {
    const kind = findKind(kindId);
    const writer = this.#parts.writer();
    const none: RefreshResult = { refreshed: [], failed: [] };
    if (writer === null || kind === undefined) return none;
    const ways = { writer, runOf: this.#runs(), toolsOf: this.#parts.toolsOf };
    const result = refreshRows(kind, rows, cells, ways).catch((error: unknown) => {
      this.#parts.fail(error);
      return none;
    });
    return await this.#followed(result);
  }

  /** Asks rows what the scan left out; ends early where the scan does. */
  async ask(
    job: AskJob,
    onProgress: (progress: AskProgress) => void,
    signal: AbortSignal,
  ): Promise<AskResult> {
    const { toolsOf, regionRun } = this.#parts;
    const writer = this.#parts.writer();
    const nothing: AskResult = { asked: 0, failed: 0, isStopped: true, failures: [] };
    if (writer === null) return nothing;
    const enter = (account: string): Promise<CellTools | string> =>
      Promise.resolve(toolsOf(account) ?? 'the scan is over');
    const result = askRows(job, { writer, enter, regionRun, signal, onProgress }).catch((error: unknown) => {
      this.#parts.fail(error);
      return nothing;
    });
    return await this.#followed(result);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#work);
  }

  async #rerun(cell: Cell, runOf: (cell: Cell) => RegionRun): Promise<readonly CellRescan[]> {
    const kind = findKind(cell.kind);
    const tools = this.#parts.toolsOf(cell.account);
    if (kind === undefined || tools === null) return [];
    this.#reading.add(cell.id);
    try {
      return [await rerunCell(cell, kind, runOf(cell), tools)];
    } catch (error) {
      this.#parts.fail(error);
      return [];
    } finally {
      this.#reading.delete(cell.id);
    }
  }

  /** One run for each region of an account, made when it is first asked for. */
  #runs(): (cell: Cell) => RegionRun {
    const runs = new Map<string, RegionRun>();
    return ({ account, region }) => {
      const place = `${account} ${region}`;
      const run = runs.get(place) ?? this.#parts.regionRun(account, region);
      runs.set(place, run);
      return run;
    };
  }

  async #followed<Result>(work: Promise<Result>): Promise<Result> {
    this.#work.add(work);
    try {
      return await work;
    } finally {
      this.#work.delete(work);
    }
  }
}
