/** Ten thousand keys and resizes at random, and fifty killed scans. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertCountsHold, newestScanFile } from '../helpers/kept-rows.ts';
import { openTerminal } from '../helpers/pty.ts';
import { assertScreenIsTrue, pressRandomly } from '../helpers/random-use.ts';
import { makePlace, PROGRAM, startSnapdeck } from '../helpers/run-snapdeck.ts';
import { testSeed } from './seed.ts';

const KEYS = 10_000;
/** The app is used in visits, so that each screen is compared with its scan file. */
const VISITS = 4;
const windows = process.platform === 'win32';

for (let visit = 0; visit < VISITS; visit += 1) {
  test(`${Math.ceil(KEYS / VISITS)} random keys and resizes leave a screen that is true to the scan file (visit ${visit + 1})`, {
    skip: windows,
    timeout: 3_600_000,
  }, async (context) => {
    const place = makePlace();
    const seed = testSeed() + visit;
    try {
      await using terminal = openTerminal({
        args: [PROGRAM, '--demo', '--demo-size', 'hostile', '--faults', 'none', '--latency', '40'],
        cwd: place.folder,
        env: place.environment,
      });
      await terminal.waitForText(/\d+ of 136 cells/, { timeoutMs: 60_000 });
      await pressRandomly(terminal, { seed, keys: Math.ceil(KEYS / VISITS) });
      context.diagnostic(`seed ${seed}: ${preferencesOf(terminal.pid)} MB at the end`);
      await assertScreenIsTrue(terminal, () => newestScanFile(place.file('data/scans')));
      terminal.press('q');
      assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
      const { alternateScreen, cursorHidden } = terminal.terminalState();
      assert.deepEqual({ alternateScreen, cursorHidden }, { alternateScreen: false, cursorHidden: false });
    } finally {
      place.remove();
    }
  });
}

test('fifty scans that are killed at random moments leave files that open, with every committed page', {
  skip: windows,
  timeout: 1_800_000,
}, async (context) => {
  const place = makePlace();
  try {
    let kept = 0;
    for (let round = 0; round < 50; round += 1) {
      const scanFile = place.file(`scan-${round}.sqlite`);
      const run = startSnapdeck(place, [
        ...['scan', '--demo', '--demo-size', 'hostile', '--faults', 'none', '--latency', '10'],
        ...['--scan-file', scanFile],
      ]);
      await run.saysOnStderr(`[${String(1 + ((round * 53) % 130)).padStart(3)}/136]`);
      run.child.kill('SIGKILL');
      await run.ended;
      kept += assertCountsHold(scanFile);
    }
    context.diagnostic(`${kept} rows were kept by fifty killed scans`);
    assert.ok(kept > 0);
  } finally {
    place.remove();
  }
});

/** Resident memory of a process in MB, where the system tells. */
function preferencesOf(pid: number): number | string {
  if (process.platform !== 'linux') return 'unknown';
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
