import { setTimeout as timeOut } from 'node:timers/promises';
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { startWorker } from '../base/start-worker.ts';
import { steadyNow } from '../base/steady-clock.ts';
import type { AskProgress, AskResult } from '../model/ask.ts';
import {
  type CellRescan,
  type CellState,
  isFinal,
  isProblem,
  type RefreshResult,
  type ScanState,
} from '../model/cell.ts';
import { endWriteLock } from '../store/write-lock.ts';
import type { FromScanWorker, ToScanWorker } from './messages.ts';
import { PendingQuestions } from './pending-questions.ts';
import type { ScanHandle } from './scan-handle.ts';
import type { ScanSettings } from './scan-settings.ts';
import type { ScanWorkerTask } from './scan-worker.ts';
import type { SharedMemory } from './second-worker-messages.ts';

/** What a scan asks of whoever started it. */
export interface ScanHost {
  readonly log: (line: string) => void;
  /** A profile with an MFA device: asks the person for its code. */
  readonly askMfaCode: (serial: string) => Promise<string>;
}

/** How long a scan may take to stop, in milliseconds; whatever it was doing then, committed rows are in its file. */
const STOP_MS = 10_000;

/** Starts a scan in a worker of its own and mirrors its state. */
export function startScan(settings: ScanSettings, host: ScanHost): ScanHandle {
  const worker = startScanWorker({ task: 'scan', settings }, [], host);
  let secondWorker: Worker | null = null;
  const listeners = new Set<(state: ScanState) => void>();
  let state = initialState(settings);
  let cells = new Map<number, CellState>();
  let finish: (state: ScanState) => void = () => {};
  let finished = new Promise<ScanState>((resolve) => {
    finish = resolve;
  });
  let closed: () => void = () => {};
  let hasEnded = false;
  const hasClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });

  const change = (next: Partial<ScanState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener(state);
  };
  /** It goes on where it had ended. */
  const begin = (): void => {
    if (state.stage === 'scanning') return;
    finished = new Promise((resolve) => {
      finish = resolve;
    });
    change({ stage: 'scanning', rerunAt: steadyNow() });
  };
  const tell = (message: ToScanWorker): void => worker.postMessage(message);
  const rescans = new PendingQuestions<readonly CellRescan[]>();
  const refreshes = new PendingQuestions<RefreshResult>();
  const asks = new PendingQuestions<AskResult>();
  /** Who is told how far asking rows is, by the number of the question. */
  const heard = new Map<number, (progress: AskProgress) => void>();
  const end = (): void => {
    hasEnded = true;
    rescans.end();
    refreshes.end();
    asks.end();
    closed();
  };
  const crash = (message: string): void => {
    end();
    void secondWorker?.terminate();
    if (state.stage === 'complete' || state.stage === 'stopped' || state.stage === 'refused') return;
    host.log(message);
    const endedAt = steadyNow();
    change({
      stage: 'stopped',
      endedAt,
      cells: state.cells.map((cell) =>
        isFinal(cell.phase) ? cell : { ...cell, phase: 'stopped', waiting: null, endedAt },
      ),
      refusal: { lines: [message], exitCode: 1 },
    });
    finish(state);
  };

  // Where it ends early its port closes, by which the scan worker knows, and wants another.
  const startSecondWorker = async (shared: SharedMemory): Promise<void> => {
    if (secondWorker !== null) await secondWorker.terminate();
    if (hasEnded) return;
    const { port1, port2 } = new MessageChannel();
    secondWorker = startScanWorker({ task: 'second worker', settings, port: port1, shared }, [port1], host);
    secondWorker.on('error', (error) =>
      host.log(`The second scan worker failed: ${error instanceof Error ? error.message : String(error)}`),
    );
    secondWorker.on('exit', () => endWriteLock(shared.turns));
    worker.postMessage({ type: 'second worker', port: port2 } satisfies ToScanWorker, [port2]);
  };

  const receive = (message: FromScanWorker): void => {
    switch (message.type) {
      case 'second-worker-wanted':
        void startSecondWorker(message.shared);
        break;
      case 'planned':
        cells = new Map(message.cells.map((cell) => [cell.id, cell]));
        change({
          stage: 'scanning',
          identity: message.identity,
          regions: message.regions,
          regionsOff: message.regionsOff,
          cells: message.cells,
          accounts: message.accounts,
        });
        break;
      case 'accounts': {
        const changed = new Map(message.accounts.map((account) => [account.id, account]));
        change({
          regions: message.regions,
          accounts: state.accounts.map((account) => changed.get(account.id) ?? account),
        });
        break;
      }
      case 'looked-into':
        if (state.lookedInto?.account === message.account)
          change({
            lookedInto: { account: message.account, cells: withCells(state.lookedInto.cells, message.cells) },
          });
        break;
      case 'problems':
        change({
          problems: withCells(state.problems, message.cells).filter(({ phase }) => isProblem(phase)),
        });
        break;
      case 'credentials':
        change({ credentials: message.words });
        break;
      case 'identity':
        change({ identity: message.identity });
        break;
      case 'cells':
        for (const cell of message.cells) cells.set(cell.id, cell);
        change({ cells: [...cells.values()] });
        break;
      case 'notice':
        if (message.notice !== null) host.log(`notice: ${message.notice}`);
        change({ notice: message.notice });
        break;
      case 'refused':
        change({ stage: 'refused', refusal: message.refusal, endedAt: steadyNow() });
        finish(state);
        break;
      case 'finished':
        change({
          stage: message.stopped ? 'stopped' : 'complete',
          endedAt: message.endedAt,
          rerunAt: null,
          refusal: message.refusal,
        });
        finish(state);
        break;
      case 'ask-mfa':
        void host.askMfaCode(message.serial).then(
          (code) => tell({ type: 'mfa-code', code }),
          (error: unknown) =>
            tell({ type: 'no-mfa-code', reason: error instanceof Error ? error.message : String(error) }),
        );
        break;
      case 'log':
        host.log(message.line);
        break;
      case 'rescanned':
        rescans.settle(message.id, message.cells);
        break;
      case 'refreshed':
        refreshes.settle(message.id, message.result);
        break;
      case 'asking':
        heard.get(message.id)?.(message.progress);
        break;
      case 'asked':
        asks.settle(message.id, message.result);
        break;
      case 'closed':
        end();
        break;
    }
  };

  worker.on('message', receive);
  worker.on('error', (error) =>
    crash(`The scan worker failed: ${error instanceof Error ? error.message : String(error)}`),
  );
  worker.on('exit', (code) => crash(`The scan worker ended with ${code}`));
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry: (cellIds) => {
      if (state.stage === 'refused' || state.stage === 'identifying') return;
      begin();
      tell({ type: 'retry', cellIds });
    },
    retryAccounts: (accounts) => {
      if (state.stage === 'refused' || state.stage === 'identifying') return;
      begin();
      tell({ type: 'retry-accounts', accounts });
    },
    lookInto: (account) => {
      if ((state.lookedInto?.account ?? null) === account) return;
      change({ lookedInto: account === null ? null : { account, cells: [] } });
      tell({ type: 'look-into', account });
    },
    rescan: (cellIds) => rescans.ask((id) => tell({ type: 'rescan', id, cellIds })),
    refresh: (kind, rows) => refreshes.ask((id) => tell({ type: 'refresh', id, kind, rows })),
    ask: (job, onProgress, signal) => {
      let leave = (): void => {};
      const answer = asks.ask((id) => {
        const stop = (): void => tell({ type: 'stop-asking', id });
        heard.set(id, onProgress);
        tell({ type: 'ask', id, job });
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop, { once: true });
        leave = () => {
          heard.delete(id);
          signal.removeEventListener('abort', stop);
        };
      });
      return answer.finally(() => leave());
    },
    stop: async (how) => {
      tell({ type: 'stop' });
      if (how !== 'at once') await Promise.race([hasClosed, timeOut(STOP_MS, null, { ref: false })]);
      hasEnded = true;
      await Promise.all([worker.terminate(), secondWorker?.terminate()]);
    },
    get finished() {
      return finished;
    },
  };
}

