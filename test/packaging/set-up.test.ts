import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { ROOT } from '../house-style/source-files.ts';

/** A build that only notes that it ran. */
const BUILD = `
  import fs from 'node:fs';
  export async function build() {
    fs.mkdirSync('dist', { recursive: true });
    fs.appendFileSync('dist/builds', 'built\\n');
  }
`;

suite('the set-up of a checkout', () => {
  const project = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-set-up-'));
  const write = (name: string, content: string | object) => {
    const file = path.join(project, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  };
  const builds = () => fs.readFileSync(path.join(project, 'dist', 'builds'), 'utf8').split('\n').length - 1;
  const setUp = (...args: readonly string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const script = path.join(project, 'scripts', 'set-up.mjs');
      execFile(process.execPath, [script, ...args], { cwd: project }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  const nothingToDo = { code: 0, stdout: '', stderr: '' };
  const devDependencies = { pebble: 'file:pebble' };

  before(() => {
    fs.cpSync(path.join(ROOT, 'scripts', 'set-up.mjs'), path.join(project, 'scripts', 'set-up.mjs'), {
      recursive: true,
    });
    write('scripts/build.mjs', BUILD);
    write('source/cli.ts', '');
    write('pebble/package.json', { name: 'pebble', version: '1.0.0' });
    write('package.json', { name: 'project', version: '1.0.0', devDependencies });
    write('package-lock.json', {
      name: 'project',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'project', version: '1.0.0', devDependencies },
        'node_modules/pebble': { resolved: 'pebble', link: true },
        pebble: { version: '1.0.0', dev: true },
      },
    });
  });
  after(() => fs.rmSync(project, { recursive: true, force: true }));

  test('installs and builds on the first run, and says so on stderr only', async () => {
    const { code, stdout, stderr } = await setUp();
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
    assert.match(stderr, /^Installing libraries \(once\) \.\.\.\n.*\nBuilding \.\.\.\n$/s);
    assert.equal(builds(), 1);
  });

  test('does nothing, silently, on the second', async () => {
    assert.deepEqual(await setUp(), nothingToDo);
    assert.equal(builds(), 1);
  });

  test('builds again after a change to the sources, without installing', async () => {
    write('source/deep/new.ts', 'export {};');
    assert.equal((await setUp()).stderr, 'Building ...\n');
    assert.deepEqual(await setUp(), nothingToDo);
    fs.rmSync(path.join(project, 'source', 'deep'), { recursive: true });
    assert.equal((await setUp()).stderr, 'Building ...\n');
    assert.equal(builds(), 3);
  });

  test('leaves the build alone where only libraries are asked for', async () => {
    write('source/cli.ts', 'changed();');
    assert.deepEqual(await setUp('--install-only'), nothingToDo);
  });

  test('works once when it is started three times at once', async () => {
    fs.rmSync(path.join(project, 'node_modules'), { recursive: true });
    fs.rmSync(path.join(project, 'dist'), { recursive: true });
    const runs = await Promise.all([setUp(), setUp(), setUp()]);
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 0, 0],
    );
    assert.equal(runs.filter(({ stderr }) => stderr.includes('Building')).length, 1);
    assert.equal(builds(), 1);
    assert.deepEqual(await setUp(), nothingToDo);
  });

  test('is not held up by a set-up that was killed', async () => {
    write('source/cli.ts', 'changed(again);');
    write('.cache/set-up.lock', '2147483646');
    assert.equal((await setUp()).stderr, 'Building ...\n');
  });

  test('leaves node_modules alone when the lockfile does not fit package.json', async () => {
    write('package.json', { name: 'project', version: '1.0.0', devDependencies: { stone: '1.0.0' } });
    fs.rmSync(path.join(project, 'node_modules', '.package-lock.json'));
    assert.deepEqual(await setUp(), {
      code: 1,
      stdout: '',
      stderr: 'package.json and package-lock.json do not agree: run "npm install" and commit both.\n',
    });
    assert.ok(fs.existsSync(path.join(project, 'node_modules', 'pebble')));
  });
});
