import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, suite, type TestContext, test } from 'node:test';
import { openTerminal } from '../helpers/pty.ts';
import { ROOT } from '../house-style/source-files.ts';

const windows = process.platform === 'win32';
const linux = process.platform === 'linux';
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-start-')));
const project = path.join(folder, 'modules', 'snapdeck');
const bin = path.join(project, 'bin', 'snapdeck.cjs');
const own = path.join(project, 'node_modules', 'node');
const beside = path.join(folder, 'modules', 'node');
const spare = path.join(folder, 'spare');
const OLD = '20.20.2';
const NEEDS = (version: string) =>
  `snapdeck needs Node.js 22.16 or newer; this is ${version}. Get one from https://nodejs.org and try again.\n`;

/** A program that tells on which Node it runs, and then does as its first argument says. */
const PROGRAM = `
  const [what, ...rest] = process.argv.slice(2);
  const said = { node: process.execPath, rest };
  if (what === 'tell') console.log(JSON.stringify(said));
  if (what === 'exit') process.exit(Number(rest[0]));
  if (what === 'die') process.kill(process.pid, rest[0]);
  if (what === 'echo') process.stdin.pipe(process.stdout);
  if (what === 'wait') {
    for (const name of rest) process.on(name, () => { console.log('got ' + name); process.exit(5); });
    setInterval(() => {}, 1000);
    console.log('waiting ' + process.pid);
  }
`;

const nodeFile = (place: string) => path.join(place, 'bin', windows ? 'node.exe' : 'node');

/** Puts a Node where an install would; another version can be claimed. */
function bundle(place: string, version = '24.21.0'): void {
  fs.mkdirSync(path.dirname(nodeFile(place)), { recursive: true });
  fs.linkSync(spare, nodeFile(place));
  fs.writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name: 'node', version }));
}

/** The arguments with which the Node of the tests pretends to be of another version, and runs the command. */
function pretending(version: string, args: readonly string[]): string[] {
  const pretend = path.join(folder, `pretend-${version}.cjs`);
  fs.writeFileSync(pretend, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
  return ['--require', pretend, bin, ...args];
}

function run(version: string, args: readonly string[], input = '') {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, pretending(version, args), {
    encoding: 'utf8',
    input,
  });
  return { status, signal, stdout, stderr };
}

/** What the program tells when it runs on this Node. */
const told = (node: string, ...rest: readonly string[]) => ({
  status: 0,
  signal: null,
  stdout: `${JSON.stringify({ node, rest })}\n`,
  stderr: '',
});

before(() => {
  fs.copyFileSync(process.execPath, spare, fs.constants.COPYFILE_FICLONE);
});
beforeEach(() => {
  fs.mkdirSync(path.join(project, 'dist'), { recursive: true });
  fs.cpSync(path.join(ROOT, 'bin'), path.join(project, 'bin'), { recursive: true });
  fs.writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
  fs.writeFileSync(path.join(project, 'dist', 'cli.js'), PROGRAM);
});
afterEach(() => fs.rmSync(path.join(folder, 'modules'), { recursive: true, force: true, maxRetries: 3 }));
after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

suite('the snapdeck command on a Node that is new enough', () => {
  for (const version of ['22.16.0', '23.0.0', '24.1.0', '100.0.0']) {
    test(`starts right there on Node ${version}, whatever lies beside it`, () => {
      bundle(own);
      assert.deepEqual(run(version, ['tell', 'a b']), told(process.execPath, 'a b'));
    });
  }

  test('keeps routine warnings of Node off the screen, and no others', () => {
    const kinds = ['Experimental', 'Deprecation', 'Other'];
    const warn = kinds.map((kind) => `process.emitWarning('${kind} thing', '${kind}Warning');`);
    fs.writeFileSync(path.join(project, 'dist', 'cli.js'), warn.join(''));
    assert.equal(run('24.1.0', []).stderr, 'OtherWarning: Other thing\n');
  });

  test('says in one line that its program is missing', () => {
    fs.rmSync(path.join(project, 'dist'), { recursive: true });
    const stderr = 'This copy of snapdeck lacks its dist folder: install it again.\n';
    assert.deepEqual(run('24.1.0', []), { status: 1, signal: null, stdout: '', stderr });
  });

  test('sets a clone up that nothing was built in, says so on stderr only, and starts', () => {
    const dist = path.join(project, 'dist', 'cli.js');
    fs.rmSync(dist);
    setUpWith(`fs.writeFileSync(${JSON.stringify(dist)}, ${JSON.stringify(PROGRAM)});`);
    assert.deepEqual(run('24.1.0', ['tell']), { ...told(process.execPath), stderr: 'setting up\n' });
    assert.deepEqual(run('24.1.0', ['tell']), told(process.execPath));
  });
});

