import type { MessagePort } from 'node:worker_threads';
import { StoppedError } from '../aws/errors.ts';
import { accountName } from '../aws/identity.ts';
import { settingsLine } from '../aws/read-settings.ts';
import { oneLine } from '../base/one-line.ts';
import { createSharedSemaphore, sharedRoom } from '../base/semaphore.ts';
import { steadyNow } from '../base/steady-clock.ts';
import {
  type Cell,
  type CellRescan,
  type Identity,
  isFinal,
  type RefreshResult,
  type Refusal,
  type RowRef,
} from '../model/cell.ts';
import { createScanFile } from '../store/scan-file.ts';
import { ScanFileError } from '../store/scan-file-error.ts';
import { openScanWriter, type ScanWriter } from '../store/scan-writer.ts';
import { AccountScan } from './account-scan.ts';
import { CallerCredentials } from './caller-credentials.ts';
import { type CellBoard, createCellBoard } from './cell-board.ts';
import { clockNotice } from './clock.ts';
import { endingLine } from './ending-line.ts';
import { scanFacts } from './facts.ts';
import { loadClients } from './load-clients.ts';
import type { FromScanWorker } from './messages.ts';
import type { ScanPlan } from './plan.ts';
import { Reread } from './reread.ts';
import { type CellTools, repriceCell, ScanFileFailure } from './run-cell.ts';
import { ScanNotices } from './scan-notices.ts';
import { ScanPrices } from './scan-prices.ts';
import type { ScanSettings } from './scan-settings.ts';
import { ScanWork } from './scan-work.ts';
import { SecondWorker } from './second-worker.ts';
import type { SharedMemory } from './second-worker-messages.ts';
import { signInErrorOf } from './sign-in-error.ts';

/** A scan inside its worker. */
export interface RunningScan {
  readonly retry: (cellIds: readonly number[]) => void;
  /** As `ScanHandle.rescan` and `ScanHandle.refresh`, but never rejected. */
  readonly rescan: (cellIds: readonly number[]) => Promise<readonly CellRescan[]>;
  readonly refresh: (kind: string, rows: readonly RowRef[]) => Promise<RefreshResult>;
  /** A second worker is there, asked for by `second-worker-wanted`. */
  readonly secondWorkerAt: (port: MessagePort) => void;
  /** Stops what is not final and closes the scan file. */
  readonly stop: () => Promise<void>;
}

/** What the scan tells and asks. */
export interface ScanHooks {
  readonly send: (message: FromScanWorker) => void;
  readonly askMfaCode: (serial: string) => Promise<string>;
  /** What it shares with a second worker, where one will come (`secondWorkerAt`). */
  readonly shared?: SharedMemory;
}

/** Starts a scan: identity and regions first, then every cell at once. */
export function runScan(settings: ScanSettings, hooks: ScanHooks): RunningScan {
  const controller = new AbortController();
  const scan = new Scan(settings, hooks, controller);
  const started = scan.start();
  return {
    secondWorkerAt: (port) => scan.secondWorkerAt(port),
    retry: (cellIds) => {
      void started.then(() => scan.collect(cellIds));
    },
    rescan: (cellIds) => started.then(() => scan.rescan(cellIds)),
    refresh: (kind, rows) => started.then(() => scan.refresh(kind, rows)),
    stop: async () => {
      controller.abort(new StoppedError());
      await started;
      await scan.close();
    },
  };
}

/** One scan's state: what all of its parts hold on to. */
class Scan {
  readonly #settings: ScanSettings;
  readonly #hooks: ScanHooks;
  readonly #controller: AbortController;
  readonly #board: CellBoard;
  readonly #account: AccountScan;
  readonly #credentials: CallerCredentials;
  readonly #notices: ScanNotices;
  readonly #work: ScanWork;
  readonly #beside: Reread;
  readonly #log = (line: string): void => this.#hooks.send({ type: 'log', line });
  #writer: ScanWriter | null = null;
  #cells = new Map<number, Cell>();
  readonly #prices: ScanPrices;
  /** Costs have been estimated with all prices that are to be had since a cell last ran. */
  #isPriced = false;
  #refusal: Refusal | null = null;
  /** When all cells were final for the first time: how long the scan took is not changed by what is run again later. */
  #endedAt: number | null = null;

