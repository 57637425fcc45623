/** A thousand rounds of a watch, a tenth of a second apart: memory and handles stay as they are. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { DEFAULT_RETRY } from '../../source/aws/settings.ts';
import { demoEnvironment, startDemoProcess } from '../../source/demo/process.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { ScanHandle } from '../../source/scan/scan-handle.ts';
import { startScan } from '../../source/scan/start-scan.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

const ROUNDS = 1000;
const INTERVAL_MS = 100;
const MOST_GROWTH = 1.05;

/** A scan of one busy region in its worker, over the simulated AWS in its process. */
function watchedScan(url: string, scanFile: string): ScanHandle {
  Object.assign(process.env, demoEnvironment(url));
  return startScan(
    { ...demoScanSettings(scanFile, { endpointUrl: url, retry: DEFAULT_RETRY }), interactive: true },
    { log: () => {}, askMfaCode: () => Promise.resolve('') },
  );
}

/** Open files and sockets of this process; 0 where the system does not tell. */
function openHandles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

test(`${ROUNDS} rounds of a watch grow neither memory nor handles`, {
  timeout: 3_600_000,
}, async (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-watch-'));
  const server = await startDemoProcess({ size: 'small', latency: 0, faults: 'none' });
  const scan = watchedScan(server.url, path.join(folder, 'scan.sqlite'));
  try {
    const { cells } = await scan.finished;
    const ids = cells.filter(({ region }) => region === 'us-east-1').map(({ id }) => id);
    assert.equal(ids.length, RESOURCE_KINDS.length);
    const memory: number[] = [];
    const handles: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const results = await scan.rescan(ids);
      assert.deepEqual(
        results.filter(({ failure }) => failure !== null),
        [],
      );
      memory.push(process.memoryUsage.rss());
      handles.push(openHandles());
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
    }
    const quarter = (numbers: readonly number[], index: number) =>
      numbers.slice((ROUNDS / 4) * index, (ROUNDS / 4) * (index + 1));
    const [second, last] = [median(quarter(memory, 1)), median(quarter(memory, 3))];
    const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);
    context.diagnostic(
      `memory: second quarter ${megabytes(second)} MB, last ${megabytes(last)} MB (${(last / second).toFixed(3)}x); ` +
        `handles: ${median(quarter(handles, 1))} and ${median(quarter(handles, 3))}`,
    );
    assert.ok(last <= second * MOST_GROWTH, `${last} bytes after ${second}`);
    assert.ok(Math.max(...quarter(handles, 3)) <= Math.max(...quarter(handles, 1)), 'handles grow');
  } finally {
    await scan.stop();
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
