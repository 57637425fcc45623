/** Readers that go early, signals at random moments, terminals that vanish, and two at once: many times each, by seed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { SIGNAL_EXIT_CODES } from '../../source/base/ending-signals.ts';
import { randomOf } from '../../source/demo/random.ts';
import { assertCountsHold } from '../helpers/kept-rows.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck, startSnapdeck } from '../helpers/run-snapdeck.ts';
import { testSeed } from './seed.ts';

const LONG = { skip: process.platform === 'win32', timeout: 1_800_000 };
const HOSTILE = ['--demo', '--demo-size', 'hostile', '--faults', 'none'];
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const seed = testSeed();

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

test(
  `twenty readers that go after a random number of lines end the rows quietly (seed ${seed})`,
  LONG,
  async () => {
    const scanFile = place.file('scan.sqlite');
    const scan = await runSnapdeck(place, [
      ...['scan', ...HOSTILE, '--latency', '1', '--format', 'csv', '--scan-file', scanFile],
    ]);
    assert.equal(scan.exitCode, 0, scan.stderr);
    const random = randomOf(seed, 1);
    for (let round = 0; round < 20; round += 1) {
      const lines = random.between(1, 2000);
      const format = random.pick(['ndjson', 'json']);
      const child = spawn(
        'sh',
        [
          ...['-c', `{ "$0" "$@"; echo "$?" > ended; } | head -n ${lines}`, process.execPath, PROGRAM],
          ...['export', scanFile, '--format', format, '--output', '-'],
        ],
        { cwd: place.folder, env: place.environment, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      let stderr = '';
      child.stderr.on('data', (chunk) => {
        stderr += String(chunk);
      });
      await once(child, 'close');
      const about = `${lines} lines of ${format}: ${stderr}`;
      assert.equal(readFileSync(place.file('ended'), 'utf8'), '0\n', about);
      assert.doesNotMatch(stderr, /EPIPE|Error|at .*\.js/, about);
    }
  },
);

test(
  `thirty signals at random moments end a scan with their code and keep what was read (seed ${seed})`,
  LONG,
  async (context) => {
    const random = randomOf(seed, 2);
    let kept = 0;
    for (let round = 0; round < 30; round += 1) {
      const signal = random.pick(SIGNALS);
      const cell = random.between(1, 130);
      const scanFile = place.file(`scan-${round}.sqlite`);
      const run = startSnapdeck(place, ['scan', ...HOSTILE, '--latency', '10', '--scan-file', scanFile]);
      await run.saysOnStderr(`[${String(cell).padStart(3)}/136]`);
      run.child.kill(signal);
      const { exitCode, stderr } = await run.ended;
      assert.equal(exitCode, SIGNAL_EXIT_CODES[signal], `${signal} at cell ${cell}: ${stderr}`);
      kept += assertCountsHold(scanFile);
    }
    context.diagnostic(`${kept} rows were kept by thirty scans`);
    assert.ok(kept > 0);
  },
);

test(`ten terminals that vanish in mid-scan end the app with 129 (seed ${seed})`, LONG, async () => {
  const random = randomOf(seed, 3);
  for (let round = 0; round < 10; round += 1) {
    const scanFile = place.file(`scan-${round}.sqlite`);
    const app = [process.execPath, PROGRAM, ...HOSTILE, '--latency', '100', '--scan-file', scanFile];
    const ended = place.file(`ended-${round}`);
    const terminal = openTerminal({
      command: 'sh',
      args: ['-c', `trap '' HUP; "$0" "$@"; echo $? > '${ended}'`, ...app],
      cwd: place.folder,
      env: place.environment,
    });
    const cells = random.between(1, 9);
    await terminal.waitForText(new RegExp(`[${cells}-9]\\d* of 136 cells`), { timeoutMs: 60_000 });
    terminal.hangUp();
    await terminal.exit;
    assert.equal(await contentOf(ended), '129\n', `at ${cells} cells`);
    assertCountsHold(scanFile);
    await terminal.close();
  }
});

/** What a file holds once it is there; it is written when the app has ended, however late that is. */
async function contentOf(file: string): Promise<string> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      const text = readFileSync(file, 'utf8');
      if (text !== '') return text;
    } catch {
      // Not there yet.
    }
    assert.ok(Date.now() < until, `${file} is not there`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('ten pairs of snapdecks at once, in the same folders, do not harm each other', LONG, async () => {
  const rows = new Set<number>();
  for (let round = 0; round < 10; round += 1) {
    const args = ['scan', '--demo', '--demo-size', 'small', '--faults', 'none', '--latency', '1'];
    const runs = await Promise.all([1, 2].map(() => runSnapdeck(place, [...args, '--format', 'xlsx,csv'])));
    for (const { exitCode, stderr } of runs) assert.equal(exitCode, 0, stderr);
    const written = runs.flatMap(({ stdout }) =>
      [...stdout.matchAll(/^written: (.+)$/gm)].map(([, name = '']) => name),
    );
    assert.equal(new Set(written).size, written.length);
  }
  const scanFiles = readdirSync(place.file('data/scans')).filter((name) => name.endsWith('.sqlite'));
  assert.equal(scanFiles.length, 20);
  for (const name of scanFiles) rows.add(assertCountsHold(place.file(`data/scans/${name}`)));
  assert.equal(rows.size, 1);
});
