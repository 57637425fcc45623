// Runs every check: types, lint, format and what nobody uses, then the tests.
//
//   npm test                            everything
//   npm test -- test/store              the tests of a folder or file, or whose path contains the word
//   npm test -- --name "resumes"        tests whose title matches
//   npm test -- --update                also rewrites stored expectations
//   npm test -- --terminal              the same inside a terminal of its own, whatever this is started in
//   npm run check                       types, lint, format and unused code only

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { testEnvironment, testOptions } from './test-environment.mjs';
import { grouped } from './test-groups.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const slow = new Set(['conformance', 'soak']);

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean' },
    name: { type: 'string' },
    terminal: { type: 'boolean' },
    update: { type: 'boolean' },
  },
});

const everything = filters.length === 0 && !flags.name;
const failed = [];

if (flags.terminal) await runAllInTerminal();
else runAll();

async function runAllInTerminal() {
  const { runInTerminal } = await import('./in-terminal.mjs');
  const args = process.argv.slice(1).filter((arg) => arg !== '--terminal');
  process.exitCode = await runInTerminal(process.execPath, args);
}

function runAll() {
  if (everything) {
    step('Types', ['node_modules/typescript/bin/tsc', '-p', '.']);
    const colors = process.stdout.isTTY ? 'force' : 'off';
    step('Lint and format', [
      'node_modules/@biomejs/biome/bin/biome',
      'ci',
      '--error-on-warnings',
      `--colors=${colors}`,
      '.',
    ]);
    // What only tests use is unused as well: hence once without them.
    step('Unused', ['node_modules/knip/bin/knip.js', '--no-progress', '--production']);
    step('Unused in tests', ['node_modules/knip/bin/knip.js', '--no-progress']);
  }
  if (!flags.check) runTests();
  if (failed.length > 0) {
    process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
    process.exitCode = 1;
  }
}

function runTests() {
  const files = testFiles(path.join(root, 'test')).filter(isWanted);
  if (files.length === 0) {
    process.stdout.write(`No test file matches ${filters.join(' ')}\n`);
    failed.push('Tests');
    return;
  }
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-test-'));
  const args = [...testOptions, '--test', '--test-reporter=spec', '--test-timeout=180000'];
  // Half of the time of most tests of whole programs is spent waiting.
  args.push(`--test-concurrency=${2 * os.availableParallelism()}`);
  if (flags.name) args.push(`--test-name-pattern=${flags.name}`);
  if (flags.update) args.push('--test-update-snapshots');
  try {
    step('Tests', [...args, ...grouped(files, root, home)], testEnvironment(home));
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

function step(title, args, env = process.env) {
  process.stdout.write(`\n== ${title}\n`);
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status !== 0) failed.push(title);
  // The test runner closes with its own lines; nothing may follow them when all is well.
  if (title !== 'Tests') process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
}

function testFiles(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return slow.has(entry.name) ? [] : testFiles(file);
      return /\.test\.tsx?$/.test(entry.name) ? [path.relative(root, file)] : [];
    })
    .sort();
}

function isWanted(file) {
  const name = file.replaceAll(path.sep, '/');
  return filters.length === 0 || filters.some((filter) => name.includes(filter.replace(/^\.\//, '')));
}