  constructor(settings: ScanSettings, hooks: ScanHooks, controller: AbortController) {
    this.#settings = settings;
    this.#hooks = hooks;
    this.#controller = controller;
    this.#prices = new ScanPrices(settings.estimate);
    this.#board = createCellBoard((cells) => hooks.send({ type: 'cells', cells }));
    if (settings.debug) this.#log(`settings: ${settingsLine(settings.aws)}`);
    this.#notices = new ScanNotices((notice) => hooks.send({ type: 'notice', notice }));
    const notice = (words: string | null): void => this.#notices.set(words);
    this.#credentials = new CallerCredentials({
      settings,
      signal: controller.signal,
      askMfaCode: hooks.askMfaCode,
      onFound: (words) => {
        this.#log(`credentials: ${words}`);
        hooks.send({ type: 'credentials', words });
      },
      notice,
      hasBegun: () => this.#writer !== null && this.#cells.size > 0,
      end: (refusal) => this.#end(refusal),
    });
    this.#account = new AccountScan({
      settings,
      credentials: this.#credentials.source,
      signal: controller.signal,
      inFlight: createSharedSemaphore(hooks.shared?.room ?? sharedRoom(settings.aws.concurrency)),
      log: this.#log,
      onExpired: (fault, signal) => this.#credentials.onExpired(fault, signal),
      onServerDate: clockNotice(notice),
    });
    const parts = {
      regionRun: (region: string) => this.#account.regionRun(region),
      fail: (error: unknown) => this.#fail(error),
    };
    this.#work = new ScanWork({
      ...parts,
      signal: controller.signal,
      priced: (asked) => this.#prices.take(asked),
      ended: () => this.#finish(),
    });
    this.#beside = new Reread({ ...parts, tools: () => this.#tools(Date.now()) });
  }

  /** Finds out who asks and which regions there are, writes the plan, and collects every cell. */
  async start(): Promise<void> {
    const { aws, kinds } = this.#settings;
    try {
      const entered = this.#account.enter();
      void loadClients(kinds);
      const { plan, notice } = await entered;
      this.#begin(plan, notice);
    } catch (error) {
      const refusal = signInErrorOf(error, { aws, origin: this.#credentials.origin });
      this.#refusal = refusal;
      this.#hooks.send({ type: 'refused', refusal });
      return;
    }
    const open = this.#board.all().filter((cell) => !isFinal(cell.phase));
    this.collect(open.map((cell) => cell.id));
  }

  /** Collects these cells, each region's together; their rows are replaced. */
  collect(cellIds: readonly number[]): void {
    const { startedAt, kinds } = this.#settings;
    const tools = this.#tools(startedAt);
    if (tools === null) return;
    this.#isPriced = false;
    const wanted = this.#cellsOf(cellIds).filter(({ id }) => {
      const { phase } = this.#board.get(id);
      return (isFinal(phase) || phase === 'queued') && !this.#beside.isReading(id);
    });
    this.#work.collect(wanted, tools, { kinds, regions: this.#account.regions, home: this.#account.home });
  }

  /** As `ScanHandle.rescan`; the scan as a whole stays as it ended. */
  async rescan(cellIds: readonly number[]): Promise<readonly CellRescan[]> {
    const ended = this.#cellsOf(cellIds).filter(({ id }) => isFinal(this.#board.get(id).phase));
    const results = await this.#beside.rescan(ended);
    // The cells are told of before what became of them.
    this.#board.flush();
    return results;
  }

  /** As `ScanHandle.refresh`. */
  refresh(kindId: string, rows: readonly RowRef[]): Promise<RefreshResult> {
    return this.#beside.refresh(kindId, rows, [...this.#cells.values()]);
  }

  /** The way to a second worker that collects some of the cells. */
  secondWorkerAt(port: MessagePort): void {
    const secondWorker = new SecondWorker(port, {
      credentials: this.#credentials.source,
      onExpired: (fault) => this.#credentials.onExpired(fault, this.#controller.signal),
      onCells: (cells) => this.#board.take(cells),
      onHeldUp: (words) => this.#notices.heldUp(words),
      fail: (error) => this.#fail(error),
      log: this.#log,
    });
    this.#work.shareWith(secondWorker);
  }

  async close(): Promise<void> {
    await this.#work.settled();
    await this.#beside.settled();
    await this.#work.dismissSecondWorker();
    this.#writer?.close();
    this.#writer = null;
    this.#hooks.send({ type: 'closed' });
  }

  #cellsOf(cellIds: readonly number[]): readonly Cell[] {
    return cellIds.flatMap((id) => this.#cells.get(id) ?? []);
  }

  /** Tools with this instant as "now"; null where no row can be written, before the plan and after the end. */
  #tools(now: number): CellTools | null {
    const writer = this.#writer;
    if (writer === null || this.#controller.signal.aborted) return null;
    return {
      caller: this.#account.caller,
      writer,
      board: this.#board,
      scanStart: new Date(now),
      options: this.#settings.collect,
      prices: this.#prices.forCells({
        caller: this.#account.caller,
        home: this.#account.home,
        signal: this.#controller.signal,
      }),
      ownerTags: this.#settings.estimate.ownerTags,
      log: this.#log,
    };
  }

  /** Makes the scan file of this plan, and tells of the plan. */
  #begin({ identity, isNamed, on, off, cells: planned }: ScanPlan, notice: string | null): void {
    const settings = this.#settings;
    createScanFile(settings.scanFile, scanFacts(settings, identity, { on, off }));
    const writer = openScanWriter(settings.scanFile, this.#hooks.shared?.turns, (words) =>
      this.#notices.heldUp(words),
    );
    this.#writer = writer;
    const cells = writer.planCells(planned);
    this.#cells = new Map(cells.map((cell) => [cell.id, cell]));
    this.#board.add(cells);
    for (const cell of cells) if (off.includes(cell.region)) this.#skip(cell, writer);
    this.#hooks.send({ type: 'planned', identity, regions: on, regionsOff: off, cells: this.#board.all() });
    if (notice !== null) this.#notices.set(notice);
    if (!isNamed) this.#work.follow(this.#nameAccount(identity));
  }

  /** The account's name is nice to have: it never holds up the scan. */
  async #nameAccount(identity: Identity): Promise<void> {
    const name = await accountName(this.#account.ask, identity.partition, this.#account.home);
    if (name === undefined) return;
    const named = { ...identity, accountName: name };
    this.#writer?.saveFacts({ identity: named });
    this.#hooks.send({ type: 'identity', identity: named });
  }

  #skip(cell: Cell, writer: ScanWriter): void {
    this.#board.update(cell.id, {
      phase: 'skipped',
      error: { code: 'RegionOff', message: 'region not enabled for this account' },
    });
    writer.finishCell(this.#board.get(cell.id));
  }

  /** Something the scan as a whole cannot go on after: the scan file cannot be written. */
  #fail(error: unknown): void {
    const message = oneLine(error instanceof Error ? error.message : String(error));
    this.#log(`scan failed: ${message}`);
    const line = isOfFile(error) ? message : `The scan ended by a fault of its own: ${message}`;
    this.#end({ lines: [line], exitCode: 1 });
  }

  /** Ends the scan early; the first reason is the one that is told. */
  #end(refusal: Refusal): void {
    this.#refusal ??= refusal;
    this.#controller.abort(new StoppedError());
  }

  /** No cell waits for its prices: those that were too early for them are estimated again. */
  async #price(): Promise<void> {
    const tools = this.#tools(this.#settings.startedAt);
    if (tools === null) return;
    this.#prices.take(await this.#prices.complete((cell) => repriceCell(cell, tools)));
    const notice = this.#prices.keep();
    this.#writer?.saveFacts({ prices: this.#prices.note });
    if (notice !== null) this.#notices.set(notice);
  }

  /** All cells are final. */
  #finish(): void {
    if (!this.#isPriced && !this.#controller.signal.aborted && this.#settings.estimate.asked !== null) {
      this.#isPriced = true;
      this.#work.follow(this.#price());
      return;
    }
    const now = steadyNow();
    this.#endedAt ??= now;
    const endedAt = this.#endedAt;
    // Whoever leaves while prices are asked for leaves a scan of which every cell has ended.
    const hasEnded = this.#board.all().every(({ phase }) => isFinal(phase) && phase !== 'stopped');
    const stopped = this.#controller.signal.aborted && !hasEnded;
    // A cell whose end could not be written has none of its own.
    for (const { id, phase } of this.#board.all())
      if (!isFinal(phase)) this.#board.update(id, { phase: 'stopped', waiting: null, endedAt: now });
    try {
      this.#writer?.finish(endedAt, !stopped);
    } catch (error) {
      this.#fail(error);
    }
    this.#board.flush();
    this.#log(endingLine(this.#board.all(), this.#account.regions, stopped, now - this.#settings.startedAt));
    this.#hooks.send({ type: 'finished', endedAt, stopped, refusal: this.#refusal });
  }
}

/** The scan file's own failure, whoever met it. */
function isOfFile(error: unknown): boolean {
  return error instanceof ScanFileFailure || error instanceof ScanFileError;
}
