import type { MessagePort } from 'node:worker_threads';
import { StoppedError } from '../aws/errors.ts';
import { settingsLine } from '../aws/read-settings.ts';
import { createSharedSemaphore, sharedRoom } from '../base/semaphore.ts';
import type { AskResult } from '../model/ask.ts';
import { type Cell, type CellRescan, isFinal, type RefreshResult, type RowRef } from '../model/cell.ts';
import { AccountScans } from './account-scans.ts';
import { accountsRefusal } from './accounts-refusal.ts';
import { CallerCredentials } from './caller-credentials.ts';
import { loadClients } from './load-clients.ts';
import { ManyAccounts } from './many-accounts.ts';
import type { FromScanWorker } from './messages.ts';
import { beginOwnAccount } from './own-account.ts';
import { Reread } from './reread.ts';
import type { CellTools } from './run-cell.ts';
import type { AccountsToFind, ScanAccount } from './scan-account.ts';
import { ScanContents } from './scan-contents.ts';
import { ScanEnding } from './scan-ending.ts';
import type { ScanHandle } from './scan-handle.ts';
import { ScanNotices } from './scan-notices.ts';
import { ScanPrices } from './scan-prices.ts';
import { presentOf, type ScanSettings } from './scan-settings.ts';
import { ScanWork } from './scan-work.ts';
import { SecondWorker, takeBack } from './second-worker.ts';
import type { SharedMemory } from './second-worker-messages.ts';

/** A scan inside its worker. */
export interface RunningScan {
  readonly retry: (cellIds: readonly number[]) => void;
  readonly retryAccounts: (accounts: readonly string[]) => void;
  readonly lookInto: (account: string | null) => void;
  /** As `ScanHandle.rescan` and `ScanHandle.refresh`, but never rejected. */
  readonly rescan: (cellIds: readonly number[]) => Promise<readonly CellRescan[]>;
  readonly refresh: (kind: string, rows: readonly RowRef[]) => Promise<RefreshResult>;
  /** As `ScanHandle.ask`, but never rejected. */
  readonly ask: ScanHandle['ask'];
  /** A second worker is there, asked for by `second-worker-wanted`; a former one has ended. */
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
    retryAccounts: (accounts) => {
      void started.then(() => scan.retryAccounts(accounts));
    },
    lookInto: (account) => {
      void started.then(() => scan.lookInto(account));
    },
    rescan: (cellIds) => started.then(() => scan.rescan(cellIds)),
    refresh: (kind, rows) => started.then(() => scan.refresh(kind, rows)),
    ask: (job, onProgress, signal) => started.then(() => scan.ask(job, onProgress, signal)),
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
  readonly #contents: ScanContents;
  readonly #accounts: AccountScans;
  readonly #credentials: CallerCredentials;
  readonly #notices: ScanNotices;
  readonly #work: ScanWork;
  readonly #reread: Reread;
  readonly #log = (line: string): void => this.#hooks.send({ type: 'log', line });
  readonly #follow = (work: Promise<void>): void => void this.#work.follow(work);
  readonly #many: ManyAccounts;
  readonly #prices: ScanPrices;
  readonly #ending: ScanEnding;

