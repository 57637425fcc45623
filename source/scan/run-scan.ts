import type { MessagePort } from 'node:worker_threads';
import { type Ask, type Caller, CallFailed, createCaller, pause } from '../aws/caller.ts';
import { type CredentialSource, createCredentialSource } from '../aws/credentials.ts';
import { type Fault, oneLine, StoppedError } from '../aws/errors.ts';
import { accountName, type CallerIdentity, homeRegion, identify } from '../aws/identity.ts';
import { partitionOfRegion } from '../aws/partitions.ts';
import { checkRegionPatterns, UnknownRegionError } from '../aws/region-patterns.ts';
import { chooseRegions, identifyAndListRegions, type ListedRegions } from '../aws/regions.ts';
import { createSharedSemaphore } from '../aws/semaphore.ts';
import { loadServices } from '../aws/services.ts';
import { findKind } from '../resources/registry.ts';
import { createScanFile } from '../store/scan-file.ts';
import { ScanFileError } from '../store/scan-file-error.ts';
import { openScanWriter, type ScanWriter } from '../store/scan-writer.ts';
import type { Cell, CellRescan, Identity, RefreshResult, Refusal, RowRef } from './cell.ts';
import { isFinal } from './cell.ts';
import { type CellBoard, createCellBoard } from './cell-board.ts';
import { clockNotice } from './clock.ts';
import { scanFacts } from './facts.ts';
import type { FromScanWorker } from './messages.ts';
import { Partner, partnersCells } from './partner.ts';
import type { SharedMemory } from './partner-messages.ts';
import { planCells } from './plan.ts';
import { refusalOf } from './refusal.ts';
import { createRegionRun } from './region-run.ts';
import { type CellTools, freshRun, type RegionRun, runCell, ScanFileFailure } from './run-cell.ts';
import type { ScanSettings } from './scan-settings.ts';
import { WorkBeside } from './work-beside.ts';

/** A scan inside its worker. */
export interface RunningScan {
  readonly retry: (cellIds: readonly number[]) => void;
  /** As `ScanHandle.rescan` and `ScanHandle.refresh`, but never rejected. */
  readonly rescan: (cellIds: readonly number[]) => Promise<readonly CellRescan[]>;
  readonly refresh: (kind: string, rows: readonly RowRef[]) => Promise<RefreshResult>;
  /** A second worker is there, asked for by `partner-wanted`. */
  readonly partnerAt: (port: MessagePort) => void;
  /** Stops what is not final and closes the scan file. */
  readonly stop: () => Promise<void>;
}

/** What the scan tells and asks. */
export interface ScanHooks {
  readonly send: (message: FromScanWorker) => void;
  readonly askMfaCode: (serial: string) => Promise<string>;
  /** What it shares with a second worker, where one will come (`partnerAt`). */
  readonly shared?: SharedMemory;
}

/** How often new credentials are looked for while a person signs in again. */
const SIGN_IN_POLL_MS = 3_000;

