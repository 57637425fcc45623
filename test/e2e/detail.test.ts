import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };
const DEMO = [
  '--demo',
  '--demo-size',
  'small',
  '--latency',
  '1',
  '--faults',
  'none',
  '--region',
  'us-east-1',
];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

function openApp(args: readonly string[] = []): TerminalSession {
  return openTerminal({
    args: [PROGRAM, ...DEMO, ...args],
    columns: 120,
    rows: 40,
    cwd: place.folder,
    env: place.environment,
  });
}

/** The first group of a pattern on the screen. */
function found(terminal: TerminalSession, pattern: RegExp): string {
  const text = pattern.exec(terminal.screen().join('\n'))?.[1];
  assert.ok(text !== undefined, `${pattern} is on the screen`);
  return text;
}

test('from a finding to its rows, to one of them, to its task, to the executions of that, and all the way back', async () => {
  await using terminal = openApp(['--kind', 'datasync']);
  await terminal.waitForText('4 of 4 cells', SLOW);
  terminal.press('2');
  await terminal.waitForText(/▲ +\d+ +DataSync executions that failed/, SLOW);
  // What comes by itself would be taken for what a key does.
  await terminal.waitForText('no earlier whole scan', SLOW);
  // How many findings stand above it depends on the hour: whether a scheduled run is missed by now.
  while (!terminal.screen().some((line) => />▲ +\d+ +DataSync executions that failed/.test(line))) {
    const seen = terminal.screen().slice(3).join('\n');
    terminal.press('down');
    await terminal.waitFor('what comes next', (lines) => lines.slice(3).join('\n') !== seen);
  }
  const count = found(terminal, />▲ +(\d+) +DataSync executions that failed/);
  await terminal.waitForText(`Enter: ${count} DataSync executions status:ERROR`);

  terminal.press('enter');
  await terminal.waitForText(new RegExp(`DataSync executions +${count} of \\d+ .*filter status:ERROR`));
  terminal.press('down', 'enter');
  await terminal.waitForText(/>Task +(?!reading)\S/);
  const task = found(terminal, />Task +(\S+)/);
  await terminal.waitForText(`DataSync execution ${task} `);

  terminal.press('enter');
  await terminal.waitForText(`DataSync task ${task}`);
  await terminal.waitForText(/\+Executions +\d+ executions, the newest/);
  terminal.press('down', 'down', 'down', 'down');
  await terminal.waitForText(/>Executions +\d+ executions/);
  const executions = found(terminal, />Executions +(\d+) executions/);
  terminal.press('enter');
  await terminal.waitForText(
    new RegExp(`DataSync executions +${executions} of \\d+ .*filter task_arn=arn:aws:datasync`),
  );
  terminal.press('enter');
  await terminal.waitForText(`DataSync execution ${task} `);

  terminal.press('backspace');
  await terminal.waitForText(/filter task_arn=/);
  terminal.press('backspace');
  await terminal.waitForText(/>Executions +\d+ executions/);
  terminal.press('backspace');
  await terminal.waitForText(new RegExp(`>Task +${task}`));
  terminal.press('backspace');
  await terminal.waitForText(/filter status:ERROR .*row 2 of/);
  terminal.press('backspace');
  await terminal.waitForText(new RegExp(`>▲ +${count} +DataSync executions that failed`));
  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
});

test('from a task to its place in the tree of DataSync, to its location, and back', async () => {
  await using terminal = openApp(['--kind', 'datasync']);
  await terminal.waitForText('4 of 4 cells', SLOW);
  terminal.press('3');
  await terminal.waitForText(/row 1 of \d+/, SLOW);
  terminal.press('/');
  terminal.type('bal1-nas-to-s3-nightly');
  terminal.press('enter');
  await terminal.waitForText(/filter bal1-nas-to-s3-nightly.*row 1 of 1\b/);
  terminal.press('t');
  await terminal.waitForText(/DataSync +\d+ tasks · \d+ locations · \d+ agents/);
  await terminal.waitForText(/>[│├└─ ]+- bal1-nas-to-s3-nightly/);
  terminal.press('down');
  await terminal.waitForText(/>[│├└─ ]+(?:- )?source \S+ \S+:\/\//);
  const uri = found(terminal, />[│├└─ ]+(?:- )?source \S+ (\S+)/);
  const type = found(terminal, />[│├└─ ]+(?:- )?source (\S+)/);
  terminal.press('enter');
  await terminal.waitForText(`DataSync location ${uri} `);
  await terminal.waitForText(/Tasks that read it +bal1-nas-to-s3-nightly/);
  terminal.press('backspace');
  await terminal.waitForText(new RegExp(`>[│├└─ ]+(?:- )?source ${type} `));
  terminal.press('backspace');
  await terminal.waitForText(/filter bal1-nas-to-s3-nightly.*row 1 of 1\b/);
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);
});

test('from a snapshot to all snapshots of its volume, with their timeline', async () => {
  await using terminal = openApp(['--kind', 'ebs-snapshot']);
  await terminal.waitForText('1 of 1 cells', SLOW);
  terminal.press('2');
  await terminal.waitForText(/>\d+ snapshots/, SLOW);
  terminal.press('7');
  await terminal.waitForText(/EBS snapshots +\d+/, SLOW);
  terminal.press('/');
  terminal.type('origin:DLM');
  terminal.press('enter');
  await terminal.waitForText(/filter origin:DLM.*row 1 of/);
  terminal.press('enter');
  await terminal.waitForText(/Timeline +[▁▂▃▄▅▆▇█·]/);
  await terminal.waitForText(/>Snapshots of its volume +vol-[0-9a-f]+[^:]*: \d+ snapshots/);
  const count = found(terminal, /: (\d+) snapshots/);
  terminal.press('enter');
  await terminal.waitForText(new RegExp(`EBS snapshots +${count} of \\d+ · filter us-east-1 source=vol-`));
  terminal.press('backspace');
  await terminal.waitForText(/Timeline/);
  terminal.press('q');
  await terminal.waitForText(/filter origin:DLM.*row 1 of/);
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);
});
