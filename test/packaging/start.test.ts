import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { suite, test } from 'node:test';
import { ROOT } from '../house-style/source-files.ts';

const bin = path.join(ROOT, 'bin', 'snapdeck.cjs');

/** Runs the command in a Node that says it is of another version. */
function runAs(version: string, then = '') {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const script = `${pretend} process.argv.splice(1, 1, ${JSON.stringify(bin)}); require(${JSON.stringify(bin)}); ${then}`;
  return spawnSync(process.execPath, ['--eval', script, 'x', '--version'], { encoding: 'utf8' });
}

suite('the snapdeck command', () => {
  for (const version of ['20.20.2', '22.15.1', '18.0.0']) {
    test(`says in one line what it needs on Node ${version}`, () => {
      const { status, stdout, stderr } = runAs(version);
      const needs = `snapdeck needs Node.js 22.16 or newer; this is ${version}.\n`;
      assert.deepEqual({ status, stdout, stderr }, { status: 1, stdout: '', stderr: needs });
    });
  }

  for (const version of ['22.16.0', '23.0.0', '24.1.0', '100.0.0']) {
    test(`starts on Node ${version}`, () => {
      const { status, stderr } = runAs(version);
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    });
  }

  test('keeps routine warnings of Node off the screen, and no others', () => {
    const warn = ['Experimental', 'Deprecation', 'Other'].map(
      (kind) => `process.emitWarning('${kind} thing', '${kind}Warning');`,
    );
    assert.equal(runAs('24.1.0', warn.join('')).stderr, 'OtherWarning: Other thing\n');
  });
});
