import { nowForAges, steadyNow } from '../../base/steady-clock.ts';
import type { AskResult } from '../../model/ask.ts';
import type { CellRescan, RefreshResult, RowRef, ScanState } from '../../model/cell.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import { LACKS_SOURCES, type ScanOverview } from '../../model/scan-overview.ts';
import { errorLine } from '../../model/words.ts';
import type { ScanQueries } from '../../queries/scan-queries.ts';
import type { ScanHandle } from '../../scan/scan-handle.ts';
import type { AppServices, GoingOnChoice, ScanChoice } from '../loading/services.ts';
import { isRunning } from '../state/scan-totals.ts';
import type { Store } from '../state/store.ts';

/** Data reaches the screen at most this often: more would make every key wait. */
const FLUSH_MS = 100;
/** How long it is said that something could not be read, in milliseconds. */
const SAID_MS = 4000;

/** What there is to say of the file of a scan that was stopped or broke off. */
const BROKEN_OFF = 'this scan ended before it was whole: :resume goes on with it';

/** The scan that the app shows, or the scan file that it has open. */
export class ScanSession {
  readonly #services: AppServices;
  readonly #store: Store;
  readonly #refused: (state: ScanState) => void;
  #handle: ScanHandle | null = null;
  /** The scan of the handle goes on in the file of one that had ended. */
  #goesOn = false;
  #unsubscribe = () => {};
  #queries: ScanQueries | null = null;
  #latest: ScanState | null = null;
  #ticker: NodeJS.Timeout | null = null;
  /** The account of a scan file whose cells were asked for. */
  #lookedInto: string | null = null;
  /** Changes with every wish for another scan, or for none. */
  #wish = 0;
  #closing: Promise<unknown> = Promise.resolve();

  /** `refused`: called when a scan could not start. */
  constructor(services: AppServices, store: Store, refused: (state: ScanState) => void) {
    this.#services = services;
    this.#store = store;
    this.#refused = refused;
  }

