/** A scan that left out who snapshots are shared with is asked for it later, and then finds by it. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { demoEnvironment } from '../../source/demo/process.ts';
import { startDemoServer } from '../../source/demo/server.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

test('who the listed snapshots are shared with is asked later, told in place, and found by', async () => {
  const server = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
  try {
    await using terminal = openTerminal({
      args: [PROGRAM, '--region', 'us-east-1', '--kind', 'ebs-snapshot'],
      columns: 120,
      rows: 40,
      cwd: place.folder,
      env: { ...place.environment, ...demoEnvironment(server.url) },
    });
    await terminal.waitForText(/complete/, SLOW);
    terminal.type(':ebs\r');
    await terminal.waitForText(/row 1 of (\d+)/);
    const all = /row 1 of (\d+)/.exec(terminal.screen().join('\n'))?.[1] ?? '';
    terminal.type('/shared_with:"not checked"\r');
    await terminal.waitForText(`row 1 of ${all}`);

    terminal.type(':ask attributes\r');
    await terminal.waitForText(`${all} rows to ask`);
    await terminal.waitForText(/About \d+ seconds? where AWS answers 20 calls a second/);
    terminal.press('enter');
    await terminal.waitForText(`${all} rows asked who they are shared with`, SLOW);
    await terminal.waitForText('No row matches', SLOW);

    terminal.type(':filter sharing:public\r');
    await terminal.waitForText(/row 1 of [1-9]/);
    terminal.type(':ask attributes\r');
    await terminal.waitForText('There is nothing to ask');
    terminal.press('esc');
    await terminal.waitForText(/row 1 of [1-9]/);
  } finally {
    await server.close();
  }
});

test('rows of a scan file that was opened another day are asked, and of one by other credentials are not', async () => {
  const server = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
  const other = await startDemoServer({ size: 'small', latency: 0, faults: 'none', organization: true });
  try {
    const scanFile = place.file('kept.scan');
    const scanned = await runSnapdeck(
      { ...place, environment: { ...place.environment, ...demoEnvironment(server.url) } },
      [
        'scan',
        '--region',
        'us-east-1',
        '--kind',
        'rds-snapshot',
        '--scan-file',
        scanFile,
        '--format',
        'json',
      ],
    );
    assert.equal(scanned.exitCode, 0);
    for (const { url, words } of [
      { url: other.url, words: 'rows could not be asked: these credentials are of account 104729310482' },
      { url: server.url, words: /\d+ rows asked who they are shared with/ },
    ]) {
      await using terminal = openTerminal({
        args: [PROGRAM, 'open', scanFile],
        columns: 120,
        rows: 40,
        cwd: place.folder,
        env: { ...place.environment, ...demoEnvironment(url) },
      });
      await terminal.waitForText(/complete/, SLOW);
      terminal.type(':ask attributes\r');
      await terminal.waitForText(/\d+ rows to ask/);
      terminal.press('enter');
      await terminal.waitForText(words, SLOW);
    }
  } finally {
    await server.close();
    await other.close();
  }
});

test('a kind that the scan left out is read into the file of a scan that was opened, and is there the next time', async () => {
  const server = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
  const env = { ...place.environment, ...demoEnvironment(server.url) };
  const scanFile = place.file('kept.scan');
  const scan = ['scan', '--region', 'us-east-1', '--kind', 'ebs-snapshot', '--scan-file', scanFile];
  const open = () =>
    openTerminal({ args: [PROGRAM, 'open', scanFile], columns: 120, rows: 40, cwd: place.folder, env });
  try {
    assert.equal(
      (await runSnapdeck({ ...place, environment: env }, [...scan, '--format', 'json'])).exitCode,
      0,
    );
    {
      await using terminal = open();
      await terminal.waitForText(/complete/, SLOW);
      terminal.type(':ask fsx-backup\r');
      await terminal.waitForText('In the 1 region that was scanned');
      terminal.press('enter');
      await terminal.waitForText(/complete.* 2 of 2 cells/s, SLOW);
      terminal.type(':fsx\r');
      await terminal.waitForText(/row 1 of \d+/);
      assert.doesNotMatch(terminal.screen().join('\n'), /row 1 of 0/);
    }
    await using terminal = open();
    await terminal.waitForText(/complete/, SLOW);
    terminal.type(':fsx\r');
    await terminal.waitForText(/row 1 of [1-9]/);
  } finally {
    await server.close();
  }
});
