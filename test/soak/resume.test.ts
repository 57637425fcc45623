/** SIGKILL at two hundred random moments: each time the scan is taken up, and ends as an undisturbed one. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { randomOf } from '../../source/demo/random.ts';
import { startDemoServer } from '../../source/demo/server.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { makePlace, type Place, runSnapdeck, startSnapdeck } from '../helpers/run-snapdeck.ts';
import { testSeed } from './seed.ts';

const KILLS = 200;
/** Calls in flight at once, and what was answered a moment before a kill. */
const [IN_FLIGHT, LOST] = [64, 40];
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
};

/** What a scan file holds of its rows and cells, without what is told from the scan's start. */
function contentsOf(scanFile: string): readonly string[] {
  const reader = openScanReader(scanFile);
  const rows = reader
    .facts()
    .kinds.flatMap((kind) => rowsOfKind(reader, kind).map((row) => ({ ...row, row: 0, cell: 0 })));
  const cells = reader
    .cells()
    .map(({ region, kind, phase, rows: count }) => ({ region, kind, phase, count }));
  reader.close();
  return [...rows, ...cells].map((one) => JSON.stringify(one)).sort();
}

const isMoving = (line: string): boolean =>
  /"(?:LAUNCHING|PREPARING|TRANSFERRING|VERIFYING|CANCELLING|QUEUED)"/.test(line);
const still = (lines: readonly string[]): readonly string[] => lines.filter((line) => !isMoving(line));

async function scanned(place: Place, url: string, ...args: readonly string[]): Promise<void> {
  const output = ['--format', 'ndjson', '--output', place.file('rows.ndjson')];
  const run = await runSnapdeck(place, ['scan', '--endpoint-url', url, ...args, ...output], CREDENTIALS);
  assert.equal(run.exitCode, 0, run.stderr);
  rmSync(place.file('rows.ndjson'));
}

test(`a scan killed at ${KILLS} random moments is taken up each time, with the rows of an undisturbed one and no more calls than are missing`, async () => {
  const now = Date.now();
  const given = { size: 'medium', latency: 40, faults: [], now: new Date(now), clock: () => now } as const;
  const server = await startDemoServer(given);
  const random = randomOf(testSeed(), 0);
  const place = makePlace();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-kills-'));
  try {
    const whole = path.join(folder, 'whole.sqlite');
    const begun = performance.now();
    await scanned(place, server.url, '--scan-file', whole);
    const took = performance.now() - begun;
    const expected = still(contentsOf(whole));
    const { calls } = server.counters();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const file = path.join(folder, `${kill}.sqlite`);
      server.resetCounters();
      const broken = startSnapdeck(
        place,
        ['scan', '--endpoint-url', server.url, '--scan-file', file],
        CREDENTIALS,
      );
      await broken.saysOnStderr('account ');
      await pause(random.next() * took * 0.6);
      broken.child.kill('SIGKILL');
      await broken.ended;
      const reader = openScanReader(file);
      const { complete } = reader.facts();
      reader.close();
      await scanned(place, server.url, '--resume', file);
      assert.deepEqual(still(contentsOf(file)), expected, `kill ${kill}`);
      const most = calls + IN_FLIGHT + LOST;
      const all = server.counters().calls;
      assert.ok(all <= most, `kill ${kill}: ${all} calls in all, at most ${most}`);
      process.stdout.write(
        `kill ${kill}: ${complete ? 'after its end' : 'within'}, ${all} calls (${calls})\n`,
      );
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    place.remove();
    await server.close();
  }
});