  /**
   * Stops what runs, closes its scan file and starts another scan. Where yet another one is wished for meanwhile, or
   * none, only that is done: two scans must never run at once.
   */
  async start(choice: ScanChoice): Promise<void> {
    const wish = this.#wish + 1;
    await this.close();
    if (wish !== this.#wish) return;
    const handle = this.#services.startScan(choice);
    this.#handle = handle;
    this.#store.dispatch({
      ...{ type: 'scan opened', source: 'scan', allRunsOf: null },
      ...{ scan: handle.state(), now: steadyNow() },
    });
    this.#unsubscribe = handle.subscribe((state) => this.#changed(state));
    this.#changed(handle.state());
  }

  /**
   * Goes on with the scan that is shown, in its file; until it is under way that stays as it was. Rejects where the file
   * cannot be read.
   */
  async goOn(choice: GoingOnChoice): Promise<void> {
    const wish = this.#wish + 1;
    const shown = this.#latest;
    await this.close();
    if (wish !== this.#wish) return;
    this.#latest = shown;
    const handle = await this.#services.goOn(choice);
    if (wish !== this.#wish) {
      await handle.stop('at once');
      return;
    }
    this.#handle = handle;
    this.#goesOn = true;
    let isUnderWay = false;
    this.#unsubscribe = handle.subscribe((scan) => {
      if (scan.stage === 'identifying') return;
      if (!isUnderWay && scan.stage !== 'refused')
        this.#store.dispatch({ type: 'scan goes on', source: 'scan', scan, now: steadyNow() });
      isUnderWay = true;
      this.#changed(scan);
    });
  }

  /** Ends the scan that goes on; what it has read so far stays in sight. Does nothing where none does. */
  async stopGoingOn(): Promise<void> {
    const scanFile = this.#goesOn ? this.shownFile() : null;
    if (scanFile !== null) await this.#open(scanFile, 'scan goes on', null);
  }

  /** True while a scan goes on that had ended. */
  isGoingOn(): boolean {
    return this.#goesOn && isRunning(this.#latest);
  }

  /**
   * Opens a finished scan file; `notice` is what there is to say of it, `allRunsOf` the file that it
   * is a copy of, with the executions of all scans. Rejects where it cannot be read.
   */
  async openFile(
    scanFile: string,
    notice: string | null = null,
    allRunsOf: string | null = null,
  ): Promise<void> {
    await this.#open(scanFile, 'scan opened', notice, allRunsOf);
  }

  async #open(
    scanFile: string,
    type: 'scan opened' | 'scan goes on',
    notice: string | null,
    allRunsOf: string | null = null,
  ): Promise<void> {
    const wish = this.#wish + 1;
    await this.close();
    if (wish !== this.#wish) return;
    const ask = this.#services.openQueries(scanFile);
    this.#queries = ask;
    const [facts, overview] = await Promise.all([ask.facts(), ask.overview()]);
    const lacking = facts.complete ? (overview.lacksSources === true ? LACKS_SOURCES : null) : BROKEN_OFF;
    this.#latest = { ...fileState(facts, scanFile), ...overview, notice: notice ?? lacking };
    const shown = { source: 'file', scan: this.#latest, now: nowForAges() } as const;
    this.#store.dispatch(type === 'scan opened' ? { type, ...shown, allRunsOf } : { type, ...shown });
  }

  /** Runs these cells again. */
  retry(cellIds: readonly number[]): void {
    this.#handle?.retry(cellIds);
  }

  /** Runs accounts again. */
  retryAccounts(accounts: readonly string[]): void {
    this.#handle?.retryAccounts(accounts);
  }

  /** Tells of the cells of this account from now on; null: of none. Of a scan file they are read. */
  async lookInto(account: string | null): Promise<void> {
    if (this.#handle !== null) return this.#handle.lookInto(account);
    const scan = this.#latest;
    if (scan === null || this.#lookedInto === account) return;
    this.#lookedInto = account;
    try {
      const cells = account === null ? [] : ((await this.#queries?.cellsOf(account)) ?? []);
      if (this.#latest?.scanFile !== scan.scanFile || this.#lookedInto !== account) return;
      this.#latest = { ...scan, lookedInto: account === null ? null : { account, cells } };
      this.#store.dispatch({ type: 'scan changed', scan: this.#latest, now: nowForAges() });
    } catch (error) {
      if (this.#latest?.scanFile !== scan.scanFile) return;
      const text = `its cells could not be read: ${errorLine(error)}`;
      this.#store.dispatch({ type: 'said', text, tone: 'bad', until: nowForAges() + SAID_MS });
    }
  }

  /** Reads these cells once more with their rows in sight; null where no scan is open. */
  readonly rescan = (cellIds: readonly number[]): Promise<readonly CellRescan[]> | null =>
    this.#handle?.rescan(cellIds) ?? null;

  /** Asks for rows of a kind again; null where no scan is open. */
  readonly refresh = (kind: string, rows: readonly RowRef[]): Promise<RefreshResult> | null =>
    this.#handle?.refresh(kind, rows) ?? null;

  /** Asks rows what the scan left out; null where no scan is open. */
  readonly ask = (...asked: Parameters<ScanHandle['ask']>): Promise<AskResult> | null => {
    if (this.#handle !== null) return this.#handle.ask(...asked);
    const file = this.shownFile();
    return file === null ? null : this.#services.askFile(file, ...asked);
  };

  /** Questions to the scan file; null while there is none: before account and regions are known. */
  queries(): ScanQueries | null {
    if (this.#queries !== null) return this.#queries;
    const shown = this.shownFile();
    if (shown !== null) this.#queries = this.#services.openQueries(shown);
    return this.#queries;
  }

  /** Path of the scan file whose rows can be seen; null while there is none. */
  shownFile(): string | null {
    const scan = this.#latest;
    return scan === null || scan.stage === 'identifying' || scan.stage === 'refused' ? null : scan.scanFile;
  }

  /** Path of the scan file; null while there is no scan. */
  scanFile(): string | null {
    return this.#latest?.scanFile ?? null;
  }

  /** Stops what runs; rows read stay. Resolves when everything is closed. */
  async close(): Promise<void> {
    this.#wish += 1;
    this.#unsubscribe();
    this.#stopTicking();
    const [handle, queries] = [this.#handle, this.#queries];
    this.#latest = null;
    this.#lookedInto = null;
    this.#handle = null;
    this.#goesOn = false;
    this.#queries = null;
    const before = this.#closing;
    const stopping = Promise.all([handle?.stop(), queries?.close()]);
    this.#closing = Promise.allSettled([before, stopping]);
    await stopping;
    await before;
  }

  /** The first change and the last one are shown at once, those between wait for the ticker. */
  #changed(state: ScanState): void {
    this.#latest = state;
    if (state.stage === 'refused') {
      this.#refused(state);
      return;
    }
    if (this.#ticker === null || !isRunning(state)) this.#flush();
    if (this.#ticker === null && isRunning(state)) this.#ticker = setInterval(() => this.#flush(), FLUSH_MS);
  }

  #flush(): void {
    if (this.#latest === null) return;
    this.#store.dispatch({ type: 'scan changed', scan: this.#latest, now: steadyNow() });
    if (!isRunning(this.#latest)) this.#stopTicking();
  }

  #stopTicking(): void {
    if (this.#ticker !== null) clearInterval(this.#ticker);
    this.#ticker = null;
  }
}

/** What a scan file says of its scan, as the state of a scan that has ended. */
function fileState(facts: ScanFacts, scanFile: string): Omit<ScanState, keyof ScanOverview> {
  return {
    stage: facts.complete ? 'complete' : 'stopped',
    identity: facts.identity,
    profile: facts.profile,
    credentials: null,
    regions: facts.regions,
    regionsOff: facts.regionsOff,
    kinds: facts.kinds,
    lookedInto: null,
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    rerunAt: null,
    scanFile,
    refusal: null,
    notice: null,
  };
}
