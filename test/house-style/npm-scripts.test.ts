import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { ROOT } from './source-files.ts';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: object;
}

const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;

suite('package.json', () => {
  test('has no script that needs a shell of one system', () => {
    const shell = /[&|;<>$`'"*?%^~(){}[\]\\]|^\s*\w+=|(?:^|\s)(?:rm|cp|mv|mkdir|cat|export|set|sh|bash)\s/;
    assert.deepEqual(
      Object.entries(manifest.scripts).filter(([, script]) => shell.test(script)),
      [],
    );
  });

  test('sets a checkout up before every script that needs one', () => {
    const needy = Object.keys(manifest.scripts).filter((name) => !/^(?:pre|post)/.test(name));
    assert.deepEqual(
      needy.filter((name) => !manifest.scripts[`pre${name}`]?.startsWith('node scripts/set-up.mjs')),
      [],
    );
  });

  test('brings no library into an install: all of them are bundled', () => {
    assert.equal(manifest.dependencies, undefined);
  });
});
