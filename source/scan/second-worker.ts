/**
 * The second worker: it collects half of the cells, since the time of a scan is that of
 * parsing what AWS answers. The scan worker leads: it plans, holds the credentials, judges regions, and ends the scan.
 */
import { availableParallelism } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { CredentialsFailed } from '../aws/credentials/credentials-failed.ts';
import type { CredentialSource } from '../aws/credentials/source.ts';
import { type Fault, faultOf } from '../aws/errors.ts';
import { oneLine } from '../base/one-line.ts';
import { giveBackRoom, sharedCount, sharedRoom } from '../base/semaphore.ts';
import { findKind } from '../kinds/registry.ts';
import type { Cell, CellState } from '../model/cell.ts';
import { restartWriteLock, writeLockMemory } from '../store/write-lock.ts';
import { ScanFileFailure } from './in-file.ts';
import { PendingQuestions } from './pending-questions.ts';
import { RegionOff, type RegionRun } from './run-cell.ts';
import type { AskedPrices } from './scan-prices.ts';
import type { ScanSettings } from './scan-settings.ts';
import type {
  Collection,
  CredentialsAnswer,
  FromSecondWorker,
  SharedMemory,
  ToSecondWorker,
} from './second-worker-messages.ts';

/** True where a second worker has something to do and a processor to do it on. */
export function hasSecondWorker({ aws, kinds, regionPatterns }: ScanSettings): boolean {
  if (availableParallelism() < 2 || aws.concurrency < 2) return false;
  const [pattern = '*'] = regionPatterns;
  const isOneRegion = regionPatterns.length === 1 && !/[*?[{,]|^all$/.test(pattern);
  const ofEach = secondWorkersCells(kinds, []);
  return isOneRegion ? new Set(kinds.map((kind) => ofEach({ kind, region: pattern }))).size > 1 : true;
}

/** The memory that a scan and its second worker share. */
export function sharedMemory({ aws }: ScanSettings): SharedMemory {
  return { room: sharedRoom(aws.concurrency), held: sharedCount(), turns: writeLockMemory() };
}

/** A second worker begins where another may have ended with room of the calls in flight, and in its turn at writing. */
export function takeBack({ room, held, turns }: SharedMemory): void {
  giveBackRoom(room, held);
  restartWriteLock(turns);
}

/** The second worker is gone, and what it was collecting has no end. */
export class SecondWorkerLost extends Error {
  override readonly name = 'SecondWorkerLost';
}

/**
 * Tells which cells are the second worker's: those of snapshots, whose large answers take long to parse. DataSync's come in
 * many small ones, each waiting for the one before, and would wait for the parsing besides. Where all kinds of a scan
 * are of one sort, the second worker's cells are those of every other region.
 * Kinds that share a listing stay together, and a cell has the same worker every time.
 */
export function secondWorkersCells(
  kinds: readonly string[],
  regions: readonly string[],
): (cell: Pick<Cell, 'kind' | 'region'>) => boolean {
  const isTheirs = (kind: string): boolean => findKind(kind)?.group === 'snapshots';
  const isMixed = kinds.some(isTheirs) && !kinds.every(isTheirs);
  return isMixed ? ({ kind }) => isTheirs(kind) : ({ region }) => regions.indexOf(region) % 2 === 1;
}

/** Cells of one region, and their run. */
export interface RegionCells {
  readonly run: RegionRun;
  readonly cells: readonly Cell[];
}

/** Cells that the second worker collects. Both reject with SecondWorkerLost where it ends before. */
export interface Collecting {
  /** All are final. */
  readonly collected: Promise<void>;
  /** They are estimated, with what AWS was asked for their prices. */
  readonly priced: Promise<AskedPrices>;
}

/** An account, and the region of its first calls. */
export type AccountPlace = Pick<Collection, 'account' | 'home'>;

/** Its question for credentials. */
type CredentialsQuestion = Extract<FromSecondWorker, { type: 'credentials' }>;

/** What the second worker needs of the scan. */
export interface SecondWorkerHost {
  readonly credentialsOf: (account: string) => CredentialSource;
  readonly onExpired: (account: string, fault: Fault) => Promise<'try again' | 'give up'>;
  /** Cells have changed. */
  readonly onCells: (cells: readonly CellState[]) => void;
  /** What holds its writing up, in words; null: nothing any more. */
  readonly onHeldUp: (words: string | null) => void;
  /** Something that the scan as a whole cannot go on after. */
  readonly fail: (error: unknown) => void;
  readonly log: (line: string) => void;
}

/** The second worker as the scan worker sees it. */
export class SecondWorker {
  readonly #port: MessagePort;
  readonly #host: SecondWorkerHost;
  readonly #runs = new Map<number, RegionRun>();
  #nextRun = 0;
  readonly #collections = new PendingQuestions<AskedPrices>();
  /** By the number of a collection: its cells are final. */
  readonly #ended = new Map<number, () => void>();
  readonly #closed = Promise.withResolvers<void>();

  constructor(port: MessagePort, host: SecondWorkerHost) {
    this.#port = port;
    this.#host = host;
    port.on('message', (message: FromSecondWorker) => this.#receive(message));
    port.on('close', () => this.#lost());
  }

  /** Has these cells of an account collected, and then estimated with the prices that AWS is asked for. */
  collect(regions: readonly RegionCells[], account: AccountPlace): Collecting {
    const done = new AbortController();
    const shares = regions.map(({ run, cells }) => ({ run: this.#follow(run, done.signal), cells }));
    const ended = Promise.withResolvers<void>();
    const priced = this.#collections
      .ask((id) => {
        this.#ended.set(id, ended.resolve);
        this.#tell({ type: 'collect', id, ...account, regions: shares });
      })
      .catch((error: unknown) => {
        throw new SecondWorkerLost('the second scan worker ended early; its log says why', { cause: error });
      });
    const collected = Promise.race([ended.promise, priced.then(() => {})]).finally(() => {
      done.abort();
      for (const { run } of shares) this.#runs.delete(run);
    });
    return { collected, priced };
  }

  stop(): void {
    this.#tell({ type: 'stop' });
  }

  /** Resolves when it has left the scan file. */
  async close(): Promise<void> {
    this.#tell({ type: 'close' });
    await this.#closed.promise;
    this.#port.close();
  }

  #tell(message: ToSecondWorker): void {
    this.#port.postMessage(message);
  }

  #lost(): void {
    this.#collections.end();
    this.#closed.resolve();
  }

  #follow(run: RegionRun, until: AbortSignal): number {
    const number = this.#nextRun;
    this.#nextRun += 1;
    this.#runs.set(number, run);
    run.signal.addEventListener(
      'abort',
      () => {
        const reason: unknown = run.signal.reason;
        if (reason instanceof RegionOff)
          this.#tell({ type: 'region-off', run: number, message: reason.message });
      },
      { once: true, signal: until },
    );
    return number;
  }

  #receive(message: FromSecondWorker): void {
    switch (message.type) {
      case 'cells':
        this.#host.onCells(message.cells);
        break;
      case 'collected':
        this.#ended.get(message.id)?.();
        this.#ended.delete(message.id);
        break;
      case 'priced':
        this.#collections.settle(message.id, message.asked);
        break;
      case 'served':
        this.#runs.get(message.run)?.onServed();
        break;
      case 'judge':
        void this.#judge(message.id, message.run, message.fault);
        break;
      case 'credentials':
        void this.#giveCredentials(message);
        break;
      case 'expired':
        void this.#host
          .onExpired(message.account, message.fault)
          .catch((): 'give up' => 'give up')
          .then((answer) => this.#tell({ type: 'expired', id: message.id, answer }));
        break;
      case 'failed':
        this.#host.fail(
          message.inScanFile ? new ScanFileFailure(message.message) : new Error(message.message),
        );
        break;
      case 'held-up':
        this.#host.onHeldUp(message.words);
        break;
      case 'log':
        this.#host.log(message.line);
        break;
      case 'closed':
        this.#closed.resolve();
        break;
    }
  }

  async #judge(id: number, run: number, fault: Fault): Promise<void> {
    try {
      const verdict = await this.#runs.get(run)?.judge(fault);
      if (verdict !== undefined) this.#tell({ type: 'verdict', id, answer: verdict });
    } catch (error) {
      // Asking who we are was itself stopped, or failed in a way that is nobody's answer.
      const message = oneLine(error instanceof Error ? error.message : String(error));
      this.#tell({ type: 'verdict', id, answer: { outcome: 'failed', message } });
    }
  }

  async #giveCredentials({ id, account, stale }: CredentialsQuestion): Promise<void> {
    const credentials = this.#host.credentialsOf(account);
    if (stale !== null) credentials.forget(stale);
    const answer: CredentialsAnswer = await credentials.current().then(
      (credentials) => ({ credentials: { ...credentials } }),
      (error: unknown) => ({ error: errorForSecondWorker(error) }),
    );
    this.#tell({ type: 'credentials', id, answer });
  }
}

/** Whether it is tried again depends on the name: that of a call for credentials that met nobody is the call's. */
function errorForSecondWorker(error: unknown): { readonly name: string; readonly message: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const isPassing = error instanceof CredentialsFailed && error.trouble === 'unreachable';
  return { name: isPassing ? faultOf(error).code : error.name, message: error.message };
}
