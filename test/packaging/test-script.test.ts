import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { openTerminal } from '../helpers/pty.ts';
import { ROOT } from '../house-style/source-files.ts';

/** What a person's shell, terminal, editor and CI may have set. */
const HOSTILE = {
  AWS_PROFILE: 'x',
  BROWSER: 'none',
  CI: 'true',
  COLORTERM: '24bit',
  COLUMNS: '40',
  DEBUG: '*',
  EDITOR: 'vi',
  FORCE_COLOR: '3',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  http_proxy: 'http://127.0.0.1:9',
  INK_SCREEN_READER: 'true',
  LANG: 'tr_TR',
  LC_ALL: 'tr_TR',
  LINES: '5',
  NODE_COMPILE_CACHE: '/nowhere',
  NODE_DISABLE_COLORS: '1',
  NODE_ENV: 'development',
  NODE_EXTRA_CA_CERTS: '/nowhere',
  NODE_OPTIONS: '--no-warnings',
  NO_PROXY: '*',
  SNAPDECK_DATA_DIR: '/nowhere',
  SNAPDECK_TEST_SEED: '7',
  SSH_CONNECTION: '1 2 3 4',
  TMUX: '/nowhere,1,0',
  TZ: 'Asia/Kathmandu',
  UV_THREADPOOL_SIZE: '1',
  XDG_CONFIG_HOME: '/nowhere',
  npm_config_loglevel: 'silly',
  NODE_TEST_CONTEXT: undefined,
};

/** A test that writes down what it and a program that it starts see of the world. */
const WITNESS = `
  import { spawnSync } from 'node:child_process';
  import fs from 'node:fs';
  import { test } from 'node:test';
  import tty from 'node:tty';

  const terminal = () => {
    try {
      fs.closeSync(fs.openSync('/dev/tty', 'r'));
      return 'opened';
    } catch (error) {
      return error.code;
    }
  };

  test('sees', () => {
    const program = 'console.log(2, process.env.FORCE_COLOR, new Date(0).getHours(), "I".toLocaleLowerCase())';
    const { stdout, stderr } = spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8' });
    const terminals = [...[0, 1, 2].map((file) => tty.isatty(file)), terminal()];
    fs.writeFileSync('seen.json', JSON.stringify({ environment: process.env, child: stdout + stderr, terminals }));
  });
`;

/** One that never ends; who listens is connected with it for as long as its process is there. */
const HANGING = `
  import net from 'node:net';
  import { test } from 'node:test';

  test('hangs', () => new Promise(() => net.connect(Number(process.env.SNAPDECK_TEST_PORT), '127.0.0.1')));
`;

interface Seen {
  readonly environment: Readonly<Record<string, string>>;
  readonly child: string;
  /** Whether its files 0 to 2 are a terminal, and what becomes of opening that of its session. */
  readonly terminals: readonly (boolean | string)[];
}

suite('npm test', () => {
  const project = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-npm-test-'));
  const script = path.join(project, 'scripts', 'test.mjs');
  const seen = (): Seen => {
    const file = path.join(project, 'seen.json');
    const read = JSON.parse(fs.readFileSync(file, 'utf8')) as Seen;
    fs.rmSync(file);
    return read;
  };

  before(() => {
    for (const name of [
      'test.mjs',
      'test-environment.mjs',
      'test-process.mjs',
      'test-groups.mjs',
      'load-tsx.mjs',
      'in-terminal.mjs',
    ]) {
      fs.cpSync(path.join(ROOT, 'scripts', name), path.join(project, 'scripts', name), { recursive: true });
    }
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'), 'junction');
    fs.mkdirSync(path.join(project, 'test'));
    fs.writeFileSync(path.join(project, 'test', 'witness.test.ts'), WITNESS);
    fs.writeFileSync(path.join(project, 'test', 'hanging.test.ts'), HANGING);
    fs.writeFileSync(
      path.join(project, 'test', 'failing.test.ts'),
      "import { test } from 'node:test'; test('fails', () => { throw new Error('no'); });",
    );
  });
  after(() => fs.rmSync(project, { recursive: true, force: true }));

  test('lets nothing of the terminal and the environment that it is started in reach a test', async () => {
    await using terminal = openTerminal({
      args: [script, 'witness'],
      columns: 80,
      cwd: project,
      env: HOSTILE,
    });
    assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
    assert.match(terminal.allLines().join('\n'), /^ℹ pass 1$/m);
    const { environment, child, terminals } = seen();
    assert.equal(child, '2 undefined 0 i\n');
    assert.deepEqual(terminals, [false, false, false, process.platform === 'win32' ? 'ENOENT' : 'ENXIO']);
    const home = environment.HOME ?? '';
    assert.match(path.basename(home), /^snapdeck-test-/);
    const others = Object.entries(environment).filter(
      ([name, value]) => !value.startsWith(home) && !OF_THE_MACHINE.test(name),
    );
    assert.deepEqual(Object.fromEntries(others), {
      AWS_EC2_METADATA_DISABLED: 'true',
      LANG: 'C.UTF-8',
      NODE_ENV: 'production',
      NODE_TEST_CONTEXT: 'child-v8',
      NODE_TEST_WORKER_ID: '1',
      SNAPDECK_TEST_SEED: '7',
      TERM: 'xterm-256color',
      TZ: 'UTC',
    });
  });

  test('gives tests the same environment in a terminal of its own as without one, and prints plain lines', () => {
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    const [without, inside] = [[], ['--terminal']].map((flags) => {
      const args = [script, 'witness', ...flags];
      const { status, stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8', env });
      assert.equal(status, 0, stdout);
      assert.match(stdout, /^\n== Tests\n✔ sees \([\d.]+ms\)\nℹ tests 1\n(?:ℹ .*\n)*ℹ pass 1\n(?:ℹ .*\n)*$/);
      const { environment, child, terminals } = seen();
      return { child, terminals, environment: withoutHome(environment) };
    });
    assert.deepEqual(inside, without);
  });

  test('ends the tests when it is ended by Ctrl-C, though they do not see its terminal', async (t) => {
    const server = net.createServer().listen(0, '127.0.0.1');
    t.after(() => server.close());
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const env = { ...HOSTILE, SNAPDECK_TEST_PORT: String(address.port) };
    await using terminal = openTerminal({ args: [script, 'hanging'], cwd: project, env });
    const [connected]: net.Socket[] = await once(server, 'connection');
    assert.ok(connected);
    const gone = once(
      connected.resume().on('error', () => {}),
      'close',
    );
    terminal.press('ctrl+c');
    await gone;
    assert.deepEqual(await terminal.exit, { exitCode: 1, signal: null });
  });

  test('passes the exit code of a run in a terminal of its own on', () => {
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    const args = [script, 'failing', '--terminal'];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8', env });
    assert.equal(status, 1);
    assert.match(stdout, /^ℹ fail 1$/m);
    assert.match(stdout, /\nFailed: Tests\n$/);
  });
});

const OF_THE_MACHINE =
  /^(?:PATH|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|SYSTEM\w+|WINDIR|COMSPEC|PATHEXT|OS|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|PROGRAM.*|__CF_USER_TEXT_ENCODING)$/i;

function withoutHome(environment: Seen['environment']): Record<string, string> {
  const home = environment.HOME ?? '';
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace(home, 'home')]),
  );
}