/** Starts a scan: identity and regions first, then every cell at once. */
export function runScan(settings: ScanSettings, hooks: ScanHooks): RunningScan {
  const controller = new AbortController();
  const scan = new Scan(settings, hooks, controller);
  const started = scan.start();
  return {
    partnerAt: (port) => scan.partnerAt(port),
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
  readonly #ask: Ask;
  readonly #board: CellBoard;
  readonly #caller: Caller;
  readonly #credentials: CredentialSource;
  readonly #running = new Set<Promise<void>>();
  readonly #beside = new WorkBeside({
    tools: () =>
      this.#writer === null || this.#controller.signal.aborted ? null : this.#tools(this.#writer, Date.now()),
    regionRun: () => this.#regionRun(),
    fail: (error) => this.#fail(error),
  });
  readonly #log = (line: string): void => this.#hooks.send({ type: 'log', line });
  #writer: ScanWriter | null = null;
  #cells = new Map<number, Cell>();
  #home = '';
  #refusal: Refusal | null = null;
  #judgement: Promise<CallFailed | null> | null = null;
  #partner: Partner | null = null;
  /** The regions of the plan. */
  #regions: readonly string[] = [];

  constructor(settings: ScanSettings, hooks: ScanHooks, controller: AbortController) {
    this.#settings = settings;
    this.#hooks = hooks;
    this.#controller = controller;
    this.#board = createCellBoard((cells) => hooks.send({ type: 'cells', cells }));
    this.#credentials = createCredentialSource({
      profile: settings.aws.profile,
      askMfaCode: hooks.askMfaCode,
    });
    this.#caller = createCaller(settings.aws, this.#credentials, {
      ...(hooks.shared === undefined ? {} : { inFlight: createSharedSemaphore(hooks.shared.room) }),
      userAgent: `snapdeck/${settings.version}`,
      ...(settings.debug ? { onRequest: this.#log } : {}),
      onExpired: (fault, signal) => this.#onExpired(fault, signal),
      onServerDate: clockNotice((notice) => hooks.send({ type: 'notice', notice })),
    });
    const observer = { onSent: () => {}, onRetry: () => {}, onServed: () => {} };
    this.#ask = (operation, input, region) =>
      this.#caller.call(operation, input, region, controller.signal, observer);
  }

  /** Finds out who asks and which regions there are, writes the plan, and collects every cell. */
  async start(): Promise<void> {
    const { aws, kinds, regionPatterns } = this.#settings;
    try {
      checkRegionPatterns(regionPatterns);
      const home = await homeRegion(aws);
      const introduced = identifyAndListRegions(this.#ask, home);
      void loadServices(kinds.flatMap((id) => findKind(id)?.actions ?? []));
      const { who, listed } = await introduced;
      this.#home = who.region;
      this.#plan(who, listed);
    } catch (error) {
      const refusal = await refusalOf(error, aws.profile);
      this.#refusal = refusal;
      this.#hooks.send({ type: 'refused', refusal });
      return;
    }
    const open = this.#board.all().filter((cell) => !isFinal(cell.phase));
    this.collect(open.map((cell) => cell.id));
  }

  /** Collects these cells, each region's together; their rows are replaced. */
  collect(cellIds: readonly number[]): void {
    const writer = this.#writer;
    if (writer === null || this.#controller.signal.aborted) return;
    const wanted = cellIds
      .flatMap((id) => this.#cells.get(id) ?? [])
      .filter(
        (cell) => isFinal(this.#board.get(cell.id).phase) || this.#board.get(cell.id).phase === 'queued',
      )
      .filter((cell) => !this.#beside.isReading(cell.id));
    const tools = this.#tools(writer, this.#settings.startedAt);
    const isTheirs = partnersCells(this.#settings.kinds, this.#regions);
    const shares: { readonly run: RegionRun; readonly cells: readonly Cell[] }[] = [];
    for (const region of new Set(wanted.map((cell) => cell.region))) {
      const run = this.#regionRun();
      const cells = wanted.filter((cell) => cell.region === region);
      const theirs = this.#partner === null ? [] : cells.filter(isTheirs);
      if (theirs.length > 0) shares.push({ run, cells: theirs });
      for (const cell of cells.filter((candidate) => !theirs.includes(candidate))) {
        const kind = findKind(cell.kind);
        if (kind !== undefined) this.#follow(runCell(cell, kind, run, tools));
      }
    }
    if (shares.length > 0) this.#handOver(shares);
    if (this.#running.size === 0) this.#finish();
  }

  /** As `ScanHandle.rescan`; the scan as a whole stays as it ended. */
  async rescan(cellIds: readonly number[]): Promise<readonly CellRescan[]> {
    const cells = cellIds.flatMap((id) => this.#cells.get(id) ?? []);
    const results = await this.#beside.rescan(cells.filter(({ id }) => isFinal(this.#board.get(id).phase)));
    // The cells are told of before what became of them.
    this.#board.flush();
    return results;
  }

  /** As `ScanHandle.refresh`. */
  refresh(kindId: string, rows: readonly RowRef[]): Promise<RefreshResult> {
    return this.#beside.refresh(kindId, rows, [...this.#cells.values()]);
  }

  /** The way to a second worker that collects some of the cells. */
  partnerAt(port: MessagePort): void {
    const partner = new Partner(port, {
      credentials: this.#credentials,
      onExpired: (fault) => this.#onExpired(fault, this.#controller.signal),
      onCells: (cells) => this.#board.take(cells),
      fail: (error) => this.#fail(error),
      log: this.#log,
    });
    this.#partner = partner;
    const { signal } = this.#controller;
    if (signal.aborted) partner.stop();
    else signal.addEventListener('abort', () => partner.stop(), { once: true });
  }

  #handOver(shares: Parameters<Partner['collect']>[0]): void {
    const partner = this.#partner;
    if (partner === null) return;
    const startedAt = Date.now();
    for (const { id } of shares.flatMap((share) => share.cells))
      this.#board.update(id, { ...freshRun, startedAt });
    this.#follow(partner.collect(shares));
  }

  #tools(writer: ScanWriter, scanStart: number): CellTools {
    return {
      caller: this.#caller,
      writer,
      board: this.#board,
      scanStart: new Date(scanStart),
      options: this.#settings.collect,
      estimate: this.#settings.estimate,
      log: this.#log,
    };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
    await this.#beside.settled();
    await this.#partner?.close();
    this.#writer?.close();
    this.#writer = null;
    this.#hooks.send({ type: 'closed' });
  }

  #follow(work: Promise<void>): void {
    const followed = work
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#running.delete(followed);
        if (this.#running.size === 0) this.#finish();
      });
    this.#running.add(followed);
  }

  /** All cells are final. */
  #finish(): void {
    const endedAt = Date.now();
    const stopped = this.#controller.signal.aborted;
    // A cell whose end could not be written has none of its own.
    for (const { id, phase } of this.#board.all())
      if (!isFinal(phase)) this.#board.update(id, { phase: 'stopped', waiting: null, endedAt });
    try {
      this.#writer?.finish(endedAt, !stopped);
    } catch (error) {
      this.#fail(error);
    }
    this.#board.flush();
    this.#hooks.send({ type: 'finished', endedAt, stopped, refusal: this.#refusal });
  }

  /** Something the scan as a whole cannot go on after: the scan file cannot be written. */
  #fail(error: unknown): void {
    const message = oneLine(error instanceof Error ? error.message : String(error));
    this.#log(`scan failed: ${message}`);
    this.#refusal ??= {
      lines: [isOfFile(error) ? message : `The scan ended by a fault of its own: ${message}`],
      exitCode: 1,
    };
    this.#controller.abort(new StoppedError());
  }

  #plan(who: CallerIdentity, { regions, notice }: ListedRegions): void {
    const settings = this.#settings;
    const { on, off } = chooseRegions(regions, settings.regionPatterns);
    if (on.length === 0) {
      throw new UnknownRegionError(
        off.length > 0
          ? `Not enabled for account ${who.account}: ${off.join(', ')}. Enabled: ${regions
              .filter((region) => region.status !== 'not-opted-in')
              .map((region) => region.name)
              .join(', ')}`
          : `No region of ${partitionOfRegion(who.region)?.title ?? who.partition} matches ${settings.regionPatterns.join(', ')}`,
      );
    }
    const mapped = settings.accountMappings[who.account];
    const identity: Identity = {
      account: who.account,
      callerArn: who.callerArn,
      partition: who.partition,
      accountName: mapped ?? who.account,
    };
    createScanFile(settings.scanFile, scanFacts(settings, identity, { on, off }));
    const writer = openScanWriter(settings.scanFile, this.#hooks.shared?.turns);
    this.#writer = writer;
    const cells = writer.planCells(planCells(identity, [...on, ...off], settings.kinds));
    this.#cells = new Map(cells.map((cell) => [cell.id, cell]));
    this.#regions = on;
    this.#board.add(cells);
    for (const cell of cells) if (off.includes(cell.region)) this.#skip(cell, writer);
    this.#hooks.send({ type: 'planned', identity, regions: on, regionsOff: off, cells: this.#board.all() });
    if (notice !== null) this.#hooks.send({ type: 'notice', notice });
    if (mapped === undefined) this.#follow(this.#nameAccount(identity, who.region));
  }

  /** The account's name is nice to have: it never holds up the scan. */
  async #nameAccount(identity: Identity, region: string): Promise<void> {
    const name = await accountName(this.#ask, identity.partition, region);
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

  #regionRun(): RegionRun {
    return createRegionRun(this.#controller.signal, () => this.#refusedElsewhere());
  }

  /** Null where AWS still knows us in the home region. Asked once for all cells that wonder at the same time. */
  async #refusedElsewhere(): Promise<CallFailed | null> {
    this.#judgement ??= identify(this.#ask, this.#home).then(
      () => null,
      (error: unknown) => {
        if (error instanceof CallFailed) return error;
        throw error;
      },
    );
    const judgement = this.#judgement;
    try {
      return await judgement;
    } finally {
      if (this.#judgement === judgement) this.#judgement = null;
    }
  }

  /** Credentials ran out. With a person there, the scan waits for a new sign-in; without, it ends (exit 4). */
  async #onExpired(fault: Fault, signal: AbortSignal): Promise<'try again' | 'give up'> {
    if (this.#writer === null || this.#cells.size === 0) return 'give up';
    const profile = this.#settings.aws.profile ?? process.env.AWS_PROFILE;
    const command = `aws sso login${profile === undefined ? '' : ` --profile ${profile}`}`;
    if (!this.#settings.interactive) {
      this.#refusal ??= {
        lines: [`The credentials expired (${fault.code}). Sign in again (${command}) and scan again.`],
        exitCode: 4,
      };
      this.#controller.abort(new StoppedError());
      return 'give up';
    }
    this.#hooks.send({
      type: 'notice',
      notice: `credentials expired: run ${command}; the scan goes on then`,
    });
    await pause(SIGN_IN_POLL_MS, signal);
    this.#hooks.send({ type: 'notice', notice: null });
    return 'try again';
  }
}

/** The scan file's own failure, whoever met it. */
function isOfFile(error: unknown): boolean {
  return error instanceof ScanFileFailure || error instanceof ScanFileError;
}
