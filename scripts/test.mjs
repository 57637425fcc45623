// Runs every check: types, lint, format and what nobody uses, then the tests.
//
//   npm test                            everything
//   npm test -- test/store              the tests of a folder or file, or whose path contains the word
//   npm test -- --name "resumes"        tests whose title matches
//   npm test -- --update                also rewrites stored expectations
//   npm test -- --terminal              the same inside a terminal of its own, whatever this is started in
//   npm run check                       types, lint, format and unused code only

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TEST_TIMEOUT_MS, testEnvironment, testOptions } from './test-environment.mjs';
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
else await runAll();

async function runAllInTerminal() {
  const { runInTerminal } = await import('./in-terminal.mjs');
  const args = process.argv.slice(1).filter((arg) => arg !== '--terminal');
  process.exitCode = await runInTerminal(process.execPath, args);
}

async function runAll() {
  if (everything) await check();
  if (!flags.check) await runTests();
  if (failed.length > 0) {
    process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
    process.exitCode = 1;
  }
}

/** All checks at once; what each says is printed in their order. */
async function check() {
  const colors = process.stdout.isTTY ? 'force' : 'off';
  const biome = ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', `--colors=${colors}`];
  // What they keep for the next time goes by the contents of files (types) or by their time and size (unused code).
  const kept = (name) => path.join('.cache', name);
  const types = ['--incremental', '--tsBuildInfoFile', kept('types.tsbuildinfo')];
  const pretty = ['--pretty', String(process.stdout.isTTY === true)];
  const knip = ['node_modules/knip/bin/knip.js', '--no-progress', '--cache', '--cache-location'];
  const checks = [
    ['Types', ['node_modules/typescript/bin/tsc', '-p', '.', ...types, ...pretty]],
    ['Lint and format', [...biome, '.']],
    // What only tests use is unused as well: hence once without them.
    ['Unused', [...knip, kept('unused'), '--production']],
    ['Unused in tests', [...knip, kept('unused-in-tests')]],
  ];
  const running = checks.map(([title, args]) => ({ title, ended: collected(args) }));
  for (const { title, ended } of running) {
    const { status, said, seconds } = await ended;
    if (status !== 0) failed.push(title);
    process.stdout.write(`\n== ${title}\n${said}${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  }
}

/** Runs a program to its end; what it says, and for how long it ran. */
function collected(args) {
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => pieces.push(piece));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      resolve({ status, said: Buffer.concat(pieces).toString(), seconds });
    });
  });
}

async function runTests() {
  const files = testFiles(path.join(root, 'test')).filter(isWanted);
  if (files.length === 0) {
    process.stdout.write(`No test file matches ${filters.join(' ')}\n`);
    failed.push('Tests');
    return;
  }
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-test-'));
  // Not --test-force-exit: a process that Node ends so takes with it what it has not yet told of its last tests.
  const args = [...testOptions, '--test', '--test-reporter=spec', `--test-timeout=${TEST_TIMEOUT_MS}`];
  // Half of the time of most tests of whole programs is spent waiting.
  args.push(`--test-concurrency=${2 * os.availableParallelism()}`);
  if (flags.name) args.push(`--test-name-pattern=${flags.name}`);
  if (flags.update) args.push('--test-update-snapshots');
  try {
    process.stdout.write('\n== Tests\n');
    // The test runner closes with its own lines; nothing may follow them when all is well.
    const all = [...args, ...grouped(files, root, home, { byName: flags.name !== undefined })];
    const status = await runApart(all, testEnvironment(home));
    if (status !== 0) failed.push('Tests');
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Runs the test runner in a session of its own, which has no terminal: what is started in one would find it by its name
 * (`/dev/tty`), whatever stands in its environment. Hence what ends this ends that. Returns its exit code.
 */
async function runApart(args, env) {
  const hasSessions = process.platform !== 'win32';
  const runner = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit', detached: hasSessions });
  const end = (signal) => process.kill(hasSessions ? -runner.pid : runner.pid, signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, end);
  const [status, signal] = await once(runner, 'exit');
  for (const each of signals) process.off(each, end);
  return signal === null ? status : 1;
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
