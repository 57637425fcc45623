import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { readAwsSettings } from '../../source/aws/read-settings.ts';
import { type AwsSettings, DEFAULT_RETRY, type RetrySettings } from '../../source/aws/settings.ts';
import { demoEnvironment } from '../../source/demo/process.ts';
import {
  type CallCounters,
  type DemoServerOptions,
  type Fault,
  startDemoServer,
} from '../../source/demo/server.ts';
import type { CollectOptions } from '../../source/kinds/define/collect-context.ts';
import type { AccountState } from '../../source/model/account.ts';
import type { CellState, Refusal } from '../../source/model/cell.ts';
import type { FromScanWorker } from '../../source/scan/messages.ts';
import { type RunningScan, runScan } from '../../source/scan/run-scan.ts';
import { runSecondWorker } from '../../source/scan/run-second-worker.ts';
import type { ScanAccount } from '../../source/scan/scan-account.ts';
import type { EstimateSettings, ScanSettings } from '../../source/scan/scan-settings.ts';
import { hasSecondWorker, sharedMemory } from '../../source/scan/second-worker.ts';
import type { SharedMemory } from '../../source/scan/second-worker-messages.ts';
import { openScanReader, type ScanReader } from '../../source/store/scan-reader.ts';
import { demoScanSettings } from './scan-settings.ts';

/** Retries as in earnest, but without the waiting. */
export const QUICK_RETRY: RetrySettings = {
  ...DEFAULT_RETRY,
  baseMs: 1,
  capMs: 4,
  requestTimeoutMs: 300,
  connectTimeoutMs: 300,
};

/** What a scan of the simulated AWS is told. */
export interface DemoScanOptions {
  readonly regions?: readonly string[];
  readonly kinds?: readonly string[];
  readonly faults?: readonly Fault[];
  readonly collect?: Partial<CollectOptions>;
  readonly retry?: Partial<RetrySettings>;
  readonly estimate?: Partial<EstimateSettings>;
  readonly server?: Partial<DemoServerOptions>;
  readonly interactive?: boolean;
  /** Accounts to scan in the place of the caller's own. */
  readonly accounts?: readonly ScanAccount[];
  readonly debug?: boolean;
  /** How often every cell must have become final before the result is looked at: once, or more with retries. */
  readonly rounds?: number;
  /** Set for as long as the scan takes. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where calls go: what the environment says, instead of one address for all of them. */
  readonly endpoints?: 'environment';
  /** Runs when every cell is final, before the scan is stopped. */
  readonly afterwards?: (
    scan: DemoScanControl,

    scanFile: string,
  ) => Promise<void>;
  /** Sees every message as it comes, and may act on the scan. */
  readonly onMessage?: (message: FromScanWorker, scan: DemoScanControl) => void;
}

/** What a test may do to a scan under way. */
export interface DemoScanControl {
  readonly scanFile: string;
  readonly stop: () => Promise<void>;
  readonly retry: (cellIds: readonly number[]) => void;
  readonly retryAccounts: RunningScan['retryAccounts'];
  readonly lookInto: RunningScan['lookInto'];
  readonly rescan: RunningScan['rescan'];
  readonly refresh: RunningScan['refresh'];
  readonly ask: RunningScan['ask'];
  /** Its second worker falls away, where it has one. */
  readonly loseSecondWorker: () => void;
  readonly setFaults: (faults: readonly Fault[]) => void;
  readonly resetCounters: () => void;
}

/** How it ended. */
export interface DemoScanResult {
  readonly refusal: Refusal | null;
  readonly stopped: boolean;
  readonly cells: readonly CellState[];
  /** As they were told of last. */
  readonly accounts: readonly AccountState[];
  readonly messages: readonly FromScanWorker[];
  readonly counters: CallCounters;
  readonly cell: (region: string, kind: string) => CellState;
  /** The scan file, open until the result is disposed of. */
  readonly reader: ScanReader;
}

function settingsOfEnvironment(): AwsSettings {
  return readAwsSettings({ profile: null, endpointUrl: null, concurrency: 64, maxRps: null });
}

