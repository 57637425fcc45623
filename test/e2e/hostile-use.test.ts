import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { unzip } from '../export/excel/unzip.ts';
import { assertCountsHold, newestScanFile } from '../helpers/kept-rows.ts';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { assertScreenIsTrue, pressRandomly } from '../helpers/random-use.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck, startSnapdeck } from '../helpers/run-snapdeck.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

const windows = process.platform === 'win32';
const linux = process.platform === 'linux';
const SLOW = { timeoutMs: 60_000 };
const SMALL = ['--demo', '--demo-size', 'small', '--faults', 'none'];
const HOSTILE = ['--demo', '--demo-size', 'hostile', '--faults', 'none'];
/** Four regions. */
const SOME = ['--region', 'us-*'];
const TWO = ['--region', 'us-west-*'];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

function openApp(args: readonly string[], columns = 120, rows = 40): TerminalSession {
  return openTerminal({ args: [PROGRAM, ...args], columns, rows, cwd: place.folder, env: place.environment });
}

/** Processes of Linux whose ancestor this one is or was: those that carry the place's folder in their environment. */
function processesOf(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && environmentOf(pid).includes(`HOME=${folder}\0`));
}

/** A process that is gone has none. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

/** Resolves when nothing of a run is left, or fails after so many milliseconds. */
async function nothingLeft(folder: string, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  while (processesOf(folder).length > 0) {
    assert.ok(Date.now() < until, `still there: ${processesOf(folder).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('three hundred random keys and resizes during a scan leave a screen that is true to the scan file', {
  skip: windows,
  timeout: 170_000,
}, async (context) => {
  await using terminal = openApp([...HOSTILE, ...SOME, '--latency', '100']);
  await terminal.waitForText(/\d+ of 32 cells/, SLOW);
  const seed = 20_261_122;
  context.diagnostic(`seed ${seed}`);
  await pressRandomly(terminal, { seed, keys: 300 });
  await assertScreenIsTrue(terminal, () => newestScanFile(place.file('data/scans')));
  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
});

test('a shell that stops the app has its terminal back, and gets a whole screen again when the app goes on', {
  skip: windows,
}, async () => {
  await using shell = openTerminal({
    command: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    cwd: place.folder,
    env: { ...place.environment, PS1: 'shell> ' },
  });
  await shell.waitForText('shell>');
  shell.type(
    `'${process.execPath}' '${PROGRAM}' ${SMALL.join(' ')} --region us-east-1 --latency 1 & echo pid $! ; fg\r`,
  );
  await shell.waitForText('8 of 8 cells', SLOW);
  const pid = Number(/pid (\d+)/.exec(shell.rawOutput())?.[1]);
  for (const [how, key] of [
    ['signal', '7'],
    ['signal', '1'],
    ['Ctrl-Z', '7'],
    ['Ctrl-Z', '1'],
  ] as const) {
    if (how === 'signal') process.kill(pid, 'SIGTSTP');
    else shell.press('ctrl+z');
    await shell.waitForText(/Stopped/);
    const { alternateScreen, cursorHidden } = shell.terminalState();
    assert.deepEqual({ alternateScreen, cursorHidden }, { alternateScreen: false, cursorHidden: false });
    shell.type('echo $((6 * 7))\r');
    await shell.waitForText(/^42$/m);
    shell.type('fg\r');
    await shell.waitFor('the alternate screen', () => shell.terminalState().alternateScreen);
    shell.press(key);
    await shell.waitForText(key === '7' ? /EBS snapshots +\d+/ : '8 of 8 cells');
    await shell.waitForNoText('Stopped');
    assert.match(shell.screen()[0] ?? '', /^ snapdeck +larkspur-prod 123456789012/);
    assert.match(shell.screen().at(-1) ?? '', /q quit/);
  }
  shell.press('q');
  await shell.waitFor('the shell', (lines) => lines.some((line) => /^shell> *$/.test(line)));
  shell.type('exit\r');
  await shell.exit;
});

test('a terminal that is gone ends the app with 129 within seconds, and nothing of it stays', {
  skip: !linux,
}, async () => {
  // The shell writes down how the app ended: a program without a terminal can tell nobody else.
  const terminal = openTerminal({
    command: 'sh',
    args: [
      '-c',
      `trap '' HUP; "$0" "$@"; echo $? > ended`,
      process.execPath,
      PROGRAM,
      ...HOSTILE,
      '--latency',
      '300',
      '--scan-file',
      place.file('scan.sqlite'),
    ],
    cwd: place.folder,
    env: place.environment,
  });
  await terminal.waitForText(/[1-9]\d* of 136 cells/, SLOW);
  assert.ok(processesOf(place.folder).length >= 2);
  terminal.hangUp();
  await nothingLeft(place.folder, 8_000);
  assert.equal(readFileSync(place.file('ended'), 'utf8'), '129\n');
  assertCountsHold(place.file('scan.sqlite'));
});

test('kill -9 at random moments of a scan leaves a file with every committed page, and no process', {
  skip: !linux,
}, async () => {
  let kept = 0;
  for (const [index, line] of [2, 5, 9, 14].entries()) {
    const scanFile = place.file(`scan-${index}.sqlite`);
    const run = startSnapdeck(place, [
      'scan',
      ...HOSTILE,
      ...TWO,
      '--latency',
      '15',
      '--scan-file',
      scanFile,
    ]);
    await run.saysOnStderr(`[${String(line).padStart(2)}/16]`);
    run.child.kill('SIGKILL');
    await run.ended;
    kept += assertCountsHold(scanFile);
    await nothingLeft(place.folder, 5_000);
  }
  assert.ok(kept > 0);
});

test('a reader that goes early (| head) ends the rows quietly, and the scan file is kept', {
  skip: windows,
}, async () => {
  const child = spawn(
    'sh',
    [
      '-c',
      `{ "$0" "$@"; echo "$?" > ended; } | head -n 3`,
      process.execPath,
      PROGRAM,
      'scan',
      ...[...HOSTILE, '--region', 'us-east-1', '--kind', 'ebs-snapshot'],
      ...['--latency', '1', '--format', 'ndjson', '--output', '-', '--scan-file', 'scan.sqlite'],
    ],
    { cwd: place.folder, env: place.environment, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  await new Promise((resolve) => child.once('close', resolve));
  assert.equal(stdout.trimEnd().split('\n').length, 3);
  for (const line of stdout.trimEnd().split('\n')) assert.equal(typeof JSON.parse(line), 'object');
  assert.doesNotMatch(stderr, /EPIPE|Error|at .*\.js/);
  assert.equal(readFileSync(place.file('ended'), 'utf8'), '0\n');
  assert.ok(assertCountsHold(place.file('scan.sqlite')) > 1000);
});

test('an export that is killed leaves only temporary names, and the next one is whole and stands beside nothing half', {
  skip: windows,
}, async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => ({
    snapshot_id: `snap-${index}`,
    region: 'us-east-1',
    name: `of ${index}`,
  }));
  makeScanFile(place.file('scan.sqlite'), {
    cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }],
  });
  mkdirSync(place.file('out'));
  let caught = 0;
  for (let attempt = 0; attempt < 8 && caught < 2; attempt += 1) {
    const run = startSnapdeck(place, ['export', 'scan.sqlite', '--format', 'xlsx', '--output', 'out']);
    await temporaryIn(place.file('out'), run.ended);
    run.child.kill('SIGKILL');
    const { exitCode } = await run.ended;
    if (exitCode === null) caught += 1;
  }
  assert.ok(caught >= 2, `${caught} exports were caught in the act`);
  const left = readdirSync(place.file('out'));
  const finished = left.filter((name) => !name.endsWith('.tmp'));
  const again = await runSnapdeck(place, ['export', 'scan.sqlite', '--format', 'xlsx', '--output', 'out']);
  assert.equal(again.exitCode, 0, again.stderr);
  const now = readdirSync(place.file('out')).filter((name) => !name.endsWith('.tmp'));
  assert.equal(now.length, finished.length + 1);
  for (const name of now) assert.ok(unzip(place.file(`out/${name}`)).has('xl/workbook.xml'), name);
});

/** Resolves when a folder gets a temporary file, or when the run that should have made it has ended. */
async function temporaryIn(folder: string, ended: Promise<unknown>): Promise<void> {
  const watcher = watch(folder);
  const made = new Promise<void>((resolve) => {
    watcher.on('change', (_, name) => {
      if (String(name).endsWith('.tmp') && existsSync(path.join(folder, String(name)))) resolve();
    });
  });
  await Promise.race([made, ended]);
  watcher.close();
}

test('two snapdecks at once, in the same folders, both finish and write files of different names', async () => {
  const runs = await Promise.all(
    [1, 2].map(() =>
      runSnapdeck(place, ['scan', ...SMALL, ...TWO, '--latency', '1', '--format', 'xlsx,csv']),
    ),
  );
  for (const { exitCode, stderr } of runs) assert.equal(exitCode, 0, stderr);
  const written = runs.map(({ stdout }) =>
    [...stdout.matchAll(/^written: (.+)$/gm)].map(([, name = '']) => name),
  );
  assert.equal(new Set(written.flat()).size, written.flat().length);
  assert.deepEqual(
    written
      .flat()
      .map((name) => name.replace(/^output./, ''))
      .sort(),
    readdirSync(place.file('output')).sort(),
  );
  const scanFiles = readdirSync(place.file('data/scans')).filter((name) => name.endsWith('.sqlite'));
  assert.equal(scanFiles.length, 2);
  const rows = scanFiles.map((name) => assertCountsHold(place.file(`data/scans/${name}`)));
  assert.equal(rows[0], rows[1]);
});