suite('the snapdeck command on a Node that is too old', () => {
  for (const version of [OLD, '22.15.1', '18.0.0', '10.24.1']) {
    test(`says in one line what it needs on Node ${version} where no other is bundled`, () => {
      assert.deepEqual(run(version, ['tell']), {
        status: 1,
        signal: null,
        stdout: '',
        stderr: NEEDS(version),
      });
    });

    test(`starts on the bundled Node on ${version}, without a word about it`, () => {
      bundle(own);
      assert.deepEqual(
        run(version, ['tell', '--flag', 'two words']),
        told(nodeFile(own), '--flag', 'two words'),
      );
    });
  }

  test('finds a Node that lies beside the package in the same node_modules', () => {
    bundle(beside);
    assert.deepEqual(run(OLD, ['tell']), told(nodeFile(beside)));
  });

  test('passes over a bundled Node that is too old itself, not there, damaged or does not start', () => {
    bundle(own, '22.15.0');
    assert.equal(run(OLD, ['tell']).stderr, NEEDS(OLD));
    fs.writeFileSync(path.join(own, 'package.json'), '{');
    assert.equal(run(OLD, ['tell']).stderr, NEEDS(OLD));
    fs.rmSync(own, { recursive: true });
    bundle(own);
    fs.rmSync(nodeFile(own));
    assert.equal(run(OLD, ['tell']).stderr, NEEDS(OLD));
    fs.writeFileSync(nodeFile(own), 'no program', { mode: 0o644 });
    assert.equal(run(OLD, ['tell']).stderr, NEEDS(OLD));
    bundle(beside);
    assert.deepEqual(run(OLD, ['tell']), told(nodeFile(beside)));
  });

  test('sets a clone up that nothing was installed in, and starts on the Node that this brings', () => {
    const source = `
      fs.mkdirSync(${JSON.stringify(path.dirname(nodeFile(own)))}, { recursive: true });
      fs.linkSync(${JSON.stringify(spare)}, ${JSON.stringify(nodeFile(own))});
      fs.writeFileSync(${JSON.stringify(path.join(own, 'package.json'))}, '{ "name": "node", "version": "24.0.0" }');`;
    setUpWith(source);
    assert.deepEqual(run(OLD, ['tell']), { ...told(nodeFile(own)), stderr: 'setting up\n' });
  });

  test('ends with 1 where a set-up fails, which has said why', () => {
    setUpWith('process.exitCode = 3;');
    assert.deepEqual(run(OLD, ['tell']), { status: 1, signal: null, stdout: '', stderr: 'setting up\n' });
  });

  test('passes standard input and the exit code through', () => {
    bundle(own);
    assert.equal(run(OLD, ['echo'], 'in and out').stdout, 'in and out');
    assert.equal(run(OLD, ['exit', '3']).status, 3);
    assert.equal(run(OLD, ['exit', '130']).status, 130);
  });

  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
    test(`dies of the ${signal} that its program died of`, { skip: windows }, () => {
      bundle(own);
      assert.deepEqual(run(OLD, ['die', signal]), { status: null, signal, stdout: '', stderr: '' });
    });
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const) {
    test(`passes ${signal} on, and ends as the program then ends`, { skip: windows }, async (t) => {
      bundle(own);
      const handled = await startWaiting(t, [signal]);
      handled.kill(signal);
      assert.deepEqual(await once(handled, 'exit'), [5, null]);
      const unhandled = await startWaiting(t, []);
      unhandled.kill(signal);
      assert.deepEqual(await once(unhandled, 'exit'), [null, signal]);
    });
  }

  test('leaves Ctrl-C to the program, in whose place it stays until that has ended', {
    skip: windows,
  }, async () => {
    bundle(own);
    await using terminal = openTerminal({ args: pretending(OLD, ['wait', 'SIGINT']) });
    await terminal.waitForText('waiting');
    terminal.press('ctrl+c');
    assert.deepEqual(await terminal.exit, { exitCode: 5, signal: null });
    assert.match(terminal.screen().join('\n'), /got SIGINT/);
  });

  test('stops with the program at Ctrl-Z or a signal, and both go on with fg', {
    skip: !linux,
  }, async () => {
    bundle(own);
    await using shell = openTerminal({
      command: 'bash',
      args: ['--norc', '--noprofile', '-i'],
      env: { PS1: 'shell> ' },
    });
    await shell.waitForText('shell>');
    const command = [process.execPath, ...pretending(OLD, ['wait', 'SIGINT'])]
      .map((arg) => `'${arg}'`)
      .join(' ');
    shell.type(`${command} & echo pid $! ; fg\r`);
    await shell.waitForText(/^waiting \d+$/m);
    const pid = Number(/pid (\d+)/.exec(shell.rawOutput())?.[1]);
    const program = Number(/waiting (\d+)/.exec(shell.rawOutput())?.[1]);
    for (const [how, times] of [
      ['Ctrl-Z', 1],
      ['signal', 2],
      ['Ctrl-Z', 3],
    ] as const) {
      if (how === 'signal') process.kill(pid, 'SIGTSTP');
      else shell.press('ctrl+z');
      await shell.waitFor('a stopped job', () => shell.rawOutput().split('Stopped').length === times + 1);
      assert.deepEqual([pid, program].map(stateOf), ['T', 'T']);
      shell.type('fg\r');
      await shell.waitFor('both to run', () => [pid, program].every((id) => stateOf(id) !== 'T'));
    }
    shell.press('ctrl+c');
    await shell.waitForText('got SIGINT');
    shell.type('echo code $?\r');
    await shell.waitForText('code 5');
    shell.type('exit\r');
    await shell.exit;
  });

  for (const { file, version } of oldNodesOfThisMachine()) {
    test(`starts on the bundled Node on this machine's own ${version}, and says what it needs without one`, () => {
      const without = spawnSync(file, [bin, 'tell'], { encoding: 'utf8' });
      assert.deepEqual([without.status, without.stdout, without.stderr], [1, '', NEEDS(version)]);
      bundle(own);
      const { status, signal, stdout, stderr } = spawnSync(file, [bin, 'tell', 'x'], { encoding: 'utf8' });
      assert.deepEqual({ status, signal, stdout, stderr }, told(nodeFile(own), 'x'));
    });
  }
});