/** Runs a whole scan over the simulated AWS and the real SDK, in this process, and hands its result to `check`. */
export async function scanDemo(
  options: DemoScanOptions,
  check: (result: DemoScanResult) => void | Promise<void>,
): Promise<void> {
  const server = await startDemoServer({
    size: 'small',
    latency: 0,
    faults: options.faults ?? [],
    ...options.server,
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-scan-'));
  const scanFile = path.join(folder, 'scan.sqlite');
  const before = { ...process.env };
  Object.assign(process.env, demoEnvironment(server.url), options.environment);
  const messages: FromScanWorker[] = [];
  const cells = new Map<number, CellState>();
  const accounts = new Map<string, AccountState>();
  let rounds = 0;
  let ended: (refusal: Refusal | null, stopped: boolean) => void = () => {};
  const end = new Promise<{ readonly refusal: Refusal | null; readonly stopped: boolean }>((resolve) => {
    ended = (refusal, stopped) => resolve({ refusal, stopped });
  });
  try {
    const defaults = demoScanSettings(scanFile, {
      endpointUrl: server.url,
      retry: { ...QUICK_RETRY, ...options.retry },
    });
    const { retry } = defaults.aws;
    const settings: ScanSettings = {
      ...defaults,
      aws:
        options.endpoints === 'environment'
          ? { ...settingsOfEnvironment(), retry }
          : { ...defaults.aws, region: process.env.AWS_REGION || null },
      regionPatterns: options.regions ?? defaults.regionPatterns,
      kinds: options.kinds ?? defaults.kinds,
      collect: { ...defaults.collect, ...options.collect },
      estimate: { ...defaults.estimate, ...options.estimate },
      accounts: options.accounts ?? defaults.accounts,
      interactive: options.interactive ?? defaults.interactive,
      debug: options.debug ?? defaults.debug,
    };
    const shared = hasSecondWorker(settings) ? sharedMemory(settings) : undefined;
    let startSecondWorker = (_memory: SharedMemory): void => {};
    const scan = runScan(settings, {
      ...(shared === undefined ? {} : { shared }),
      askMfaCode: () => Promise.resolve('000000'),
      send: (message) => {
        messages.push(message);
        // Of many accounts these are sums.
        if ((message.type === 'planned' || message.type === 'cells') && settings.accounts === null)
          for (const cell of message.cells) cells.set(cell.id, cell);
        if (message.type === 'planned' || message.type === 'accounts')
          for (const account of message.accounts) accounts.set(account.id, account);
        options.onMessage?.(message, control);
        if (message.type === 'second-worker-wanted') startSecondWorker(message.shared);
        if (message.type === 'finished') rounds += 1;
        if (message.type === 'finished' && (rounds === (options.rounds ?? 1) || message.stopped))
          ended(message.refusal, message.stopped);
        if (message.type === 'refused') ended(message.refusal, false);
      },
    });
    let loseSecondWorker = (): void => {};
    startSecondWorker = (memory) => {
      const { port1, port2 } = new MessageChannel();
      runSecondWorker(settings, port1, memory);
      scan.secondWorkerAt(port2);
      loseSecondWorker = () => port1.close();
    };
    if (shared !== undefined) startSecondWorker(shared);
    const control: DemoScanControl = {
      scanFile,
      stop: scan.stop,
      retry: scan.retry,
      retryAccounts: scan.retryAccounts,
      lookInto: scan.lookInto,
      rescan: scan.rescan,
      refresh: scan.refresh,
      ask: scan.ask,
      loseSecondWorker: () => loseSecondWorker(),
      setFaults: server.setFaults,
      resetCounters: server.resetCounters,
    };
    const { refusal, stopped } = await end;
    await options.afterwards?.(control, scanFile);
    await scan.stop();
    const planned = messages.some((message) => message.type === 'planned');
    const reader = planned ? openScanReader(scanFile) : null;
    if (settings.accounts !== null) for (const cell of reader?.cells() ?? []) cells.set(cell.id, cell);
    try {
      await check({
        refusal,
        stopped,
        cells: [...cells.values()],
        accounts: [...accounts.values()],
        messages,
        counters: server.counters(),
        cell: (region, kind) => {
          const found = [...cells.values()].find((cell) => cell.region === region && cell.kind === kind);
          if (found === undefined) throw new Error(`no cell ${region} ${kind}`);
          return found;
        },
        get reader() {
          if (reader === null) throw new Error('the scan was refused: there is no scan file');
          return reader;
        },
      });
    } finally {
      reader?.close();
    }
  } finally {
    for (const name of Object.keys(options.environment ?? {})) {
      delete process.env[name];
      if (before[name] !== undefined) process.env[name] = before[name];
    }
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
