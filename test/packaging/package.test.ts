import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { ROOT } from '../house-style/source-files.ts';

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
};
const windows = process.platform === 'win32';
const LEFT_OUT = new Set(['.git', 'node_modules', 'dist', 'output', 'logs', '.cache']);
const MEBIBYTE = 1024 * 1024;

suite('the published package', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-pack-'));
  const project = path.join(folder, 'project');
  const unpacked = path.join(folder, 'package');
  let packed: Packed;

  before(() => {
    // A project folder of its own, built anew: the checkout's dist/ may hold files of earlier builds.
    fs.cpSync(ROOT, project, {
      recursive: true,
      filter: (file) => !LEFT_OUT.has(path.relative(ROOT, file)),
    });
    execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'build.mjs'), '--into', project], {
      stdio: 'pipe',
    });
    const args = [
      'pack',
      '--json',
      '--ignore-scripts',
      '--update-notifier=false',
      '--pack-destination',
      folder,
    ];
    const answer: unknown = JSON.parse(
      execFileSync('npm', args, { cwd: project, encoding: 'utf8', stdio: 'pipe', shell: windows }),
    );
    packed = firstPackage(answer);
    execFileSync('tar', ['-xzf', path.join(folder, packed.filename), '-C', folder]);
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  test('holds only what runs and what people read', () => {
    const others = packed.files
      .map((file) => file.path)
      .filter((name) => !/^(?:bin\/snapdeck\.cjs|dist\/[\w.-]+\.js|package\.json|config\.json)$/.test(name))
      .sort();
    assert.deepEqual(others, ['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt']);
  });

  test('runs alone, far from any node_modules', () => {
    const bin = path.join(unpacked, 'bin', 'snapdeck.cjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--version'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('has every import inside the bundle or in Node itself', () => {
    const dist = path.join(unpacked, 'dist');
    const outside = fs.readdirSync(dist).flatMap((name) => {
      const text = fs.readFileSync(path.join(dist, name), 'utf8');
      return [...text.matchAll(/^(?:import|export)[^'"\n]*?from\s*"([^"]+)"/gm)]
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !/^(?:node:|\.\/)/.test(specifier) && !process.getBuiltinModule(specifier))
        .map((specifier) => `${name}: ${specifier}`);
    });
    assert.deepEqual(outside, []);
  });

  test('stays small', () => {
    const { size } = fs.statSync(path.join(folder, packed.filename));
    assert.ok(size < 2 * MEBIBYTE, `${(size / MEBIBYTE).toFixed(2)} MiB`);
  });

  test('names the licences of what is bundled', () => {
    const notices = fs.readFileSync(path.join(unpacked, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const titles = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+ \((?:MIT|Apache-2\.0)\)$/gm)].map(
      ([, name]) => name,
    );
    const known = ['ink', 'react', 'exceljs', '@aws-sdk/client-ec2', 'meow'];
    assert.deepEqual(
      known.filter((name) => !titles.includes(name)),
      [],
    );
  });
});

/** npm answers with a list, newer ones with a record by name. */
function firstPackage(answer: unknown): Packed {
  const [first] = Object.values(answer as Record<string, Packed>);
  assert.ok(first);
  return first;
}