/** Makes the package a clone, whose set-up does this. */
function setUpWith(source: string): void {
  fs.mkdirSync(path.join(project, 'scripts'));
  const script = `import fs from 'node:fs'; process.stdout.write('setting up\\n'); ${source}`;
  fs.writeFileSync(path.join(project, 'scripts', 'set-up.mjs'), script);
}

async function startWaiting(t: TestContext, signals: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, pretending(OLD, ['wait', ...signals]), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  const [, program] = /waiting (\d+)/.exec(String(said)) ?? [];
  // Whatever became of the test: what still waits would keep the tests from ending.
  t.after(() => {
    for (const pid of [child.pid, Number(program)]) killed(pid);
  });
  return child;
}

function killed(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, as it should have.
  }
}

/** As Linux tells it: `T` is stopped. */
function stateOf(pid: number): string {
  return execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .slice(0, 1);
}

/** Those on the search path; the Node that runs the tests stands before them. */
function oldNodesOfThisMachine(): readonly { file: string; version: string }[] {
  const files = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((place) => path.join(place, windows ? 'node.exe' : 'node'))
    .filter((file) => fs.existsSync(file))
    .map((file) => fs.realpathSync(file));
  return [...new Set(files)]
    .map((file) => ({
      file,
      version: execFileSync(file, ['--version'], { encoding: 'utf8' }).trim().slice(1),
    }))
    .filter(({ version }) => /^(?:1\d|20|21)\./.test(version));
}
