import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };
const SMALL = ['--demo', '--demo-size', 'small', '--faults', 'none', '--region', 'us-east-1'];
const DEMO = [...SMALL, '--latency', '1'];
/** So few calls a second that it goes on until somebody ends it. */
const ENDLESS = [...SMALL, '--max-rps', '2'];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

function openApp(args: readonly string[], columns = 120, rows = 40): TerminalSession {
  return openTerminal({
    args: [PROGRAM, ...args],
    columns,
    rows,
    cwd: place.folder,
    // A CI variable must not turn the screen off, so one is set.
    env: { ...place.environment, CI: 'true' },
  });
}

function assertRestored(terminal: TerminalSession): void {
  assert.deepEqual(
    {
      alternateScreen: terminal.terminalState().alternateScreen,
      cursorHidden: terminal.terminalState().cursorHidden,
    },
    { alternateScreen: false, cursorHidden: false },
  );
}

test('one more kind is picked for a new scan, and its backups stand among all snapshots', async () => {
  await using terminal = openApp(DEMO);
  await terminal.waitForText('8 of 8 cells', SLOW);
  terminal.type(':kinds');
  terminal.press('enter');
  await terminal.waitForText(/\[ \] FSx backups +not usual · asks 3 operations/);
  terminal.type('fsx');
  await terminal.waitForText('8 marked · 1 of');
  terminal.type(' ');
  await terminal.waitForText('9 marked · 1 of');
  terminal.press('enter');
  await terminal.waitForText('9 of 9 cells', SLOW);
  await terminal.waitForText(/0 FSx/);
  terminal.type(':all-snapshots');
  terminal.press('enter');
  await terminal.waitForText(/All snapshots +\d+ · sorted by Created/);
  terminal.type('/service:FSx');
  await terminal.waitForText(/filter service:FSx/);
  terminal.press('enter');
  await terminal.waitForText(/backup-0\S+ +FSx +us-east-1/);
});

test('a whole visit: scan, tabs, sort, filter, detail, export, help, quit', async () => {
  await using terminal = openApp(DEMO);
  await terminal.waitForText(/larkspur-prod 123456789012/, SLOW);
  await terminal.waitForText(/complete/, SLOW);
  await terminal.waitForText('8 of 8 cells');

  terminal.press('7');
  await terminal.waitForText(/EBS snapshots +\d+ .*row 1 of/);
  terminal.press('s');
  await terminal.waitForText('Sort by');
  terminal.type('Size');
  terminal.press('enter');
  await terminal.waitForText(/sorted by Size/);

  terminal.press('/');
  terminal.type('completed');
  await terminal.waitForText(/filter completed/);
  terminal.press('enter');
  await terminal.waitForText('/ filter');

  terminal.press('enter');
  await terminal.waitForText(/EBS snapshot snap-[0-9a-f]+ /);
  await terminal.waitForText(/\([\d,]+ bytes\)/);
  terminal.press('esc');
  await terminal.waitForText(/EBS snapshots +\d+ of \d+/);

  terminal.press('e');
  await terminal.waitForText(
    /exported [\d,]+ rows to output.larkspur-prod-inventory-us-east-1-export-/,
    SLOW,
  );
  assert.equal(readdirSync(place.file('output')).length, 1);

  terminal.press('?');
  await terminal.waitForText('Keys in a table');
  terminal.press('esc');
  await terminal.waitForNoText('Keys in a table');

  for (const [key, title] of [
    ['1', 'Region'],
    ['2', '─ Kept ─'],
    ['3', 'DataSync tasks'],
    ['4', 'DataSync locations'],
    ['5', 'DataSync agents'],
    ['6', 'DataSync executions'],
    ['8', 'RDS'],
    ['9', 'EFS recovery points'],
  ] as const) {
    terminal.press(key);
    await terminal.waitForText(title);
  }

  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
  assertRestored(terminal);
});

test('Enter on a cell of the grid opens its rows', async () => {
  await using terminal = openApp([...DEMO, '--kind', 'ebs-snapshot']);
  await terminal.waitForText('1 of 1 cells', SLOW);
  terminal.press('enter');
  await terminal.waitForText(/EBS snapshots +\d+ · filter us-east-1/);
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);
});

test('every screen fits after a resize, and a terminal that is too small says what it needs', async () => {
  await using terminal = openApp(DEMO);
  await terminal.waitForText('8 of 8 cells', SLOW);
  terminal.resize(80, 24);
  await terminal.waitFor(
    'the grid at 80x24',
    (lines) => lines.length === 24 && lines.some((line) => line.includes('q quit')),
  );
  terminal.resize(50, 12);
  await terminal.waitForText('60x16 needed');
  terminal.resize(200, 60);
  await terminal.waitFor(
    'the grid at 200x60',
    (lines) => lines.length === 60 && lines.some((line) => line.includes('8 of 8 cells')),
  );
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);
});

test('q asks once while a scan runs, and a second q leaves with 0 and keeps what was read', async () => {
  const scanFile = place.file('scan.sqlite');
  await using terminal = openApp([...ENDLESS, '--scan-file', scanFile]);
  await terminal.waitForText(/\d+ of 8 cells/, SLOW);
  terminal.press('q');
  await terminal.waitForText('The scan is still running');
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);
  assertRestored(terminal);
  const reader = openScanReader(scanFile);
  assert.equal(reader.facts().complete, false);
  reader.close();
});

for (const [how, act, exitCode] of [
  ['Ctrl-C', (terminal: TerminalSession) => terminal.press('ctrl+c'), 130],
  ['SIGTERM', (terminal: TerminalSession) => terminal.kill('SIGTERM'), 143],
  ['SIGHUP', (terminal: TerminalSession) => terminal.kill('SIGHUP'), 129],
] as const) {
  test(`${how} in mid-scan restores the terminal and exits with ${exitCode}`, async () => {
    await using terminal = openApp(ENDLESS);
    await terminal.waitForText(/\d+ of 8 cells/, SLOW);
    act(terminal);
    assert.deepEqual(await terminal.exit, { exitCode, signal: null });
    assertRestored(terminal);
  });
}

test('without credentials nothing stays open: one message says what was tried, exit code 4', async () => {
  await using terminal = openApp([]);
  assert.equal((await terminal.exit).exitCode, 4);
  assertRestored(terminal);
  const text = terminal.allLines().join('\n');
  assert.match(text, /No AWS credentials were found\./);
  assert.match(text, /snapdeck --demo/);
});

test('a finished scan file opens again', async () => {
  await runSnapdeck(place, ['scan', ...DEMO, '--format', 'ndjson']);
  await using terminal = openApp(['open', 'last']);
  await terminal.waitForText('8 of 8 cells', SLOW);
  terminal.press('7');
  await terminal.waitForText(/EBS snapshots +\d+/);
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);
});

test('the pickers come first with --pick, and a region chosen there is the one that is scanned', async () => {
  await using terminal = openApp([...DEMO.slice(0, -4), '--latency', '1', '--pick']);
  await terminal.waitForText(/profile|region/i, SLOW);
  assert.ok(path.isAbsolute(place.folder));
  terminal.press('ctrl+c');
  assert.equal((await terminal.exit).exitCode, 130);
});