function startScanWorker(
  task: Extract<ScanWorkerTask, { task: 'scan' | 'second worker' }>,
  transferList: readonly MessagePort[],
  host: ScanHost,
): Worker {
  const worker = startWorker('scan-worker', import.meta.url, { data: task, transferList });
  for (const output of [worker.stdout, worker.stderr]) {
    output.on('data', (chunk: Buffer) => host.log(`worker: ${chunk.toString('utf8').trimEnd()}`));
  }
  return worker;
}

/** Cells with those that changed in their places, new ones at the end. */
function withCells(cells: readonly CellState[], changed: readonly CellState[]): readonly CellState[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  for (const cell of changed) byId.set(cell.id, cell);
  return [...byId.values()];
}

function initialState(settings: ScanSettings): ScanState {
  const before = settings.goesOn?.before;
  return {
    stage: 'identifying',
    identity: before?.identity ?? null,
    profile: settings.aws.profile,
    credentials: null,
    regions: [],
    regionsOff: [],
    kinds: settings.kinds,
    cells: [],
    accounts: [],
    lookedInto: null,
    problems: [],
    startedAt: before?.startedAt ?? settings.startedAt,
    endedAt: before?.endedAt ?? null,
    rerunAt: before === undefined ? null : settings.startedAt,
    scanFile: settings.scanFile,
    refusal: null,
    notice: null,
  };
}
