import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import * as v from 'valibot';
import { ROOT } from '../house-style/source-files.ts';

const MANIFEST = v.object({
  name: v.optional(v.string()),
  version: v.optional(v.string()),
  license: v.optional(v.string()),
});
type Manifest = v.InferOutput<typeof MANIFEST>;

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
  const inputs = path.join(folder, 'inputs.json');
  let packed: Packed;

  before(() => {
    // A project folder of its own, built anew: the checkout's dist/ may hold files of earlier builds.
    fs.cpSync(ROOT, project, {
      recursive: true,
      filter: (file) => !LEFT_OUT.has(path.relative(ROOT, file)),
    });
    const build = [path.join(ROOT, 'scripts', 'build.mjs'), '--into', project, '--inputs', inputs];
    execFileSync(process.execPath, build, { stdio: 'pipe' });
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

  test('imports no HTTP of Node, which would load its fetch()', () => {
    const dist = path.join(unpacked, 'dist');
    const importing = fs
      .readdirSync(dist)
      .filter((name) =>
        /(?:from|import)[ (]*["'](?:node:)?https?["']/.test(fs.readFileSync(path.join(dist, name), 'utf8')),
      );
    assert.deepEqual(importing, []);
  });

  test('stays small', () => {
    const { size } = fs.statSync(path.join(folder, packed.filename));
    assert.ok(size < 2 * MEBIBYTE, `${(size / MEBIBYTE).toFixed(2)} MiB`);
  });

  test('has a notice, with a licence that allows it, for every package that it has code of', () => {
    const notices = fs.readFileSync(path.join(unpacked, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const sections = notices.split(`${'-'.repeat(80)}\n`).slice(1);
    const textOf = new Map<string, string>();
    for (const section of sections) {
      const [titles = '', ...text] = section.split('\n\n');
      for (const title of titles.split('\n')) textOf.set(title, text.join('\n\n'));
    }
    const files: unknown = JSON.parse(fs.readFileSync(inputs, 'utf8'));
    assert.ok(Array.isArray(files));
    const bundled = new Set(
      files.map((file) => packageOf(String(file))).filter((title) => title !== undefined),
    );
    assert.ok(bundled.size > 100, `${bundled.size} packages`);
    assert.deepEqual([...bundled].filter((title) => !textOf.has(title)).sort(), []);
    assert.deepEqual([...textOf.keys()].filter((title) => !bundled.has(title)).sort(), []);
    assert.deepEqual(
      [...textOf].filter(([title, text]) => !ALLOWED.test(title) || !/copyright|licen[cs]e/i.test(text)),
      [],
    );
    assert.match(notices, /Apache License\s+Version 2\.0/);
  });
});

/** Licences under which code may be passed on in a bundle under our own, at the end of a notice's title. */
const ALLOWED =
  / \(\(?(?:(?:MIT|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|BlueOak-1\.0\.0)(?: AND Zlib| OR [\w.-]+)?)\)?\)$/;

/** The package that a bundled file is of, as its notice names it: that of the nearest package.json with a version. */
function packageOf(file: string): string | undefined {
  if (!file.includes('node_modules')) return undefined;
  let folder = path.resolve(ROOT, file.slice(file.indexOf('node_modules')));
  while (folder !== ROOT) {
    folder = path.dirname(folder);
    const manifest = path.join(folder, 'package.json');
    if (!fs.existsSync(manifest)) continue;
    const { name, version, license }: Manifest = v.parse(
      MANIFEST,
      JSON.parse(fs.readFileSync(manifest, 'utf8')),
    );
    if (name !== undefined && version !== undefined) return `${name} ${version} (${license})`;
  }
  return file;
}

/** npm answers with a list, newer ones with a record by name. */
function firstPackage(answer: unknown): Packed {
  const [first] = Object.values(answer as Record<string, Packed>);
  assert.ok(first);
  return first;
}
