import type { MessagePort } from 'node:worker_threads';
import { type Caller, createCaller } from '../aws/caller.ts';
import { type CredentialSource, keptCredentials } from '../aws/credentials/source.ts';
import { StoppedError } from '../aws/errors.ts';
import { createRequestHandler } from '../aws/http.ts';
import type { Credentials } from '../aws/operation.ts';
import { SharedClients } from '../aws/shared-clients.ts';
import { oneLine } from '../base/one-line.ts';
import { createSharedSemaphore } from '../base/semaphore.ts';
import { openScanWriter, type ScanWriter } from '../store/scan-writer.ts';
import { createCellBoard } from './cell-board.ts';
import { collectRegion } from './collect-region.ts';
import { isOfScanFile } from './in-file.ts';
import { loadClients } from './load-clients.ts';
import { PendingQuestions } from './pending-questions.ts';
import {
  beginCells,
  type CellTools,
  RegionOff,
  type RegionRun,
  type RegionVerdict,
  repriceCell,
} from './run-cell.ts';
import { type AskedPrices, ScanPrices } from './scan-prices.ts';
import { presentOf, type ScanSettings } from './scan-settings.ts';
import type {
  Collection,
  CredentialsAnswer,
  FromSecondWorker,
  RegionShare,
  SharedMemory,
  ToSecondWorker,
} from './second-worker-messages.ts';

/** Changes of cells are passed on at this pace, and by the scan worker at its own. */
const FLUSH_MS = 50;

/** The second worker: collects the cells that the scan worker hands over. */
export function runSecondWorker(settings: ScanSettings, port: MessagePort, shared: SharedMemory): void {
  const secondWorker = new RunningSecondWorker(settings, port, shared);
  port.on('message', (message: ToSecondWorker) => secondWorker.receive(message));
  // The scan worker is gone: nobody is left to answer, nor to tell.
  port.on('close', () => secondWorker.stop());
  void loadClients(settings.kinds);
}

class RunningSecondWorker {
  readonly #settings: ScanSettings;
  readonly #port: MessagePort;
  readonly #turns: SharedArrayBuffer;
  readonly #controller = new AbortController();
  readonly #regions = new Map<number, AbortController>();
  readonly #credentials = new PendingQuestions<CredentialsAnswer>();
  readonly #expired = new PendingQuestions<'try again' | 'give up'>();
  readonly #verdicts = new PendingQuestions<RegionVerdict>();
  readonly #board = createCellBoard((cells) => this.#tell({ type: 'cells', cells }), FLUSH_MS);
  readonly #prices: ScanPrices;
  readonly #tools: Omit<CellTools, 'caller' | 'writer' | 'prices'>;
  readonly #callerOf: (account: string) => Caller;
  #writer: ScanWriter | null = null;