  constructor(settings: ScanSettings, hooks: ScanHooks, controller: AbortController) {
    this.#settings = settings;
    this.#hooks = hooks;
    this.#controller = controller;
    this.#prices = new ScanPrices(settings.estimate);
    this.#contents = new ScanContents({
      settings,
      turns: hooks.shared?.turns,
      onCells: (cells) => {
        if (settings.accounts === null) hooks.send({ type: 'cells', cells });
        else this.#many.take(cells);
      },
      onLetGo: (cells) => this.#many.letGo(cells),
      onRecalled: (cells) => this.#many.recalled(cells),
      onHeldUp: (words) => this.#notices.hold('file', words),
    });
    if (settings.debug) this.#log(`settings: ${settingsLine(settings.aws)}`);
    this.#notices = new ScanNotices((notice) => hooks.send({ type: 'notice', notice }));
    this.#credentials = new CallerCredentials({
      settings,
      signal: controller.signal,
      askMfaCode: hooks.askMfaCode,
      onFound: (words) => {
        this.#log(`credentials: ${words}`);
        hooks.send({ type: 'credentials', words });
      },
      onHeldUp: (what, words) => this.#notices.hold(what, words),
      hasBegun: () => this.#contents.writer !== null,
      end: (refusal) => this.#ending.end(refusal),
    });
    this.#accounts = new AccountScans({
      settings,
      credentials: this.#credentials,
      signal: controller.signal,
      inFlight: createSharedSemaphore(hooks.shared?.room ?? sharedRoom(settings.aws.concurrency)),
      log: this.#log,
      askMfaCode: hooks.askMfaCode,
      notices: this.#notices,
    });
    this.#many = new ManyAccounts({
      ...{ settings, signal: controller.signal, send: hooks.send },
      ...{ accounts: this.#accounts, contents: this.#contents, notices: this.#notices },
      collect: (account, cells) => this.#collectIn(account, cells),
      readAgain: (account) => this.#readAgain(account),
    });
    this.#work = new ScanWork({
      fail: (error) => this.#ending.fail(error),
      signal: controller.signal,
      priced: (asked) => this.#prices.take(asked),
      wantAnother: () => {
        const { shared } = hooks;
        if (shared !== undefined) hooks.send({ type: 'second-worker-wanted', shared });
      },
      ended: () => this.#ending.finish(),
    });
    this.#reread = new Reread({
      fail: (error) => this.#ending.fail(error),
      writer: () => this.#contents.writer,
      toolsOf: (account) => this.#toolsOf(account, Date.now()),
      regionRun: (account, region) => this.#accounts.of(account).regionRun(region),
    });
    this.#ending = new ScanEnding({
      ...{ settings, controller, send: hooks.send, log: this.#log, follow: this.#follow },
      ...{ contents: this.#contents, accounts: this.#accounts, many: this.#many },
      ...{ prices: this.#prices, notices: this.#notices },
      toolsOf: (account, now) => this.#toolsOf(account, now),
    });
  }

  /** Finds out who asks and which regions there are, writes the plan, and collects every cell. */
  async start(): Promise<void> {
    const { aws, kinds, accounts } = this.#settings;
    try {
      const begun = accounts === null ? this.#beginOwn() : this.#beginMany(accounts);
      void loadClients(this.#settings.goesOn?.kinds ?? kinds);
      await begun;
    } catch (error) {
      this.#ending.refuse(accountsRefusal(error, { aws, origin: this.#credentials.origin }));
    }
  }

  /** Scans the caller's own account. Throws what refused it. */
  async #beginOwn(): Promise<void> {
    const { account, cells } = await beginOwnAccount({
      ...{ accounts: this.#accounts, contents: this.#contents, notices: this.#notices },
      ...{ send: this.#hooks.send, follow: this.#follow, goesOn: this.#settings.goesOn },
    });
    if (this.#controller.signal.aborted) return;
    void this.#collectIn(account, cells);
    this.#follow(this.#readAgain(account));
  }

  /** Reads the cells again that the cells which a scan that goes on adds tell something of. */
  async #readAgain(account: string): Promise<void> {
    const { goesOn } = this.#settings;
    if (goesOn === undefined || goesOn.again.length === 0) return;
    const cells = this.#contents.statesIn(account).filter(({ kind }) => goesOn.again.includes(kind));
    await this.#reread.rescan(cells.filter(({ phase }) => phase !== 'skipped'));
  }

  /** Scans these accounts. Throws what refused the caller, and what kept them from being found. */
  async #beginMany(chosen: readonly ScanAccount[] | AccountsToFind): Promise<void> {
    const { goThrough } = await this.#many.begin(chosen);
    this.#follow(goThrough());
  }

  /** Collects these cells, which have ended, once more, each region's together; their rows are replaced. */
  collect(cellIds: readonly number[]): void {
    const wanted = this.#contents
      .cellsOf(cellIds)
      .filter(({ id }) => isFinal(this.#contents.board.get(id).phase) && !this.#reread.isReading(id));
    for (const account of new Set(wanted.map((cell) => cell.account)))
      void this.#work.follow(
        this.#collectAgain(
          account,
          wanted.filter((cell) => cell.account === account),
        ),
      );
  }

  async #collectAgain(account: string, cells: readonly Cell[]): Promise<void> {
    await this.#collectIn(account, cells);
    if (this.#settings.accounts !== null) this.#many.settle(account);
  }

  /** Collects these cells of an account. Resolves when all are final. */
  async #collectIn(account: string, cells: readonly Cell[]): Promise<void> {
    const { kinds } = this.#settings;
    const tools = this.#toolsOf(account, presentOf(this.#settings));
    if (tools === null) return;
    this.#ending.cellsRun();
    const { home, regions, regionRun } = this.#accounts.of(account);
    await this.#work.collect(cells, { account, home, regions, kinds, tools, regionRun });
  }

  /** As `ScanHandle.retryAccounts`. */
  retryAccounts(accounts: readonly string[]): void {
    if (!this.#controller.signal.aborted) void this.#work.follow(this.#many.again(accounts));
  }

  /** As `ScanHandle.lookInto`. */
  lookInto(account: string | null): void {
    this.#many.lookInto(account);
  }

  /** As `ScanHandle.rescan`; the scan as a whole stays as it ended. */
  async rescan(cellIds: readonly number[]): Promise<readonly CellRescan[]> {
    const ended = this.#contents
      .cellsOf(cellIds)
      .filter(({ id }) => isFinal(this.#contents.board.get(id).phase));
    const results = await this.#reread.rescan(ended);
    // The cells are told of before what became of them.
    this.#contents.board.flush();
    if (this.#settings.accounts !== null)
      for (const account of new Set(ended.map((cell) => cell.account))) this.#many.settle(account);
    return results;
  }

  /** As `ScanHandle.refresh`. */
  refresh(kindId: string, rows: readonly RowRef[]): Promise<RefreshResult> {
    return this.#reread.refresh(kindId, rows, this.#contents.cellsOfKind(kindId));
  }

  /** As `ScanHandle.ask`. */
  ask(...asked: Parameters<ScanHandle['ask']>): Promise<AskResult> {
    return this.#reread.ask(...asked);
  }

  /** The way to a second worker that collects some of the cells. */
  secondWorkerAt(port: MessagePort): void {
    if (this.#hooks.shared !== undefined) takeBack(this.#hooks.shared);
    const secondWorker = new SecondWorker(port, {
      credentialsOf: (account) => this.#accounts.of(account).credentials,
      onExpired: (account, fault) => this.#accounts.of(account).onExpired(fault),
      onCells: (cells) => this.#contents.board.take(cells),
      onHeldUp: (words) => this.#notices.hold('file', words),
      fail: (error) => this.#ending.fail(error),
      log: this.#log,
    });
    this.#work.shareWith(secondWorker);
  }

  async close(): Promise<void> {
    await this.#work.settled();
    await this.#reread.settled();
    await this.#work.dismissSecondWorker();
    this.#contents.close();
    this.#hooks.send({ type: 'closed' });
  }

  /** Tools for an account with this instant as "now"; null where no row can be written, before the plan and after the end. */
  #toolsOf(account: string, now: number): CellTools | null {
    const { writer } = this.#contents;
    const { signal } = this.#controller;
    if (writer === null || signal.aborted) return null;
    const { caller, home } = this.#accounts.of(account);
    return {
      caller,
      writer,
      board: this.#contents.board,
      scanStart: new Date(now),
      options: this.#settings.collect,
      kinds: this.#settings.kinds,
      prices: this.#prices.forCells({ caller, home, signal }),
      ownerTags: this.#settings.estimate.ownerTags,
      resumes: this.#settings.goesOn?.resumes === true,
      log: this.#log,
    };
  }
}
