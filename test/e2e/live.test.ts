import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { demoEnvironment } from '../../source/demo/process.ts';
import { startDemoServer } from '../../source/demo/server.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };
const HOUR = 3_600_000;

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** Node's option that has the app's rests of five seconds, between one look at AWS and the next, take 0.2 s. */
function shortRests(): string {
  const hook = place.file('short-rests.cjs');
  writeFileSync(
    hook,
    `const { isMainThread } = require('node:worker_threads');
     const { setTimeout } = globalThis;
     if (isMainThread)
       globalThis.setTimeout = (callback, ms, ...rest) =>
         setTimeout(callback, ms > 4000 && ms <= 5000 ? ms / 25 : ms, ...rest);`,
  );
  return `--require=${hook}`;
}

test('an execution under way shows a growing bar, its end is announced, and the watch marks what it changed', async () => {
  let moved = 0;
  writeFileSync(place.file('config.json'), '{"bell": true}');
  const server = await startDemoServer({
    size: 'small',
    latency: 0,
    faults: 'none',
    clock: () => Date.now() + moved,
  });
  try {
    await using terminal = openTerminal({
      args: [PROGRAM, '--region', 'us-east-1', '--kind', 'datasync'],
      columns: 140,
      rows: 40,
      cwd: place.folder,
      env: { ...place.environment, ...demoEnvironment(server.url), CI: 'true', NODE_OPTIONS: shortRests() },
    });
    await terminal.waitForText(/complete/, SLOW);
    terminal.press('6');
    terminal.press('/');
    terminal.type('task_name:wave-4-bal1-fileserver');
    terminal.press('enter');
    await terminal.waitForText(/TRANSFERRING .*\[#\.{7}\] {3}7%/);

    moved = 2 * HOUR;
    await terminal.waitForText(/TRANSFERRING .*\[#{3}\.{5}\] {2}4[89]%/, SLOW);
    moved = 4 * HOUR;
    await terminal.waitForText(/TRANSFERRING .*\[#{7}\.\] {2}9[01]%/, SLOW);
    moved = 5 * HOUR;
    await terminal.waitForText(/wave-4-bal1-fileserver in us-east-1 finished after 4h 46m/, SLOW);
    await terminal.waitForNoText(/TRANSFERRING .*\[/);
    assert.ok(terminal.rawOutput().includes('\u0007'), 'the bell rang');

    terminal.type(':watch 5s all');
    terminal.press('enter');
    await terminal.waitForText('watching all cells: read again every 5s');
    await terminal.waitForText(/watch 5s/);
    await terminal.waitForText(/round 1: \d+ changed/, SLOW);
    terminal.press('1');
    await terminal.waitForText(/us-east-1 .* \d+ \*\d+/);
    terminal.press('w');
    await terminal.waitForText('the watch is off');
    terminal.press('q');
    assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
  } finally {
    await server.close();
  }
});