  constructor(settings: ScanSettings, port: MessagePort, shared: SharedMemory) {
    this.#turns = shared.turns;
    this.#settings = settings;
    this.#port = port;
    const log = (line: string): void => this.#tell({ type: 'log', line });
    const clients = new SharedClients(createRequestHandler(settings.aws), {
      userAgent: `snapdeck/${settings.version}`,
    });
    // Parsing keeps it busier than its calls do; the scan worker's calls wait for each other.
    const inFlight = createSharedSemaphore(shared.room, Math.ceil(settings.aws.concurrency / 2), shared.held);
    this.#callerOf = (account) =>
      createCaller(settings.aws, this.#credentialSource(account), {
        clients,
        inFlight,
        ...(settings.debug ? { onRequest: log } : {}),
        onExpired: (fault) => this.#expired.ask((id) => this.#tell({ type: 'expired', id, account, fault })),
      });
    this.#prices = new ScanPrices(settings.estimate);
    this.#tools = {
      board: this.#board,
      scanStart: new Date(presentOf(settings)),
      resumes: settings.goesOn?.resumes === true,
      options: settings.collect,
      kinds: settings.kinds,
      ownerTags: settings.estimate.ownerTags,
      log,
    };
  }

  receive(message: ToSecondWorker): void {
    switch (message.type) {
      case 'collect':
        void this.#collect(message);
        break;
      case 'region-off':
        this.#regions.get(message.run)?.abort(new RegionOff(message.message));
        break;
      case 'credentials':
        this.#credentials.settle(message.id, message.answer);
        break;
      case 'expired':
        this.#expired.settle(message.id, message.answer);
        break;
      case 'verdict':
        this.#verdicts.settle(message.id, message.answer);
        break;
      case 'stop':
        this.stop();
        break;
      case 'close':
        this.#close();
        break;
    }
  }

  /** Ends what is under way. */
  stop(): void {
    this.#controller.abort(new StoppedError());
  }

  #tell(message: FromSecondWorker): void {
    this.#port.postMessage(message);
  }

  async #collect({ id, account, regions, home }: Collection): Promise<void> {
    const cells = regions.flatMap((share) => share.cells);
    let price = (): Promise<AskedPrices> => Promise.resolve({ given: {}, notice: null });
    try {
      this.#writer ??= openScanWriter(this.#settings.scanFile, this.#turns, (words) =>
        this.#tell({ type: 'held-up', words }),
      );
      const { signal } = this.#controller;
      const caller = this.#callerOf(account);
      const prices = this.#prices.forCells({ caller, home, signal });
      const tools: CellTools = { ...this.#tools, caller, writer: this.#writer, prices };
      price = () => this.#prices.complete((cell) => repriceCell(cell, tools));
      this.#board.add(cells);
      beginCells(cells, tools);
      await Promise.all(regions.flatMap((share) => this.#cellsOf(share, tools)));
    } catch (error) {
      this.#fail(error);
    }
    this.#board.flush();
    this.#board.drop(cells.map((cell) => cell.id));
    for (const { run } of regions) this.#regions.delete(run);
    this.#tell({ type: 'collected', id });
    const asked = await price().catch((error: unknown) => {
      this.#fail(error);
      return { given: {}, notice: null };
    });
    this.#tell({ type: 'priced', id, asked });
  }

  #cellsOf({ run, cells }: RegionShare, tools: CellTools): readonly Promise<void>[] {
    return collectRegion(this.#regionRun(run), cells, tools).map((work) =>
      work.catch((error: unknown) => this.#fail(error)),
    );
  }

  #regionRun(run: number): RegionRun {
    const controller = new AbortController();
    this.#regions.set(run, controller);
    let served = false;
    return {
      scope: controller,
      signal: AbortSignal.any([this.#controller.signal, controller.signal]),
      onServed: () => {
        if (!served) this.#tell({ type: 'served', run });
        served = true;
      },
      judge: (fault) => this.#verdicts.ask((id) => this.#tell({ type: 'judge', id, run, fault })),
    };
  }

  /** The scan worker's credentials of an account, which are asked for once and not by two workers beside each other. */
  #credentialSource(account: string): CredentialSource {
    let stale: Credentials | null = null;
    const load = async (): Promise<Credentials> => {
      const refused = stale;
      stale = null;
      const answer = await this.#credentials.ask((id) =>
        this.#tell({ type: 'credentials', id, account, stale: refused }),
      );
      if ('credentials' in answer) return answer.credentials;
      throw Object.assign(new Error(answer.error.message), { name: answer.error.name });
    };
    const source = keptCredentials(load);
    return {
      current: source.current,
      forget: (refused) => {
        stale = refused;
        source.forget(refused);
      },
    };
  }

  #fail(error: unknown): void {
    const message = oneLine(error instanceof Error ? error.message : String(error));
    this.#tell({ type: 'failed', message, inScanFile: isOfScanFile(error) });
    this.#controller.abort(new StoppedError());
  }

  #close(): void {
    this.#writer?.close();
    this.#writer = null;
    this.#tell({ type: 'closed' });
    this.#port.close();
  }
}
